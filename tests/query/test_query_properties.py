"""Whatever is typed, the parser answers or says why; and what it read can be written again."""

from __future__ import annotations

import contextlib
import functools
import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from blogcli.errors import QueryError
from blogcli.query import Match, Point, Query, Range, Text, explain, parse, parse_arguments
from blogcli.query.fields import FIELDS, kind_of
from blogcli.query.spelling import closest, distance
from blogcli.query.tree import Unit
from blogcli.query.writing import write

KEYS = frozenset(("layout", "weight", "cover.image"))
SAVED = {"stale": "is:draft updated:..3m sort:updated+", "bad": "(", "self": "query:self"}

SCRAPS = st.sampled_from(
    [*'()"*~-=/,.:\\|[]{}+? \n\0', "AND", "OR", "NOT", " ", "..", "tag:", "title:", "date:",
     "body:/", "is:", "has:", "missing:translation.", "sort:", "limit:", "query:", "stale", "self",
     "bad",
     "draft", "2026", "2026-13", "3d", "+2w", "today", "taag:", "https://", "ä", "日本", "😀", "a",
     "\ud800", "layout:", "weight:1..", "(?R)", "{9999}", "/i", '"a b"', '="', "٣", "²", "\u3000"]
)  # fmt: skip
MESSES = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(), max_size=60),
    st.lists(SCRAPS, max_size=25).map("".join),
)


def answer(text: str) -> Query | None:
    begin = time.monotonic()
    fault: QueryError | None = None
    try:
        query = parse(text, keys=KEYS, saved=SAVED)
        assert explain(query)
    except QueryError as error:
        query, fault = None, error
    assert time.monotonic() - begin < 2
    if fault is not None:
        assert fault.reason
        assert 0 <= fault.position <= len(fault.query)
        assert fault.length >= 1
    return query


@given(MESSES)
@example("(" * 3000)
@example("-" * 3000)
@example("NOT " * 1200)
@example("-(" * 2000)
@example("tag:" + "," * 4000)
@example("tag:/" + "[a]" * 1500)
@example("tag:/" + "\\" * 4000)
@example('"' + "\\" * 4000)
@example("a OR " * 900)
@example("date:" + "9" * 4900)
@example("limit:" + "9" * 4900)
@example("words:" + "9" * 4900 + "..")
@example("body:/" + "(a|" * 300 + "/")
@example("body:/" + "{9,}" * 200 + "/")
@example("body:/" + "a{99}b{99}" * 50 + "/")
@settings(max_examples=400, deadline=2000)
def test_any_text_is_read_or_refused(text: str) -> None:
    answer(text)


@given(st.lists(MESSES, max_size=4))
@settings(max_examples=200, deadline=2000)
def test_any_arguments_are_read_or_refused(arguments: list[str]) -> None:
    with contextlib.suppress(QueryError):
        parse_arguments(arguments, keys=KEYS, saved=SAVED)


UNITS: list[Unit] = ["hour", "day", "week", "month", "year"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
PLAIN = st.from_regex(r"[a-zä][a-zä0-9.+-]{0,8}", fullmatch=True)
WORDS = st.one_of(
    PLAIN.map(Text),
    TEXTS.map(lambda text: Text(text, "phrase")),
    TEXTS.map(lambda text: Text(text, "exact")),
    PLAIN.map(lambda text: Text(text, "prefix")),
    PLAIN.map(lambda text: Text(text, "fuzzy")),
)
PATTERNS = st.sampled_from(["a", "^a$", r"\/x", "[/]", r"a|b c,d", r"\\", "(?i)x"]).map(
    lambda text: Text(text.replace("\\/", "/"), "regex")
)
DATES = st.dates().map(lambda day: (day.year, day.month, day.day))
POINTS = st.one_of(
    st.builds(lambda at, count: Point(("year", "month", "day")[count - 1], at[:count]),
              DATES, st.integers(1, 3)),
    st.builds(lambda at, hour, zone: Point("minute", (*at, hour, 5), zone=zone),
              DATES, st.integers(0, 23), st.none() | st.integers(-720, 720)),
    st.builds(lambda unit, count: Point(unit, offset=count),
              st.sampled_from(UNITS), st.integers(-999, 999)),
    st.integers(0, 6).map(lambda day: Point("day", weekday=day)),
)  # fmt: skip


def ranges(ends: st.SearchStrategy[Point] | st.SearchStrategy[float]) -> st.SearchStrategy[Range]:
    return st.one_of(
        ends.map(lambda end: Range(end, end)),
        ends.map(lambda end: Range(end, None)),
        ends.map(lambda end: Range(None, end)),
    )


@st.composite
def matches(draw: st.DrawFn) -> Match:
    field = draw(st.sampled_from(["", *FIELDS, *sorted(KEYS)]))
    kind = kind_of(field)
    if kind == "date":
        values: st.SearchStrategy[Text | Range] = ranges(POINTS)
    elif kind == "number":
        values = ranges(st.integers(-999, 99999).map(float))
    elif kind == "status":
        values = st.sampled_from(["draft", "expired"]).map(lambda name: Text(name, "exact"))
    else:
        values = WORDS | PATTERNS if field else WORDS
    count = st.lists(values, min_size=1, max_size=3 if field else 1)
    return Match(field, tuple(draw(count)))


@given(matches())
@settings(max_examples=400)
def test_what_is_written_reads_as_the_same(match: Match) -> None:
    text = write(match)
    where = parse(text, keys=KEYS).where
    assert where == match
    assert isinstance(where, Match)
    assert (where.position, where.length) == (0, len(text))


@given(st.text("abcd", max_size=7), st.text("abcd", max_size=7), st.integers(0, 4))
def test_distances_agree_with_the_definition(one: str, other: str, limit: int) -> None:
    far = slow_distance(one, other)
    assert distance(one, other, limit) == far or (far > limit < distance(one, other, limit))


@functools.cache
def slow_distance(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    choices = [
        slow_distance(one[1:], other) + 1,
        slow_distance(one, other[1:]) + 1,
        slow_distance(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if len(one) > 1 and len(other) > 1 and one[:2] == other[1::-1]:
        choices.append(slow_distance(one[2:], other[2:]) + 1)
    return min(choices)


def test_only_near_names_are_suggested() -> None:
    names = ("tag", "title", "date", "word_count", "is")
    assert closest("taag", names) == "tag"
    assert closest("tga", names) == "tag"
    assert closest("ttile", names) == "title"
    assert closest("wordcount", names) == "word_count"
    assert closest("tag", names) is None
    assert closest("http", names) is None
    assert closest("std", names) is None
    assert closest("it", names) is None
    assert closest("", names) is None
