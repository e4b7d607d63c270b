"""A query in words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from blogcli.query import explain, parse

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 24, 12, tzinfo=HELSINKI)

EXPLAINED = {
    "": "every post",
    "a": 'text has any form of "a"',
    '"a b" sort:title limit:3': 'text has the phrase "a b"\nsorted by title, upward\nat most 3',
    "(a OR caf* OR x~) -tag:b,=c": """\
all of
  any of
    text has any form of "a"
    text has words beginning with "caf"
    text has words spelled like "x"
  not
    tag is "b" or exactly "c\"""",
    "title:/x/ author:py* slug:x~": """\
all of
  title has the pattern /x/
  author is "py" and what follows
  slug is something spelled like "x\"""",
    "has:cover missing:translation.sv": "all of\n  has cover\n  has no translation in sv",
    "date:2026-05": "date is 2026-05 (from 2026-05-01 to before 2026-06-01)",
    "date:3h": "date is 3 hours ago (from 2026-11-24T09:00 to before 2026-11-24T10:00)",
    "updated:..3m": "updated is ..3 months ago (before 2026-09-01)",
    "date:monday..": "date is monday.. (from 2026-11-23)",
    "date:today..+1w": "date is today..1 week ahead (from 2026-11-24 to before 2026-12-07)",
    "date:this-week": "date is this week (from 2026-11-23 to before 2026-11-30)",
    "date:9999y..": "date is 9999 years ago.. (from the beginning of time)",
    "words:800..": "word_count is 800..",
}


@pytest.mark.parametrize("text", EXPLAINED)
def test_a_query_in_words(text: str) -> None:
    assert explain(parse(text), NOW, HELSINKI) == EXPLAINED[text]


def test_without_a_time_dates_stay_as_they_were_asked_for() -> None:
    assert explain(parse("date:3d..")) == "date is 3 days ago.."
