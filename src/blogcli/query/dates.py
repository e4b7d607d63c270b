"""Points of time in queries: how they are written, and which period they mean."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from blogcli.query.tree import Point, Range, Unit

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_SIDES = {"last": -1, "this": 0, "next": 1}
_UNITS: dict[str, Unit] = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}
_PRECISION: tuple[Unit, ...] = ("year", "month", "day", "hour", "minute", "second")

# Compiled by `re` itself when the first date is read: most queries have none.
_RELATIVE = r"(\+?)([0-9]{1,9})([hdwmy])"
_PERIOD = r"(this|last|next)-(week|month|year)"
_ABSOLUTE = (
    r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2})"
    r"(?:t([0-9]{1,2})(?::([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?)?(z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?"
)

_LATEST = 1e15
"""Seconds beyond every date that can be written; SQLite and floats take it exactly."""

_CLOCK: dict[Unit, int] = {"second": 1, "minute": 60, "hour": 3600}
"""Counted in real seconds: the hour of a time change is one hour."""

FORMS = (
    "2026, 2026-05, 2026-05-17, 2026-05-17T18:00, today, monday, last-month, 3d (ago), +2w (ahead)"
)
"""The ways to write a point, for hints."""


def read_point(text: str) -> Point | None:
    """Read a point of time; None where the text isn't one.

    Raises:
        ValueError: It is written as a date, but the calendar has no such day.
    """
    lower = text.casefold()
    if lower in _DAYS:
        return Point("day", offset=_DAYS[lower])
    if lower in WEEKDAYS:
        return Point("day", weekday=WEEKDAYS.index(lower))
    if found := re.fullmatch(_RELATIVE, lower):
        ahead, count, unit = found.groups()
        return Point(_UNITS[unit], offset=int(count) if ahead else -int(count))
    if found := re.fullmatch(_PERIOD, lower):
        side, name = found.groups()
        return Point(_named(name), offset=_SIDES[side])
    if found := re.fullmatch(_ABSOLUTE, lower):
        return _absolute(found)
    return None


def period(point: Point, now: datetime, zone: tzinfo) -> tuple[float, float]:
    """Give the period's begin and the end that is no longer in it, in Unix seconds.

    What lies beyond the calendar becomes the far past or the far future, so that
    `9999y..` still means "since ever".
    """
    try:
        begin = _begin(point, now, zone)
    except (OverflowError, ValueError):
        far = _LATEST if point.offset > 0 else -_LATEST
        return far, far
    start = begin.timestamp()
    if seconds := _CLOCK.get(point.unit):
        return start, start + seconds
    try:
        return start, _after(begin, point.unit).timestamp()
    except (OverflowError, ValueError):
        return start, _LATEST


def bounds(span: Range, now: datetime, zone: tzinfo) -> tuple[float, float]:
    """Give the seconds from which and before which a range of dates lies."""
    low, high = -_LATEST, _LATEST
    if isinstance(span.start, Point):
        low = period(span.start, now, zone)[0]
    if isinstance(span.end, Point):
        high = period(span.end, now, zone)[1]
    return low, high


def _named(name: str) -> Unit:
    return {"week": "week", "month": "month", "year": "year"}[name]  # type: ignore[return-value]  # as the pattern says


def _absolute(found: re.Match[str]) -> Point:
    numbers = tuple(int(group) for group in found.groups()[:6] if group is not None)
    zone = _zone(found[7]) if found[7] else None
    # Raises ValueError for days, hours and zones that don't exist.
    _moment(numbers, _offset(zone or 0))
    return Point(_PRECISION[len(numbers) - 1], at=numbers, zone=zone)


def _zone(text: str) -> int:
    if text == "z":
        return 0
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return -minutes if text[0] == "-" else minutes


def _moment(numbers: tuple[int, ...], zone: tzinfo) -> datetime:
    year, month, day, *clock = numbers + (1,) * (3 - len(numbers))
    hour, minute, second = clock + [0] * (3 - len(clock))
    return datetime(year, month, day, hour, minute, second, tzinfo=zone)


def _offset(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


def _begin(point: Point, now: datetime, zone: tzinfo) -> datetime:
    if point.at:
        return _moment(point.at, zone if point.zone is None else _offset(point.zone))
    if point.unit == "hour":
        moment = (now.astimezone(UTC) + timedelta(hours=point.offset)).astimezone(zone)
        return moment.replace(minute=0, second=0, microsecond=0)
    return _midnight(_first_day(point, now.astimezone(zone).date()), zone)


def _first_day(point: Point, today: date) -> date:
    if point.weekday is not None:
        return today - timedelta(days=(today.weekday() - point.weekday) % 7)
    if point.unit == "day":
        return today + timedelta(days=point.offset)
    if point.unit == "week":
        return today + timedelta(days=7 * point.offset - today.weekday())
    if point.unit == "month":
        return _month(today.year, today.month + point.offset)
    return date(today.year + point.offset, 1, 1)


def _month(year: int, month: int) -> date:
    """Give the first day of a month whose number may lie outside the year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _after(begin: datetime, unit: Unit) -> datetime:
    day = begin.date()
    if unit == "day":
        day += timedelta(days=1)
    elif unit == "week":
        day += timedelta(days=7)
    else:
        day = _month(day.year, day.month + 1) if unit == "month" else date(day.year + 1, 1, 1)
    return _midnight(day, begin.tzinfo or UTC)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
