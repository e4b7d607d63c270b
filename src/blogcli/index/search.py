"""Ranked search: the best posts first, each with the passage that matched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import apsw

from blogcli.index.bodies import compiled
from blogcli.index.condition import Condition
from blogcli.index.conditions import Conditions
from blogcli.index.context import QueryContext
from blogcli.index.database import Database
from blogcli.index.faults import translated
from blogcli.index.ordering import fetch, ordered
from blogcli.index.passages import Passages
from blogcli.index.terms import any_of_them, required
from blogcli.index.words import RANK
from blogcli.posts.post import Post
from blogcli.query.tree import Query

WIDTH = 200
"""Code points of a snippet."""


class Hit(NamedTuple):
    """One post found."""

    post: Post
    score: float
    """From 1 to 2 where the very letters stand in the post, below where other forms of the words
    do, 0 where no word was asked for. Comparable within one answer only."""
    line: int
    """Of the file, from 1: where the snippet's first match stands, else where it begins."""
    snippet: str
    matches: tuple[tuple[int, int], ...]
    """Begin and end of what matched, in code points of `snippet`."""


_BEST_FIRST = "exact DESC, CAST(printf('%.3g', rank) AS REAL), post.date DESC NULLS LAST, post.path"
"""Ranks that differ by less than a thousandth are a tie."""
_WORST_FIRST = (
    "exact, CAST(printf('%.3g', rank) AS REAL) DESC, post.date NULLS FIRST, post.path DESC"
)


def search(db: Database, query: Query, context: QueryContext, width: int = WIDTH) -> list[Hit]:
    """Find posts: those with the very words asked for first, then by BM25, then the newest.

    Bodies are read again for the hits alone that the query's limit leaves. With `sort:` the order
    is as it says.

    Raises:
        QueryError: The query can't be answered: nothing to search for, or a pattern is too slow.
        IndexFault: The index can't be read.
    """
    with translated():
        conditions, condition = compiled(db.connection, query, context)
        scores = _scores(db.connection, query, conditions, condition)
        if scores and _by_rank(query):
            numbers = list(scores)
        else:
            numbers = ordered(db.connection, query, context, condition)
        rows = fetch(db.connection, "post.data", numbers)
        passages = Passages(query, context, conditions, width)
        hits = []
        for number, (data,) in zip(numbers, rows, strict=True):
            post = Post.from_json(json.loads(str(data)))
            passage = passages.of(post)
            score = scores.get(number, 0.0)
            hits.append(Hit(post, score, passage.line, passage.text, passage.matches))
    return hits


def _by_rank(query: Query) -> bool:
    return not query.sort or query.sort[0].key == "rank"


def _scores(
    connection: apsw.Connection, query: Query, conditions: Conditions, condition: Condition
) -> dict[int, float]:
    """Give the score of what is found, the best first; nothing where no word is asked for."""
    whole = required(query.where, conditions)
    expression = whole or any_of_them(query.where, conditions)
    if expression is None:
        return {}
    # Where a word must match, what is ranked is all there is.
    join = "ranked CROSS JOIN post" if whole else "post LEFT JOIN ranked"
    order = _WORST_FIRST if query.sort and not query.sort[0].descending else _BEST_FIRST
    sql = (
        f"WITH ranked(number, rank, exact) AS MATERIALIZED (SELECT rowid, {RANK},"  # noqa: S608 - user values are bound
        " rowid IN (SELECT rowid FROM words WHERE words MATCH ?) FROM words WHERE words MATCH ?)"
        f" SELECT post.id, exact, rank FROM {join} ON ranked.number = post.id"
        f" WHERE {condition.sql} ORDER BY {order} LIMIT ?"
    )
    limit = query.limit if query.limit is not None and _by_rank(query) else -1
    values = (expression.exact, expression.found, *condition.values, limit)
    rows: Iterable[Sequence[Any]] = connection.execute(sql, values)
    return {number: _score(exact, rank) for number, exact, rank in rows}


def _score(exact: int | None, rank: float | None) -> float:
    worth = max(0.0, -(rank or 0.0))
    return round((exact or 0) + worth / (1 + worth), 6)
