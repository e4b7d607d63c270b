"""Dates as blogs write them, to aware datetimes.

Read are RFC 3339 and ISO 8601, the looser forms that generators accept in their place (a space for
the `T`, hours of one digit, a space before the seconds, slashes and dots), RFC 2822, and dates in
English words. A date without a zone is in the blog's own.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Literal, TypeAlias

from blogcli.posts.values import as_text

Order: TypeAlias = Literal["", "day", "month"]

_NUMERIC = (
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"(?:(?:\s*[Tt]\s*|\s+|,\s*)(?P<time>.+))?"
)
_YEAR_LAST = (
    r"(?P<first>\d{1,2})(?P<mark>[-/]|\.\s?)(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})"
    r"(?:(?:\s*[Tt]\s*|\s+|,\s*)(?P<time>.+))?"
)
_COMPACT = r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:[Tt ](?P<time>\d.+))?"
_CLOCK = (
    r"(?P<hour>\d{1,2})\s*:\s*(?P<minute>\d{1,2})(?:\s*:+\s*(?P<second>\d{1,2}))?"
    r"(?:[.,](?P<fraction>\d{1,12}))?\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>.*)"
)
_CLOCK_COMPACT = r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?\s*(?P<zone>[^\d].*)?"
_ENGLISH = (
    (
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<month>[A-Za-z]{3,9})\.?,?[\s-]+"
        r"(?P<year>\d{4})(?P<time>.*)"
    ),
    (
        r"(?P<month>[A-Za-z]{3,9})[.,]?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
        r"(?P<year>\d{4})(?P<time>.*)"
    ),
    (
        r"(?P<month>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
        r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))[.,]?\s+"
        r"(?P<year>\d{4})(?P<day>)(?P<time>)"
    ),
    # date(1), and JavaScript's Date.toString once its weekday is gone.
    (
        r"(?P<month>[A-Za-z]{3})\s+(?P<day>\d{1,2})\s+(?P<time>[\d:]+\s+(?:[A-Za-z]+\s+)?)"
        r"(?P<year>\d{4})"
    ),
)
_WEEKDAY = r"(?i)(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+"
_REPEATED = r"\A\d{4}(?:\s+|\Z)"
_OFFSET = (
    r"(?i)(?:UTC|GMT|Z)?\s*(?P<sign>[-+\u2212])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?"
    r"(?::?(?P<seconds>\d\d))?(?:\s*\(.*\)|\s+[A-Za-z]{2,5})?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PERIOD = r"(?a)(?:19|20)\d\d(?:-\d\d)?"
_EPOCH = r"\d{9,10}|\d{13}"
_EPOCH_MILLISECONDS = 13
_LONGEST = 100
_MONTHS_A_YEAR = 12
_MIDNIGHT = 24
_LEAP = 60
_FIRST_YEAR, _LAST_YEAR = 2, 9998

# RFC 2822, chapter 4.3, and the European and Asian ones that blogs use; hours east of Greenwich.
# Names that stand for several zones (IST, BST of Bangladesh, CST of China) have their RFC or their
# most usual meaning.
_NAMED = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 5.5,
    "CET": 1, "CEST": 2, "MET": 1, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AKST": -9, "AKDT": -8, "HST": -10, "AST": -4, "ADT": -3, "NST": -3.5, "NDT": -2.5,
    "BRT": -3, "ART": -3, "SAST": 2, "PKT": 5, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "PHT": 8,
    "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13,
}  # fmt: skip


def parse(value: object, zone: tzinfo, order: Order = "") -> datetime:
    """Read one date; `zone` is the zone of a date that names none.

    `order` says whether `05-04-2018` begins with its day or its month; where it says nothing, only
    a number above twelve tells.

    Raises:
        ValueError: It is no date, or one that no calendar has; the message says which.
    """
    if isinstance(value, datetime):
        return _checked(value if value.tzinfo is not None else value.replace(tzinfo=zone))
    if isinstance(value, date):
        return _checked(datetime.combine(value, time(), zone))
    text = as_text(value)
    if len(text) > _LONGEST:
        message = f"{text[:20]!r}… is no date"
        raise ValueError(message)
    return _checked(_quick(text, zone) or _written_out(text, zone, order))


def _quick(text: str, zone: tzinfo) -> datetime | None:
    """Read the forms that nearly every post has, by the standard library."""
    if not text[:4].isdecimal() or text[4:5] != "-":
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _written_out(text: str, zone: tzinfo, order: Order) -> datetime:
    for pattern in (_NUMERIC, _COMPACT):
        if found := re.fullmatch(pattern, text):
            return _moment(text, found, (int(found["month"]), int(found["day"])), zone)
    if found := re.fullmatch(_YEAR_LAST, text):
        return _moment(text, found, _ordered(text, found, order), zone)
    if re.fullmatch(_PERIOD, text):
        return _written_out(f"{text}-01-01"[: len("2006-01-02")], zone, order)
    if re.fullmatch(_EPOCH, text):
        seconds = int(text) / (1000 if len(text) == _EPOCH_MILLISECONDS else 1)
        return datetime.fromtimestamp(seconds, UTC)
    plain = re.sub(_WEEKDAY, "", text, count=1)
    for pattern in _ENGLISH:
        if (found := re.fullmatch(pattern, plain)) and found["month"][:3].lower() in _MONTHS:
            month = _MONTHS.index(found["month"][:3].lower()) + 1
            return _moment(text, found, (month, int(found["day"] or 1)), zone)
    message = f"{text!r} is no date"
    raise ValueError(message)


def _ordered(text: str, found: re.Match[str], order: Order) -> tuple[int, int]:
    """Say which of two numbers is the month, and which the day."""
    first, second = int(found["first"]), int(found["second"])
    # Where dots divide dates, the day comes first: German, Finnish, Czech, Russian.
    order = order or ("day" if found["mark"].startswith(".") else "")
    if first > _MONTHS_A_YEAR or (order == "day" and second <= _MONTHS_A_YEAR):
        return second, first
    if second > _MONTHS_A_YEAR or order == "month" or first == second:
        return first, second
    message = f"{text!r}: which is the month?"
    raise ValueError(message)


def _moment(
    text: str, found: re.Match[str], month_and_day: tuple[int, int], zone: tzinfo
) -> datetime:
    try:
        moment = datetime(int(found["year"]), *month_and_day, tzinfo=zone)
    except ValueError as error:
        message = f"no calendar has {text!r}: {error}"
        raise ValueError(message) from error
    rest = (found["time"] or "").strip(" ,\t")
    if rest.lower().startswith("at "):
        rest = rest[3:].lstrip()
    return _with_time(text, moment, rest) if rest else moment


def _with_time(text: str, moment: datetime, rest: str) -> datetime:
    clock = re.fullmatch(_CLOCK, rest) or re.fullmatch(_CLOCK_COMPACT, rest)
    if clock is None:
        # A date may have a zone and no time.
        return moment.replace(tzinfo=_zone(rest, text))
    parts = clock.groupdict()
    hour = _hour(int(parts["hour"]), parts.get("half") or "")
    fraction = (parts.get("fraction") or "0").ljust(6, "0")[:6]
    second = int(parts["second"] or 0)
    try:
        # A leap second ends the minute: datetime knows none.
        moment = moment.replace(
            hour=0 if hour == _MIDNIGHT else hour,
            minute=int(parts["minute"]),
            second=min(second, 59) if second == _LEAP else second,
            microsecond=int(fraction),
        )
    except ValueError as error:
        message = f"no clock shows {text!r}: {error}"
        raise ValueError(message) from error
    if hour == _MIDNIGHT:
        moment += timedelta(days=1)
    # A year said once more tells nothing new.
    zone = re.sub(_REPEATED, "", (parts["zone"] or "").strip())
    return moment.replace(tzinfo=_zone(zone, text)) if zone else moment


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


def _zone(name: str, text: str) -> tzinfo:
    name = name.strip()
    if name[:1] in ("[", "("):
        name = name[1:-1]
    if found := re.fullmatch(_OFFSET, name):
        return _offset(found, text)
    hours = _NAMED.get(name.upper())
    if hours is not None:
        return timezone(timedelta(hours=hours)) if hours else UTC
    if "/" in name:
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            pass
    message = f"{text!r}: {name!r} is no time zone"
    raise ValueError(message)


def _offset(found: re.Match[str], text: str) -> tzinfo:
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    seconds = int(found["seconds"] or 0)
    if hours >= 24 or minutes >= 60 or seconds >= 60:  # noqa: PLR2004 - a clock's own figures
        message = f"{text!r}: no zone is {hours:02}:{minutes:02} from UTC"
        raise ValueError(message)
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if not offset:
        return UTC
    return timezone(offset if found["sign"] == "+" else -offset)


def _checked(moment: datetime) -> datetime:
    # Years at the ends of the calendar overflow as soon as they are seen from another zone. The
    # last one is written for "never" (`expiryDate: 9999-12-31`), as the one before it is as well.
    if moment.year > _LAST_YEAR:
        return moment.replace(year=_LAST_YEAR)
    if moment.year < _FIRST_YEAR:
        message = f"the year {moment.year} is out of range"
        raise ValueError(message)
    return moment
