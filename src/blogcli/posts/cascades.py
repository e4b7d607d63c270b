"""Hugo's `cascade`: what a section's `_index.md`, or the configuration, says about all pages below.

Rules: https://gohugo.io/content-management/front-matter/#cascade-1. The nearest section goes first,
the configuration last, and within one the first entry whose `target` fits.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from blogcli.errors import PostError
from blogcli.files import read_regular
from blogcli.posts import front_matter
from blogcli.posts.finding import CASCADE, MAX_SECTION
from blogcli.posts.language import is_code, normalise

_SUFFIXES = (".md", ".markdown", ".html")


class Page(NamedTuple):
    """What a target may ask of a page."""

    path: str
    """Relative to the blog."""
    lang: str
    """As its file's name says, else the blog's main language."""


def above(
    root: Path, path: str, default_lang: str, configured: Sequence[object]
) -> dict[str, object]:
    """Gather what is cascaded to a page; of a section that can't be read, its own file tells."""
    page = Page(path, _language(path, default_lang))
    found: dict[str, object] = {}
    for _, values in files_above(root, path, default_lang):
        found = {**values, **found}
    for entry in _several(configured):
        if _fits(entry.get("target", entry.get("_target")), page):
            found = {**_values(entry), **found}
    return found


def files_above(
    root: Path, path: str, default_lang: str
) -> Iterator[tuple[str, dict[str, object]]]:
    """Give the files of sections that cascade to a page, the nearest first, with what they say."""
    folders = path.split("/")[:-1]
    page = Page(path, _language(path, default_lang))
    for depth in range(len(folders), 0, -1):
        folder = "/".join(folders[:depth])
        for name, lang in _sections(root, folder):
            if (lang or default_lang) != page.lang:
                continue
            for entry in _entries(root, f"{folder}/{name}"):
                if _fits(entry.get("target", entry.get("_target")), page):
                    yield f"{folder}/{name}", _values(entry)


def _language(path: str, default_lang: str) -> str:
    stem = path.rpartition("/")[2].rpartition(".")[0]
    code = stem.rpartition(".")[2] if "." in stem else ""
    return (normalise(code) if is_code(code) else None) or default_lang


def _sections(root: Path, folder: str) -> tuple[tuple[str, str | None], ...]:
    """List the files that describe a folder, each with the language that its name tells."""
    try:
        return _described(f"{root}/{folder}", os.stat(f"{root}/{folder}").st_mtime_ns)  # noqa: PTH116 - many a post: quicker
    except OSError:
        return ()


@lru_cache(maxsize=4096)
def _described(folder: str, _changed: int) -> tuple[tuple[str, str | None], ...]:
    names = (name for name in os.listdir(folder) if name.startswith("_index."))  # noqa: PTH208 - names alone
    return tuple(
        (name, normalise(name.removeprefix("_index.").rpartition(".")[0]))
        for name in sorted(names)
        if name.endswith(_SUFFIXES)
    )


def _entries(root: Path, path: str) -> list[dict[str, object]]:
    try:
        status = os.stat(f"{root}/{path}")  # noqa: PTH116 - many a post, mostly in vain: quicker
    except OSError:
        return []
    return _read(root, path, (status.st_mtime_ns, status.st_size, status.st_ino))


@lru_cache(maxsize=512)
def _read(root: Path, path: str, _state: object) -> list[dict[str, object]]:
    """Read the entries of a section's cascade, keys in lower case."""
    try:
        data = read_regular(root / path, MAX_SECTION)
        if CASCADE not in data.lower():
            return []
        values = front_matter.load(front_matter.split(data, path), path)
    except (PostError, OSError):
        return []
    return _several([value for key, value in values.items() if key.lower() == "cascade"])


def _several(cascades: Sequence[object]) -> list[dict[str, object]]:
    """Give the entries of cascades, each of which is one mapping or a list of them."""
    return [
        {str(key).lower(): value for key, value in entry.items()}
        for cascade in cascades
        for entry in (cascade if isinstance(cascade, list) else [cascade])
        if isinstance(entry, dict)
    ]


def _values(entry: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in entry.items() if key not in ("target", "_target")}


def _fits(target: object, page: Page) -> bool:
    if target is None:
        return True
    if not isinstance(target, dict):
        return False
    tests = {str(key).lower(): value for key, value in target.items()}
    return all(_passes(name, str(value), page) for name, value in tests.items())


def _passes(name: str, pattern: str, page: Page) -> bool:
    if name == "path":
        return any(_matches(pattern, path) for path in _logical(page.path))
    if name == "kind":
        return _matches(pattern, "page")
    if name == "lang":
        return _matches(pattern, page.lang)
    # A site is made for readers, so in the environment of that.
    return name == "environment" and _matches(pattern, "production")


def _logical(path: str) -> Iterator[str]:
    """Give Hugo's path of a page: below the content, without suffix, language and `index`."""
    folders, _, file = path.lower().replace(" ", "-").rpartition("/")
    stem = file.partition(".")[0]
    parts = folders.split("/")[1:] + ([] if stem in ("index", "_index") else [stem])
    yield "/" + "/".join(parts)
    if parts and is_code(parts[0]):  # a language's own folder of content
        yield "/" + "/".join(parts[1:])


def _matches(pattern: str, text: str) -> bool:
    return bool(_glob(pattern.lower()).fullmatch(text.lower()))


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    """Read a pattern of Hugo: `*` within a folder, `**` across, `{a,b}` one of several."""
    parts = []
    for sign in re.findall(r"\*\*|\*|\?|\{[^{}]*\}|.", pattern, re.DOTALL):
        if sign in _SIGNS:
            parts.append(_SIGNS[sign])
        elif sign.startswith("{") and len(sign) > 1:
            choices = (_glob(choice.strip()).pattern for choice in sign[1:-1].split(","))
            parts.append(f"(?:{'|'.join(choices)})")
        else:
            parts.append(re.escape(sign))
    return re.compile("".join(parts))


_SIGNS = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
