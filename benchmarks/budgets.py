"""What the work may cost, and whether it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.jobs import BLOG, HUGO, LONG, PYTHON
from benchmarks.printed import HUNDRED, LONG_BOOK, ONE, PRINTERS, THOUSAND
from benchmarks.results import Figure, Part, Results
from benchmarks.sites import EDITED, FRESH, UNCHANGED

USUAL, GROWN = 10_000, 100_000
MOST_MEGABYTES = 400


@dataclass(frozen=True, slots=True)
class Verdict:
    """One budget: what was measured, what is allowed, and whether it holds (None: unmeasured)."""

    job: str
    measured: str
    budget: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Budget:
    """The most (or, with `least`, the least) that a measured value may be."""

    job: str
    limit: float
    unit: str
    measure: Callable[[Results], float | None]
    least: bool = False
    digits: int = 1

    def verdict(self, results: Results) -> Verdict:
        """Judge the results."""
        value = self.measure(results)
        sign = "≥" if self.least else "≤"
        budget = f"{sign} {self.limit:g} {self.unit}"
        if value is None:
            return Verdict(self.job, "not measured", budget, None)
        holds = value >= self.limit if self.least else value <= self.limit
        return Verdict(self.job, f"{value:,.{self.digits}f} {self.unit}", budget, holds)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure of ours stands; without `posts`, in the part with most of them."""

    group: str
    work: str
    posts: int | None = USUAL

    def part(self, results: Results) -> Part | None:
        """Give the part that it stands in."""
        if self.posts is None:
            return results.largest(self.group)
        return results.part(self.group, self.posts)

    def ours(self, results: Results) -> Figure | None:
        """Give our figure."""
        part = self.part(results)
        return part.figure(self.work, BLOG) if part else None


def judge(results: Results) -> list[Verdict]:
    """Judge every budget."""
    return [budget.verdict(results) for budget in BUDGETS]


def budgets_hold(results: Results) -> bool:
    """Say whether no budget that was measured is broken."""
    return all(one.holds is not False for one in judge(results))


def _ratio(
    place: Place, other: tuple[str, str], each: int = 1
) -> Callable[[Results], float | None]:
    """Our time for each of so many, as a multiple of another's in the same part."""

    def measure(results: Results) -> float | None:
        part, ours = place.part(results), place.ours(results)
        theirs = part.figure(*other) if part else None
        return ours.wall / each / theirs.wall if ours and theirs else None

    return measure


def _faster(place: Place, other: tuple[str, str]) -> Callable[[Results], float | None]:
    """How many times as long another takes."""
    ratio = _ratio(place, other)

    def measure(results: Results) -> float | None:
        value = ratio(results)
        return None if value is None else 1 / value

    return measure


def _memory(place: Place) -> Callable[[Results], float | None]:
    def measure(results: Results) -> float | None:
        ours = place.ours(results)
        return ours.megabytes if ours else None

    return measure


def _memory_ratio(place: Place, other: tuple[str, str]) -> Callable[[Results], float | None]:
    def measure(results: Results) -> float | None:
        part, ours = place.part(results), place.ours(results)
        theirs = part.figure(*other) if part else None
        return ours.peak / theirs.peak if ours and theirs else None

    return measure


def _growth(group: str, work: str) -> Callable[[Results], float | None]:
    """The time for each post when grown, as a multiple of the usual."""

    def measure(results: Results) -> float | None:
        small = Place(group, work).ours(results)
        grown = Place(group, work, GROWN).ours(results)
        return grown.wall / GROWN / (small.wall / USUAL) if grown and small else None

    return measure


_BARE, _LIST_ALL, _HUGO_SITE = ("python -c pass", PYTHON), ("list all", HUGO), (FRESH, HUGO)
_PYTHON = "× Python"


def _python(place: Place, limit: float, each: int = 1) -> Budget:
    posts = f", {place.posts:,} posts" if place.posts else ""
    name = f"{place.work}{posts}" if each == 1 else f"{place.work}, each"
    return Budget(name, limit, _PYTHON, _ratio(place, _BARE, each), digits=1 if each == 1 else 2)


def _peak(group: str, work: str, posts: int) -> Budget:
    name = f"{work}, {posts:,} posts: peak"
    return Budget(name, MOST_MEGABYTES, "MB", _memory(Place(group, work, posts)), digits=0)


_SITE = f"{FRESH}, {USUAL:,} posts"
BUDGETS = [
    _python(Place("start", "--version", None), 7),
    _python(Place("start", "--help", None), 7),
    _python(Place("start", "completion"), 7),
    _python(Place("list", "list --json, 20"), 12),
    Budget(
        f"list --json, 20, {USUAL:,} posts", 8, "× faster than `hugo list all`",
        _faster(Place("list", "list --json, 20"), _LIST_ALL), least=True,
    ),
    _python(Place("list", "list, a table of 20"), 15),
    _python(Place("list", "stats --json"), 20),
    _python(Place("search", "search, inflected word"), 15),
    _python(Place("search", "search, rare word", GROWN), 60),
    _python(Place("search", "search, common word", GROWN), 90),
    _python(Place("show", "show"), 20),
    _python(Place("show", f"show of {LONG:,} words"), 30),
    Budget(
        f"first index, {USUAL:,} posts", 7, "× `hugo list all`",
        _ratio(Place("index", "first index"), _LIST_ALL),
    ),
    _peak("index", "first index", USUAL),
    Budget(
        f"check, {USUAL:,} posts", 4, "× the first index",
        _ratio(Place("index", "check"), ("first index", BLOG)),
    ),
    _peak("index", "check", USUAL),
    Budget(
        _SITE, 1.5, "× faster than Hugo", _faster(Place("site", FRESH), _HUGO_SITE),
        least=True, digits=2,
    ),
    Budget(
        f"{_SITE}: peak", 0.25, "× Hugo's", _memory_ratio(Place("site", FRESH), _HUGO_SITE),
        digits=2,
    ),
    Budget(
        f"{EDITED}, {USUAL:,} posts", 15, "× faster than Hugo's fresh one",
        _faster(Place("site", EDITED), _HUGO_SITE), least=True,
    ),
    Budget(
        f"{UNCHANGED}, {USUAL:,} posts", 25, "× faster than Hugo's fresh one",
        _faster(Place("site", UNCHANGED), _HUGO_SITE), least=True,
    ),
    _python(Place("print", ONE, None), 15),
    _python(Place("print", THOUSAND, 1_000), 1.5, 1_000),
    Budget(
        LONG_BOOK, 3, f"× {THOUSAND}",
        _ratio(Place("print", LONG_BOOK, 1_000), (THOUSAND, BLOG)), digits=2,
    ),
    Budget(
        f"{LONG_BOOK}: peak", 3_500, "MB", _memory(Place("print", LONG_BOOK, 1_000)), digits=0
    ),
    *(
        Budget(
            f"{HUNDRED}, beside {name}", 10, "× faster",
            _faster(Place("print", HUNDRED, 1_000), (HUNDRED, name)), least=True,
        )
        for name in PRINTERS
    ),
    Budget(
        f"first index: a post of {GROWN:,}", 1.3, f"× one of {USUAL:,}",
        _growth("index", "first index"), digits=2,
    ),
    Budget(
        f"{FRESH}: a post of {GROWN:,}", 1.3, f"× one of {USUAL:,}", _growth("site", FRESH),
        digits=2,
    ),
    _peak("index", "first index", GROWN),
    _peak("site", FRESH, GROWN),
]  # fmt: skip
