"""What can go wrong with the index, and SQLite's errors turned into it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import apsw

from blogcli.errors import IndexFault

_CHECKSUM_FAILED = 0x200A  # SQLITE_IOERR_DATA, from the checksum layer
_SHORT_READ = 0x020A  # SQLITE_IOERR_SHORT_READ


class DamagedIndex(IndexFault):
    """The index file is not what was written: it must be emptied and filled anew."""


class UnwritableIndex(IndexFault):
    """The index file can't be opened or written where it lies."""


class BusyIndex(IndexFault):
    """Another process holds the index and doesn't get on."""


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn SQLite's errors inside the block into an `IndexFault` of the right kind.

    Raises:
        DamagedIndex: Content that SQLite or its checksums refuse, or tables that are missing.
        UnwritableIndex: No permission, no space, or the disk fails.
        BusyIndex: Locked by another process for longer than the timeout.
        IndexFault: Anything else that SQLite reports.
    """
    try:
        yield
    except apsw.Error as error:
        message = f"the index: {error}"
        raise _kind(error)(message) from error


def _kind(error: apsw.Error) -> type[IndexFault]:
    if _is_damage(error):
        return DamagedIndex
    if isinstance(error, (apsw.BusyError, apsw.LockedError, apsw.ProtocolError)):
        return BusyIndex
    if isinstance(
        error,
        (
            apsw.CantOpenError,
            apsw.FullError,
            apsw.IOError,
            apsw.NoLFSError,
            apsw.PermissionsError,
            apsw.ReadOnlyError,
        ),
    ):
        return UnwritableIndex
    return IndexFault


def _is_damage(error: apsw.Error) -> bool:
    if isinstance(error, (apsw.CorruptError, apsw.NotADBError, apsw.FormatError)):
        return True
    if isinstance(error, apsw.IOError):
        return getattr(error, "extendedresult", 0) in {_CHECKSUM_FAILED, _SHORT_READ}
    # Another version, or another process's repair, may have changed the tables under us.
    return isinstance(error, apsw.SQLError) and "no such " in str(error)
