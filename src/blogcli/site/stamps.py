"""Short sums over things, to see later whether they are still the same."""

from __future__ import annotations

import marshal
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

Stamp: TypeAlias = tuple[int, int, int, bytes]
"""Size, time of change, inode; and a sum of the content where the file is too young for these."""

TICK_NS = 2_000_000_000
"""The coarsest clock of a file system (FAT): a file this young may change without showing it."""
SUM = 16
"""Bytes of a sum."""
GONE: Stamp = (-1, 0, 0, b"")
"""The stamp of what is no file."""

_PACKAGE = Path(__file__).parent.parent
_PARTS = ("", "blog", "config", "index", "markdown", "posts", "site")


def digest(parts: object) -> bytes:
    """Sum up plain values in `SUM` bytes: text, numbers, bytes, None, lists and tuples of them."""
    # Version 2 of marshal has no references, so equal values give equal bytes; and it is fast.
    data = marshal.dumps(parts, 2)  # type: ignore[arg-type]  # its type for this is private
    return blake2b(data, digest_size=SUM).digest()


class Stamps:
    """Takes the stamps of files; `now_ns` is the moment in the file system's own clock."""

    def __init__(self, now_ns: int) -> None:
        self.young = now_ns - TICK_NS

    def of(self, path: str | Path) -> Stamp:
        """Stamp a file, links followed; `GONE` for what is none."""
        try:
            found = os.stat(path)  # noqa: PTH116 - many files
        except (OSError, ValueError):
            return GONE
        if not stat.S_ISREG(found.st_mode):
            return GONE
        content = _content(path) if found.st_mtime_ns >= self.young else b""
        return (found.st_size, found.st_mtime_ns, found.st_ino, content)


def program() -> bytes:
    """Sum up the program and all packages beside it: another version may write other bytes."""
    own = [
        (name, found.st_size, found.st_mtime_ns)
        for part in _PARTS
        for name, found in _files(_PACKAGE / part)
    ]
    installed = [
        name
        for folder in sys.path
        if folder.endswith("-packages")
        for name in _names(folder)
        if name.endswith(".dist-info")
    ]
    return digest((sys.version, sorted(own), sorted(installed)))


def _content(path: str | Path) -> bytes:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - many files
            found = blake2b(digest_size=16)
            while chunk := stream.read(1 << 20):
                found.update(chunk)
    except OSError:
        return b"?"
    return found.digest()


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name == "theme":
                yield from _files(Path(entry.path))
            elif entry.is_file():
                yield entry.path, entry.stat()


def _names(folder: str) -> Iterable[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names only
    except OSError:
        return ()
