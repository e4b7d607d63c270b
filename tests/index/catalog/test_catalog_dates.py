"""Dates and numbers in queries, beside a plain scan over the posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.index import catalog
from blogcli.index.context import QueryContext
from blogcli.index.database import Database
from blogcli.posts.post import Post
from blogcli.query import parse

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 24, 12, tzinfo=HELSINKI)
TODAY = NOW.date()
KEYS = frozenset(("weight", "event"))

Index = Callable[[Iterable[Post]], Database]
Blogs = st.SearchStrategy[list[Post]]

Test = Callable[[Post], bool]
Asked = tuple[str, Test]


def week(day: date) -> tuple[int, int]:
    iso = day.isocalendar()
    return iso.year, iso.week


def month(day: date) -> int:
    return day.year * 12 + day.month


POINTS: dict[str, Callable[[date], int]] = {
    # The sign of how the day lies to the period: before, in, after.
    "2026": lambda day: day.year - 2026,
    "2026-05": lambda day: month(day) - month(date(2026, 5, 1)),
    "2026-11-24": lambda day: (day - date(2026, 11, 24)).days,
    "today": lambda day: (day - TODAY).days,
    "yesterday": lambda day: (day - TODAY).days + 1,
    "tomorrow": lambda day: (day - TODAY).days - 1,
    "monday": lambda day: (day - date(2026, 11, 23)).days,
    "tuesday": lambda day: (day - TODAY).days,
    "wednesday": lambda day: (day - date(2026, 11, 18)).days,
    "sunday": lambda day: (day - date(2026, 11, 22)).days,
    "40d": lambda day: (day - TODAY).days + 40,
    "+6d": lambda day: (day - TODAY).days - 6,
    "this-week": lambda day: (week(day) > week(TODAY)) - (week(day) < week(TODAY)),
    "last-week": lambda day: (week(day) > (2026, 47)) - (week(day) < (2026, 47)),
    "next-week": lambda day: (week(day) > (2026, 49)) - (week(day) < (2026, 49)),
    "+1w": lambda day: (week(day) > (2026, 49)) - (week(day) < (2026, 49)),
    "3w": lambda day: (week(day) > (2026, 45)) - (week(day) < (2026, 45)),
    "this-month": lambda day: month(day) - month(TODAY),
    "last-month": lambda day: month(day) - month(TODAY) + 1,
    "next-month": lambda day: month(day) - month(TODAY) - 1,
    "5m": lambda day: month(day) - month(TODAY) + 5,
    "+1m": lambda day: month(day) - month(TODAY) - 1,
    "1y": lambda day: day.year - TODAY.year + 1,
    "+1y": lambda day: day.year - TODAY.year - 1,
    "this-year": lambda day: day.year - TODAY.year,
    "last-year": lambda day: day.year - TODAY.year + 1,
    "next-year": lambda day: day.year - TODAY.year - 1,
}
HOURS = {
    "2026-11-24T12": (NOW, 3600),
    "2026-11-24T12:00": (NOW, 60),
    "2026-11-24T10:00Z": (NOW, 60),
    "2026-11-24T12:00:00": (NOW, 1),
    "0h": (NOW, 3600),
    "12h": (NOW - timedelta(hours=12), 3600),
    "+12h": (NOW + timedelta(hours=12), 3600),
}
"""Where each begins, and how many seconds it lasts."""
DATE_FIELDS: dict[str, Callable[[Post], datetime | None]] = {
    "date": lambda post: post.date,
    "updated": lambda post: post.updated,
    "expires": lambda post: post.expires,
}


def dated(field: str, text: str, test: Callable[[date], bool]) -> Asked:
    def on_day(post: Post) -> bool:
        moment = DATE_FIELDS[field](post)
        return moment is not None and test(moment.astimezone(HELSINKI).date())

    return (f"{field}:{text}", on_day)


def around(field: str, point: str, lies: Callable[[date], int]) -> list[Asked]:
    return [
        dated(field, point, lambda day: lies(day) == 0),
        dated(field, f"{point}..", lambda day: lies(day) >= 0),
        dated(field, f"..{point}", lambda day: lies(day) <= 0),
        dated(field, f"{point},2025-06", lambda day: not lies(day) or f"{day:%Y-%m}" == "2025-06"),
    ]


def timed(field: str, text: str, test: Callable[[float], bool]) -> Asked:
    """Ask about the seconds that have passed since the beginning of a period."""
    begin, _ = HOURS[text.strip(".")]

    def at_moment(post: Post) -> bool:
        moment = DATE_FIELDS[field](post)
        return moment is not None and test((moment - begin).total_seconds())

    return (f"{field}:{text}", at_moment)


def of_hours(field: str, point: str, lasts: int) -> list[Asked]:
    return [
        timed(field, point, lambda since: 0 <= since < lasts),
        timed(field, f"{point}..", lambda since: since >= 0),
        timed(field, f"..{point}", lambda since: since < lasts),
    ]


OF_DATES = [
    *(
        one
        for field in DATE_FIELDS
        for point, (_, lasts) in HOURS.items()
        for one in of_hours(field, point, lasts)
    ),
    *(
        one
        for field in DATE_FIELDS
        for point, lies in POINTS.items()
        for one in around(field, point, lies)
    ),
    dated("date", "2025-09..40d", lambda day: date(2025, 9, 1) <= day <= date(2026, 10, 15)),
    dated("date", "last-year..+1m", lambda day: date(2025, 1, 1) <= day <= date(2026, 12, 31)),
]


def number(post: Post) -> float | None:
    weight = post.extra.get("weight")
    return float(weight) if isinstance(weight, (int, float)) else None


def weighing(text: str, test: Callable[[float], bool]) -> Asked:
    def of_post(post: Post) -> bool:
        weight = number(post)
        return weight is not None and test(weight)

    return (f"weight:{text}", of_post)


def happening(text: str, test: Callable[[str], bool]) -> Asked:
    def of_post(post: Post) -> bool:
        event = str(post.extra.get("event", ""))
        return bool(event) and test(event)

    return (f"event:{text}", of_post)


def counting(text: str, test: Callable[[int], bool]) -> Asked:
    return (text, lambda post: test(post.word_count))


OF_NUMBERS = [
    counting("word_count:3", lambda count: count == 3),
    counting("words:3..", lambda count: count >= 3),
    counting("words:..3", lambda count: count <= 3),
    counting("words:3..5", lambda count: 3 <= count <= 5),
    counting("words:1..3,6", lambda count: count in {1, 2, 3, 6}),
    weighing("2..", lambda weight: weight >= 2),
    weighing("..2", lambda weight: weight <= 2),
    weighing("-2..2", lambda weight: -2 <= weight <= 2),
    weighing("2.5..", lambda weight: weight >= 2.5),
    ("weight:heavy", lambda post: post.extra.get("weight") == "heavy"),
    ("weight:/^h/", lambda post: post.extra.get("weight") == "heavy"),
    happening("2026-05..", lambda day: day >= "2026-05"),
    happening("..2025", lambda day: day < "2026"),
    happening("2025..2025-06", lambda day: "2025" <= day <= "2025-06-30"),
    happening("2026-05", lambda day: day[:7] == "2026-05"),
    happening("..6m", lambda day: day <= "2026-05-31"),
]


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_periods_and_numbers_agree_with_a_plain_scan(
    data: st.DataObject, blogs: Blogs, indexed: Index, context: QueryContext
) -> None:
    posts = data.draw(blogs)
    db = indexed(posts)
    for text, test in OF_DATES + OF_NUMBERS:
        found = catalog.find(db, parse(text, keys=KEYS), context)
        wanted = {post.path for post in posts if post.kind == "post" and test(post)}
        assert {post.path for post in found} == wanted, text
