"""The files of a blog that may be posts or pages: looked at, never opened."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from blogcli.config import Config
from blogcli.posts.dialects import Dialect, PostFolder
from blogcli.posts.naming import SUFFIXES
from blogcli.posts.post import Kind

_FROM_WITHIN = os.scandir in os.supports_fd
"""Not on Windows."""


class FileEntry(NamedTuple):
    """A file that may be a post; `path` is relative to the blog, with `/`."""

    path: str
    kind: Kind
    size: int
    mtime_ns: int
    inode: int


def find_files(root: Path, config: Config, dialect: Dialect) -> Iterator[FileEntry]:
    """Give every Markdown file in the folders of posts, then of pages, each once.

    A link to a file is given wherever it leads (reading it says so where that is outside the
    blog); a link to a folder is entered only where it leads to another place in the blog.
    """
    seen: set[str] = set()
    folders = dialect.folders(root, config)
    for number, folder in enumerate(folders):
        others = folders[:number] + folders[number + 1 :]
        shared = any(_overlap(folder.path, other.path) for other in others)
        for entries in _Walk(root, folder):
            if not shared:
                yield from entries
                continue
            fresh = [entry for entry in entries if entry.path not in seen]
            seen.update(entry.path for entry in fresh)
            yield from fresh


def _overlap(one: str, other: str) -> bool:
    """Say whether one of two folders of the blog lies in the other."""
    first, second = sorted(("" if path == "." else f"{path}/" for path in (one, other)), key=len)
    return second.startswith(first)


class _Walk:
    """One folder, gone through without recursion; it gives the files folder by folder."""

    def __init__(self, root: Path, folder: PostFolder) -> None:
        self._root = str(root)
        self._folder = folder
        self._todo = ["" if folder.path == "." else folder.path]
        self._real: set[str] = set()
        """Folders entered, once a link makes that worth knowing."""

    def __iter__(self) -> Iterator[list[FileEntry]]:
        top = self._todo[0]
        while self._todo:
            path = self._todo.pop()
            with _scanned(f"{self._root}/{path}") as entries:
                whole = path == top or not self._folder.leaf_bundles
                yield self._files(path, entries, whole=whole)

    def _files(self, path: str, entries: list[os.DirEntry[str]], *, whole: bool) -> list[FileEntry]:
        """Give the files of one folder, and put the folders in it on the list."""
        prefix = f"{path}/" if path else ""
        files, folders = [], []
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            if (name.endswith(".md") or _is_markdown(name)) and _is_file(entry):
                files.append(entry)
            elif self._enters(entry, prefix + name):
                folders.append(prefix + name)
        if not whole and (own := [entry for entry in files if _is_index(entry.name)]):
            files = own
        else:
            self._todo += folders
        skip, kind = self._folder.skip, self._folder.kind
        if skip:
            files = [entry for entry in files if prefix + entry.name not in skip]
        return [_entry(entry, prefix, kind) for entry in files]

    def _enters(self, entry: os.DirEntry[str], path: str) -> bool:
        folder, name = self._folder, entry.name
        if not folder.recursive or path in folder.skip or name in folder.skip_names:
            return False
        if folder.skip_underscored and name[0] == "_":
            return False
        try:
            return entry.is_dir(follow_symlinks=False) or (
                entry.is_symlink() and entry.is_dir() and self._leads_elsewhere(path)
            )
        except OSError:
            return False

    def _leads_elsewhere(self, path: str) -> bool:
        """Say whether a link to a folder leads to one of the blog that is not above it."""
        root = os.path.realpath(self._root)
        real = os.path.realpath(f"{self._root}/{path}")
        here = os.path.realpath(f"{self._root}/{path}".rpartition("/")[0])
        if not real.startswith(root + os.sep) or (here + os.sep).startswith(real + os.sep):
            return False
        if real in self._real:
            return False
        self._real.add(real)
        return True


@contextlib.contextmanager
def _scanned(path: str) -> Iterator[list[os.DirEntry[str]]]:
    """List a folder; what can't be listed is empty.

    The folder stays open meanwhile: from there the system finds each file by its name alone,
    which takes a quarter of the time off a look at 10,000 files.
    """
    place: str | int = path
    try:
        if _FROM_WITHIN:
            place = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        with os.scandir(place) as found:
            entries = list(found)
    except OSError:
        entries = []
    try:
        yield entries
    finally:
        if isinstance(place, int):
            os.close(place)


def _is_markdown(name: str) -> bool:
    stem, _, suffix = name.rpartition(".")
    return bool(stem) and suffix.lower() in SUFFIXES


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file(follow_symlinks=False) or (entry.is_symlink() and not entry.is_dir())
    except OSError:
        return entry.is_symlink()


def _is_index(name: str) -> bool:
    return name.startswith("index.")


def _entry(entry: os.DirEntry[str], prefix: str, kind: Kind) -> FileEntry:
    try:
        status = entry.stat()
    except OSError:  # a link that leads nowhere, or a file gone in this moment
        return FileEntry(prefix + entry.name, kind, 0, 0, 0)
    return FileEntry(prefix + entry.name, kind, status.st_size, status.st_mtime_ns, status.st_ino)
