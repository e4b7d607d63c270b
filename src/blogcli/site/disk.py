"""The few things that an output folder does with single files."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from blogcli.errors import OutputError
from blogcli.site.stamps import Stamp

_CHUNK = 1 << 20


def written(part: str, parts: Iterable[bytes]) -> os.stat_result:
    """Write a part, and say what it then is."""
    with open(part, "wb", buffering=0) as stream:  # noqa: PTH123 - many small files
        for data in parts:
            rest = memoryview(data)
            while rest:  # of a disk that fills up now, the next write says so
                rest = rest[stream.write(rest) :]
        return os.fstat(stream.fileno())


def stamp(found: os.stat_result) -> Stamp:
    """Give the stamp of a file that was looked at."""
    return (found.st_size, found.st_mtime_ns, found.st_ino, b"")


def holds(path: str | Path, data: bytes) -> bool:
    """Say whether a file is there and has these bytes."""
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - many small files
            if os.fstat(stream.fileno()).st_size != len(data):
                return False
            return stream.readall() == data
    except FileNotFoundError:
        return False


def same(one: Path, other: Path) -> bool:
    """Say whether two files are there and have the same bytes."""
    try:
        with one.open("rb") as left, other.open("rb") as right:
            if os.fstat(left.fileno()).st_size != os.fstat(right.fileno()).st_size:
                return False
            while chunk := left.read(_CHUNK):
                if chunk != right.read(_CHUNK):
                    return False
            return True
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def explained(path: str | Path) -> Iterator[None]:
    """Tell of what fails at a path as an `OutputError`, with what to do."""
    try:
        yield
    except OSError as error:
        place = error.filename if error.filename and error.errno != errno.ENOENT else path
        message = f"{place}: {error.strerror or error}"
        raise OutputError(message, hint=_hint(error)) from error


def _hint(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "check the permissions of the folder"
    return "free some space" if error.errno in {errno.ENOSPC, errno.EDQUOT} else ""


def lockable(folder: Path) -> int:
    """Open what is locked for a folder: itself, or on Windows, which opens none, a file in it."""
    if hasattr(os, "O_DIRECTORY"):
        return os.open(folder, os.O_RDONLY)
    return os.open(folder / "lock", os.O_RDWR | os.O_CREAT)
