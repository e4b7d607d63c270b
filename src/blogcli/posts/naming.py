"""What a post's path says: its slug, date and language, and whether it is a bundle or a section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from blogcli.posts.language import is_code, normalise

SUFFIXES = ("md", "markdown", "mdown", "mkd", "mkdn", "mdx")
"""Of Markdown files, as the generators know them."""

_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[-_](.+))?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """What a path says about its post."""

    slug: str
    lang: str | None
    date: datetime | None
    bundle: bool
    section: bool


def look(path: str, languages: tuple[str, ...], zone: tzinfo) -> Place:
    """Read a path relative to the blog."""
    folders, _, file = path.rpartition("/")
    stem = file.rpartition(".")[0]
    name, _, suffix = stem.rpartition(".")
    lang = None
    if name and is_code(suffix) and (normalise(suffix) in languages or name == "index"):
        stem, lang = name, normalise(suffix)
    bundle = stem == "index" and bool(folders)
    if bundle:
        stem = folders.rpartition("/")[2]
    date = None
    if (found := _DATED.match(stem)) and (date := _date(found, zone)):
        stem = found[4] or stem
    if lang is None:
        for folder in folders.split("/")[:3]:
            if is_code(folder) and normalise(folder) in languages:
                lang = normalise(folder)
    return Place(stem, lang, date, bundle, section=stem == "_index")


def _date(found: re.Match[str], zone: tzinfo) -> datetime | None:
    try:
        return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=zone)
    except ValueError:
        return None
