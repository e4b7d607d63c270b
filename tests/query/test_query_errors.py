"""Queries that can't be read: what is said, and where the caret points."""

from __future__ import annotations

import time

import pytest

from blogcli.errors import ExitCode, QueryError
from blogcli.query import parse

KEYS = frozenset(("layout", "weight"))
SAVED = {
    "broken": "tag:a date:never",
    "deep": "query:broken",
    "loop": "x query:pool",
    "pool": "query:loop",
}

# The query, what the caret underlines, and the reason.
ERRORS = [
    ('"', '"', 'this " is not closed'),
    ('a "b c', '"', 'this " is not closed'),
    ('tag:"b c', '"', 'this " is not closed'),
    ('tag:="b c', '"', 'this " is not closed'),
    ('a ="b', '"', 'this " is not closed'),
    ("(", "(", "this ( is not closed"),
    ("a (b (c)", "(", "this ( is not closed"),
    (")", ")", "this ) closes nothing"),
    ("a) b", ")", "this ) closes nothing"),
    (":-)", ")", "this ) closes nothing"),
    ("a ()", "()", "there is nothing between the brackets"),
    ("a ( )", "( )", "there is nothing between the brackets"),
    ("AND", "AND", "AND joins two conditions: one is missing"),
    ("AND a", "AND", "AND joins two conditions: one is missing"),
    ("a AND", "AND", "AND joins two conditions: one is missing"),
    ("a AND OR b", "AND", "AND joins two conditions: one is missing"),
    ("OR", "OR", "OR joins two conditions: one is missing"),
    ("OR a", "OR", "OR joins two conditions: one is missing"),
    ("a OR", "OR", "OR joins two conditions: one is missing"),
    ("a OR OR b", "OR", "OR joins two conditions: one is missing"),
    ("(a OR) b", "OR", "OR joins two conditions: one is missing"),
    ("NOT", "NOT", "NOT needs a condition after it"),
    ("a NOT", "NOT", "NOT needs a condition after it"),
    ("(a NOT) b", "NOT", "NOT needs a condition after it"),
    ("NOT OR a", "NOT", "NOT needs a condition after it"),
    ("taag:x", "taag", "there is no field 'taag': did you mean 'tag'?"),
    ("-titel:x", "titel", "there is no field 'titel': did you mean 'title'?"),
    ("Categry:x", "Categry", "there is no field 'Categry': did you mean 'category'?"),
    ("dtae:2026", "dtae", "there is no field 'dtae': did you mean 'date'?"),
    ("lyaout:x", "lyaout", "there is no field 'lyaout': did you mean 'layout'?"),
    ("wordcount:5", "wordcount", "there is no field 'wordcount': did you mean 'word_count'?"),
    ("tag:", "tag:", "tag: needs a value"),
    ("tag: x", "tag:", "tag: needs a value"),
    ("tag:=", "tag:", "tag: needs a value"),
    ("tag:a,", "tag:a,", "tag: needs a value"),
    ("tag:,a", "tag:", "tag: needs a value"),
    ("tag:(a OR b)", "tag:", "tag: needs a value"),
    ('tag:""', '""', "there is nothing between the quotes"),
    ('" "', '" "', "there is nothing between the quotes"),
    ('tag:"a"b', "b", "a space is missing after the value of tag:"),
    ('tag:a"b"', '"b"'[0], "a space is missing after the value of tag:"),
    ("tag:a(b)", "(", "a space is missing after the value of tag:"),
    ("tag:/a b", "/", "this / is not closed"),
    ("tag:/usr/bin", "/", "this / is not closed"),
    ("tag:/a/x", "/", "this / is not closed"),
    ("is:drft", "drft", "'drft' is no status: did you mean 'draft'?"),
    ("is:x", "x", "'x' is no status"),
    ("status:/d/", "/d/", "'d' is no status"),
    ("date:never", "never", "'never' is not a date"),
    ("date:2026-13", "2026-13", "there is no such day or time: '2026-13'"),
    ("date:2026-02-30", "2026-02-30", "there is no such day or time: '2026-02-30'"),
    ("date:2026-05-17T25:00", "2026-05-17T25:00",
     "there is no such day or time: '2026-05-17T25:00'"),
    ("date:0000", "0000", "there is no such day or time: '0000'"),
    ("date:2026-05-17T10:00+99:00", "2026-05-17T10:00+99:00",
     "there is no such day or time: '2026-05-17T10:00+99:00'"),
    ("date:..", "..", "'..' has neither a beginning nor an end"),
    ("date:a..b", "a..b", "'a' is not a date"),
    ("date:2026..2025", "2026..2025", "the range ends before it begins"),
    ("date:2026-05..2026-04-30", "2026-05..2026-04-30", "the range ends before it begins"),
    ("date:/20/", "/20/", "date: takes a date, no regular expression"),
    ("date:3x", "3x", "'3x' is not a date"),
    ("date:-3d", "-3d", "'-3d' is not a date"),
    ("date:5m*", "5m*", "'5m*' is not a date"),
    ("word_count:many", "many", "'many' is not a number"),
    ("words:1e5", "1e5", "'1e5' is not a number"),
    ("words:5..1", "5..1", "the range ends before it begins"),
    ("words:٣", "٣", "'٣' is not a number"),
    ("has:/x/", "/x/", "a key is written plainly, not as a regular expression"),
    ("missing:titel", "titel", "no post has a key 'titel': did you mean 'title'?"),
    ("missing:weigth", "weigth", "no post has a key 'weigth': did you mean 'weight'?"),
    ("missing:translaton.sv", "translaton.sv",
     "no post has a key 'translaton.sv': did you mean 'translation.sv'?"),
    ("sort:ttle", "ttle", "posts can't be sorted by 'ttle': did you mean 'title'?"),
    ("sort:body", "body", "posts can't be sorted by 'body'"),
    ("sort:/x/", "/x/", "posts can't be sorted by 'x'"),
    ("(sort:title)", "sort:title", "sort: concerns the whole query, not a part of it"),
    ("a OR NOT limit:5", "limit:5", "limit: concerns the whole query, not a part of it"),
    ("limit:0", "limit:0", "limit: takes a whole number from 1"),
    ("limit:-1", "limit:-1", "limit: takes a whole number from 1"),
    ("limit:x", "limit:x", "limit: takes a whole number from 1"),
    ("limit:²", "limit:²", "limit: takes a whole number from 1"),
    ("limit:1,2", "limit:1,2", "limit: takes a whole number from 1"),
    ("limit:99999999999999999999", "limit:99999999999999999999",
     "limit: takes a whole number from 1"),
    ("query:nope", "nope", "there is no saved query 'nope'"),
    ("query:lop", "lop", "there is no saved query 'lop': did you mean 'loop'?"),
    ("body:/(/", "/(/", "not a regular expression: missing ) at position 1"),
    (r"body:/\N{nope}/", r"/\N{nope}/", "not a regular expression"),
    ("body:/(?R)*/", "/(?R)*/", "recursion in a regular expression is not allowed"),
    ("body:/(a)(?1)/", "/(a)(?1)/", "recursion in a regular expression is not allowed"),
    ("body:/(?&x)/", "/(?&x)/", "recursion in a regular expression is not allowed"),
    ("body:/((a{1000}){1000}){1000}/", "/((a{1000}){1000}){1000}/",
     "the counted repeats of the regular expression are too large"),
    ("body:/a{99999999999}/", "/a{99999999999}/",
     "the counted repeats of the regular expression are too large"),
    (f"body:/{'(' * 400}{')' * 400}/", f"/{'(' * 400}{')' * 400}/",
     "the regular expression is too large"),
    (f"body:/{'a' * 1001}/", f"/{'a' * 1001}/",
     "a regular expression has at most 1,000 characters"),
    ("(" * 41 + "a" + ")" * 41, "(", "brackets go at most 40 deep"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "underlined", "reason"), ERRORS)
def test_an_error_says_what_and_where(text: str, underlined: str, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, keys=KEYS, saved=SAVED)
    error = caught.value
    assert error.reason.startswith(reason)
    assert error.query == text
    assert text[error.position : error.position + error.length] == underlined
    assert error.exit_code is ExitCode.USAGE


def test_the_caret_points_at_the_first_of_equal_brackets_that_stays_open() -> None:
    with pytest.raises(QueryError) as caught:
        parse("(a) (b (c)")
    assert caught.value.position == 4


def test_an_error_in_a_saved_query_shows_that_query() -> None:
    for text in ("query:broken", "a OR query:deep"):
        with pytest.raises(QueryError) as caught:
            parse(text, saved=SAVED)
        error = caught.value
        assert error.reason == "in the saved query 'broken': 'never' is not a date"
        assert error.query == "tag:a date:never"
        assert error.query[error.position :] == "never"


def test_saved_queries_that_contain_themselves_are_refused() -> None:
    with pytest.raises(QueryError, match=r"'loop' contains itself"):
        parse("query:loop", saved=SAVED)


def test_saved_queries_that_multiply_are_refused_at_once() -> None:
    saved = {f"q{number}": f"query:q{number + 1} query:q{number + 1}" for number in range(35)}
    saved["q35"] = "x"
    begin = time.monotonic()
    with pytest.raises(QueryError, match="at most 200 conditions"):
        parse("query:q0", saved=saved)
    assert time.monotonic() - begin < 1


def test_long_queries_are_read_up_to_a_limit() -> None:
    assert parse(" ".join("a" * 200)).where
    with pytest.raises(QueryError, match="at most 200 conditions"):
        parse(" ".join("a" * 201))
    assert parse(" ".join(f"a{number}~" for number in range(8))).where
    with pytest.raises(QueryError, match="at most 8 fuzzy words"):
        parse(" ".join(f"a{number}~" for number in range(9)))
    with pytest.raises(QueryError, match="at most 5,000 characters"):
        parse("a" * 5001)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("taag:x", 'to search for the text itself, quote it: "taag:…"'),
        ("AND", 'to search for the word, quote it: "AND"'),
        ("tag:(a OR b)", "several values are written tag:one,two"),
        ("tag: x", "write tag:value, with no space between"),
        ("is:x", "a status is draft, scheduled, published or expired"),
        ("tag:/usr/bin", 'text that begins with / is written "/…"'),
    ],
)
def test_hints_show_the_way_out(text: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.hint == hint


def test_the_way_out_that_hints_name_works() -> None:
    for text in ('"taag:x"', '"AND"', "tag:a,b", "tag:x", "is:draft", 'tag:"/usr/bin"'):
        assert parse(text).where is not None
