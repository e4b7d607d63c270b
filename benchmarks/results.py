"""What was measured, kept in a file so that parts can be measured at different times."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.jobs import PYTHON

_MEGABYTE = 1024 * 1024


@dataclass(slots=True)
class Figure:
    """One command of one tool on one blog."""

    work: str
    tool: str
    walls: list[float] = field(default_factory=list)
    """Seconds by the clock, a run each."""
    processors: list[float] = field(default_factory=list)
    """Seconds of all processors, a run each."""
    peak: int = 0
    """Bytes of the process and its children together."""
    ended: str = ""
    """Why there are no runs: over its limit, or failed."""
    files: int | None = None
    size: int | None = None
    """What it made: files, and their bytes."""
    found: int | None = None
    """Posts that it found."""

    @property
    def wall(self) -> float:
        """The median, in seconds."""
        return median(self.walls)

    @property
    def processor(self) -> float:
        """The median, in seconds."""
        return median(self.processors)

    @property
    def megabytes(self) -> float:
        """The peak."""
        return self.peak / _MEGABYTE


@dataclass(slots=True)
class Part:
    """One group of work on one blog: all its commands took turns."""

    group: str
    posts: int
    lang: str
    date: str
    machine: str
    load: float
    """Of the machine before it began: how many processes wanted a processor."""
    versions: dict[str, str]
    figures: list[Figure]

    @property
    def key(self) -> tuple[str, int, str]:
        """What it replaces when it is measured again."""
        return self.group, self.posts, self.lang

    def figure(self, work: str, tool: str) -> Figure | None:
        """Give one figure, where it was measured to the end."""
        return next((one for one in self.figures if _is(one, work, tool) and one.walls), None)

    @property
    def python(self) -> Figure:
        """Bare Python, measured in the same turns."""
        return next(one for one in self.figures if one.tool == PYTHON)


def _is(figure: Figure, work: str, tool: str) -> bool:
    return figure.work == work and figure.tool == tool


@dataclass(slots=True)
class Results:
    """All parts, and what programs could not be had."""

    parts: list[Part] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)

    def add(self, part: Part) -> None:
        """Put a part in the place of the one measured before."""
        self.parts = [one for one in self.parts if one.key != part.key] + [part]
        self.parts.sort(key=lambda one: (one.lang != "fi", one.posts))

    def part(self, group: str, posts: int, lang: str = "fi") -> Part | None:
        """Give one part, where it was measured."""
        return next((one for one in self.parts if one.key == (group, posts, lang)), None)

    def largest(self, group: str, lang: str = "fi") -> Part | None:
        """Give the part with most posts."""
        return max(self.of(group, lang), key=lambda one: one.posts, default=None)

    def of(self, group: str, lang: str = "fi") -> Iterator[Part]:
        """Give the parts of a group, the smallest first."""
        return (one for one in self.parts if one.group == group and one.lang == lang)

    def save(self, path: Path) -> None:
        """Write all as JSON."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        path.write_text(text + "\n", "utf-8")


def load(path: Path) -> Results:
    """Read what was saved; nothing where there is no file."""
    if not path.exists():
        return Results()
    data = json.loads(path.read_text("utf-8"))
    for part in data["parts"]:
        part["figures"] = [Figure(**figure) for figure in part["figures"]]
    return Results([Part(**part) for part in data["parts"]], data["missing"])
