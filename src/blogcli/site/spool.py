"""Bytes put aside one after the other, in a file once they are many."""

from __future__ import annotations

import os
import weakref
from array import array
from typing import IO

_LITTLE = 1 << 24
"""Bytes that stay in memory, some 20,000 posts: it takes a fifth of the time to read them there."""
_PIECE = 1 << 20
"""Bytes that gather in memory once there are more, before they are written."""


class Spool:
    """Bytes by number, in a file without a name, which copies of this process may read as well.

    Only one of them may append. Where no such file can be made, or the disk is full, they stay in
    memory.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._is_refused = False
        self._written = 0
        self._tail = bytearray()
        self._starts = array("Q", [0])

    def append(self, data: bytes) -> int:
        """Put bytes aside, and give their number."""
        self._tail += data
        self._starts.append(self._starts[-1] + len(data))
        if len(self._tail) >= (_PIECE if self._written else _LITTLE) and not self._is_refused:
            self._write()
        return len(self) - 1

    def __getitem__(self, number: int) -> bytes:
        start, end = self._starts[number], self._starts[number + 1]
        data = b""
        if start < self._written and self._file is not None:
            data = _read_at(self._file, min(end, self._written) - start, start)
        rest = max(start, self._written)
        return data + bytes(self._tail[rest - self._written : max(end - self._written, 0)])

    def __len__(self) -> int:
        return len(self._starts) - 1

    def _write(self) -> None:
        import tempfile

        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed with this
                weakref.finalize(self, self._file.close)
            written = self._file.write(self._tail)
        except OSError:  # no room is left: the rest stays here
            self._is_refused = True
            return
        self._written += written
        del self._tail[:written]


def _read_at(file: IO[bytes], length: int, start: int) -> bytes:
    if hasattr(os, "pread"):  # moves no place that copies of this process share
        return os.pread(file.fileno(), length, start)
    end = file.tell()
    file.seek(start)
    data = file.read(length)
    file.seek(end)
    return data
