"""Emptying an index file that is damaged or of another version."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import apsw

from blogcli.index.connection import close, connect, has_shape, reserved
from blogcli.index.faults import DamagedIndex, UnwritableIndex, translated
from blogcli.index.schema import create_tables, drop_tables


@contextlib.contextmanager
def repairing(folder: Path) -> Iterator[None]:
    """Let one process at a time repair the indexes in this folder.

    Raises:
        BusyIndex: Another process has been at it for longer than the timeout.
    """
    with translated():
        lock = connect(str(folder / "repair.lock"))
        try:
            # An empty file that SQLite locks: the same on every system, and freed by a kill.
            lock.execute("BEGIN EXCLUSIVE")
            yield
        finally:
            close(lock)


def empty(path: Path) -> None:
    """Empty whatever lies there, in a way that other processes which have it open survive.

    Deleting a file that another process has open would leave that one's log beside our new file;
    SQLite's own reset respects its locks (SQLITE_DBCONFIG_RESET_DATABASE).
    """
    try:
        with translated():
            _reset(path)
    except DamagedIndex:
        for suffix in ("-wal", "-shm", ""):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        make_private(path)


def _reset(path: Path) -> None:
    connection = connect(str(path))
    try:
        if reserved():
            connection.pragma("checksum_verification", "off")
        # SQLite wants the schema read, or tried, before the reset.
        with contextlib.suppress(apsw.Error):
            connection.pragma("table_info(meta)")
        connection.reserve_bytes(reserve=reserved())
        connection.config(apsw.SQLITE_DBCONFIG_RESET_DATABASE, 1)
        try:
            connection.execute("VACUUM")
        finally:
            connection.config(apsw.SQLITE_DBCONFIG_RESET_DATABASE, 0)
    finally:
        close(connection)
    connection = connect(str(path))
    try:
        if not has_shape(connection):
            # A reset keeps what the header says of pages.
            message = "the header is damaged"
            raise DamagedIndex(message)
        connection.execute("BEGIN EXCLUSIVE")
        drop_tables(connection)
        create_tables(connection)
        connection.execute("COMMIT")
    finally:
        close(connection)


def make_private(path: Path) -> None:
    """Create the file, empty and for its owner alone; SQLite gives its log the same mode."""
    try:
        found = path.stat()
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, flags, 0o600))
        return
    if not stat.S_ISREG(found.st_mode):
        message = f"{path.name} is not a file"
        raise UnwritableIndex(message)
