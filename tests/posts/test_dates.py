"""Every form of date that real blogs have, and those that no calendar has."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.posts.date_writing import write_date
from blogcli.posts.dates import Order, parse
from blogcli.posts.values import Integer

HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        # RFC 3339 and its neighbours
        ("2018-04-05T20:20:00Z", "2018-04-05T20:20:00+00:00"),
        ("2018-04-05T20:20:00z", "2018-04-05T20:20:00+00:00"),
        ("2018-04-05t20:20:00+02:00", "2018-04-05T20:20:00+02:00"),
        ("2018-04-05T20:20:00-00:00", "2018-04-05T20:20:00+00:00"),
        ("2018-04-05T20:20:00.5Z", "2018-04-05T20:20:00.500000+00:00"),
        ("2018-04-05T20:20:00.123456789+02:00", "2018-04-05T20:20:00.123456+02:00"),
        ("2018-04-05T20:20", "2018-04-05T20:20:00+03:00"),
        ("2018-01-05", "2018-01-05T00:00:00+02:00"),
        ("2018-07-05", "2018-07-05T00:00:00+03:00"),
        ("20180405", "2018-04-05T00:00:00+03:00"),
        ("20180405T101112Z", "2018-04-05T10:11:12+00:00"),
        ("2018-04", "2018-04-01T00:00:00+03:00"),
        ("2018", "2018-01-01T00:00:00+02:00"),
        ("2018-04-05T24:00", "2018-04-06T00:00:00+03:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
        # Jekyll
        ("2018-04-05 20:20:00 +0200", "2018-04-05T20:20:00+02:00"),
        ("2018-04-05 9:20:00 +0200", "2018-04-05T09:20:00+02:00"),
        ("2018-04-05 10:20 :00 +0200", "2018-04-05T10:20:00+02:00"),
        ("2017-02-10 00:10::00 -03:00", "2017-02-10T00:10:00-03:00"),
        ("2023-01-29 18:30:22 2023 -0800", "2023-01-29T18:30:22-08:00"),
        ("2018-04-05 10:20:00 EST", "2018-04-05T10:20:00-05:00"),
        ("2018-04-05 10:20:00 +0200 EET", "2018-04-05T10:20:00+02:00"),
        ("2018-4-5", "2018-04-05T00:00:00+03:00"),
        # Hexo, Pelican, Nikola
        ("2013/7/13 20:46:25", "2013-07-13T20:46:25+03:00"),
        ("2018.04.05", "2018-04-05T00:00:00+03:00"),
        ("2018-04-05 10:20 PM", "2018-04-05T22:20:00+03:00"),
        ("2018-04-05 12:05 a.m.", "2018-04-05T00:05:00+03:00"),
        ("2018-04-05 10:20:00 UTC+02:00", "2018-04-05T10:20:00+02:00"),
        ("2018-04-05 10:20:00 UTC", "2018-04-05T10:20:00+00:00"),
        ("2018-04-05 10:20 Europe/Paris", "2018-04-05T10:20:00+02:00"),
        ("2018-04-05 10:20 [UTC]", "2018-04-05T10:20:00+00:00"),
        ("2018-04-05 UTC", "2018-04-05T00:00:00+00:00"),
        ("2018-04-05 +0900", "2018-04-05T00:00:00+09:00"),
        # mail, JavaScript, Unix, and words
        ("Mon, 02 Jan 2006 15:04:05 -0700", "2006-01-02T15:04:05-07:00"),
        ("Mon, 02 Jan 2006 15:04:05 GMT", "2006-01-02T15:04:05+00:00"),
        ("2 Jan 2006 15:04", "2006-01-02T15:04:00+02:00"),
        ("Jan 2, 2006", "2006-01-02T00:00:00+02:00"),
        ("January 2nd, 2006", "2006-01-02T00:00:00+02:00"),
        ("Oct 24 2013 13:05", "2013-10-24T13:05:00+03:00"),
        ("Jul 08 2022", "2022-07-08T00:00:00+03:00"),
        ("April, 08 2014", "2014-04-08T00:00:00+03:00"),
        ("September 2014", "2014-09-01T00:00:00+03:00"),
        ("Sept. 2014", "2014-09-01T00:00:00+03:00"),
        ("Sunday, March 3, 2024 at 10:15 AM", "2024-03-03T10:15:00+02:00"),
        ("Sat Dec 01 2018 10:00:00 GMT+0200 (EET)", "2018-12-01T10:00:00+02:00"),
        ("Sat Dec  1 10:00:00 UTC 2018", "2018-12-01T10:00:00+00:00"),
        ("01-Dec-2018 10:00", "2018-12-01T10:00:00+02:00"),
        ("1543651200", "2018-12-01T08:00:00+00:00"),
        ("1543651200000", "2018-12-01T08:00:00+00:00"),
    ],
)
def test_forms(text: str, moment: str) -> None:
    assert parse(text, HELSINKI).isoformat() == moment


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("05-04-2018", "day", "2018-04-05"), ("05-04-2018", "month", "2018-05-04"),
        ("5/4/2018 10:20", "month", "2018-05-04"), ("25.4.2018", "", "2018-04-25"),
        ("25.4.2018", "month", "2018-04-25"), ("4/25/2018", "day", "2018-04-25"),
        ("10-10-2010", "", "2010-10-10"), ("5.4.2018", "", "2018-04-05"),
        ("27. 2. 2025", "", "2025-02-27"), ("5. 4. 2018 10:20", "", "2018-04-05"),
        ("05.04.2018", "month", "2018-05-04"),
    ],
)  # fmt: skip
def test_the_year_last(text: str, order: Order, day: str) -> None:
    assert parse(text, UTC, order).date().isoformat() == day


def test_dates_that_are_dates_already() -> None:
    assert parse(date(2024, 1, 2), HELSINKI).isoformat() == "2024-01-02T00:00:00+02:00"
    assert parse(datetime(2024, 1, 2, 3, 4), HELSINKI).isoformat() == "2024-01-02T03:04:00+02:00"  # noqa: DTZ001 - TOML's local datetimes
    assert parse(datetime(2024, 1, 2, tzinfo=UTC), HELSINKI).tzinfo is UTC
    assert parse(Integer("20240102", 20240102), HELSINKI).isoformat() == "2024-01-02T00:00:00+02:00"


@pytest.mark.parametrize(
    "never", ["9999-12-31", "9999-12-31T23:59:59-12:00", date(9999, 12, 31),
              datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(-timedelta(hours=12)))]
)  # fmt: skip
def test_the_last_year_means_never_and_can_be_seen_from_any_zone(never: object) -> None:
    moment = parse(never, HELSINKI)
    assert (moment.year, moment.month, moment.day) == (9998, 12, 31)
    assert (moment.astimezone(UTC) + timedelta(days=1)).year in (9998, 9999)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2017-02-30", "no calendar has '2017-02-30': day is out of range for month"),
        ("2018-13-01", "no calendar has '2018-13-01': month must be in 1..12"),
        ("9999999-99-99", "'9999999-99-99' is no date"),
        ("0000-01-01", "no calendar has"),
        ("0001-01-01", "the year 1 is out of range"),
        ("2018-01-01T25:00:00Z", "no clock shows"),
        ("2018-01-01T10:61:00Z", "no clock shows"),
        ("2018-01-01T10:00:00+99:00", "no zone is 99:00 from UTC"),
        ("2018-01-01 10:00 XYZ", "'XYZ' is no time zone"),
        ("2018-01-01 10:00 No/Where", "'No/Where' is no time zone"),
        ("2018-01-01 10:00 ../../etc/passwd", "is no time zone"),
        ("12:30", "'12:30' is no date"),
        ("05-04-2018", "'05-04-2018': which is the month?"),
        ("25-25-2018", "no calendar has"),
        ("yesterday", "'yesterday' is no date"),
        ("Foo 2, 2006", "is no date"),
        ("maybe 2014", "is no date"),
        ("", "'' is no date"),
        ("2018-01-01" + " " * 1000, "is no date"),
        ("٢٠٢٤-٠١-٠٢x", "is no date"),
    ],
)
def test_what_is_no_date_says_why(text: str, reason: str) -> None:
    if text.startswith("2018-01-01  "):
        assert parse(text, UTC).isoformat() == "2018-01-01T00:00:00+00:00"
        return
    with pytest.raises(ValueError, match=r".") as caught:
        parse(text, HELSINKI)

    assert reason in str(caught.value)


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        moment = parse(text, HELSINKI)
    except ValueError:
        return
    assert moment.tzinfo is not None
    moment.astimezone(UTC)


# Since 1972 all zones are whole minutes from UTC, save Liberia.
_MOMENTS = st.builds(
    lambda seconds, zone: datetime.fromtimestamp(seconds, UTC).astimezone(zone),
    st.integers(0, 4_000_000_000),
    st.timezones(),
)


@pytest.mark.parametrize(
    "like",
    [
        "", "2006-01-02T15:04:05+07:00", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04:05Z",
        "2006-01-02 15:04:05 UTC+07:00", "2006/01/02 15:04:05 +0700",
    ],
)  # fmt: skip
@given(moment=_MOMENTS)
def test_a_date_written_like_another_is_the_same_moment(like: str, moment: datetime) -> None:
    offset = moment.utcoffset()
    if offset is None or offset.total_seconds() % 60:
        return

    assert parse(write_date(moment, like), UTC).astimezone(UTC) == moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("like", "written"),
    [
        ("2018-04-05", "2026-11-24"),
        ("2018/04/05 10:20", "2026/11/24 12:05"),
        ("2018-04-05 9:20:00 +0200", "2026-11-24 12:05:09 +0200"),
        ("2018-04-05T10:20:00.000Z", "2026-11-24T12:05:09+02:00"),
        ("2018-04-05 10:20:00 UTC+02:00", "2026-11-24 12:05:09 UTC+02:00"),
        ("2018-04-05 10:20:00", "2026-11-24 12:05:09"),
        ("Jul 08 2022", "2026-11-24T12:05:09+02:00"),
    ],
)
def test_dates_are_written_like_the_blogs(like: str, written: str) -> None:
    assert write_date(datetime(2026, 11, 24, 12, 5, 9, tzinfo=HELSINKI), like) == written
