"""Work whose memory is worth more than its time: a copy of this process does it, and ends."""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import sys
import threading
from collections.abc import Callable, Iterable
from typing import IO, Any

from blogcli.site.table import dumped

MANY = 20_000
"""Posts or files: what is known of so many fills some 50 MB, which Python does not give back."""


def may_fork() -> bool:
    """Say whether a copy of this process can go on by itself."""
    # A copy of a process with several threads may hang; elsewhere than on Linux, with one too.
    return sys.platform == "linux" and threading.active_count() == 1


def apart(work: Callable[[], Iterable[object]]) -> list[Any] | None:
    """Give the plain values that a copy of this process works out, one after the other.

    None where there can be no copy, or it met with a mishap: then it is to be done here, where
    that shows. They come through a file, so that they are in memory once.
    """
    if not may_fork():
        return None
    import tempfile

    try:
        with tempfile.TemporaryFile() as file:
            child = os.fork()
            if not child:
                _work(work, file)
            _, status = os.waitpid(child, 0)
            file.seek(0)
            return list(_read(file)) if not status else None
    except (OSError, EOFError, ValueError):
        return None


def give_back() -> None:
    """Give memory that is free back to the system, where Python and the C library keep some."""
    gc.freeze()
    gc.collect()  # empties Python's stocks of freed objects, which hold much between them
    gc.unfreeze()
    import ctypes

    with contextlib.suppress(OSError, AttributeError, TypeError):  # not the C library of GNU
        ctypes.CDLL(None).malloc_trim(0)


def _work(work: Callable[[], Iterable[object]], file: IO[bytes]) -> None:
    """Do it, and end this process, which must never go on with what the caller was doing."""
    done = False
    try:
        for value in work():
            file.write(dumped(value))
        file.write(dumped(StopIteration))
        file.flush()
        done = True
    finally:
        os._exit(0 if done else 1)


def _read(file: IO[bytes]) -> Iterable[Any]:
    while (value := marshal.load(file)) is not StopIteration:  # noqa: S302 - our own
        yield value
