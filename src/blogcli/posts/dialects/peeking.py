"""A look into some files of a folder, to tell whose posts they are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from blogcli.posts.dialects.configuration import start_of

FILES = 24
_BYTES = 3000
_ZOLA = (
    r"(?m)^(?:sort_by|paginate_by|page_template|insert_anchor_links|in_search_index|transparent)\s*="
    r"|^\[(?:taxonomies|extra)\]"
)
_PELICAN = r"\A(?:Title|Date|Category|Tags|Author|Slug|Status|Lang|Modified):\s"
_NIKOLA = r"\A\s*(?:<!--\s*)?\.\. (?:title|slug|date|tags): "
_FENCED = r"\A\s*(?:---|\+\+\+|\{)"


def peek(folder: Path) -> frozenset[str]:
    """Say what headers some Markdown files below have: `fenced`, `zola`, `pelican`, `nikola`."""
    return frozenset(kind for path in islice(_markdown(folder, 0), FILES) if (kind := _kind(path)))


def _kind(path: str) -> str:
    text = start_of(Path(path), _BYTES)
    if re.match(_NIKOLA, text):
        return "nikola"
    if re.match(_PELICAN, text):
        return "pelican"
    if re.match(_FENCED, text):
        return "zola" if text.lstrip().startswith("+++") and re.search(_ZOLA, text) else "fenced"
    return ""


def _markdown(folder: Path | str, depth: int) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    inner = []
    for entry in entries:
        if entry.name.endswith((".md", ".markdown", ".mdx")) and entry.is_file(
            follow_symlinks=False
        ):
            yield entry.path
        elif not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
            inner.append(entry.path)
    if depth < 4:  # noqa: PLR2004 - year, month, bundle
        for path in inner:
            yield from _markdown(path, depth + 1)
