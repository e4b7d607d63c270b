"""Queries as a shell hands them over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.query import negations, parse, parse_arguments, quote
from blogcli.query.arguments import quoted
from blogcli.query.tree import Match, Text

KEYS = frozenset(("layout",))

# What the shell gives, and the query that it was before.
ARGUMENTS: list[tuple[list[str], str]] = [
    ([], ""),
    ([""], ""),
    (["  "], ""),
    (["static", "site"], "static site"),
    (["static site"], '"static site"'),
    (["static  site "], '"static  site "'),
    (["tag:static site"], 'tag:"static site"'),
    (["tag:=static site"], 'tag:="static site"'),
    (["-tag:static site"], '-tag:"static site"'),
    (["NOT", "tag:static site"], 'NOT tag:"static site"'),
    (["tag:a,static site"], 'tag:a,"static site"'),
    (["tag:static site,a"], 'tag:"static site",a'),
    (["title:Hello, world"], 'title:"Hello, world"'),
    (["layout:very wide"], 'layout:"very wide"'),
    (["query:my saved one"], 'query:"my saved one"'),
    (["title:/a b/"], "title:/a b/"),
    (["tag:python is:draft"], "tag:python is:draft"),
    (["python is:draft"], "python is:draft"),
    (["is:draft python"], "is:draft python"),
    (["date:2026 python"], "date:2026 python"),
    (["missing:cover python"], "missing:cover python"),
    (["a OR b"], "a OR b"),
    (["NOT a"], "NOT a"),
    (["a -b"], "a -b"),
    (["-a b"], "-a b"),
    (["a - b"], '"a - b"'),
    (["a --b"], '"a --b"'),
    (["caf* site"], "caf* site"),
    (["caf site~"], "caf site~"),
    (['"static site" x'], '"static site" x'),
    (["(a b)"], "(a b)"),
    (["https://example.org/ x"], '"https://example.org/ x"'),
    (["tag:a", "static site", "-b"], 'tag:a "static site" -b'),
    (["say \\ so"], '"say \\\\ so"'),
    (["sort:title limit:3"], "sort:title limit:3"),
    (["note: buy milk"], '"note: buy milk"'),
]


@pytest.mark.parametrize(("arguments", "text"), ARGUMENTS)
def test_quotes_that_the_shell_ate_come_back(arguments: list[str], text: str) -> None:
    assert " ".join(quoted(arguments, KEYS)) == text
    saved = {"my saved one": ""}
    assert parse_arguments(arguments, keys=KEYS, saved=saved) == parse(text, keys=KEYS, saved=saved)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["-tag:x"], ["NOT", "tag:x"]),
        (["a", "-title:a b", "-t", "x"], ["a", "NOT", "title:a b", "-t", "x"]),
        (["-cover.image:x"], ["NOT", "cover.image:x"]),
        (["-väri:sininen"], ["NOT", "väri:sininen"]),
        (["--tag:x", "-t:", "-1:2", "-tag", "--limit=3"],
         ["--tag:x", "-t:", "-1:2", "-tag", "--limit=3"]),
        (["--", "-tag:x"], ["--", "-tag:x"]),
    ],
)  # fmt: skip
def test_negated_fields_are_written_so_that_no_option_swallows_them(
    before: list[str], after: list[str]
) -> None:
    assert negations(before) == after


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_text_can_be_quoted(text: str) -> None:
    assert parse(quote(text)).where == Match("", (Text(text, "phrase"),))
    assert parse(f"tag:={quote(text)}").where == Match("tag", (Text(text, "exact"),))
