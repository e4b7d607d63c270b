"""Whole processes, timed from outside."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

_MEGABYTE = 1024 * 1024


class CommandFailed(Exception):
    """A command that was to be measured did not end well."""


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


def run(command: Sequence[str], env: Mapping[str, str], folder: Path) -> Run:
    """Run a command to its end, its output thrown away.

    Raises:
        CommandFailed: It ended with an error.
    """
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, env=dict(env), cwd=folder, stdout=subprocess.DEVNULL, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            told = errors.read().decode(errors="replace")[-500:]
            message = f"{' '.join(command)} ended with {process.returncode}: {told}"
            raise CommandFailed(message)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def run_with_children(command: Sequence[str], env: Mapping[str, str], folder: Path) -> Run:
    """Do the same, the peak being that of the process and its children together."""
    peak = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        me = psutil.Process()
        while not done.wait(0.02):
            peak = max(peak, sum(_memory(child) for child in me.children(recursive=True)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        found = run(command, env, folder)
    finally:
        done.set()
        watcher.join()
    return Run(found.wall, found.processor, max(peak, found.peak))


def _memory(process: psutil.Process) -> int:
    """Give what a process has to itself and its share of what is mapped by several."""
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0
