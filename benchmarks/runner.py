"""Runs the commands of one part in turn."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from benchmarks.jobs import Bench, Job
from benchmarks.machine import processor
from benchmarks.measure import Command, CommandFailed, OverLimit, Run, execute
from benchmarks.results import Figure, Part

_LONG = 10
"""Seconds: a warm-up that took longer counts as a run."""
_TELLING = 1_000
"""Posts: among fewer, a time is mostly that of starting, and tells nothing of more."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How often a command runs: at most so often, and for about so many seconds in all."""

    times: int = 9
    seconds: float = 45


def measure_part(
    group: str, bench: Bench, jobs: list[Job], effort: Effort, smaller: Part | None = None
) -> Part:
    """Run every job once to warm up and to see its memory, then in turn, and give the part.

    `smaller` is the same group among fewer posts: what took too long there isn't begun here.
    """
    load = os.getloadavg()[0]
    figures = [Figure(job.work, job.tool) for job in jobs]
    over: dict[str, str] = {}
    for job, figure in zip(jobs, figures, strict=True):
        say(f"  {figure.work}: {figure.tool}")
        figure.ended = over.get(job.tool, "") or _hopeless(job, smaller, bench.order.posts)
        if not figure.ended:
            _warm_up(bench, job, figure)
        if figure.ended:
            # What follows needs what this should have made.
            over[job.tool] = figure.ended
    left = _chains(jobs, figures)
    while left := [chain for chain in left if not _done(chain, effort)]:
        for chain in left:
            for job, figure in chain:
                _run(bench, job, figure)
    names = {"Python": python_version(), "blogcli": version("blogcli")}
    return Part(
        group, bench.order.posts, bench.order.lang, f"{datetime.now(UTC):%Y-%m-%d %H:%M}",
        processor(), round(load, 1), names, figures,
    )  # fmt: skip


def _hopeless(job: Job, smaller: Part | None, posts: int) -> str:
    """Say why a job would not end in time, judging by fewer posts."""
    if smaller is None:
        return ""
    before = next(
        (one for one in smaller.figures if (one.work, one.tool) == (job.work, job.tool)), None
    )
    if before is None or before.work == "--version":
        return ""
    if before.ended.startswith(("over", "not begun")):
        return f"not begun: {before.ended.removeprefix('not begun: ')}, of {smaller.posts:,}"
    if smaller.posts < _TELLING:
        return ""
    if before.walls and before.wall * posts / smaller.posts > 1.5 * job.limit.seconds:
        return f"not begun: {before.wall:,.0f} s for {smaller.posts:,}"
    return ""


_Chain = list[tuple[Job, Figure]]


def _chains(jobs: list[Job], figures: list[Figure]) -> list[_Chain]:
    """Put jobs that need each other's work together: they run equally often."""
    found: list[_Chain] = []
    for pair in zip(jobs, figures, strict=True):
        if pair[0].follows:
            found[-1].append(pair)
        else:
            found.append([pair])
    return found


def _done(chain: _Chain, effort: Effort) -> bool:
    """Say whether one of a chain ran enough, and each at least once, or one was ended."""
    figures = [figure for _, figure in chain]
    if any(figure.ended for figure in figures):
        return True
    return all(one.walls for one in figures) and any(_enough(one, effort) for one in figures)


def _enough(figure: Figure, effort: Effort) -> bool:
    """Say whether a command ran as often, or nearly as long, as it may."""
    long = sum(figure.walls) + figure.walls[-1] > effort.seconds
    return long or len(figure.walls) >= effort.times


def _warm_up(bench: Bench, job: Job, figure: Figure) -> None:
    """Run a job once, watching its memory closely."""
    run = _attempt(bench, job, figure, 0.002)
    if run is None:
        return
    figure.peak = run.peak
    if job.output is not None:
        figure.files, figure.size = _weigh(job.output)
        if not figure.files:
            figure.ended = "failed: it made nothing"
    if job.found is not None:
        figure.found = job.found()
    if run.wall > _LONG:
        _note(figure, run)


def _run(bench: Bench, job: Job, figure: Figure) -> None:
    run = _attempt(bench, job, figure, 0.25)
    if run is not None:
        _note(figure, run)


def _note(figure: Figure, run: Run) -> None:
    figure.walls.append(round(run.wall, 5))
    figure.processors.append(round(run.processor, 5))
    figure.peak = max(figure.peak, run.peak)


def _attempt(bench: Bench, job: Job, figure: Figure, pause: float) -> Run | None:
    """Run a job; where it fails or takes too much, note that with the figure."""
    if job.before is not None:
        job.before()
    folder = job.folder or bench.root
    env = {**bench.env, **dict(job.more)}
    try:
        return execute(Command(job.command, env, folder, job.limit, job.codes), pause)
    except OverLimit as error:
        figure.ended = str(error)
    except CommandFailed as error:
        figure.ended = "failed"
        say(str(error))
    return None


def _weigh(folder: Path) -> tuple[int, int]:
    """Count the files of a folder and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def say(text: str) -> None:
    """Tell the one who waits."""
    print(text, file=sys.stderr, flush=True)
