"""Reading many files at once, in processes that may die.

Workers are plain child processes fed through pipes, not `multiprocessing`: that would run the
caller's main module again, and take the whole pool down with one process. A worker that hangs ends
itself; what it was reading is then read again file by file, so that only the culprit is lost.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from typing import IO, Any, NamedTuple

from blogcli.index.extraction import failed, perform_limited, too_long
from blogcli.index.parsing import UNKNOWN, Job, Outcome, SyncSource
from blogcli.index.sharing import News, news_of

MOST = 8
"""Workers at most: one process writes all that they read."""
_CHUNK_FILES = 32
_FIRST_FILES = 8  # in each of the first chunks, while most words are new to all
_CHUNK_BYTES = 512_000
_AHEAD = 2  # chunks that a worker holds, so that it never waits for the writer
HUNG = 1
"""The exit code of a worker that broke off a file which took too long (faulthandler's)."""
_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from blogcli.index.worker import serve; serve()"


class WorkersUnavailable(Exception):
    """No child process can be started here."""


class _Answer(NamedTuple):
    worker: _Worker
    outcomes: list[Outcome] | None
    """None: the worker is gone."""


def processors() -> int:
    """Count the processors that this process may use, at most `MOST`."""
    if hasattr(os, "sched_getaffinity"):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


def perform_all(
    source: SyncSource, jobs: Sequence[Job], *, hidden_too: bool, count: int | None = None
) -> Generator[Outcome, None, None]:
    """Read files in `count` processes, and give what comes of each, in any order.

    Where no process can be started the files are read in this one.
    """
    crew = _Crew(source, jobs, hidden_too=hidden_too)
    try:
        yield from crew.work(count or processors())
    except WorkersUnavailable:
        yield from perform_limited(source, list(crew.unfinished()), hidden_too=hidden_too)
    finally:
        crew.dismiss()


class _Worker:
    """One child process, and the chunks that it has been given, oldest first."""

    def __init__(self, task: bytes, answers: queue.SimpleQueue[_Answer]) -> None:
        self.chunks: deque[list[Job]] = deque()
        self.news: list[News] = []
        """What the others have found out since this one was given work."""
        self.ready = False
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self.process = subprocess.Popen(  # noqa: S603 - this interpreter, on our own module
            [sys.executable, "-I", "-c", _BOOT, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
        )
        self._send(task)
        threading.Thread(target=self._listen, args=(answers,), daemon=True).start()

    def give(self, chunk: list[Job]) -> None:
        self.chunks.append(chunk)
        self._send(pickle.dumps((chunk, self.news)))
        self.news = []

    def end(self) -> None:
        self.process.kill()
        with contextlib.suppress(OSError):
            _pipe(self.process.stdin).close()
        self.process.wait()

    def _send(self, data: bytes) -> None:
        # A worker that is gone is noticed where its answers are read.
        with contextlib.suppress(OSError, ValueError):
            _pipe(self.process.stdin).write(data)
            _pipe(self.process.stdin).flush()

    def _listen(self, answers: queue.SimpleQueue[_Answer]) -> None:
        stream = _pipe(self.process.stdout)
        try:
            self.ready = bool(pickle.load(stream))  # noqa: S301 - our own child
            while True:
                answers.put(_Answer(self, pickle.load(stream)))  # noqa: S301 - our own child
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):
            answers.put(_Answer(self, None))
        finally:
            stream.close()


class _Crew:
    """The workers, and the jobs that wait."""

    def __init__(self, source: SyncSource, jobs: Sequence[Job], *, hidden_too: bool) -> None:
        self._source = source
        self._task = pickle.dumps((source, hidden_too))
        self._waiting = deque(_chunks(jobs))
        self._workers: list[_Worker] = []
        self._answers: queue.SimpleQueue[_Answer] = queue.SimpleQueue()

    def work(self, count: int) -> Iterator[Outcome]:
        for _ in range(min(count, len(self._waiting))):
            self._hire()
        while self._waiting or any(worker.chunks for worker in self._workers):
            if not self._workers:
                self._hire()
            self._hand_out()
            worker, outcomes = self._answers.get()
            if worker not in self._workers:
                continue
            if outcomes is None:
                yield from self._bury(worker)
            else:
                worker.chunks.popleft()
                self._tell_others(worker, outcomes)
                yield from outcomes

    def unfinished(self) -> Iterator[Job]:
        """Give what no answer has come for."""
        for worker in self._workers:
            for chunk in worker.chunks:
                yield from chunk
        for chunk in self._waiting:
            yield from chunk

    def dismiss(self) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _hire(self) -> None:
        if not sys.executable:
            raise WorkersUnavailable
        try:
            self._workers.append(_Worker(self._task, self._answers))
        except OSError as error:
            if not self._workers:
                raise WorkersUnavailable from error

    def _hand_out(self) -> None:
        for worker in self._workers:
            while self._waiting and len(worker.chunks) < _AHEAD:
                worker.give(self._waiting.popleft())

    def _tell_others(self, worker: _Worker, outcomes: list[Outcome]) -> None:
        news = news_of(outcomes)
        for other in self._workers:
            if other is not worker:
                other.news += news

    def _bury(self, worker: _Worker) -> Iterator[Outcome]:
        """Take the chunks of a worker that is gone: the first held what killed it."""
        if not worker.ready:
            raise WorkersUnavailable
        code = worker.process.wait()
        self._workers.remove(worker)
        worker.end()
        chunks = list(worker.chunks)
        if not chunks:
            return
        suspect, *innocent = chunks
        self._waiting.extendleft(reversed(innocent))
        if len(suspect) > 1:
            self._waiting.extendleft([job] for job in reversed(suspect))
        elif code == HUNG:
            yield too_long(self._source, suspect[0])
        else:
            yield failed(suspect[0], "the process that read it was killed", UNKNOWN)


def _chunks(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    """Cut the work up; the first pieces are small, so that what they find out is soon shared."""
    chunk: list[Job] = []
    size = 0
    for number, job in enumerate(jobs):
        chunk.append(job)
        size += job.entry.size
        files = _FIRST_FILES if number < _FIRST_FILES * _CHUNK_FILES else _CHUNK_FILES
        if len(chunk) >= files or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _pipe(stream: IO[Any] | None) -> IO[Any]:
    if stream is None:
        raise WorkersUnavailable
    return stream
