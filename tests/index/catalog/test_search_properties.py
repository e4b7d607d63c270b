"""Whatever is typed, the whole search answers or says why, and soon."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from blogcli.errors import QueryError
from blogcli.index import catalog, search
from blogcli.index.context import QueryContext
from blogcli.index.database import Database
from blogcli.index.suggest import did_you_mean
from blogcli.posts.post import Post
from blogcli.query import explain, parse_arguments

Index = Callable[[Iterable[Post]], Database]
LIMIT = 2.0
"""Seconds of the processor: other tests run at the same time."""

SCRAPS = st.sampled_from(
    [*'()"*~-=/,.:\\|[]{}+?^$#@!%_;\'` \n\t\0', "AND", "OR", "NOT", " ", "..", "tag:", "title:",
     "body:/", "body:", "summary:", "author:", "path:", "is:", "has:", "missing:", "translation.",
     "sort:", "limit:", "query:", "saved", "draft", "2026", "3d", "+2w", "today", "lang:", "fi",
     "ä", "ß", "İ", "日本", "ブ", "한국어", "ไทย", "😀", "a", "kumara", "Garden plants", "\ud800",
     "layout:", "weight:1..", "/i", '"a b"', '="', "٣", "\u3000", "\u200d", "a\u0308", "NEAR", "{",
     "C++", "node.js", "rowid", "' OR 1=1 --", "words MATCH", "\x1f", "\x1e", "\ufeff", "1e999"]
)  # fmt: skip
MESSES = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(), max_size=40),
    st.lists(SCRAPS, max_size=20).map("".join),
)


@pytest.fixture(scope="module")
def small(indexed: Index) -> Database:
    return indexed(
        Post(
            path=f"posts/{number}.md",
            slug=f"post-{number}",
            lang=("mi", "fi", "ja", "th")[number % 4],
            title=("kumara 日本語", "İstanbul", "ไทย", "C++ node.js")[number % 4],
            tags=("Garden plants", "a,b")[: number % 3],
            word_count=number,
            extra={"body": "kumara\n" * number + "a" * 200 + "b", "layout": "wide", "weight": 2},
        )
        for number in range(12)
    )


@given(arguments=st.lists(MESSES, min_size=1, max_size=3))
@example(arguments=["body:/(a+)+$/"])
@example(arguments=["body:/(a|aa)+$/"])
@example(arguments=["body:/(a|aa)*c/", "OR", "title:/x/"])
@example(arguments=["body:/(?:a?){40}a{40}c/"])
@example(arguments=["body:/(((a*)*)*)*c/"])
@example(arguments=["\ud800\udc00"])
@example(arguments=['"' + "a " * 2400 + '"'])
@example(arguments=["a" * 5000])
@example(arguments=["日" * 3000])
@example(arguments=["日本 " * 190])
@example(arguments=[" ".join(f"kumar{letter}~" for letter in "bcdefghi")])
@example(arguments=["a* " * 190])
@example(arguments=["tag:" + ",".join(["x"] * 190)])
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_answered_or_refused(
    arguments: list[str], small: Database, context: QueryContext
) -> None:
    begin = time.process_time()
    refused = None
    try:
        ask(small, arguments, context)
    except QueryError as error:
        refused = error
    assert time.process_time() - begin < LIMIT
    assert refused is None or refused.position <= len(refused.query)


def ask(db: Database, arguments: list[str], context: QueryContext) -> None:
    keys = catalog.keys(db)
    query = parse_arguments(arguments, keys=keys, saved={"saved": "kumara sort:title"})
    explain(query, context.now, context.timezone)
    posts = {post.path for post in catalog.find(db, query, context)}
    hits = list(search.search(db, query, context).with_passages())
    assert {hit.post.path for hit in hits} == posts or query.limit
    for hit in hits:
        assert all(0 <= begin < end <= len(hit.snippet) for begin, end in hit.matches)
    if not hits:
        did_you_mean(db, query, context)
