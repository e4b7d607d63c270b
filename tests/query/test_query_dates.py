"""Which period a point of time means, against the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.query.dates import bounds, period, read_point
from blogcli.query.tree import Range

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 24, 15, 42, 7, tzinfo=HELSINKI)  # a Tuesday

PERIODS = {
    "2026": ("2026-01-01", "2027-01-01"),
    "2026-05": ("2026-05-01", "2026-06-01"),
    "2026-12": ("2026-12-01", "2027-01-01"),
    "2024-02": ("2024-02-01", "2024-03-01"),
    "2026-05-31": ("2026-05-31", "2026-06-01"),
    "2026-05-17T18": ("2026-05-17T18:00", "2026-05-17T19:00"),
    "2026-05-17T18:59": ("2026-05-17T18:59", "2026-05-17T19:00"),
    "2026-05-17T18:59:30": ("2026-05-17T18:59:30", "2026-05-17T18:59:31"),
    "2026-05-17T18:00Z": ("2026-05-17T21:00", "2026-05-17T21:01"),
    "2026-05-17T18:00-05:30": ("2026-05-18T02:30", "2026-05-18T02:31"),
    "today": ("2026-11-24", "2026-11-25"),
    "yesterday": ("2026-11-23", "2026-11-24"),
    "tomorrow": ("2026-11-25", "2026-11-26"),
    "monday": ("2026-11-23", "2026-11-24"),
    "tuesday": ("2026-11-24", "2026-11-25"),
    "wednesday": ("2026-11-18", "2026-11-19"),
    "sunday": ("2026-11-22", "2026-11-23"),
    "this-week": ("2026-11-23", "2026-11-30"),
    "last-week": ("2026-11-16", "2026-11-23"),
    "next-week": ("2026-11-30", "2026-12-07"),
    "this-month": ("2026-11-01", "2026-12-01"),
    "last-month": ("2026-10-01", "2026-11-01"),
    "next-month": ("2026-12-01", "2027-01-01"),
    "this-year": ("2026-01-01", "2027-01-01"),
    "last-year": ("2025-01-01", "2026-01-01"),
    "next-year": ("2027-01-01", "2028-01-01"),
    "0h": ("2026-11-24T15:00", "2026-11-24T16:00"),
    "16h": ("2026-11-23T23:00", "2026-11-24T00:00"),
    "+10h": ("2026-11-25T01:00", "2026-11-25T02:00"),
    "0d": ("2026-11-24", "2026-11-25"),
    "3d": ("2026-11-21", "2026-11-22"),
    "+3d": ("2026-11-27", "2026-11-28"),
    "0w": ("2026-11-23", "2026-11-30"),
    "2w": ("2026-11-09", "2026-11-16"),
    "+2w": ("2026-12-07", "2026-12-14"),
    "3m": ("2026-08-01", "2026-09-01"),
    "11m": ("2025-12-01", "2026-01-01"),
    "12m": ("2025-11-01", "2025-12-01"),
    "+2m": ("2027-01-01", "2027-02-01"),
    "25m": ("2024-10-01", "2024-11-01"),
    "2y": ("2024-01-01", "2025-01-01"),
    "+1y": ("2027-01-01", "2028-01-01"),
}


@pytest.mark.parametrize("text", PERIODS)
def test_a_point_is_a_whole_period_of_the_blogs_own_calendar(text: str) -> None:
    begin, end = PERIODS[text]
    point = read_point(text)
    assert point is not None
    found = [datetime.fromtimestamp(seconds, HELSINKI) for seconds in period(point, NOW, HELSINKI)]
    assert found == [
        datetime.fromisoformat(begin).replace(tzinfo=HELSINKI),
        datetime.fromisoformat(end).replace(tzinfo=HELSINKI),
    ]


def test_the_day_is_the_blogs_not_the_callers() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # the 25th in Helsinki
    today = read_point("today")
    assert today is not None
    begin, _ = period(today, late, HELSINKI)
    assert datetime.fromtimestamp(begin, HELSINKI).date() == date(2026, 11, 25)


def test_days_of_time_changes_have_23_and_25_hours() -> None:
    for text, hours in (("2026-03-29", 23), ("2026-10-25", 25)):
        point = read_point(text)
        assert point is not None
        begin, end = period(point, NOW, HELSINKI)
        assert end - begin == hours * 3600


def test_an_hour_counted_back_over_a_time_change_is_an_hour() -> None:
    now = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 03:30 for the second time
    point = read_point("1h")
    assert point is not None
    begin, end = period(point, now, HELSINKI)
    assert datetime.fromtimestamp(begin, UTC) == datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    assert end - begin == 3600


@pytest.mark.parametrize(
    "text",
    ["", "2026-", "26-05", "2026-005", "20260517", "3", "d", "3 d", "+", "-3d", "3dd", "mon",
     "this-day", "now", "2026-05-17T", "2026-05T10:00", "١٢٣٤", "2026-05-17T10:00+3",
     "1234567890d"],
)  # fmt: skip
def test_what_is_no_point(text: str) -> None:
    assert read_point(text) is None


@pytest.mark.parametrize(
    "text", ["0000", "2026-00", "2026-13", "2026-02-30", "2025-02-29", "2026-05-17T24",
             "2026-01-01T00:60"]
)  # fmt: skip
def test_days_that_the_calendar_lacks_are_errors(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_point(text)


@pytest.mark.parametrize("text", ["9999y", "999999999d", "999999999w", "999999999m", "999999999h"])
def test_what_lies_beyond_the_calendar_is_before_or_after_everything(text: str) -> None:
    past, future = read_point(text), read_point(f"+{text}")
    assert past is not None
    assert future is not None
    low, high = bounds(Range(past, future), NOW, HELSINKI)
    assert low < datetime.min.replace(tzinfo=UTC).timestamp()
    assert high > datetime.max.replace(tzinfo=UTC).timestamp()


def test_the_last_year_of_the_calendar_ends() -> None:
    point = read_point("9999")
    assert point is not None
    begin, end = period(point, NOW, HELSINKI)
    assert begin < datetime(9999, 6, 1, tzinfo=UTC).timestamp() < end


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - zones are added
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - zones are added
    st.sampled_from(["Europe/Helsinki", "America/New_York", "Asia/Kathmandu", "UTC"]),
    st.integers(0, 40),
)
def test_periods_agree_with_calendar_fields(
    one: datetime, other: datetime, name: str, count: int
) -> None:
    """A moment is in a period exactly if its local calendar fields say so."""
    zone = ZoneInfo(name)
    now, moment = one.replace(tzinfo=UTC), other.replace(tzinfo=UTC)
    today, day = now.astimezone(zone).date(), moment.astimezone(zone).date()
    months = today.year * 12 + today.month - 1 - count
    expected = {
        f"{count}d": day == today - timedelta(days=count),
        f"{count}w": _week(day) == _week(today - timedelta(weeks=count)),
        f"{count}m": (day.year, day.month - 1) == divmod(months, 12),
        f"{count}y": day.year == today.year - count,
        f"{today:%Y-%m-%d}": day == today,
        f"{today:%Y-%m}": (day.year, day.month) == (today.year, today.month),
    }
    for text, inside in expected.items():
        point = read_point(text)
        assert point is not None
        begin, end = period(point, now, zone)
        assert (begin <= moment.timestamp() < end) is inside, text


def _week(day: date) -> tuple[int, int]:
    iso = day.isocalendar()
    return iso.year, iso.week
