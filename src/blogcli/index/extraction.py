"""Reading one file of a blog: what the index keeps of it; runs in any process."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace

from blogcli.errors import PostError
from blogcli.index import hashing, words
from blogcli.index.derive import derive
from blogcli.index.failures import error_json
from blogcli.index.parsing import UNKNOWN, Job, Outcome, SyncSource
from blogcli.index.rows import post_row, value_rows
from blogcli.posts.post import Post
from blogcli.posts.reading import read_bytes, understand


def perform(source: SyncSource, job: Job, *, hidden_too: bool) -> Outcome:
    """Read one file and prepare its rows; with `hidden_too`, also those of an unlisted post."""
    entry = job.entry
    digest = None
    try:
        data = read_bytes(source.root, entry.path)
        digest = hashing.digest(data)
        if digest == job.digest:
            return Outcome(entry, digest, same=True)
        context = replace(source.context, kind=entry.kind)
        post, body = understand(source.root, entry.path, data, context)
        return _prepared(source, job, digest, (post, body), hidden_too=hidden_too)
    except PostError as error:
        return Outcome(entry, digest, error=error_json(error))
    except Exception as error:  # noqa: BLE001 - whatever a post does, the others go on
        return failed(job, f"reading it failed: {type(error).__name__}: {error}", digest)


def failed(job: Job, reason: str, digest: bytes | None = None) -> Outcome:
    """Give the outcome of a file that could not be read to the end."""
    return Outcome(job.entry, digest, error=error_json(PostError(job.entry.path, reason)))


def too_long(source: SyncSource, job: Job) -> Outcome:
    """Give the outcome of a file whose reading was broken off."""
    reason = f"reading it takes more than {seconds_for(source, job):.0f} seconds"
    return failed(job, reason, UNKNOWN)


def seconds_for(source: SyncSource, job: Job) -> float:
    """Say how long this file may take."""
    return source.patience + job.entry.size / 500_000


def perform_limited(source: SyncSource, job: Job, *, hidden_too: bool) -> Outcome:
    """Read one file in this process, broken off when it takes too long.

    The limit needs signals, so it holds in the main thread, and not on Windows; nor can it
    interrupt one call of an engine. Files that are large go to other processes for that.
    """
    try:
        with _limit(seconds_for(source, job)):
            return perform(source, job, hidden_too=hidden_too)
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


def _prepared(
    source: SyncSource, job: Job, digest: bytes, found: tuple[Post, str], *, hidden_too: bool
) -> Outcome:
    post, body = found
    outcome = Outcome(job.entry, digest, hidden=not post.listed, lang=post.lang)
    if outcome.hidden and not hidden_too:
        return outcome
    complete, text = derive(post, body)
    return outcome._replace(
        post=post_row(complete, job.entry.mtime_ns),
        values=tuple(value_rows(complete)),
        words=words.prepare(complete, text, source.dictionaries_dir),
    )
