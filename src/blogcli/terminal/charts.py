"""Numbers as pictures of letters: bars, and a year a line with a column a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from blogcli.index.statistics import Amount, Statistics
from blogcli.terminal.console import Console
from blogcli.terminal.findings import counted
from blogcli.terminal.text import cells, cut, one_line

WIDEST = 100
"""Cells: a longer bar tells no more."""
_GAP = "  "
_MOST_TAGS = 12
_YEAR = 4  # cells
_LABEL = 24  # cells of the longest label, where a third of the width is more
_LEAST_LABEL = 8
_MONTHS = "JFMAMJJASOND"
_MONTH_CELLS = 4  # the most that a month has, its gap included
_HEIGHTS = " ▁▂▃▄▅▆▇"
"""Never the whole cell: one year would grow into the next."""
_AGES = {
    "week": "1 week",
    "month": "1 month",
    "quarter": "3 months",
    "year": "1 year",
    "older": "older",
    "undated": "undated",
}


def lines(console: Console, found: Statistics, now: datetime) -> Iterator[str]:
    """Draw statistics line by line, in the width of the console."""
    chart = _Chart(console, min(console.width, WIDEST), console.ascii_only)
    yield from chart.head(found)
    if found.months:
        yield from chart.months(found, now)
        words = {year: amount.words for year, amount in reversed(found.years.items())}
        yield from chart.bars("Words a year", words)
    tags = {tag: amount.posts for tag, amount in islice(found.tags.items(), _MOST_TAGS)}
    yield from chart.bars("Tags", tags, more=len(found.tags) - len(tags))
    if len(found.languages) > 1:
        languages = {lang: amount.posts for lang, amount in found.languages.items()}
        yield from chart.bars("Languages", languages)
    if any(amount.posts for amount in found.drafts.values()):
        ages = {_AGES[age]: amount.posts for age, amount in found.drafts.items()}
        yield from chart.bars("Drafts by age", ages)


@dataclass(frozen=True, slots=True)
class _Scale:
    most: int
    """Posts of the fullest month."""
    size: int
    """Cells of a month, its gap included."""
    this_month: str

    @property
    def inner(self) -> int:
        """Cells of a month without its gap."""
        return max(1, self.size - 1)


@dataclass(frozen=True, slots=True)
class _Chart:
    console: Console
    width: int
    ascii_only: bool
    """Draw with signs that every terminal has, and numbers for heights."""

    def head(self, found: Statistics) -> Iterator[str]:
        total = found.total
        numbers = (counted(total.posts, "post"), counted(total.words, "word"))
        yield from self._flow([(number, "post.title") for number in numbers])
        statuses = [
            (f"{amount.posts:,} {status}", f"status.{status}")
            for status, amount in found.statuses.items()
            if amount.posts
        ]
        yield from self._flow(statuses)

    def _flow(self, parts: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Give pieces of text, each with its style, on as few lines as there is room for."""
        line, used = "", 0
        for text, style in parts:
            if line and used + len(_GAP) + len(text) > self.width:
                yield line
                line, used = "", 0
            line += (_GAP if line else "") + self.console.paint(text, style)
            used += len(text) + (len(_GAP) if used else 0)
        if line:
            yield line

    def bars(self, title: str, values: Mapping[str, int], *, more: int = 0) -> Iterator[str]:
        """Draw a bar for each value, its number behind it; nothing where there are no values."""
        if not values:
            return
        yield from self._title(title)
        labels = [
            cut(one_line(name), max(_LEAST_LABEL, min(_LABEL, self.width // 3))) for name in values
        ]
        margin = max(map(cells, labels))
        most = max(values.values())
        room = self.width - margin - len(_GAP) - len(f" {most:,}")
        for label, value in zip(labels, values.values(), strict=True):
            bar = self._bar(value, most, max(1, room))
            line = label + " " * (margin - cells(label)) + _GAP + self.console.paint(bar, "bar")
            number = self.console.paint(f"{value:,}", "count")
            yield f"{line} {number}" if bar else line + number
        if more:
            yield self.console.paint(cut(f"and {more:,} more", self.width), "count")

    def months(self, found: Statistics, now: datetime) -> Iterator[str]:
        """Draw a line for each year, the newest first: the posts of each month as a height."""
        most = max(amount.posts for amount in found.months.values())
        years = {year: f"{amount.posts:,}" for year, amount in reversed(found.years.items())}
        totals = max(map(len, years.values()))
        room = self.width - _YEAR - 2 * len(_GAP)
        size = max(1, min((room - totals) // len(_MONTHS), _MONTH_CELLS))
        scale = _Scale(most, size, f"{now.year:04}-{now.month:02}")
        with_totals = size * len(_MONTHS) + totals <= room
        yield from self._title("Posts a month", f"{most:,} at most")
        heads = "".join(letter.center(scale.inner).ljust(size) for letter in _MONTHS)
        yield self.console.paint((" " * _YEAR + _GAP + heads).rstrip(), "count")
        for year, total in years.items():
            months = [f"{year}-{month:02}" for month in range(1, len(_MONTHS) + 1)]
            line = (
                year
                + _GAP
                + "".join(
                    self._month(month, found.months.get(month, Amount()).posts, scale)
                    for month in months
                )
            )
            if with_totals:
                line += _GAP + self.console.paint(total.rjust(totals), "count")
            yield line.rstrip()

    def _month(self, month: str, posts: int, scale: _Scale) -> str:
        inner, style = scale.inner, "bar"
        if not posts:
            # Months to come are no gaps.
            dot = "." if self.ascii_only else "·"
            sign, style = (dot if month <= scale.this_month else " ").center(inner), "count"
        elif self.ascii_only:
            sign = (str(posts) if len(str(posts)) <= inner else "+").center(inner)
        else:
            sign = _HEIGHTS[max(1, round(posts / scale.most * (len(_HEIGHTS) - 1)))] * inner
        return self.console.paint(sign, style) + " " * (scale.size - inner)

    def _bar(self, value: int, most: int, room: int) -> str:
        """Give a bar as long as the value is of the most; a little of it where there is little."""
        if not value:
            return ""
        if self.ascii_only:
            return "=" * max(1, round(value / most * room))
        whole, half = divmod(max(1, round(value / most * room * 2)), 2)
        return "━" * whole + "╸" * half

    def _title(self, title: str, aside: str = "") -> Iterator[str]:
        yield ""
        line = self.console.paint(cut(title, self.width), "group")
        if aside and len(title) + len(_GAP) + len(aside) <= self.width:
            line += _GAP + self.console.paint(aside, "count")
        yield line
