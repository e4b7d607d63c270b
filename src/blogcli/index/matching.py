"""Tests of single front-matter values: equal, beginning so, holding words, a pattern, a range."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable
from datetime import datetime, tzinfo

from blogcli.errors import QueryError
from blogcli.index.rows import folded as fold
from blogcli.query.dates import bounds, period, read_point
from blogcli.query.fields import Kind
from blogcli.query.regexes import compiled
from blogcli.query.spelling import distance, tolerance
from blogcli.query.tree import Match, Point, Query, Range, Text

Test = Callable[[str], bool]

__all__ = ["Stopwatch", "fold", "range_test", "text_test", "unmarked"]

PATIENCE = 0.5
"""Seconds of the processor that all matching of patterns in one query may take."""
PATIENCE_PER_CHARACTER = 5e-8
"""And for each code point looked through: a pattern that gets on is not slow on a large blog."""

_MARK = "[\u0300-\u036f]+"
_WORD = r"\w+"


def unmarked(text: str) -> str:
    """Take accents and dots off folded letters."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", re.sub(_MARK, "", unicodedata.normalize("NFD", text)))


class Stopwatch:
    """Counts the time that patterns take, and stops the one that takes too long."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._left = PATIENCE

    def test(self, node: Match, pattern: str) -> Test:
        """Make the test that finds a pattern anywhere in a value."""

        def found(text: str) -> bool:
            return self.first(node, pattern, text) is not None

        return found

    def first(self, node: Match, pattern: str, text: str) -> tuple[int, int] | None:
        """Find the first match of a pattern.

        Raises:
            QueryError: The query's time for patterns is up.
        """
        # The engine's own limit is in time of the processor, too.
        begin = time.process_time()
        self._left += PATIENCE_PER_CHARACTER * len(text)
        try:
            found = compiled(pattern).search(text, timeout=max(0.001, self._left))
        except (TimeoutError, MemoryError, RecursionError):
            reason = "the regular expression takes too long"
            hint = "avoid repeats within repeats, such as (a+)+"
            raise QueryError(
                reason, self._query.text, node.position, length=node.length, hint=hint
            ) from None
        self._left -= time.process_time() - begin
        return found.span() if found else None


def text_test(kind: Kind, text: Text) -> Test:
    """Make the test of a value for every mode but patterns."""
    wanted = fold(text.text)
    if text.mode == "exact":
        return lambda value: fold(value) == wanted
    # Written without accents it finds both, written with them only those.
    view = _plain if unmarked(wanted) == wanted else fold
    if text.mode == "prefix":
        return _prefix_test(kind, wanted, view)
    if text.mode == "fuzzy":
        return _fuzzy_test(kind, wanted, view)
    if kind == "path":
        return lambda value: wanted in view(value)
    if kind == "value":
        pattern = _run(wanted)
        return lambda value: pattern.search(view(value)) is not None
    return lambda value: view(value) == wanted


def range_test(span: Range, now: datetime, zone: tzinfo) -> Test:
    """Make the test of front-matter values that may be numbers or dates, or neither."""
    numbers = _numbers(span)
    dates = bounds(_as_dates(span), now, zone) if _datable(span) else None

    def within(value: str) -> bool:
        text = value.strip()
        number = _number(text)
        if number is not None and numbers is not None:
            return numbers[0] <= number <= numbers[1]
        if dates is None:
            return False
        begin = _moment(text, now, zone)
        return begin is not None and dates[0] <= begin < dates[1]

    return within


def _plain(value: str) -> str:
    return unmarked(fold(value))


def _prefix_test(kind: Kind, wanted: str, view: Callable[[str], str]) -> Test:
    if kind == "value":
        pattern = re.compile(_edge(wanted[0], "(?<!\\w)") + _spaced(wanted))
        return lambda value: pattern.search(view(value)) is not None
    return lambda value: view(value).startswith(wanted)


def _fuzzy_test(kind: Kind, wanted: str, view: Callable[[str], str]) -> Test:
    limit = max(1, tolerance(wanted))

    def near(value: str) -> bool:
        seen = view(value)
        candidates = [seen] if kind in {"name", "language"} else [seen, *re.findall(_WORD, seen)]
        return any(distance(wanted, word, limit) <= limit for word in candidates)

    return near


def _run(wanted: str) -> re.Pattern[str]:
    """Match words next to each other, whole where their script has spaces."""
    pattern = _spaced(wanted)
    before = _edge(wanted[:1], "(?<!\\w)")
    after = _edge(wanted[-1:], "(?!\\w)")
    return re.compile(before + pattern + after)


def _spaced(wanted: str) -> str:
    return r"\s+".join(re.escape(word) for word in wanted.split())


def _edge(letter: str, boundary: str) -> str:
    return boundary if letter.isalnum() and _between_spaces(letter) else ""


def _between_spaces(letter: str) -> bool:
    """Say whether the letter's script puts spaces around words (not Thai, Chinese, Japanese…)."""
    code = ord(letter)
    return not (0x0E00 <= code < 0x10A0 or 0x1780 <= code < 0x1800 or code >= 0x2E80)  # noqa: PLR2004 - blocks of Unicode


def _numbers(span: Range) -> tuple[float, float] | None:
    ends = (span.start, span.end)
    if any(isinstance(end, Point) for end in ends):
        return None
    low = span.start if isinstance(span.start, float) else float("-inf")
    high = span.end if isinstance(span.end, float) else float("inf")
    return low, high


def _datable(span: Range) -> bool:
    return all(end is None or _as_point(end) is not None for end in (span.start, span.end))


def _as_dates(span: Range) -> Range:
    return Range(_as_point(span.start), _as_point(span.end))


def _as_point(end: Point | float | None) -> Point | None:
    """Read a number as the year that it may be."""
    if isinstance(end, float):
        return read_point(f"{end:.0f}") if end.is_integer() and 1000 <= end <= 9999 else None  # noqa: PLR2004 - four digits
    return end


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _moment(text: str, now: datetime, zone: tzinfo) -> float | None:
    if text[:1].isdecimal():
        try:
            point = read_point(text.replace(" ", "T", 1))
        except ValueError:
            return None
        if point is not None and point.at:
            return period(point, now, zone)[0]
    return None
