"""The table and the list of hits: no line wider than the screen, whatever the posts say."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.terminal import hits, post_table
from blogcli.terminal.console import Console
from blogcli.terminal.text import cells

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def console(width: int) -> Console:
    return Console(env={**os.environ, "COLUMNS": str(width)}, out=io.StringIO())


def post(**values: object) -> dict[str, object]:
    return {
        "title": "A title",
        "date": "2026-01-02T03:04:05+00:00",
        "status": "published",
        "lang": "en",
        "slug": "a-title",
        "path": "posts/a-title.md",
        "tags": [],
        "translations": {},
        "line": 3,
        "snippet": "",
        "matches": [],
        **values,
    }


words = st.text(alphabet=st.sampled_from("ab 日本é\u0301👍\t\x1b한-"), max_size=60)
posts = st.builds(
    post,
    title=words,
    slug=words,
    tags=st.lists(words, max_size=3),
    lang=st.sampled_from(["en", "fi", "pt-BR"]),
    status=st.sampled_from(["draft", "published", "scheduled"]),
    snippet=words,
    matches=st.lists(st.tuples(st.integers(0, 20), st.integers(20, 60)).map(list), max_size=1),
)


@pytest.mark.parametrize("width", [20, 40, 80, 300])
@given(found=st.lists(posts, max_size=4))
def test_no_line_is_wider_than_the_screen(width: int, found: list[dict[str, object]]) -> None:
    table = post_table.lines(console(width), found, now=NOW, languages=("en", "fi"))
    listed = hits.lines(console(width), found, NOW)
    for line in [*table, *listed]:
        assert cells(line) <= width


def test_columns_give_way_one_after_the_other_the_title_last() -> None:
    found = [
        post(tags=["one", "two"]),
        post(title="Another, longer title", status="draft", lang="fi", slug="x"),
    ]

    def heads(width: int) -> list[str]:
        return next(iter(post_table.lines(console(width), found, now=NOW))).split()

    assert heads(100) == ["Date", "Title", "Status", "Lang", "Tags", "Slug"]
    assert heads(65) == ["Date", "Title", "Status", "Lang", "Tags"]
    assert heads(55) == ["Date", "Title", "Status", "Lang"]
    assert heads(45) == ["Date", "Title", "Status"]
    assert heads(40) == ["Date", "Title"]
    assert heads(20) == ["Title"]


def test_the_day_stays_on_a_narrow_terminal_and_titles_tell_the_status() -> None:
    found = [post(title="A title of a usual length, or so"), post(title="Later", status="draft")]
    assert list(post_table.lines(console(40), found, now=NOW)) == [
        "Date        Title",
        "2026-01-02  A title of a usual length,…",
        "2026-01-02  [draft] Later",
    ]
    assert list(post_table.lines(console(30), found, now=NOW)) == [
        "Title",
        "A title of a usual length, or…",
        "[draft] Later",
    ]


def test_a_title_is_not_cut_for_the_name_of_its_file() -> None:
    title = "A title that is long, but not so long that it would be too long for this"
    found = [post(title=title, slug="a-name-of-a-file-that-takes-room")]
    assert list(post_table.lines(console(100), found, now=NOW))[1].endswith(title)


def test_columns_that_tell_nothing_are_left_out() -> None:
    lines = list(post_table.lines(console(80), [post(), post(date=None)], now=NOW))
    assert lines == [
        "Date        Title    Slug",
        "2026-01-02  A title  a-title",
        "            A title  a-title",
    ]
    assert list(post_table.lines(console(80), [], now=NOW)) == []


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2026-11-24T00:00:00+00:00", "today"),
        ("2026-11-23T23:59:00+00:00", "yesterday"),
        ("2026-11-25T00:00:00+00:00", "tomorrow"),
        ("2026-11-17T00:00:00+00:00", "7 days ago"),
        ("2026-11-16T00:00:00+00:00", "2026-11-16"),
        ("2026-12-01T00:00:00+00:00", "in 7 days"),
        ("2026-12-02T00:00:00+00:00", "2026-12-02"),
        ("2026-11-25T01:00:00+14:00", "today"),
        (None, ""),
    ],
)
def test_dates_near_now_are_told_by_their_distance(date: str | None, shown: str) -> None:
    assert post_table.relative_date(date, NOW) == shown


def test_no_name_is_cut_where_the_screen_has_room() -> None:
    slug = "a-name-of-a-file-that-is-longer-than-the-forty-cells-of-its-column"
    tags = ["a tag of several words", "another tag of several words"]
    wide = "\n".join(post_table.lines(console(200), [post(slug=slug, tags=tags)], now=NOW))
    assert slug in wide
    assert ", ".join(tags) in wide
    narrow = "\n".join(post_table.lines(console(120), [post(slug=slug, tags=tags)], now=NOW))
    assert "…" in narrow
