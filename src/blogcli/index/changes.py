"""What differs between a blog's files and what the index knows of them."""

from __future__ import annotations

import hashlib
import json
import marshal
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import apsw

from blogcli import __version__
from blogcli.errors import PostError
from blogcli.index.parsing import Job, SyncSource
from blogcli.index.preparation import unready
from blogcli.index.records import TICK_NS
from blogcli.index.schema import all_meta
from blogcli.posts.store import FileEntry, find_files


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


class _Known(NamedTuple):
    stat: tuple[object, ...]
    """Kind, size, time and inode."""
    seen_ns: int
    digest: bytes | None
    lang: str | None


class Glance:
    """One look at the folder, and at the few values that sum up the index."""

    def __init__(self, connection: apsw.Connection, source: SyncSource) -> None:
        self.source = source
        self.entries = list(find_files(source.root, source.config, source.dialect))
        self.meta = all_meta(connection)
        self.context = context_of(source)
        self.listing = _listing_of(self.entries)
        self.was_unready = _list(self.meta.get("unready"))
        self.unready = (
            unready(self.was_unready, source.dictionaries_dir) if self.was_unready else []
        )

    @property
    def languages(self) -> list[str]:
        """The languages of the posts that the index holds."""
        return _list(self.meta.get("languages"))

    @property
    def unchanged(self) -> bool:
        """Whether the index holds exactly what lies in the folder now."""
        meta = self.meta
        return (
            meta.get("listing") == self.listing
            and meta.get("context") == self.context
            and self.was_unready == self.unready
        )

    def compare(self, connection: apsw.Connection) -> Changes:
        """Find out, file by file, what has to be read or removed."""
        nameable = [entry for entry in self.entries if _nameable(entry.path)]
        unnamed = tuple(
            PostError(ascii(entry.path)[1:-1], "its name is not UTF-8: rename it")
            for entry in self.entries
            if not _nameable(entry.path)
        )
        stale = self.meta.get("context") != self.context
        rows = _rows(connection)
        changes = Changes(
            removed=[*(rows.keys() - {entry.path for entry in nameable})],
            unnamed=unnamed,
            afresh=stale and bool(rows),
        )
        newly_ready = set(self.was_unready) - set(self.unready)
        for entry in nameable:
            job = Job(entry) if stale else _job(entry, rows.get(entry.path), newly_ready)
            if job is not None:
                changes.jobs.append(job)
        if changes.afresh:
            changes.removed = []
        else:
            changes.known = frozenset(job.entry.path for job in changes.jobs) & rows.keys()
        return changes


def context_of(source: SyncSource) -> str:
    """Sum up all but the files that the rows depend on; another value makes the index stale."""
    config_file = source.dialect.config_file
    try:
        found = (source.root / config_file).stat() if config_file else None
    except OSError:
        found = None
    generator = (found.st_size, found.st_mtime_ns) if found else None
    parts = (__version__, repr(source.context), source.config.posts.folders, generator)
    return hashlib.blake2b(repr(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _list(value: str | None) -> list[str]:
    return list(json.loads(value)) if value else []


def _job(entry: FileEntry, known: _Known | None, newly_ready: set[str]) -> Job | None:
    if known is None or known.lang in newly_ready:
        return Job(entry)
    if known.digest is None or known.stat != (entry.kind, *entry[2:]):
        return Job(entry, None if known.stat[0] != entry.kind else known.digest)
    if entry.mtime_ns >= known.seen_ns - TICK_NS:
        return Job(entry, known.digest)
    return None


def _listing_of(entries: Sequence[FileEntry]) -> str:
    # Version 2 of marshal has no references, so equal lists give equal bytes; and it is fast.
    data = marshal.dumps([tuple(entry) for entry in entries], 2)
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _rows(connection: apsw.Connection) -> dict[str, _Known]:
    found = connection.execute(
        "SELECT path, kind, size, mtime_ns, inode, seen_ns, digest, lang FROM file"
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
