"""Files that only look as if they had changed: as young as the last look, touched, copied back.

Their bytes are compared with what the index knows of them, which needs no parser.
"""

from __future__ import annotations

import os
import stat

import apsw

from blogcli.index.changes import Changes, Seen, settled
from blogcli.index.database import Database
from blogcli.index.faults import BusyIndex
from blogcli.index.hashing import digest
from blogcli.index.parsing import Job, SyncSource
from blogcli.index.report import Moved
from blogcli.index.schema import put_meta

MOST = 200
"""Files that are compared here; more are compared by several processes."""
_LARGEST = 1_000_000
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def settle(db: Database, seen: Seen, changes: Changes) -> bool:
    """Say whether nothing has changed after all, and note that these files were looked at.

    Raises:
        Moved: Another process has written meanwhile.
        IndexFault: The index can't be read.
    """
    if changes.removed or changes.afresh or not _are_same(seen.glance.source, changes.jobs):
        return False
    # The note saves time, no more: it is worth neither waiting nor a copy in memory.
    if db.writable:
        try:
            with db.writing(patient=False):
                if db.data_version() != seen.version:
                    raise Moved
                _note(db.connection, seen, changes)
        except BusyIndex:
            pass
        else:
            db.tidy()
    return True


def _note(connection: apsw.Connection, seen: Seen, changes: Changes) -> None:
    for job in changes.jobs:
        touch(connection, job, seen.at_ns)
    complete = not changes.unnamed and settled(connection)
    put_meta(connection, "listing", seen.glance.listing if complete else None)


def touch(connection: apsw.Connection, job: Job, at_ns: int) -> None:
    """Note that a file was looked at, and is the same."""
    entry = job.entry
    connection.execute(
        "UPDATE file SET size = ?, mtime_ns = ?, inode = ?, seen_ns = ? WHERE path = ?",
        (entry.size, entry.mtime_ns, entry.inode, at_ns, entry.path),
    )
    connection.execute("UPDATE post SET mtime_ns = ? WHERE path = ?", (entry.mtime_ns, entry.path))


def _are_same(source: SyncSource, jobs: list[Job]) -> bool:
    return len(jobs) <= MOST and all(_is_same(source, job) for job in jobs)


def _is_same(source: SyncSource, job: Job) -> bool:
    if job.digest is None or job.entry.size > _LARGEST:
        return False
    try:
        handle = os.open(f"{source.root}/{job.entry.path}", _FLAGS)
    except OSError:
        return False
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return False
        return digest(stream.read(_LARGEST + 1)) == job.digest
