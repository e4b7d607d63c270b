"""Ranked search: the best posts first, each with the passage that matched."""

from __future__ import annotations

import json
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Hit:
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


class _Ranked(NamedTuple):
    """Sorts as answers do."""

    inexact: bool
    rank: float
    """By BM25; smaller is better, 0 where no word was found."""
    age: float
    path: str
    number: int


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
        ranked = _ranked(db.connection, query, conditions, condition)
        scores = {one.number: _score(one) for one in ranked}
        if ranked and _by_rank(query):
            numbers = [one.number for one in ranked][: query.limit]
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


def _ranked(
    connection: apsw.Connection, query: Query, conditions: Conditions, condition: Condition
) -> list[_Ranked]:
    """Give all that is found, the best first; nothing where no word is asked for."""
    whole = required(query.where, conditions)
    expression = whole or any_of_them(query.where, conditions)
    if expression is None:
        return []
    # Where a word must match, what is ranked is all there is.
    join = "ranked CROSS JOIN post" if whole else "post LEFT JOIN ranked"
    sql = (
        f"WITH ranked(number, rank, exact) AS MATERIALIZED (SELECT rowid, {RANK},"  # noqa: S608 - user values are bound
        " rowid IN (SELECT rowid FROM words WHERE words MATCH ?) FROM words WHERE words MATCH ?)"
        f" SELECT exact, rank, post.date, post.path, post.id FROM {join}"
        f" ON ranked.number = post.id WHERE {condition.sql}"
    )
    rows = connection.execute(sql, (expression.exact, expression.found, *condition.values))
    ranked = [_row(*row) for row in rows]
    ranked.sort(reverse=bool(query.sort) and not query.sort[0].descending)
    return ranked


def _row(exact: Any, rank: Any, date: Any, path: Any, number: Any) -> _Ranked:
    # Ranks that differ by less than a thousandth are a tie.
    rounded = float(f"{rank or 0.0:.3g}")
    return _Ranked(not exact, rounded, float("inf") if date is None else -date, path, number)


def _score(one: _Ranked) -> float:
    worth = max(0.0, -one.rank)
    return round((not one.inexact) + worth / (1 + worth), 6)
