"""One change at a time: a lock on a blog's journal, which a kill lets go of."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from blogcli.changes.journal import make_private
from blogcli.errors import OutputError
from blogcli.files import take_lock

PATIENCE = 10.0
"""Seconds to wait for another change."""
_STEP = 0.02


@contextlib.contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[bool]:
    """Hold the lock of a journal; gives False where another holds it beyond `patience` seconds.

    Raises:
        OutputError: The folder can't be written.
    """
    make_private(folder)
    try:
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        message = f"{folder}: {error.strerror or error}"
        raise OutputError(message, hint="changes are written down there first") from error
    try:
        ends = time.monotonic() + patience
        while not (held := take_lock(handle)) and time.monotonic() < ends:
            time.sleep(_STEP)
        yield held
    finally:
        os.close(handle)
