"""The tree back to text that reads as the same tree."""

from __future__ import annotations

import re

from blogcli.query.dates import WEEKDAYS
from blogcli.query.fields import kind_of
from blogcli.query.tree import Match, Mode, Point, Range, Text, Unit, Value

_LETTERS: dict[Unit, str] = {"hour": "h", "day": "d", "week": "w", "month": "m", "year": "y"}
_PLAIN = r"[^\W_][\w.+#-]*"
_OPERATORS = ("AND", "OR", "NOT")
_ENDINGS: dict[Mode, str] = {"prefix": "*", "fuzzy": "~"}


def quote(text: str) -> str:
    """Write any text as a phrase of the query language."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def write(match: Match) -> str:
    """Write one condition as it could be typed."""
    values = ",".join(_value(match.field, value) for value in match.values)
    return f"{match.field}:{values}" if match.field else values


def _value(field: str, value: Value) -> str:
    if isinstance(value, Range):
        return _range(value)
    if kind_of(field) == "status":
        return value.text
    return _text(value)


def _text(text: Text) -> str:
    if text.mode == "phrase":
        return quote(text.text)
    if text.mode == "exact":
        return f"={quote(text.text)}"
    if text.mode == "regex":
        return f"/{_unslashed(text.text)}/"
    plain = re.fullmatch(_PLAIN, text.text) and text.text not in _OPERATORS
    if text.mode == "word" and not plain:
        return quote(text.text)
    return text.text + _ENDINGS.get(text.mode, "")


def _unslashed(pattern: str) -> str:
    return re.sub(r"(?s)\\.|/", lambda sign: "\\/" if sign[0] == "/" else sign[0], pattern)


def _range(span: Range) -> str:
    if span.start == span.end:
        return _end(span.start)
    return f"{_end(span.start)}..{_end(span.end)}"


def _end(end: Point | float | None) -> str:
    if end is None:
        return ""
    if isinstance(end, float):
        return f"{end:f}".rstrip("0").rstrip(".")
    if end.at:
        return absolute(end)
    if end.weekday is not None:
        return WEEKDAYS[end.weekday]
    ahead = "+" if end.offset > 0 else ""
    return f"{ahead}{abs(end.offset)}{_LETTERS[end.unit]}"


def absolute(point: Point) -> str:
    """Write a calendar date as far as it is known."""
    year, *rest = point.at[:3]
    day = "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])
    clock = ":".join(f"{number:02}" for number in point.at[3:])
    return day + (f"T{clock}" if clock else "") + _zone(point.zone)


def _zone(zone: int | None) -> str:
    if zone is None:
        return ""
    hours, minutes = divmod(abs(zone), 60)
    return f"{'-' if zone < 0 else '+'}{hours:02}:{minutes:02}"
