"""Many PDFs at once, in processes that can be killed.

Typst can't be interrupted, takes minutes on a monster, and may take all memory. So each post is set
in a child process with a time limit; what hangs is killed and named, and the others go on. Children
are fed through pipes: `multiprocessing` would run the caller's main module again in each of them.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import IO, TypeAlias

from blogcli.errors import OutputError
from blogcli.pdf.document import House, Job
from blogcli.pdf.worker import Answer

Result: TypeAlias = tuple[int, Answer]

MOST = 8
_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from blogcli.pdf.worker import serve; serve()"


def processors() -> int:
    """Count the processors that this process may use, at most `MOST`."""
    if hasattr(os, "sched_getaffinity"):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


def perform_all(
    house: House, jobs: Sequence[Job], *, count: int, seconds: float
) -> Iterator[Result]:
    """Make PDFs in `count` processes; give number and outcome of each job, in any order.

    Closing the iterator, or an interrupt, kills the processes at once.
    """
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(len(jobs)):
        waiting.put(number)
    results: queue.SimpleQueue[Result | BaseException] = queue.SimpleQueue()
    crew = [_Hand(house, jobs, seconds) for _ in range(max(1, min(count, len(jobs))))]
    for hand in crew:
        threading.Thread(target=hand.work, args=(waiting, results), daemon=True).start()
    try:
        for _ in jobs:
            result = results.get()
            if isinstance(result, BaseException):
                raise result
            yield result
    finally:
        for hand in crew:
            hand.dismiss()


class _Hand:
    """One thread of ours, and the child process that works for it."""

    def __init__(self, house: House, jobs: Sequence[Job], seconds: float) -> None:
        self._house = house
        self._jobs = jobs
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._dismissed = False

    def work(
        self, waiting: queue.SimpleQueue[int], results: queue.SimpleQueue[Result | BaseException]
    ) -> None:
        """Take jobs until there are none."""
        try:
            while not self._dismissed:
                number = waiting.get_nowait()
                results.put((number, self._perform(self._jobs[number])))
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
            process, self._process = self._process, None
        if process is not None:
            _end(process)

    def _perform(self, job: Job) -> Answer:
        late = threading.Event()
        # A child that retired after its last post is noticed only here: it gets one successor.
        for attempt in (1, 2):
            process = self._hired()
            if process is None:
                return OutputError(f"{job.post.path}: given up")
            timer = threading.Timer(self._seconds, _kill_late, (process, late))
            timer.daemon = True
            timer.start()
            try:
                _send(process, job)
                answer: Answer = pickle.load(_pipe(process.stdout))  # noqa: S301 - our own child
            except (OSError, EOFError, pickle.UnpicklingError):
                fresh = self._let_go(process)
                if late.is_set():
                    return _too_long(job, self._seconds)
                if attempt == 2 or not fresh:  # noqa: PLR2004 - the second time it is the post
                    return _killed(job)
            else:
                return answer
            finally:
                timer.cancel()
        return _killed(job)

    def _hired(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._dismissed:
                return None
            if self._process is None:
                self._process = _start(self._house)
            return self._process

    def _let_go(self, process: subprocess.Popen[bytes]) -> bool:
        """Bury a child; tell whether it ended by itself and in order."""
        with self._lock:
            if self._process is process:
                self._process = None
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1)
        ended_well = process.returncode == 0
        _end(process)
        return ended_well


def _start(house: House) -> subprocess.Popen[bytes]:
    environment = os.environ | {"RAYON_NUM_THREADS": os.environ.get("RAYON_NUM_THREADS", "1")}
    process = subprocess.Popen(  # noqa: S603 - this interpreter, on our own module
        [sys.executable, "-I", "-c", _BOOT, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with contextlib.suppress(OSError):
        _send(process, house)
    return process


def _send(process: subprocess.Popen[bytes], message: House | Job) -> None:
    stream = _pipe(process.stdin)
    pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _kill_late(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            _pipe(stream).close()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # noqa: S101 - both are pipes
    return stream


def _too_long(job: Job, seconds: float) -> OutputError:
    message = f"{job.post.path}: takes longer than {seconds:g} seconds to set, and was given up"
    return OutputError(message, hint="split the post, or its longest paragraph, table or code")


def _killed(job: Job) -> OutputError:
    message = f"{job.post.path}: the process that set it was killed: it needs too much memory"
    return OutputError(message, hint="split the post, or make its images smaller")
