"""Dates written as another date is written: with its separators, precision and zone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_LIKE = re.compile(
    r"(?P<date>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})"
    r"(?:(?P<mark>[Tt]|\s+)(?P<clock>\d{1,2}:\d\d)(?P<seconds>:\d\d)?(?P<fraction>\.\d+)?"
    r"(?P<gap>\s*)(?P<zone>Z|UTC[+-]\d\d:?\d\d|UTC|GMT|[+-]\d\d:?\d\d|[A-Z]{3,4})?)?"
)


def write_date(moment: datetime, like: str) -> str:
    """Write an aware moment in the form of `like`; RFC 3339 with zone where that is no known form.

    A form without zone gives the clock of the moment's own zone.
    """
    found = _LIKE.fullmatch(like.strip())
    if found is None:
        return moment.isoformat(timespec="seconds")
    separator = found["date"][4]
    text = moment.strftime(f"%Y{separator}%m{separator}%d")
    if found["clock"] is None:
        return text
    zone = found["zone"] or ""
    clock = moment.strftime("%H:%M:%S" if found["seconds"] else "%H:%M")
    mark = "T" if found["mark"] in "Tt" else " "
    return text + mark + clock + _zone(moment, zone, found["gap"])


def _zone(moment: datetime, like: str, gap: str) -> str:
    if not like:
        return ""
    offset = moment.utcoffset() or timedelta(0)
    if not offset and like in ("Z", "UTC", "GMT"):
        return gap + like
    sign = "-" if offset < timedelta(0) else "+"
    minutes = abs(offset) // timedelta(minutes=1)
    colon = ":" if ":" in like or like in ("Z", "UTC", "GMT") or like.isalpha() else ""
    prefix = "UTC" if like.startswith("UTC") and len(like) > len("UTC") else ""
    return f"{gap}{prefix}{sign}{minutes // 60:02}{colon}{minutes % 60:02}"
