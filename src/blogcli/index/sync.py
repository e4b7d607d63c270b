"""Bringing the index up to date with the files, which are the only truth.

Every file is looked at (name, size, time, inode); only those that changed are read, in other
processes when they are many. Whatever else happens to the index meanwhile, what a command reads
after `sync` is what the files said.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from blogcli.errors import IndexFault
from blogcli.index.database import Database
from blogcli.index.failures import doubts, unreadable
from blogcli.index.faults import BusyIndex, DamagedIndex, UnwritableIndex, translated
from blogcli.index.glance import Glance, Look
from blogcli.index.parsing import SyncSource
from blogcli.index.report import Moved, Progress, SyncReport

if TYPE_CHECKING:
    from blogcli.index.dictionaries import Progress as Preparing

__all__ = ["Progress", "SyncReport", "SyncSource", "answered", "complete_words", "sync"]

_ATTEMPTS = 4

Answer = TypeVar("Answer")


def sync(
    db: Database,
    source: SyncSource,
    now: datetime,
    progress: Progress | None = None,
    look: Look | None = None,
) -> SyncReport:
    """Make the index say what the blog's files say.

    Where the file of the index is damaged it is built anew, and where it can't be written the
    index goes on in memory; `db.warning` tells.

    Args:
        db: The open index; its `connection` may be another one afterwards.
        source: The blog.
        now: The machine's time, aware; not that of `--as-of`. It tells which files are so young
            that a later change might not show.
        progress: Called for each file read.
        look: At the folder, taken a moment ago by another process. The folder is not looked at
            again where it shows no change, or can bring what each file looked like.

    Raises:
        IndexFault: Not even memory will do.
    """
    looks = [look]

    def work() -> SyncReport:
        # What others write later than the look makes a second attempt take another.
        return _attempt(db, source, now, progress, looks.pop() if looks else None)

    return _persist(db, work)


def _unchanged(db: Database, glance: Glance) -> SyncReport:
    failures, found = unreadable(db.connection), doubts(db.connection)
    return SyncReport(unreadable=failures, doubts=found, passed=glance.passed)


def _attempt(
    db: Database,
    source: SyncSource,
    now: datetime,
    progress: Progress | None,
    look: Look | None = None,
) -> SyncReport:
    version = db.data_version()
    glance = Glance(db.connection, source, look)
    if glance.unchanged:
        return _unchanged(db, glance)
    if look is not None and not glance.entries:
        glance = Glance(db.connection, source)
    # Imported only where they are needed: most commands find nothing changed.
    from blogcli.index.changes import Seen, compare
    from blogcli.index.settling import settle

    changes = compare(glance, db.connection)
    at_ns = max(int(now.timestamp() * 1_000_000_000), db.written_ns())
    seen = Seen(glance, at_ns, version)
    changed = 0
    if not settle(db, seen, changes):
        from blogcli.index.update import Update

        changed = Update(db, seen, progress).run(changes)
    failures = (*unreadable(db.connection), *changes.unnamed)
    found = doubts(db.connection)
    return SyncReport(changed, len(changes.removed), failures, found, glance.passed)


def complete_words(
    db: Database, source: SyncSource, now: datetime, progress: Preparing | None = None
) -> None:
    """Make the words of the index ready to be found by any form; call `sync` before.

    Args:
        db: The open index; its `connection` may be another one afterwards.
        source: The blog.
        now: As for `sync`.
        progress: Told of each dictionary that is prepared, which takes seconds once per machine.

    Raises:
        IndexFault: Not even memory will do.
    """
    from blogcli.index import preparation

    with translated():
        if not preparation.pending(db.connection):
            return

    def work() -> None:
        # Where the index had to be left for memory, this one knows nothing yet.
        _attempt(db, source, now, None)
        preparation.complete(db, source.dictionaries_dir, progress)

    _persist(db, work)


def answered(db: Database, resync: Callable[[], object], ask: Callable[[], Answer]) -> Answer:
    """Ask the index; where it turns out to be damaged, build it anew and ask again.

    Raises:
        IndexFault: The second answer fails too.
    """
    try:
        with translated():
            return ask()
    except DamagedIndex:
        db.renew()
        resync()
        with translated():
            return ask()


def _persist(db: Database, work: Callable[[], Answer]) -> Answer:
    faults = 0
    while True:
        try:
            with translated():
                return work()
        except Moved:
            continue
        except (DamagedIndex, UnwritableIndex, BusyIndex) as fault:
            faults += 1
            if faults > _ATTEMPTS:
                raise
            _get_over(db, fault, faults)


def _get_over(db: Database, fault: IndexFault, faults: int) -> None:
    reason = f"the index is kept in memory only: {fault.reason.removeprefix('the index: ')}"
    if not isinstance(fault, DamagedIndex):
        db.keep_in_memory(reason)
    elif faults == 1:
        db.renew()
    else:
        db.forget(reason)
