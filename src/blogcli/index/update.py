"""One attempt to bring the index up to date."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterator, Sequence
from itertools import islice

from blogcli.index import preparation, schema
from blogcli.index.changes import Changes, Seen, settled
from blogcli.index.database import Database
from blogcli.index.extraction import perform_limited
from blogcli.index.glance import Glance
from blogcli.index.parsing import Job, Outcome
from blogcli.index.records import Records, has_listed_posts, hidden_paths
from blogcli.index.report import Moved, Progress
from blogcli.index.workers import perform_all

FEW = 200
"""Files that are read in this process: to start others costs as much as to read these."""
FEW_BYTES = 1_000_000
LARGE = 256_000
"""Bytes beyond which a file is read where it can be broken off."""
BATCH = 1000
"""Files a transaction: what a kill can cost."""


class Update:
    """One attempt; `Moved` asks for another."""

    def __init__(self, db: Database, seen: Seen, progress: Progress | None) -> None:
        self._db = db
        self._glance = seen.glance
        self._source = seen.glance.source
        self._version = seen.version
        self._seen_ns = seen.at_ns
        self._progress = progress
        self._hidden_too = False

    def run(self, changes: Changes) -> int:
        """Read what changed, write it, and give how many files had changed."""
        changed = self._apply(self._glance, changes)
        self._db.tidy()
        return changed

    def _apply(self, glance: Glance, changes: Changes) -> int:
        self._hidden_too = changes.afresh or not has_listed_posts(self._db.connection)
        if not _are_few(changes.jobs):
            self._db.widen()
            stream = perform_all(self._source, changes.jobs, hidden_too=self._hidden_too)
            changed = self._complete(stream, changes, glance)
            self._db.merge_words()
            return changed
        # Read before the index is held: others need not wait for it.
        outcomes = list(perform_limited(self._source, changes.jobs, hidden_too=self._hidden_too))
        return self._complete(_given(outcomes), changes, glance)

    def _complete(
        self, stream: Generator[Outcome, None, None], changes: Changes, glance: Glance
    ) -> int:
        changed = self._write(stream, changes, glance)
        self._settle(glance, changes)
        return changed

    def _write(
        self, stream: Generator[Outcome, None, None], changes: Changes, glance: Glance
    ) -> int:
        """Write what is read, batch by batch, and give how many files had changed."""
        done = changed = 0
        # One for all batches: a batch that fails ends this attempt.
        records = Records(self._db.connection, self._seen_ns)
        with contextlib.closing(stream):
            while True:
                with self._writing():
                    if not done:
                        self._begin(changes, glance)
                    before, waiting = done, set[str]()
                    for outcome in islice(stream, BATCH):
                        records.put(outcome, known=outcome.entry.path in changes.known)
                        waiting |= _waiting(outcome)
                        done += 1
                        changed += not outcome.same
                        self._report(done, len(changes.jobs))
                    preparation.note(self._db.connection, waiting)
                if done - before < BATCH:
                    return changed

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with self._db.writing():
            if self._db.data_version() != self._version:
                raise Moved
            yield

    def _begin(self, changes: Changes, glance: Glance) -> None:
        connection = self._db.connection
        if changes.afresh:
            schema.clear(connection)
        schema.put_meta(connection, "listing", None)
        schema.put_meta(connection, "context", glance.context)
        records = Records(connection, self._seen_ns)
        for path in changes.removed:
            records.remove(path)
        self._report(0, len(changes.jobs))

    def _settle(self, glance: Glance, changes: Changes) -> None:
        """Admit or take out what the generator would not list, and sum up."""
        connection = self._db.connection
        with self._writing():
            records = Records(connection, self._seen_ns)
            if has_listed_posts(connection):
                records.remove_hidden()
            elif hidden := hidden_paths(connection):
                jobs = [Job(entry) for entry in glance.entries if entry.path in hidden]
                for outcome in perform_limited(self._source, jobs, hidden_too=True):
                    records.put(outcome, known=True)
                    preparation.note(connection, _waiting(outcome))
            complete = not changes.unnamed and settled(connection)
            schema.put_meta(connection, "listing", glance.listing if complete else None)

    def _report(self, done: int, total: int) -> None:
        if self._progress is not None and total:
            self._progress(done, total)


def _waiting(outcome: Outcome) -> set[str]:
    """Give the language of words that were analysed without its dictionary."""
    prepared = outcome.words
    return {prepared.lang} if prepared is not None and prepared.dictionaries is None else set()


def _are_few(jobs: Sequence[Job]) -> bool:
    sizes = [job.entry.size for job in jobs]
    return len(sizes) <= FEW and sum(sizes) <= FEW_BYTES and max(sizes, default=0) <= LARGE


def _given(outcomes: list[Outcome]) -> Generator[Outcome, None, None]:
    yield from outcomes
