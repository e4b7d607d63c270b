"""What differs between a blog's files and what the index knows of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

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


def compare(glance: Glance, connection: apsw.Connection) -> Changes:
    """Find out, file by file, what has to be read or removed."""
    nameable: list[FileEntry] = []
    nameless: list[FileEntry] = []
    for entry in glance.entries:
        (nameable if _nameable(entry.path) else nameless).append(entry)
    stale = glance.meta.get("context") != glance.context
    rows = _rows(connection)
    changes = Changes(
        removed=[*(rows.keys() - {entry.path for entry in nameable})],
        unnamed=tuple(
            PostError(ascii(entry.path)[1:-1], "its name is not UTF-8: rename it")
            for entry in nameless
        ),
        afresh=stale and bool(rows),
    )
    for entry in nameable:
        row = None if stale else rows.get(entry.path)
        if row is None:
            changes.jobs.append(Job(entry))
            continue
        seen_ns, digest = row[-2:]
        if row[:-2] != entry or digest is None or entry.mtime_ns >= seen_ns - TICK_NS:
            changes.jobs.append(Job(entry, digest if row[1] == entry.kind else None))
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


def _rows(connection: apsw.Connection) -> dict[str, tuple[Any, ...]]:
    """Give what is known of each file, by path: its entry, when it was seen, and its digest."""
    found = connection.execute(
        "SELECT path, kind, size, mtime_ns, inode, seen_ns, digest FROM file"
    )
    return {str(row[0]): row for row in found}


def _nameable(path: str) -> bool:
    return path.isascii() or path.isprintable() or _encodable(path)


def _encodable(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
