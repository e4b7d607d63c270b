"""Ranked search: the best posts first, each with the passage that matched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

import apsw

from blogcli.index.bodies import compiled
from blogcli.index.condition import Condition
from blogcli.index.conditions import Conditions
from blogcli.index.context import QueryContext
from blogcli.index.database import Database
from blogcli.index.faults import translated
from blogcli.index.ordering import fetch, ordered
from blogcli.index.passages import Passages
from blogcli.index.terms import Expression, any_of_them, required
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


class Answer(NamedTuple):
    """What a search found."""

    hits: list[Hit]
    """Without passages."""
    passages: Passages

    def with_passages(self) -> Iterator[Hit]:
        """Read each hit's body again when that hit is asked for."""
        for hit in self.hits:
            passage = self.passages.of(hit.post)
            yield hit._replace(line=passage.line, snippet=passage.text, matches=passage.matches)


_MANY = 5_000
"""Posts with the very letters, from which on their other forms no longer count in the rank: of a
word in each of 100,000 posts FTS5 ranks all 170 forms in 1.5 s, the one in 0.35 s."""
_BEST_FIRST = "CAST(printf('%.3g', rank) AS REAL), post.date DESC NULLS LAST, post.path"
"""Ranks that differ by less than a thousandth are a tie."""
_WORST_FIRST = "CAST(printf('%.3g', rank) AS REAL) DESC, post.date NULLS FIRST, post.path DESC"


def search(db: Database, query: Query, context: QueryContext, width: int = WIDTH) -> Answer:
    """Find posts: those with the very words asked for first, then by BM25, then the newest.

    With `sort:` the order is as it says.

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
    posts = [Post.from_json(json.loads(str(data))) for (data,) in rows]
    hits = [
        Hit(post, scores.get(number, 0.0), post.body_line, "", ())
        for number, post in zip(numbers, posts, strict=True)
    ]
    return Answer(hits, Passages(query, context, conditions, width))


def _by_rank(query: Query) -> bool:
    return not query.sort or query.sort[0].key == "rank"


def _scores(
    connection: apsw.Connection, query: Query, conditions: Conditions, condition: Condition
) -> dict[int, float]:
    """Give the score of what is found, the best first; nothing where no word is asked for."""
    whole = required(query.where, conditions)
    expression = whole.words or any_of_them(query.where, conditions)
    if expression is None:
        return {}
    if whole.words and not conditions.unread:
        # What is ranked has the words that must match: they needn't be looked for twice.
        condition = conditions.part(whole.others)
    ranking = _Ranking(connection, condition, worst_first=_worst_first(query))
    limit = query.limit if query.limit is not None and _by_rank(query) else -1
    if whole.words is None:
        return ranking.anyhow(expression, limit)
    return ranking.of(whole.words, limit)


class _Ranking:
    """Ranks what has certain words among the posts of a condition."""

    def __init__(
        self, connection: apsw.Connection, condition: Condition, *, worst_first: bool
    ) -> None:
        self._connection = connection
        self._condition = condition
        self._worst_first = worst_first
        self._order = _WORST_FIRST if worst_first else _BEST_FIRST

    def of(self, words: Expression, limit: int) -> dict[int, float]:
        """Rank the posts with the very letters, and the others if the limit leaves room for any."""
        found, exact = words
        steps = [(1, exact if self._are_many(exact) else f"({exact}) AND ({found})")]
        if exact != found:
            steps.append((0, f"({found}) NOT ({exact})"))
        scores: dict[int, float] = {}
        for worth, expression in reversed(steps) if self._worst_first else steps:
            if len(scores) != limit:
                left = limit if limit < 0 else limit - len(scores)
                rows = self._ranked("ranked CROSS JOIN post", expression, left, self._order)
                scores |= {number: _score(worth, rank) for number, rank in rows}
        return scores

    def _are_many(self, exact: str) -> bool:
        """Say whether so many posts have the very letters that these alone shall rank them."""
        sql = "SELECT 1 FROM words WHERE words MATCH ? LIMIT ?"
        return sum(1 for _ in self._connection.execute(sql, (exact, _MANY))) == _MANY

    def anyhow(self, words: Expression, limit: int) -> dict[int, float]:
        """Rank all posts of the condition, whether or not they have the words."""
        exact = "SELECT rowid FROM words WHERE words MATCH ?"
        having = {number for (number,) in self._connection.execute(exact, (words.exact,))}
        rows = list(self._ranked("post LEFT JOIN ranked", words.found, -1, self._order))
        rows.sort(key=lambda row: row[0] in having, reverse=not self._worst_first)
        chosen = rows if limit < 0 else rows[:limit]
        return {number: _score(number in having, rank) for number, rank in chosen}

    def _ranked(
        self, join: str, expression: str, limit: int, order: str
    ) -> Iterable[tuple[int, float | None]]:
        sql = (
            f"WITH ranked(number, rank) AS MATERIALIZED (SELECT rowid, {RANK} FROM words"  # noqa: S608 - user values are bound
            f" WHERE words MATCH ?) SELECT post.id, rank FROM {join} ON ranked.number = post.id"
            f" WHERE {self._condition.sql} ORDER BY {order} LIMIT ?"
        )
        values = (expression, *self._condition.values, limit)
        return cast("Iterable[tuple[int, float | None]]", self._connection.execute(sql, values))


def _worst_first(query: Query) -> bool:
    return bool(query.sort) and not query.sort[0].descending


def _score(exact: int, rank: float | None) -> float:
    worth = max(0.0, -(rank or 0.0))
    return round(exact + worth / (1 + worth), 6)
