"""What a post's path says: its slug, date and language, and whether it is a bundle or a section."""

from __future__ import annotations

import os
import re
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from blogcli.posts.dialects.places import spoken_in
from blogcli.posts.language import is_code, normalise

SUFFIXES = frozenset(("md", "markdown", "mdown", "mkd", "mkdn", "mdx"))
"""Of Markdown files, as the generators know them."""
METADATA = ".meta"
"""Of a file beside a post, to Nikola."""

INDEX = ("index", "_index")
_LONGEST_SECTION = len("_writings_zh-hant")
_DATED = r"(?sa)(\d{4})-(\d{1,2})-(\d{1,2})(?:[-_ ]+(.+))?"
# Zola's file names may have the time of RFC 3339, with `_` for the `:` that Windows refuses.
_TIMED = r"(?a)(\d{4}-\d\d-\d\dT\d\d[:_]\d\d[:_]\d\d(?:Z|[+-]\d\d[:_]\d\d)?)[-_ ]+(.+)"
_DATED_PATH = r"(?a)/?(?:.*/)?(\d{4})/(\d{1,2})/(\d{1,2})(?:/|\Z)"


class Place(NamedTuple):
    """What a path says about its post."""

    slug: str
    lang: str | None = None
    date: datetime | None = None
    bundle: bool = False
    section: bool = False
    """True for `_index.md`, which describes a folder."""
    name: str = ""
    """Of the file, or of its bundle's folder, with its date and without its language."""


def look(root: Path, path: str, languages: tuple[str, ...], zone: tzinfo) -> Place:
    """Read a path relative to the blog; siblings decide what `.fi` at the end of a name means."""
    folder, _, file = path.rpartition("/")
    stem = file.rpartition(".")[0]
    lang = None
    if "." in stem:
        stem, lang = _without_language(root, folder, file, languages)
    bundle = stem == "index" and bool(folder)
    name = folder.rpartition("/")[2] if stem in INDEX and folder else stem
    date, slug = _without_date(name, zone)
    return Place(
        slug, lang or _folder_language(folder, languages), date, bundle, stem == "_index", name
    )


def is_in_words(name: str) -> bool:
    """Say whether a file is named in words, as notes are in Obsidian: such a name is a title."""
    return " " in name or not name.isascii() or (name[:1].isupper() and not name.isupper())


def dated_path(text: str, zone: tzinfo) -> datetime | None:
    """Give the date that a site path such as `/2018/10/05/hello/` begins with, if it does."""
    found = re.match(_DATED_PATH, text)
    return _date(found[1], found[2], found[3], zone) if found else None


def _without_language(
    root: Path, folder: str, file: str, languages: tuple[str, ...]
) -> tuple[str, str | None]:
    """Divide `name.fi`: always in a blog with that language, else where the name has siblings."""
    stem = file.rpartition(".")[0]
    name, _, code = stem.rpartition(".")
    if not is_code(code) or not name:
        return stem, None
    lang = normalise(code)
    if lang in languages or name in INDEX or _has_sibling(root, folder, name, file):
        return name, lang
    return stem, None


def _has_sibling(root: Path, folder: str, name: str, file: str) -> bool:
    try:
        with os.scandir(root / folder) as entries:
            names = [entry.name for entry in entries if entry.name.startswith(f"{name}.")]
    except OSError:
        return False
    for other in names:
        stem, _, suffix = other.rpartition(".")
        code = stem[len(name) + 1 :]
        if other != file and suffix.lower() in SUFFIXES and (not code or is_code(code)):
            return True
    return False


def _without_date(name: str, zone: tzinfo) -> tuple[datetime | None, str]:
    if not name[:4].isdigit():
        return None, name
    if found := re.fullmatch(_TIMED, name):
        try:
            moment = datetime.fromisoformat(found[1].replace("_", ":"))
        except ValueError:
            return None, name
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)), found[2]
    if found := re.fullmatch(_DATED, name):
        date = _date(found[1], found[2], found[3], zone)
        return date, (found[4] or name) if date else name
    return None, name


def _date(year: str, month: str, day: str, zone: tzinfo) -> datetime | None:
    try:
        return datetime(int(year), int(month), int(day), tzinfo=zone)
    except ValueError:
        return None


def _folder_language(folder: str, languages: tuple[str, ...]) -> str | None:
    if len(languages) < 2:  # noqa: PLR2004 - one language needs no folders
        return None
    for name in folder.split("/"):
        if len(name) <= len("zh-hant-tw") and is_code(name):
            lang = normalise(name)
        else:
            lang = spoken_in(name) if len(name) <= _LONGEST_SECTION else None
        if lang in languages:
            return lang
    return None
