"""Measures `blog` beside Hugo and bare Python, and says which budgets hold.

python -m benchmarks                 10,000 posts in Finnish
python -m benchmarks --quick         1,000 posts, fewer runs
python -m benchmarks --growth        also 100,000 posts, as the last budget wants
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.generate import Order
from benchmarks.jobs import FIRST_INDEX, HUGO, PYTHON, Bench, Budget, Job
from benchmarks.measure import Series

SOAK = "\n## Soak\n"
RESULTS = Path(__file__).with_name("RESULTS.md")
GROWN = 100_000
MOST_GROWTH = 1.3
_HEAD = (
    "| job | median | × Python | × Hugo | processors | peak | budget | holds |\n" + "|---" * 8 + "|"
)


def main() -> int:
    """Run all, print the table, write it beside this file; 1 where a budget is broken."""
    options = _options()
    where = options.folder or _fast_folder()
    with tempfile.TemporaryDirectory(prefix="blog-benchmarks-", dir=where) as name:
        folder = Path(name)
        order = Order(folder / "blog", options.posts, options.lang)
        text, held = _report(folder, order, options.repeat)
        if options.growth:
            more, also = _growth(folder, order)
            text, held = text + more, held and also
    print(text)
    if options.output:
        options.output.write_text(text + _kept(options.output), "utf-8")
    return 0 if held else 1


def _kept(path: Path) -> str:
    """Give what `make soak` wrote at the end of a page of results."""
    page = path.read_text("utf-8") if path.exists() else ""
    return "".join(page.partition(SOAK)[1:])


def _report(folder: Path, order: Order, repeat: int) -> tuple[str, bool]:
    bench = Bench(folder, order)
    _say(f"making {order.posts:,} posts and a dictionary")
    bench.prepare()
    first = bench.first_index()
    jobs = bench.jobs()
    found = {job.name: Series() for job in (*jobs, first)}
    hugo = next((job for job in jobs if job.name == HUGO), None)
    for turn in range(max(1, repeat // 4)):
        _say(f"first index, {turn + 1} of {max(1, repeat // 4)}")
        for job in (hugo, first):
            if job is not None:
                found[job.name].runs.append(bench.measure(job))
    for turn in range(repeat):
        _say(f"turn {turn + 1} of {repeat}")
        for job in jobs:
            found[job.name].runs.append(bench.measure(job))
    rows = [_row(job, found) for job in (*jobs, first)]
    lines = [_heading(order, bench, repeat), _HEAD, *(line for line, _ in rows)]
    return "\n".join(lines) + "\n", all(held for _, held in rows)


def _growth(folder: Path, order: Order) -> tuple[str, bool]:
    """Index ten times as many posts: the time for each may grow by no more than 1.3."""
    seconds = {}
    peaks = {}
    for count in (order.posts, GROWN):
        bench = Bench(folder / str(count), Order(folder / str(count) / "blog", count, order.lang))
        _say(f"growth: {count:,} posts")
        bench.prepare()
        run = bench.measure(bench.first_index())
        seconds[count], peaks[count] = run.wall / count, run.peak / 1024 / 1024
        shutil.rmtree(folder / str(count))
    growth = seconds[GROWN] / seconds[order.posts]
    held = growth <= MOST_GROWTH and peaks[GROWN] <= 400
    text = (
        f"\nA post of {GROWN:,} takes {seconds[GROWN] * 1000:.2f} ms to index, {growth:.2f} × that "
        f"of {order.posts:,} (budget ≤ {MOST_GROWTH} ×), with {peaks[GROWN]:.0f} MB at the peak "
        f"(budget ≤ 400 MB): {'holds' if held else '**broken**'}.\n"
    )
    return text, held


def _row(job: Job, found: dict[str, Series]) -> tuple[str, bool]:
    series = found[job.name]
    hugo = found.get(HUGO)
    to_python = series.wall / found[PYTHON].wall
    to_hugo = series.wall / hugo.wall if hugo else None
    held = _holds(job.budget, to_python, to_hugo, series.peak if job.name == FIRST_INDEX else 0)
    mark = "" if job.budget == Budget() else "yes" if held else "**no**"
    cells = (
        f"`{job.name}`" if job.name != FIRST_INDEX else job.name,
        f"{series.wall * 1000:,.1f} ms",
        f"{to_python:.1f}",
        "–" if to_hugo is None else f"{to_hugo:.2f}",
        f"{series.processor * 1000:,.0f} ms",
        f"{series.peak:.0f} MB",
        str(job.budget),
        mark,
    )
    return f"| {' | '.join(cells)} |", held


def _holds(budget: Budget, to_python: float, to_hugo: float | None, peak: float) -> bool:
    return (
        (budget.python is None or to_python <= budget.python)
        and (budget.hugo is None or to_hugo is None or to_hugo <= budget.hugo)
        and (budget.megabytes is None or peak <= budget.megabytes)
    )


def _heading(order: Order, bench: Bench, repeat: int) -> str:
    hugo = version("hugo") if bench.hugo else "none"
    return (
        f"# Measured\n\n{order.posts:,} posts in {order.lang}, {datetime.now(UTC):%Y-%m-%d}, "
        f"{_processor()}, Python {platform.python_version()}, blogcli {version('blogcli')}, "
        f"Hugo {hugo}. Whole processes, in turn, {repeat} times; medians. Ratios are of the time "
        "by the clock; *processors* is what all of them spent. Made by `python -m benchmarks`.\n"
    )


def _processor() -> str:
    import psutil

    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        name = models[0].partition(":")[2].strip() if models else name
    return f"{psutil.cpu_count()} × {name}"


def _fast_folder() -> Path | None:
    # On disks the time to create files varies tenfold, and would be measured too.
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else None


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000, help="how many (100 to 100,000)")
    parser.add_argument("--lang", choices=("fi", "en"), default="fi")
    parser.add_argument("--repeat", type=int, default=12, help="runs of each command")
    parser.add_argument("--quick", action="store_true", help="1,000 posts, four runs")
    parser.add_argument("--growth", action="store_true", help="100,000 posts as well")
    parser.add_argument("--folder", type=Path, help="where the blogs are made")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the table goes")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.posts, chosen.repeat, chosen.output = 1000, 4, None
    return chosen


if __name__ == "__main__":
    sys.exit(main())
