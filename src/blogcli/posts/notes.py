"""Posts and files by their bare names, as links between notes have them (`markdown.wikilinks`).

A name means the note in the same folder, else the one that lies least deep. Obsidian goes by the
names of files, other programs by titles too.
"""

from __future__ import annotations

import os
import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from blogcli.files import is_site
from blogcli.posts.naming import SUFFIXES
from blogcli.posts.post import Post

_BUILT = frozenset(("node_modules", "public", "_site", "dist", "build", "output", "vendor"))
_MOST_FILES = 200_000


def by_name(paths: Iterable[str]) -> dict[str, list[str]]:
    """Map the last part of each path, folded and without the ending of a text, to the paths."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        name = _stem(path)
        found[name.rpartition("/")[2]].append(path)
    return found


def titled(posts: Mapping[str, Sequence[Post]]) -> dict[str, list[str]]:
    """Map folded titles to the paths of posts."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for several in posts.values():
        for post in several:
            if post.title:
                found[_folded(post.title)][post.path] = None
    return {title: list(paths) for title, paths in found.items()}


def choose(known: Mapping[str, Sequence[str]], name: str, path: str, lang: str = "") -> str | None:
    """Give the path that a name means in the post at `path`; None where there is none."""
    wanted = _folded(name.strip("/"))
    wanted = _without_suffix(wanted)
    while wanted.startswith(("../", "./")):
        wanted = wanted.partition("/")[2]
    ends = [
        one
        for one in known.get(wanted.rpartition("/")[2], ())
        if f"/{_stem(one)}".endswith(f"/{wanted}") or "/" not in wanted
    ]
    folder = posixpath.dirname(path)
    return min(
        ends,
        key=lambda one: (
            bool(lang) and f".{lang}." not in one and f"{lang}/" not in one,
            posixpath.dirname(one) != folder,
            one.count("/"),
            one,
        ),
        default=None,
    )


class Files(NamedTuple):
    """The files of a blog, but for hidden and built ones."""

    paths: dict[str, list[str]]
    """By their folded names."""
    folders: dict[str, int]
    """Those that were looked into, and when they last changed, in Unix nanoseconds."""


def files(root: Path) -> Files:
    """Look through a blog for its files."""
    found: dict[str, list[str]] = defaultdict(list)
    visited: dict[str, int] = {}
    count = 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(one for one in folders if not _is_built(folder, one))
        with suppress(OSError):  # taken away just now
            visited[folder] = os.stat(folder).st_mtime_ns  # noqa: PTH116 - many folders
        base = Path(folder).relative_to(root).as_posix()
        for name in sorted(names):
            found[_folded(_without_suffix(name))].append(posixpath.normpath(f"{base}/{name}"))
        count += len(names)
        if count > _MOST_FILES:
            break
    return Files(found, visited)


def _is_built(folder: str, name: str) -> bool:
    return name[0] == "." or name in _BUILT or is_site(Path(folder, name))


def _stem(path: str) -> str:
    stem = _without_suffix(path)
    folder, _, last = stem.rpartition("/")
    return _folded(folder if last in ("index", "_index") and folder else stem)


def _without_suffix(path: str) -> str:
    stem, _, ending = path.rpartition(".")
    return stem if stem and ending.lower() in SUFFIXES else path


def _folded(name: str) -> str:
    # macOS writes the names of files with letters and marks apart.
    return unicodedata.normalize("NFC", name).casefold().strip()
