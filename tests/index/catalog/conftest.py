"""An index of posts that are given as values, without files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st

from blogcli.index import words
from blogcli.index.context import QueryContext
from blogcli.index.database import Database, open_index
from blogcli.index.rows import PostRow, post_row, value_rows
from blogcli.posts.post import Post

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 24, 12, tzinfo=HELSINKI)

# No language's rules make two of these one; the last two are misspellings of the first two.
WORDS = ("zorblat", "quimbex", "vantrik", "grundak", "wexomir", "zorblit", "quimebx")
NAMES = (
    "Python",
    "python",
    "Rust",
    "café",
    "cafe",
    "Static site",
    "static",
    "C++",
    "日本語",
    "a,b",
)
# Codes of languages without dictionary or stemmer: the letters alone decide.
LANGS = ("mi", "mi-NZ", "mt")

SENTENCES = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
EDGES = (
    *("2025-01-01", "2025-06-01", "2025-07-01", "2025-09-01", "2026-01-01", "2026-05-01"),
    *("2026-06-01", "2026-07-01", "2026-10-01", "2026-10-15", "2026-10-16", "2026-11-01"),
    *("2026-11-02", "2026-11-09", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"),
    *("2026-11-30", "2026-12-01", "2027-01-01"),
)
"""Days on which some period of the queries begins or ends."""
MOMENTS = st.builds(
    lambda day, off: datetime.fromisoformat(day).replace(tzinfo=HELSINKI) + timedelta(seconds=off),
    st.sampled_from(EDGES),
    st.sampled_from([-1, 0, 1, 43200]),
) | st.sampled_from([NOW + timedelta(seconds=off) for off in (-1, 0, 1, 59, 60, 3599, 3600)])
BODIES = st.lists(SENTENCES, max_size=3).map("\n".join)
EXTRAS = st.fixed_dictionaries(
    {"body": BODIES},
    optional={
        "layout": st.sampled_from(["wide", "very wide", "Wide-ish", "narrow"]),
        "weight": st.sampled_from([-3, -2, 0, 1, 2, 3, 11, 2.5, "heavy"]),
        "event": st.sampled_from(EDGES),
        "cover": st.fixed_dictionaries({"image": st.sampled_from(["a.png", "b/c.jpg"])}),
    },
)
POSTS = st.builds(
    Post,
    path=st.just(""),
    slug=st.sampled_from(["one", "two", "three", "two-and-a-half", "Four"]),
    lang=st.sampled_from(LANGS),
    kind=st.sampled_from(["post", "post", "post", "page"]),
    title=SENTENCES,
    summary=SENTENCES,
    date=st.none() | MOMENTS,
    updated=st.none() | MOMENTS,
    expires=st.none() | MOMENTS,
    draft=st.booleans(),
    tags=st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple),
    categories=st.lists(st.sampled_from(NAMES), max_size=1).map(tuple),
    authors=st.lists(st.sampled_from(["Ann Åberg", "Ann Smith", "Bob"]), max_size=2).map(tuple),
    series=st.none() | st.sampled_from(["The big series", "Small"]),
    translation_key=st.none() | st.sampled_from(["one", "k"]),
    word_count=st.integers(0, 7),
    extra=EXTRAS,
)


def numbered(posts: list[Post]) -> list[Post]:
    folders = ("posts", "posts/2026", "notes")
    return [
        post._replace(path=f"{folders[number % 3]}/{post.slug}-{number}.md")
        for number, post in enumerate(posts)
    ]


BLOGS = st.lists(POSTS, min_size=8, max_size=14).map(numbered)


@pytest.fixture(scope="session")
def blogs() -> st.SearchStrategy[list[Post]]:
    """Small blogs whose posts differ in everything that a query can ask for."""
    return BLOGS


@pytest.fixture(scope="session")
def dictionaries(pytestconfig: pytest.Config) -> Path:
    """Where they are prepared once for all tests."""
    assert pytestconfig.cache is not None
    return pytestconfig.cache.mkdir("dictionaries")


@pytest.fixture(scope="session")
def indexed(dictionaries: Path) -> Callable[[Iterable[Post]], Database]:
    """Index posts in memory; the body of each stands under `body` in `extra`."""

    def index(posts: Iterable[Post]) -> Database:
        db = open_index(None, dictionaries)
        with db.writing():
            for number, post in enumerate(posts, 1):
                add(db, number, post, dictionaries)
        return db

    return index


def add(db: Database, number: int, post: Post, dictionaries: Path) -> None:
    connection = db.connection
    places = ", ".join("?" for _ in PostRow._fields)
    row = post_row(post, mtime_ns=number)
    connection.execute(f"INSERT INTO post VALUES(?, {places})", (number, *row))
    connection.executemany(
        "INSERT INTO value VALUES(?, ?, ?, ?)", ((number, *value) for value in value_rows(post))
    )
    body = str(post.extra.get("body", ""))
    words.write(connection, number, words.prepare(post, body, dictionaries))


@pytest.fixture(scope="session")
def context(dictionaries: Path) -> QueryContext:
    """Tuesday 24 November 2026 in Helsinki."""
    return QueryContext(
        now=NOW,
        timezone=HELSINKI,
        dictionaries=dictionaries,
        read_body=lambda post: str(post.extra.get("body", "")),
        languages=("fi", "sv"),
    )
