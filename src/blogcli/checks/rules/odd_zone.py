"""`odd-zone`: an offset from UTC that the blog's zone does not have on that day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened
from blogcli.posts.fields import DATE_KEYS

# Names that stand for several zones, and what they may be.
_SEVERAL = {
    "IST": "India, Ireland or Israel", "CST": "America or China", "BST": "Britain or Bangladesh",
    "AST": "the Atlantic or Arabia", "EST": "America or Australia", "PST": "America or the "
    "Philippines", "MST": "America, Malaysia or Myanmar",
}  # fmt: skip
_NAME = re.compile(r"\d ?([A-Z]{3})\Z")
_HALF_YEAR = timedelta(days=182)
_MOST = timedelta(hours=14)


def _look(opened: Opened) -> Iterator[Complaint]:
    date = opened.post.date
    key = opened.fields.date_key(DATE_KEYS)
    value = None if key is None else opened.values.get(key)
    if date is None or key is None or not isinstance(value, str):
        return
    if (name := _NAME.search(value)) and name[1] in _SEVERAL:
        message = f"{name[1]} is a zone of {_SEVERAL[name[1]]}"
        yield opened.at_key((key,), message, hint=f"write the offset: {date.isoformat()}")
        return
    zone = opened.world.blog.timezone
    offset = date.utcoffset()
    if offset is None or ":" not in value:
        return
    if abs(offset) > _MOST:
        yield opened.at_key((key,), f"no place on earth is {_shown(offset)} from UTC")
    elif (right := _of_other_season(date, offset, zone)) is not None:
        message = f"{_shown(offset)} is not the time of {zone} then: that was {_shown(right)}"
        yield opened.at_key((key,), message)


def _of_other_season(date: datetime, offset: timedelta, zone: tzinfo) -> timedelta | None:
    """Give the zone's offset on a day, where the one written is that of summer in winter or so."""
    right = zone.utcoffset(date.replace(tzinfo=None))
    other = zone.utcoffset(date.replace(tzinfo=None) - _HALF_YEAR)
    return right if right is not None and offset not in (right, None) and offset == other else None


def _shown(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


RULE = Rule(
    "odd-zone",
    "info",
    "A date has an offset that its zone does not have then, or a zone's name that is of several.",
    _look,
)
