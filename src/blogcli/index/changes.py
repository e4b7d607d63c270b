"""What differs between a blog's files and what the index knows of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import apsw

from blogcli.errors import PostError
from blogcli.index.glance import Glance
from blogcli.index.parsing import Job
from blogcli.posts.finding import FileEntry

TICK_NS = 2_000_000_000
"""The coarsest clock of a file system (FAT): a file this young may change without showing it."""


@dataclass(slots=True)
class Changes:
    """What a sync has to do."""

    jobs: list[Job] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    known: frozenset[str] = frozenset()
    """Paths of jobs that the index holds rows of."""
    unnamed: tuple[PostError, ...] = ()
    """Files whose names the index can't hold."""
    afresh: bool = False
    """True where all that the index holds is out of date."""


class Seen(NamedTuple):
    """One look: what it showed, when it was taken, and how often others had written by then."""

    glance: Glance
    at_ns: int
    version: int


class _Known(NamedTuple):
    stat: tuple[object, ...]
    """Kind, size, time and inode."""
    seen_ns: int
    digest: bytes | None


def compare(glance: Glance, connection: apsw.Connection) -> Changes:
    """Find out, file by file, what has to be read or removed."""
    nameable = [entry for entry in glance.entries if _nameable(entry.path)]
    unnamed = tuple(
        PostError(ascii(entry.path)[1:-1], "its name is not UTF-8: rename it")
        for entry in glance.entries
        if not _nameable(entry.path)
    )
    stale = glance.meta.get("context") != glance.context
    rows = _rows(connection)
    changes = Changes(
        removed=[*(rows.keys() - {entry.path for entry in nameable})],
        unnamed=unnamed,
        afresh=stale and bool(rows),
    )
    for entry in nameable:
        job = Job(entry) if stale else _job(entry, rows.get(entry.path))
        if job is not None:
            changes.jobs.append(job)
    if changes.afresh:
        changes.removed = []
    else:
        changes.known = frozenset(job.entry.path for job in changes.jobs) & rows.keys()
    return changes


def settled(connection: apsw.Connection) -> bool:
    """Tell whether every file was read, and is too old to change without showing it."""
    found = connection.execute(
        "SELECT 1 FROM file WHERE digest IS NULL OR mtime_ns >= seen_ns - ? LIMIT 1", (TICK_NS,)
    )
    return found.get is None


def _job(entry: FileEntry, known: _Known | None) -> Job | None:
    if known is None:
        return Job(entry)
    if known.digest is None or known.stat != (entry.kind, *entry[2:]):
        return Job(entry, None if known.stat[0] != entry.kind else known.digest)
    if entry.mtime_ns >= known.seen_ns - TICK_NS:
        return Job(entry, known.digest)
    return None


def _rows(connection: apsw.Connection) -> dict[str, _Known]:
    found = connection.execute(
        "SELECT path, kind, size, mtime_ns, inode, seen_ns, digest FROM file"
    )
    return {row[0]: _Known(row[1:5], *row[5:]) for row in found}


def _nameable(path: str) -> bool:
    return path.isascii() or path.isprintable() or _encodable(path)


def _encodable(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
