"""Whole processes, timed from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

_MEGABYTE = 1024 * 1024
_SHARE = 20
"""Looking at memory takes a twentieth of a processor at most, after the first second."""


class CommandFailed(Exception):
    """A command that was to be measured did not end well."""


class OverLimit(Exception):
    """A command was ended since it took too long, or too much memory."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a command may take before it is ended: seconds, and bytes of its whole tree."""

    seconds: float = 3600
    memory: float = float("inf")


UNLIMITED = Limit()


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: seconds by the clock and of processors, and bytes at the peak."""

    wall: float
    processor: float
    peak: int


@dataclass(slots=True)
class Series:
    """The runs of one command."""

    runs: list[Run] = field(default_factory=list)

    @property
    def wall(self) -> float:
        """The median, in seconds."""
        return median(run.wall for run in self.runs)

    @property
    def processor(self) -> float:
        """The median, in seconds of all processors together."""
        return median(run.processor for run in self.runs)

    @property
    def peak(self) -> float:
        """The largest, in megabytes."""
        return max(run.peak for run in self.runs) / _MEGABYTE


@dataclass(frozen=True, slots=True)
class Command:
    """What is run, with its environment, in its folder; `codes` are exits that are no failure."""

    line: Sequence[str]
    env: Mapping[str, str]
    folder: Path
    limit: Limit = UNLIMITED
    codes: tuple[int, ...] = (0,)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children, and ends them beyond the limit."""

    def __init__(self, process: int, limit: Limit, pause: float) -> None:
        super().__init__(daemon=True)
        self.peak, self.over = 0, ""
        self.done = threading.Event()
        self._process, self._limit, self._pause = process, limit, pause

    def run(self) -> None:
        start = time.perf_counter()
        pause = self._pause
        while not self.done.wait(pause):
            looked = time.perf_counter()
            self.peak = max(self.peak, _tree_memory(self._process))
            now = time.perf_counter()
            pause = max(self._pause, _SHARE * (now - looked) if now - start > 1 else 0)
            if now - start > self._limit.seconds:
                self.over = f"over {self._limit.seconds:,.0f} s"
            elif self.peak > self._limit.memory:
                self.over = f"over {self._limit.memory / 1e9:,.0f} GB of memory"
            if self.over:
                with suppress(ProcessLookupError):
                    os.killpg(self._process, signal.SIGKILL)
                return


def execute(command: Command, pause: float) -> Run:
    """Run a command to its end, its output thrown away, looking at memory every so many seconds.

    Raises:
        CommandFailed: It ended with an error.
        OverLimit: It was ended by us.
    """
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        # A session of its own: what is over the limit is ended with all its children.
        process = subprocess.Popen(
            command.line,
            env=dict(command.env),
            cwd=command.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        watch = _Watch(process.pid, command.limit, pause)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        watch.done.set()
        watch.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if watch.over:
            raise OverLimit(watch.over)
        if process.returncode not in command.codes:
            errors.seek(0)
            told = errors.read().decode(errors="replace")[-500:]
            message = f"{' '.join(command.line)[:300]} ended with {process.returncode}: {told}"
            raise CommandFailed(message)
    return Run(wall, usage.ru_utime + usage.ru_stime, watch.peak)


def run(command: Sequence[str], env: Mapping[str, str], folder: Path) -> Run:
    """Run a command to its end, hardly looking at it.

    Raises:
        CommandFailed: It ended with an error.
    """
    return execute(Command(command, env, folder), 0.25)


def run_with_children(command: Sequence[str], env: Mapping[str, str], folder: Path) -> Run:
    """Do the same, looking often enough at the memory of the process and its children."""
    return execute(Command(command, env, folder), 0.02)


def _tree_memory(number: int) -> int:
    """Give the memory of a process and its children together, in bytes."""
    try:
        process = psutil.Process(number)
        tree = [process, *process.children(recursive=True)]
    except psutil.Error:
        return 0
    # What the kernel noted as the highest of one process is missed by no look that comes late.
    return max(sum(map(_memory, tree)), *(_highest(one.pid) for one in tree))


def _memory(process: psutil.Process) -> int:
    """Give what a process has to itself and its share of what is mapped by several."""
    try:
        info = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(info, "pss", info.rss))


def _highest(number: int) -> int:
    """Give the most that a process ever had, where the kernel tells (Linux).

    `ru_maxrss` won't do: it begins with what the measuring process itself has.
    """
    try:
        text = Path(f"/proc/{number}/status").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return 0
    _, _, rest = text.partition("VmHWM:")
    return int(rest.split()[0]) * 1024 if rest else 0
