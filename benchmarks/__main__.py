"""Measures `blog` beside other programs, keeps the figures, and writes them down for people.

python -m benchmarks                                all, in an hour or more
python -m benchmarks --quick                        100 and 1,000 posts, in a few minutes
python -m benchmarks --only site list --sizes 10000 a part of it; the other figures stay
python -m benchmarks --resume                       what the last twelve hours have not measured
python -m benchmarks --render                       nothing: the page is written again

Figures are kept in results.json, beside the page made of them. With --quick nothing is kept
unless --results names a file. It ends with 1 where a budget that was measured is broken.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.budgets import budgets_hold
from benchmarks.generate import Order
from benchmarks.groups import GROUPS, jobs_of
from benchmarks.jobs import Bench
from benchmarks.machine import fast_folder
from benchmarks.plan import FULL, QUICK, Blog, Plan, chosen
from benchmarks.report import write
from benchmarks.results import Part, Results, load
from benchmarks.rivals.programs import Rivals, cache_folder
from benchmarks.runner import measure_part, say

RESULTS = Path(__file__).with_name("results.json")
PAGE = "RESULTS.md"
_FRESH = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    """One call: what is kept where, and with which programs."""

    plan: Plan
    file: Path
    results: Results
    rivals: Rivals

    def measure(self, bench: Bench, groups: tuple[str, ...]) -> None:
        """Measure groups on one blog; what is done is kept, whatever becomes of the rest."""
        say(f"{bench.order.posts:,} posts in {bench.order.lang}: making them")
        bench.prepare()
        for group in groups:
            say(f"{bench.order.posts:,} posts in {bench.order.lang}: {group}")
            jobs = jobs_of(group, bench, self.rivals)
            part = measure_part(group, bench, jobs, self.plan.effort, self._smaller(bench, group))
            part.versions |= self.rivals.numbers()
            self.results.add(part)
            self.results.save(self.file)
            write(self.results, self.file.with_name(PAGE))

    def _smaller(self, bench: Bench, group: str) -> Part | None:
        parts = self.results.of(group, bench.order.lang)
        return max(
            (part for part in parts if part.posts < bench.order.posts),
            key=lambda part: part.posts,
            default=None,
        )


def main(arguments: list[str] | None = None) -> int:
    """Measure what is asked for, and write it down after each part; 1 where a budget broke."""
    options = _options(arguments)
    plan = QUICK if options.quick else FULL
    with tempfile.TemporaryDirectory(prefix="blog-benchmarks-", dir=fast_folder()) as name:
        kept = Path(name) / "results.json" if options.quick else RESULTS
        file = options.results or kept
        results = load(file)
        rivals = Rivals(options.cache, seconds=plan.seconds)
        wanted = {} if options.render else _wanted(options, plan, results)
        if wanted and not options.alone:
            rivals.install(npm=not options.quick)
            results.missing = rivals.missing
        session = Session(plan, file, results, rivals)
        for blog, groups in wanted.items():
            folder = (options.folder or Path(name)) / f"{blog.lang}-{blog.posts}"
            session.measure(Bench(folder, Order(folder / "blog", blog.posts, blog.lang)), groups)
            if options.folder is None:
                shutil.rmtree(folder)
        write(results, file.with_name(PAGE))
        if file.is_relative_to(name):
            print(file.with_name(PAGE).read_text("utf-8"))
    return 0 if budgets_hold(results) else 1


def _wanted(
    options: argparse.Namespace, plan: Plan, results: Results
) -> dict[Blog, tuple[str, ...]]:
    wanted = chosen(plan, options.only, options.sizes)
    if not options.resume:
        return wanted
    since = f"{datetime.now(UTC) - _FRESH:%Y-%m-%d %H:%M}"
    done = {part.key for part in results.parts if part.date >= since}
    left = {blog: tuple(group for group in groups if (group, *blog) not in done)
            for blog, groups in wanted.items()}  # fmt: skip
    return {blog: groups for blog, groups in left.items() if groups}


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--quick", action="store_true", help="100 and 1,000 posts, fewer runs")
    add("--only", nargs="+", default=[], choices=list(GROUPS), metavar="ROW",
        help=f"only these rows: {', '.join(GROUPS)}")  # fmt: skip
    add("--sizes", nargs="+", default=[], type=int, metavar="N", help="only blogs of so many posts")
    add("--resume", action="store_true", help="not what was measured in the last 12 hours")
    add("--render", action="store_true", help="measure nothing, write the page again")
    add("--alone", action="store_true", help="install no other programs; those there are measured")
    add("--results", type=Path, help="the file of figures; the page is written beside it")
    add("--folder", type=Path, help="where blogs are made, and stay for the next time")
    add("--cache", type=Path, default=cache_folder(), help="where other programs are installed")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
