"""Every production of the grammar, as the tree it makes."""

from __future__ import annotations

import pytest

from blogcli.query import And, Has, Match, Not, Or, Point, Query, Range, Sort, Text, parse


def word(text: str, field: str = "") -> Match:
    return Match(field, (Text(text),))


def phrase(text: str, field: str = "") -> Match:
    return Match(field, (Text(text, "phrase"),))


def status(*names: str) -> Match:
    return Match("status", tuple(Text(name, "exact") for name in names))


PUBLISHED = status("published")
EXAMPLES = {
    "static site": Query(And((word("static"), word("site")))),
    '"incremental build"': Query(phrase("incremental build")),
    "title:python NOT title:django": Query(
        And((word("python", "title"), Not(word("django", "title"))))
    ),
    "tag:python,rust is:published": Query(
        And((Match("tag", (Text("python"), Text("rust"))), PUBLISHED))
    ),
    "tag:python tag:async": Query(And((word("python", "tag"), word("async", "tag")))),
    "is:draft updated:..3m sort:updated+": Query(
        And((status("draft"), Match("updated", (Range(None, Point("month", offset=-3)),)))),
        (Sort("updated"),),
    ),
    "date:2026-05": Query(
        Match("date", (Range(Point("month", at=(2026, 5)), Point("month", at=(2026, 5))),))
    ),
    "date:last-month.. sort:date-": Query(
        Match("date", (Range(Point("month", offset=-1), None),)), (Sort("date", descending=True),)
    ),
    "is:scheduled date:today..+2w": Query(
        And(
            (
                status("scheduled"),
                Match("date", (Range(Point("day"), Point("week", offset=2)),)),
            )
        )
    ),
    "-tag:meta is:published": Query(And((Not(word("meta", "tag")), PUBLISHED))),
    "caf*": Query(Match("", (Text("caf", "prefix"),))),
    "kuberntes~": Query(Match("", (Text("kuberntes", "fuzzy"),))),
    "body:/TODO|FIXME/": Query(Match("body", (Text("TODO|FIXME", "regex"),))),
    "missing:description words:800.. is:published": Query(
        And((Not(Has("description")), Match("word_count", (Range(800.0, None),)), PUBLISHED))
    ),
    "query:stale author:=ann": Query(
        And(
            (
                status("draft"),
                Match("updated", (Range(None, Point("month", offset=-3)),)),
                Match("author", (Text("ann", "exact"),)),
            )
        ),
        (Sort("updated"),),
    ),
}
"""What people ask of their blogs."""


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_examples_that_everyone_learns_from(text: str) -> None:
    assert parse(text, saved={"stale": "is:draft updated:..3m sort:updated+"}) == EXAMPLES[text]


PLAIN = {
    # Each of these is an error or nothing at all in other tools, or raw in FTS5.
    "kata-containers": word("kata-containers"),
    "C++": word("C++"),
    "c++": word("c++"),
    '"c++"': phrase("c++"),
    '"kata-containers"': phrase("kata-containers"),
    "node.js": word("node.js"),
    "ブログ": word("ブログ"),
    "日本": word("日本"),
    "https://example.org/a--b?c=d#e": word("https://example.org/a--b?c=d#e"),
    "std::sort": word("std::sort"),
    "--template": word("--template"),
    "->": word("->"),
    "-": word("-"),
    "#tag": word("#tag"),
    "2026-11-24": word("2026-11-24"),
    "~/bin": word("~/bin"),
    "~kuberntes": word("~kuberntes"),
    "/usr/bin": word("/usr/bin"),
    "a,b": word("a,b"),
    "or": word("or"),
    "and": word("and"),
    "not": word("not"),
    "*": word("*"),
    "~": word("~"),
    "it's": word("it's"),
    "%_": word("%_"),
    "'; DROP TABLE post; --": And(
        tuple(word(part) for part in ("';", "DROP", "TABLE", "post;", "--"))
    ),
    "NEAR(a b)": And((word("NEAR"), word("a"), word("b"))),
    "note: buy milk": And((word("note:"), word("buy"), word("milk"))),
    "taag: spaced": And((word("taag:"), word("spaced"))),
    '"AND"': phrase("AND"),
    '"say \\"hi\\" \\\\ \\n"': phrase('say "hi" \\ \\n'),
    '="Very Words"': Match("", (Text("Very Words", "exact"),)),
    'foo"bar baz"qux': And((word("foo"), phrase("bar baz"), word("qux"))),
    "naïve\u3000café": And((word("naïve"), word("café"))),
}


@pytest.mark.parametrize("text", PLAIN)
def test_text_that_only_looks_like_syntax_is_text(text: str) -> None:
    assert parse(text).where == PLAIN[text]


A, B, C, D = (word(letter) for letter in "abcd")
OPERATORS = {
    "": None,
    "  \t\n ": None,
    "a": A,
    "a b": And((A, B)),
    "a AND b": And((A, B)),
    "a b c": And((A, B, C)),
    "a b a": And((A, B)),
    "a OR a": A,
    "a OR b": Or((A, B)),
    "a OR b OR c": Or((A, B, C)),
    "a b OR c d": Or((And((A, B)), And((C, D)))),
    "a AND b OR c AND d": Or((And((A, B)), And((C, D)))),
    "a (b OR c) d": And((A, Or((B, C)), D)),
    "(a b) c": And((A, B, C)),
    "((a))": A,
    "(a OR b) OR c": Or((A, B, C)),
    "NOT a": Not(A),
    "-a": Not(A),
    "NOT NOT a": A,
    "NOT -a": A,
    "a NOT b": And((A, Not(B))),
    "a AND NOT b": And((A, Not(B))),
    "a -b": And((A, Not(B))),
    "a OR NOT b": Or((A, Not(B))),
    "-(a OR b)": Not(Or((A, B))),
    "NOT (a b)": Not(And((A, B))),
    '-"a b"': Not(phrase("a b")),
    "-tag:x": Not(word("x", "tag")),
    "a(b)c": And((A, B, C)),
    "a-b": word("a-b"),
}


@pytest.mark.parametrize("text", OPERATORS)
def test_operators_bind_as_the_grammar_says(text: str) -> None:
    assert parse(text).where == OPERATORS[text]


VALUES = {
    "tag:x": word("x", "tag"),
    "TAG:x": word("x", "tag"),
    "tags:x": word("x", "tag"),
    "authors:x": word("x", "author"),
    "categories:x": word("x", "category"),
    "language:fi": word("fi", "lang"),
    "tag:C++": word("C++", "tag"),
    "tag:-x": word("-x", "tag"),
    "tag:a,b,c": Match("tag", (Text("a"), Text("b"), Text("c"))),
    'tag:"a, b",c': Match("tag", (Text("a, b", "phrase"), Text("c"))),
    'tag:"a,b"': phrase("a,b", "tag"),
    "tag:=x": Match("tag", (Text("x", "exact"),)),
    'tag:="a b"': Match("tag", (Text("a b", "exact"),)),
    "tag:=a,=b": Match("tag", (Text("a", "exact"), Text("b", "exact"))),
    "tag:py*": Match("tag", (Text("py", "prefix"),)),
    "tag:pyhton~": Match("tag", (Text("pyhton", "fuzzy"),)),
    "tag:/^py/": Match("tag", (Text("^py", "regex"),)),
    "tag:/a,b c/": Match("tag", (Text("a,b c", "regex"),)),
    "tag:/a/,b": Match("tag", (Text("a", "regex"), Text("b"))),
    "tag:/a/i": Match("tag", (Text("(?i)a", "regex"),)),
    r"tag:/a\/b/": Match("tag", (Text("a/b", "regex"),)),
    "tag:/[/ ]x/": Match("tag", (Text("[/ ]x", "regex"),)),
    "path:/a/b/": Match("path", (Text("a/b", "regex"),)),
    "(tag:/a/)": Match("tag", (Text("a", "regex"),)),
    "path:posts/2026": word("posts/2026", "path"),
    "path:../x": word("../x", "path"),
    "title:wait...": word("wait...", "title"),
    "slug:a-b": word("a-b", "slug"),
    "series:x": word("x", "series"),
    "summary:x": word("x", "summary"),
    "is:draft": status("draft"),
    "is:Draft,expired": status("draft", "expired"),
    "status:scheduled": status("scheduled"),
    "has:cover": Has("cover"),
    "has:tags": Has("tag"),
    "has:a,b": Or((Has("a"), Has("b"))),
    "missing:cover": Not(Has("cover")),
    "missing:a,b": Or((Not(Has("a")), Not(Has("b")))),
    "has:translation": Has("translation"),
    "missing:translation.sv": Not(Has("translation", "sv")),
    "has:cover.image": Has("cover.image"),
    "word_count:800": Match("word_count", (Range(800.0, 800.0),)),
    "word_count:..5": Match("word_count", (Range(None, 5.0),)),
    "word_count:1.5..2": Match("word_count", (Range(1.5, 2.0),)),
    "word_count:1,3..": Match("word_count", (Range(1.0, 1.0), Range(3.0, None))),
    "layout:wide": word("wide", "layout"),
    "Layout:wide": word("wide", "layout"),
    "cover.image:x": word("x", "cover.image"),
    "weight:1..5": Match("weight", (Range(1.0, 5.0),)),
    "weight:2026-01..": Match("weight", (Range(Point("month", at=(2026, 1)), None),)),
    "weight:5": word("5", "weight"),
    "weight:..": word("..", "weight"),
    "weight:a..b": word("a..b", "weight"),
}
KEYS = frozenset(("layout", "weight", "cover", "cover.image", "a", "b"))


@pytest.mark.parametrize("text", VALUES)
def test_values_of_fields(text: str) -> None:
    assert parse(text, keys=KEYS).where == VALUES[text]


def day(offset: int) -> Range:
    point = Point("day", offset=offset)
    return Range(point, point)


def single(point: Point) -> Range:
    return Range(point, point)


DATES = {
    "2026": single(Point("year", at=(2026,))),
    "2026-5": single(Point("month", at=(2026, 5))),
    "2026-05-17": single(Point("day", at=(2026, 5, 17))),
    "2026-05-17T18": single(Point("hour", at=(2026, 5, 17, 18))),
    "2026-05-17T18:30": single(Point("minute", at=(2026, 5, 17, 18, 30))),
    "2026-05-17t18:30:15Z": single(Point("second", at=(2026, 5, 17, 18, 30, 15), zone=0)),
    "2026-05-17T18:30:15-03:30": single(Point("second", at=(2026, 5, 17, 18, 30, 15), zone=-210)),
    "today": day(0),
    "Yesterday": day(-1),
    "tomorrow": day(1),
    "monday": single(Point("day", weekday=0)),
    "sunday": single(Point("day", weekday=6)),
    "this-week": single(Point("week")),
    "last-month": single(Point("month", offset=-1)),
    "next-year": single(Point("year", offset=1)),
    "3h": single(Point("hour", offset=-3)),
    "3d": day(-3),
    "+3d": day(3),
    "2w": single(Point("week", offset=-2)),
    "2m": single(Point("month", offset=-2)),
    "+2y": single(Point("year", offset=2)),
    "0d": day(0),
    "3d..": Range(Point("day", offset=-3), None),
    "..3d": Range(None, Point("day", offset=-3)),
    "2025..2026-05": Range(Point("year", at=(2025,)), Point("month", at=(2026, 5))),
    "2026-05..2026": Range(Point("month", at=(2026, 5)), Point("year", at=(2026,))),
    '"2026"': single(Point("year", at=(2026,))),
    "=2026": single(Point("year", at=(2026,))),
}


@pytest.mark.parametrize("text", DATES)
@pytest.mark.parametrize("field", ["date", "updated", "expires"])
def test_dates(field: str, text: str) -> None:
    assert parse(f"{field}:{text}").where == Match(field, (DATES[text],))


DIRECTIVES = {
    "sort:title": Query(sort=(Sort("title"),)),
    "sort:title-": Query(sort=(Sort("title", descending=True),)),
    "sort:date": Query(sort=(Sort("date", descending=True),)),
    "sort:date+": Query(sort=(Sort("date"),)),
    "sort:words": Query(sort=(Sort("word_count", descending=True),)),
    "sort:rank": Query(sort=(Sort("rank", descending=True),)),
    "sort:weight": Query(sort=(Sort("weight"),)),
    "sort:tag,title-": Query(sort=(Sort("tag"), Sort("title", descending=True))),
    "sort:tag sort:title": Query(sort=(Sort("tag"), Sort("title"))),
    "limit:20": Query(limit=20),
    "limit:20 limit:5": Query(limit=5),
    "a limit:5 b sort:title": Query(And((A, B)), (Sort("title"),), 5),
    "a limit:5 OR b": Query(Or((A, B)), limit=5),
    "query:all": Query(),
    "query:all a": Query(A),
    "query:some": Query(Or((A, B)), (Sort("title"),), 3),
    "query:some c": Query(And((Or((A, B)), C)), (Sort("title"),), 3),
    "query:some limit:7 sort:slug": Query(Or((A, B)), (Sort("slug"),), 7),
    "NOT query:some": Query(Not(Or((A, B)))),
    "(query:some)": Query(Or((A, B))),
    "query:some,one": Query(Or((A, B, C))),
    "query:nested": Query(And((Or((A, B)), D)), (Sort("title"),), 3),
    'query:"of two words"': Query(D),
}
SAVED = {
    "all": "",
    "some": "a OR b sort:title limit:3",
    "one": "c",
    "nested": "query:some d",
    "of two words": "d",
}


@pytest.mark.parametrize("text", DIRECTIVES)
def test_directives_and_saved_queries(text: str) -> None:
    assert parse(text, keys=KEYS, saved=SAVED) == DIRECTIVES[text]


def test_conditions_know_where_they_stand() -> None:
    where = parse('  tag:a,b  (NOT "c d")').where
    assert isinstance(where, And)
    tag, excluded = where.parts
    assert isinstance(tag, Match)
    assert isinstance(excluded, Not)
    assert isinstance(excluded.part, Match)
    assert (tag.position, tag.length) == (2, 7)
    assert (excluded.part.position, excluded.part.length) == (16, 5)


def test_conditions_of_a_saved_query_stand_where_it_was_called() -> None:
    where = parse("a query:one", saved=SAVED).where
    assert isinstance(where, And)
    last = where.parts[1]
    assert isinstance(last, Match)
    assert (last.position, last.length) == (2, 9)


def test_bytes_that_are_no_text_become_replacement_characters() -> None:
    assert parse("a\udcffb \ud800").where == And((word("a�b"), word("�")))


def test_conditions_can_be_added_to_a_query() -> None:
    query = parse("a b limit:3").narrowed(C)
    assert query == Query(And((A, B, C)), limit=3)
    assert Query().narrowed() == Query()
    assert Query().narrowed(A) == Query(A)
