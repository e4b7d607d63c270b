"""A look at the files of a large folder by two processes: each at one half, or one meanwhile.

The system takes some 5 µs for each file, so 100,000 files keep one processor busy for longer than
all else that a command does.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
import threading
from collections.abc import Callable, Sequence

from blogcli.posts.finding import FileEntry, entries_of
from blogcli.posts.post import Kind

_LARGE = 20_000
"""Files of one folder from which on the fork costs less than it saves."""
_PIECE = 1 << 16


def look_in_halves(files: Sequence[os.DirEntry[str]], prefix: str, kind: Kind) -> list[FileEntry]:
    """Do what `entries_of` does; only for a process of one thread."""
    if len(files) < _LARGE:
        return entries_of(files, prefix, kind)
    middle = len(files) // 2
    forked = fork_with_pipe()
    if forked is None:
        return entries_of(files, prefix, kind)
    number, pipe = forked
    if not number:
        try:
            rest = entries_of(files[middle:], prefix, kind)
            write_all(pipe, plain_entries(rest))
        finally:
            os._exit(0)
    first = entries_of(files[:middle], prefix, kind)
    told = read_all(pipe)
    os.close(pipe)
    os.waitpid(number, 0)
    return first + (entries_told(told) or entries_of(files[middle:], prefix, kind))


def plain_entries(entries: Sequence[FileEntry]) -> bytes:
    """Write down what was seen, for another process."""
    return marshal.dumps([tuple(entry) for entry in entries])


def entries_told(data: bytes | bytearray) -> list[FileEntry]:
    """Give what the other process saw; nothing where it met with a mishap."""
    try:
        return [FileEntry._make(values) for values in marshal.loads(data)]  # noqa: S302 - from our own process
    except (EOFError, ValueError, TypeError):
        return []


class Meanwhile:
    """An answer that a copy of this process looks for, while this one goes on."""

    def __init__(self, ask: Callable[[], bool]) -> None:
        """Begin; where there can be no copy, it is asked here, once somebody wants to know."""
        self._ask = ask
        self._copy: tuple[int, int] | None = None
        if not has_spare_processor() or threading.active_count() > 1:
            return
        self._copy = fork_with_pipe()
        if self._copy is not None and not self._copy[0]:
            try:
                write_all(self._copy[1], b"y" if ask() else b"n")
            finally:
                os._exit(0)

    def answer(self) -> bool:
        """Wait for it; where the copy met with a mishap, ask here."""
        if self._copy is None:
            return self._ask()
        told = read_all(self._copy[1])
        self.dismiss()
        return told == b"y" if told else self._ask()

    def dismiss(self) -> None:
        """Let the copy go: nobody wants to know any more."""
        if self._copy is None:
            return
        number, pipe = self._copy
        self._copy = None
        os.close(pipe)
        with contextlib.suppress(OSError):
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)


def has_spare_processor() -> bool:
    """Say whether a copy of this process would not only take turns with it."""
    # Where the processors of this process can't be told (macOS, Windows), fork has its own perils.
    return hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1


def fork_with_pipe() -> tuple[int, int] | None:
    """Make a copy of this process; give its number (0 in the copy) and the end of a pipe.

    The copy may write to its end, this process read from the other. None where there can be none.
    """
    if not hasattr(os, "fork"):  # Windows
        return None
    reading, writing = os.pipe()
    try:
        number = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    os.close(writing if number else reading)
    return number, reading if number else writing


def read_all(pipe: int) -> bytearray:
    """Read a pipe to its end, or as far as it can be read."""
    data = bytearray()
    with contextlib.suppress(OSError):
        while piece := os.read(pipe, _PIECE):
            data += piece
    return data


def read_some(pipe: int, length: int) -> bytearray:
    """Read so many bytes of a pipe; fewer where it ends or can't be read."""
    data = bytearray()
    with contextlib.suppress(OSError):
        while len(data) < length and (piece := os.read(pipe, min(length - len(data), _PIECE))):
            data += piece
    return data


def write_all(pipe: int, data: bytes) -> None:
    """Write all to a pipe."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(pipe, rest) :]
