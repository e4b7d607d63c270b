"""An index of posts that are given as values, without files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from blogcli.index import words
from blogcli.index.context import QueryContext
from blogcli.index.database import Database, open_index
from blogcli.index.rows import PostRow, post_row, value_rows
from blogcli.posts.post import Post

HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Iterable[Post]], Database]:
    """Index posts in memory; the body of each stands under `body` in `extra`."""
    nowhere = tmp_path_factory.mktemp("nowhere")

    def index(posts: Iterable[Post]) -> Database:
        db = open_index(None, nowhere)
        with db.writing():
            for number, post in enumerate(posts, 1):
                add(db, number, post, nowhere)
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
def context(tmp_path_factory: pytest.TempPathFactory) -> QueryContext:
    """Tuesday 24 November 2026 in Helsinki."""
    return QueryContext(
        now=datetime(2026, 11, 24, 12, tzinfo=HELSINKI),
        timezone=HELSINKI,
        dictionaries=tmp_path_factory.mktemp("dictionaries"),
        read_body=lambda post: str(post.extra.get("body", "")),
        languages=("fi", "sv"),
    )
