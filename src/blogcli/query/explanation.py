"""A query in words, as it was understood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from blogcli.query.dates import WEEKDAYS, bounds
from blogcli.query.tree import (
    And,
    Has,
    Match,
    Mode,
    Node,
    Not,
    Or,
    Point,
    Query,
    Range,
    Value,
)
from blogcli.query.writing import absolute

_WORDS: dict[Mode, str] = {
    "word": "any form of {}",
    "prefix": "words beginning with {}",
    "fuzzy": "words spelled like {}",
    "phrase": "the phrase {}",
    "exact": "exactly {}",
    "regex": "the pattern {}",
}
_VALUES: dict[Mode, str] = {
    "word": "{}",
    "prefix": "{} and what follows",
    "fuzzy": "something spelled like {}",
    "phrase": "{}",
    "exact": "exactly {}",
    "regex": "the pattern {}",
}
_TEXT_FIELDS = ("", "title", "summary", "body")


def explain(query: Query, now: datetime | None = None, zone: tzinfo = UTC) -> str:
    """Say what a query asks for, one condition a line, parts indented.

    With `now`, dates counted from today are also given as the days they are.
    """
    teller = _Teller(now, zone)
    lines = list(teller.tell(query.where, 0)) if query.where else ["every post"]
    for sort in query.sort:
        lines.append(f"sorted by {sort.key}, {'downward' if sort.descending else 'upward'}")
    if query.limit:
        lines.append(f"at most {query.limit}")
    return "\n".join(lines)


class _Teller:
    def __init__(self, now: datetime | None, zone: tzinfo) -> None:
        self._now = now
        self._zone = zone

    def tell(self, node: Node, depth: int) -> Iterator[str]:
        indent = "  " * depth
        if isinstance(node, Match):
            yield f"{indent}{self._match(node)}"
        elif isinstance(node, Has):
            yield f"{indent}has {_key(node)}"
        elif isinstance(node, Not) and isinstance(node.part, Has):
            yield f"{indent}has no {_key(node.part)}"
        else:
            parts = (node.part,) if isinstance(node, Not) else node.parts
            yield f"{indent}{_heading(node)}"
            for part in parts:
                yield from self.tell(part, depth + 1)

    def _match(self, node: Match) -> str:
        patterns = _WORDS if node.field in _TEXT_FIELDS else _VALUES
        values = " or ".join(self._value(value, patterns) for value in node.values)
        if not node.field:
            return f"text has {values}"
        return f"{node.field} {'has' if node.field in _TEXT_FIELDS else 'is'} {values}"

    def _value(self, value: Value, patterns: dict[Mode, str]) -> str:
        if isinstance(value, Range):
            return self._range(value)
        quoted = f"/{value.text}/" if value.mode == "regex" else f'"{value.text}"'
        return patterns[value.mode].format(quoted)

    def _range(self, span: Range) -> str:
        written = _end(span.start) if span.start == span.end else ""
        written = written or f"{_end(span.start)}..{_end(span.end)}"
        if self._now is None or not isinstance(span.start or span.end, Point):
            return written
        return f"{written} ({self._days(span, self._now)})"

    def _days(self, span: Range, now: datetime) -> str:
        low, high = bounds(span, now, self._zone)
        begin = self._stamp(low) if span.start else ""
        end = self._stamp(high) if span.end else ""
        return f"from {begin} to before {end}" if begin and end else self._half(begin, end)

    @staticmethod
    def _half(begin: str, end: str) -> str:
        return f"from {begin}" if begin else f"before {end}"

    def _stamp(self, seconds: float) -> str:
        try:
            moment = datetime.fromtimestamp(seconds, self._zone)
        except (OverflowError, ValueError, OSError):
            return "the end of time" if seconds > 0 else "the beginning of time"
        return (
            f"{moment:%Y-%m-%d}" if not moment.hour + moment.minute else f"{moment:%Y-%m-%dT%H:%M}"
        )


def _heading(node: And | Or | Not) -> str:
    if isinstance(node, Not):
        return "not"
    return "all of" if isinstance(node, And) else "any of"


def _key(node: Has) -> str:
    return f"{node.key} in {node.detail}" if node.detail else node.key


def _end(end: Point | float | None) -> str:
    if end is None:
        return ""
    if isinstance(end, float):
        return f"{end:g}"
    if end.at:
        return absolute(end)
    if end.weekday is not None:
        return WEEKDAYS[end.weekday]
    if not end.offset:
        return "today" if end.unit == "day" else f"this {end.unit}"
    count = abs(end.offset)
    unit = f"{count} {end.unit}{'s' if count > 1 else ''}"
    return f"{unit} ago" if end.offset < 0 else f"{unit} ahead"
