"""Reading files of a blog: what the index keeps of them; runs in any process."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from blogcli.errors import PostError
from blogcli.index import dictionaries, hashing, words
from blogcli.index.derive import derive
from blogcli.index.failures import doubts_json, error_json
from blogcli.index.parsing import UNKNOWN, Job, Outcome, SyncSource
from blogcli.index.rows import post_row, value_rows
from blogcli.posts.opening import read_bytes
from blogcli.posts.post import Post
from blogcli.posts.reading import examine

CHUNK = 16
"""Files that go through each stage together."""


def perform(source: SyncSource, jobs: Sequence[Job], *, hidden_too: bool) -> list[Outcome]:
    """Read files and prepare their rows; with `hidden_too`, also those of unlisted posts.

    All go through one stage before any goes on to the next, which takes a quarter less time than
    one file after the other: what a stage needs stays in the processor's caches.
    """
    works = [_Work(source, job, hidden_too=hidden_too) for job in jobs]
    for stage in (_Work.read, _Work.understand, _Work.derive, _Work.prepare):
        for work in works:
            work.do(stage)
    return [work.outcome for work in works]


class _Work:
    """One file on its way."""

    def __init__(self, source: SyncSource, job: Job, *, hidden_too: bool) -> None:
        self.outcome = Outcome(job.entry)
        self._source = source
        self._job = job
        self._hidden_too = hidden_too
        self._done = False
        self._data = b""
        self._body = ""
        self._post: Post

    def do(self, stage: Callable[[_Work], None]) -> None:
        """Go through a stage, unless there is nothing more to find out."""
        if self._done:
            return
        digest = self.outcome.digest
        try:
            stage(self)
        except PostError as error:
            self.outcome = Outcome(self._job.entry, digest, error=error_json(error))
        except Exception as error:  # noqa: BLE001 - whatever a post does, the others go on
            reason = f"reading it failed: {type(error).__name__}: {error}"
            self.outcome = failed(self._job, reason, digest)
        if self.outcome.error is not None:
            self._done = True

    def read(self) -> None:
        self._data = read_bytes(self._source.root, self._job.entry.path)
        digest = hashing.digest(self._data)
        self._done = digest == self._job.digest
        self.outcome = self.outcome._replace(digest=digest, same=self._done)

    def understand(self) -> None:
        entry = self._job.entry
        context = self._source.context._replace(kind=entry.kind)
        found = examine(self._source.root, entry.path, self._data, context)
        post, self._body = found.post, found.body
        self._data = b""
        self._post = post
        self._done = not (post.listed or self._hidden_too)
        doubts = doubts_json(found.doubts) if found.doubts else None
        self.outcome = self.outcome._replace(hidden=not post.listed, doubts=doubts)

    def derive(self) -> None:
        self._post, self._body = derive(self._post, self._body)

    def prepare(self) -> None:
        post = self._post
        self.outcome = self.outcome._replace(
            post=post_row(post, self._job.entry.mtime_ns),
            values=tuple(value_rows(post)),
            words=words.prepare(post, self._body, _ready(post.lang, self._source.dictionaries_dir)),
        )


def _ready(lang: str, folder: Path) -> Path | None:
    """Give the folder of dictionaries, or None where that of the language is still to be made."""
    return None if dictionaries.missing([lang], folder) else folder


def failed(job: Job, reason: str, digest: bytes | None = None) -> Outcome:
    """Give the outcome of a file that could not be read to the end."""
    return Outcome(job.entry, digest, error=error_json(PostError(job.entry.path, reason)))


def too_long(source: SyncSource, job: Job) -> Outcome:
    """Give the outcome of a file whose reading was broken off."""
    reason = f"reading it takes more than {seconds_for(source, job):.0f} seconds"
    return failed(job, reason, UNKNOWN)


def seconds_for(source: SyncSource, *jobs: Job) -> float:
    """Say how long these files may take."""
    return source.patience + sum(job.entry.size for job in jobs) / 500_000


def perform_limited(
    source: SyncSource, jobs: Sequence[Job], *, hidden_too: bool
) -> Iterator[Outcome]:
    """Read files in this process, each broken off when it takes too long.

    The limit needs signals, so it holds in the main thread, and not on Windows; nor can it
    interrupt one call of an engine. Files that are large go to other processes for that.
    """
    for start in range(0, len(jobs), CHUNK):
        chunk = jobs[start : start + CHUNK]
        try:
            with _limit(seconds_for(source, *chunk)):
                outcomes = perform(source, chunk, hidden_too=hidden_too)
        except _TooLongError:
            outcomes = [_perform_alone(source, job, hidden_too=hidden_too) for job in chunk]
        yield from outcomes


def _perform_alone(source: SyncSource, job: Job, *, hidden_too: bool) -> Outcome:
    try:
        with _limit(seconds_for(source, job)):
            return perform(source, [job], hidden_too=hidden_too)[0]
    except _TooLongError:
        return too_long(source, job)


class _TooLongError(BaseException):
    """Passes through every `except Exception`."""


@contextlib.contextmanager
def _limit(seconds: float) -> Iterator[None]:
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    # Rings on, in case the first is lost in a callback.
    running = signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *running)
        signal.signal(signal.SIGALRM, before)


def _ring(signum: int, frame: object) -> None:
    del signum, frame
    raise _TooLongError
