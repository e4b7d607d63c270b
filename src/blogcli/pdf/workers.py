"""Many PDFs at once, in processes that can be killed.

Typst can't be interrupted, takes minutes on a monster, and may take all memory. So each post is set
in a child process with a time limit; what hangs is killed and named, and the others go on.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeAlias

from blogcli.errors import OutputError
from blogcli.pdf.children import Child, end, hire, pipe
from blogcli.pdf.job import Answer, BookJob, House, Job, Task

Result: TypeAlias = tuple[int, Answer]
Results: TypeAlias = "queue.SimpleQueue[Result | BaseException]"

MOST = 8
_PATIENCE = 8.0  # seconds; most posts are set in less than one
_QUICKEST = 15_000  # characters a second, of the slowest posts with coloured code that end


def processors() -> int:
    """Count the processors that this process may use, at most `MOST`."""
    if hasattr(os, "sched_getaffinity"):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


def patience(characters: int) -> float:
    """Give the seconds in which most texts of this size are set."""
    return _PATIENCE + characters / _QUICKEST


def perform_all(
    house: House,
    jobs: Sequence[Task],
    *,
    count: int,
    seconds: float,
    meanwhile: Iterator[object] | None = None,
) -> Iterator[Result]:
    """Make PDFs in `count` processes; give number and outcome of each job, in any order.

    A book has one process, and so many threads in it. A step of `meanwhile` is done before each
    wait.

    Closing the iterator, or an interrupt, kills the processes at once.
    """
    if not jobs:
        return
    threads = count if isinstance(jobs[0], BookJob) else 1
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(len(jobs)):
        waiting.put(number)
    results: Results = queue.SimpleQueue()
    with tempfile.TemporaryDirectory(prefix="blog-pdf-", ignore_cleanup_errors=True) as folder:
        office = _Office(house, jobs, seconds, _Premises(Path(folder), threads))
        crew = [_Hand(office) for _ in range(max(1, min(count, len(jobs))))]
        watchers = [
            threading.Thread(target=hand.work, args=(waiting, results), daemon=True)
            for hand in crew
        ]
        for thread in watchers:
            thread.start()
        try:
            for _ in jobs:
                next(meanwhile or iter(()), None)
                result = results.get()
                if isinstance(result, BaseException):
                    raise result
                yield result
        finally:
            for hand in crew:
                hand.dismiss()
            # One that had just ended its work may still be burying its child.
            for thread in watchers:
                thread.join(1)


class _Premises(NamedTuple):
    """Where processes work, and how many threads each has."""

    folder: Path
    threads: int


class _Office:
    """What all hands share."""

    def __init__(
        self, house: House, jobs: Sequence[Task], seconds: float, premises: _Premises
    ) -> None:
        self.jobs = jobs
        self.seconds = seconds
        self._house = house
        self._premises = premises
        self._lock = threading.Lock()
        self._hired = 0

    def hire(self) -> Child:
        """Start a process with a folder of its own."""
        with self._lock:
            self._hired += 1
            threads = self._premises.threads
            child = hire(threads)
            folder = self._premises.folder / str(self._hired)
        folder.mkdir()
        with contextlib.suppress(OSError):
            _send(child, (self._house, folder))
        return child


class _Hand:
    """One thread of ours, and the child process that works for it."""

    def __init__(self, office: _Office) -> None:
        self._office = office
        self._child: Child | None = None
        self._lock = threading.Lock()
        self._dismissed = False

    def work(self, waiting: queue.SimpleQueue[int], results: Results) -> None:
        """Take jobs until there are none."""
        try:
            while not self._dismissed:
                number = waiting.get_nowait()
                results.put((number, self._perform(self._office.jobs[number])))
        except queue.Empty:
            pass
        except BaseException as error:  # noqa: BLE001 - the main thread raises it
            results.put(error)
        finally:
            self.dismiss()

    def dismiss(self) -> None:
        """Kill the child; safe at any time, from any thread."""
        with self._lock:
            self._dismissed = True
            child, self._child = self._child, None
        if child is not None:
            end(child)

    def _perform(self, job: Task) -> Answer:
        """Set a post, without colours for its code where these take too long."""
        if isinstance(job, Job) and job.coloured and _has_code(job.body):
            seconds = patience(len(job.body))
            if seconds < self._office.seconds:
                answer = self._attempt(job, seconds)
                if answer is not None:
                    return answer
                job = replace(job, coloured=False)
        answer = self._attempt(job, self._office.seconds)
        return _too_long(job, self._office.seconds) if answer is None else answer

    def _attempt(self, job: Task, seconds: float) -> Answer | None:
        """Set a post in a child; None where it takes longer than that."""
        # A child that retired after its last post is noticed only here: it gets one successor.
        for _ in (1, 2):
            child = self._hired()
            if child is None:
                return OutputError(f"{job.name}: given up")
            late = threading.Event()
            timer = threading.Timer(seconds, _kill_late, (child, late))
            timer.daemon = True
            timer.start()
            try:
                _send(child, job)
                answer: Answer = pickle.load(pipe(child.stdout))  # noqa: S301 - our own child
            except (OSError, EOFError, pickle.UnpicklingError):
                retired = self._let_go(child)
                if late.is_set():
                    return None
                if not retired:
                    return _killed(job)
            else:
                return answer
            finally:
                timer.cancel()
        return _killed(job)

    def _hired(self) -> Child | None:
        with self._lock:
            if self._dismissed:
                return None
            if self._child is None:
                self._child = self._office.hire()
            return self._child

    def _let_go(self, child: Child) -> bool:
        """Bury a child; tell whether it ended by itself and in order."""
        with self._lock:
            if self._child is child:
                self._child = None
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(1)
        in_order = child.returncode == 0
        end(child)
        return in_order


def _has_code(body: str) -> bool:
    return "```" in body or "~~~" in body or "<pre" in body or "{%" in body


def _send(child: Child, message: tuple[House, Path] | Task) -> None:
    stream = pipe(child.stdin)
    pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _kill_late(child: Child, late: threading.Event) -> None:
    late.set()
    child.kill()


def _too_long(job: Task, seconds: float) -> OutputError:
    message = f"{job.name}: takes longer than {seconds:g} seconds to set, and was given up"
    return OutputError(message, hint="split the post, or its longest paragraph, table or code")


def _killed(job: Task) -> OutputError:
    message = f"{job.name}: the process that set it was killed: it needs too much memory"
    return OutputError(message, hint="split the post, or make its images smaller")
