"""Files that are copied as they are: static folders, and what lies beside bundled posts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.site.media import SOURCES

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.posts.post import Post
    from blogcli.site.addresses import Address

# Left by systems and editors, never meant for readers.
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
# Hidden names that have a meaning on web servers and hosts.
_MEANT = frozenset({".well-known", ".nojekyll", ".htaccess", ".domains"})


def static_mounts(blog: Blog) -> tuple[tuple[str, str], ...]:
    """Give folders of static files and where they lie on the site."""
    settings = blog.settings
    named = dict([*((folder, "") for folder in settings.static_folders), *settings.mounts])
    return tuple(named.items()) or (("static", ""),)


def static_files(
    root: Path, mounts: Iterable[tuple[str, str]], visited: dict[str, int]
) -> dict[str, Path]:
    """Map places on the site to the static files of a blog; the first folder that has one wins.

    `mounts` are pairs of a folder of the blog and where its files lie on the site. Symbolic links
    are followed only to files in the blog. Folders that were looked into are added to `visited`,
    with the time of their last change.
    """
    found: dict[str, Path] = {}
    inside = os.path.realpath(root)
    for folder, place in mounts:
        base = root / folder
        prefix = f"{place}/" if place else ""
        for path in _walk(base, inside, visited):
            found.setdefault(prefix + path.relative_to(base).as_posix(), path)
    return found


def bundled_files(
    root: Path, post: Post, address: Address, visited: dict[str, int]
) -> dict[str, Path]:
    """Map places on the site to the files beside a bundled post: no Markdown, no other bundles."""
    base = (root / post.path).parent
    inside = os.path.realpath(root)
    beside = address.file.rpartition("/")[0]
    prefix = f"{beside}/" if beside else ""
    return {
        prefix + path.relative_to(base).as_posix(): path
        for path in _walk(base, inside, visited, bundles=False)
        if path.suffix.casefold() not in SOURCES
    }


def changed_ns(folder: str | Path) -> int:
    """Say when something was last added to a folder or taken from it; -1 where there is none."""
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - many folders
    except OSError:
        return -1


def _walk(
    base: Path, inside: str, visited: dict[str, int], *, bundles: bool = True
) -> Iterator[Path]:
    visited[str(base)] = changed_ns(base)
    try:
        with os.scandir(base) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in listed:
        if _is_litter(entry.name) or not _stays(entry, inside):
            continue
        path = base / entry.name
        if entry.is_dir():
            visited[entry.path] = changed_ns(path)
            if bundles or not _is_bundle(path):
                yield from _walk(path, inside, visited, bundles=bundles)
        elif entry.is_file():
            yield path


def _is_litter(name: str) -> bool:
    if name.startswith("."):
        return name not in _MEANT
    return name.casefold() in _LITTER or name.endswith("~")


def _stays(entry: os.DirEntry[str], inside: str) -> bool:
    if not entry.is_symlink():
        return True
    real = os.path.realpath(entry.path)
    # A linked folder is left out: it might hold itself.
    return real.startswith(inside + os.sep) and os.path.isfile(real)  # noqa: PTH113 - of a real path


def _is_bundle(folder: Path) -> bool:
    with os.scandir(folder) as entries:
        return any(
            entry.name.startswith("index.") and entry.name.casefold().endswith(SOURCES)
            for entry in entries
        )
