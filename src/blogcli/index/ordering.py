"""The order of answers: sort keys in SQL where SQLite sorts as people do, else here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import apsw

from blogcli.index.condition import Condition
from blogcli.index.context import QueryContext
from blogcli.posts.post import Status

if TYPE_CHECKING:
    from blogcli.index.collation import Collation
    from blogcli.query.tree import Query, Sort

STAGE = (
    "CASE WHEN post.draft THEN 0 WHEN post.expires <= ? THEN 3 WHEN post.date > ? THEN 1 ELSE 2 END"
)
"""The status as a number of `STAGES`, given the present time twice."""
STAGES: tuple[Status, ...] = ("draft", "scheduled", "published", "expired")
"""Statuses in the order of a post's life."""

_COLUMNS = frozenset(("date", "updated", "expires", "word_count", "path", "slug", "lang"))
_TEXTS = frozenset(("title", "series"))
_FIRST = "(SELECT value FROM value WHERE post_id = post.id AND key = ? ORDER BY rowid LIMIT 1)"
_ENDING = "post.date DESC NULLS LAST, post.path"
"""Decides between posts that are equal otherwise."""


def ordered(
    connection: apsw.Connection, query: Query, context: QueryContext, condition: Condition
) -> list[int]:
    """Give the ids of the posts of a condition, sorted and limited as the query says.

    What lacks a key comes last, whichever the direction.
    """
    sorts = tuple(sort for sort in query.sort if sort.key != "rank") or _newest()
    if all(sort.key in _COLUMNS or sort.key == "status" for sort in sorts):
        return _by_sqlite(connection, sorts, query.limit, context, condition)
    return _by_us(connection, sorts, context, condition)[: query.limit]


def fetch(
    connection: apsw.Connection, select: str, numbers: Sequence[int], values: tuple[float, ...] = ()
) -> list[Any]:
    """Give the selected columns of posts by id, in this order."""
    return connection.execute(
        f"SELECT {select} FROM json_each(?) AS wanted CROSS JOIN post"  # noqa: S608 - our own columns
        " ON post.id = wanted.value ORDER BY wanted.id",
        (*values, json.dumps(numbers)),
    ).fetchall()


def _newest() -> tuple[Sort, ...]:
    """Say how lists are sorted that say nothing else."""
    from blogcli.query.tree import Sort

    return (Sort("date", descending=True),)


def _by_sqlite(
    connection: apsw.Connection,
    sorts: Sequence[Sort],
    limit: int | None,
    context: QueryContext,
    condition: Condition,
) -> list[int]:
    keys = [_key(sort, context) for sort in sorts]
    terms = [
        f"{key.sql} {'DESC' if sort.descending else 'ASC'} NULLS LAST"
        for key, sort in zip(keys, sorts, strict=True)
    ]
    values = (*condition.values, *(value for key in keys for value in key.values))
    sql = f"SELECT post.id FROM post WHERE {condition.sql} ORDER BY {', '.join(terms)}, {_ENDING}"  # noqa: S608 - user values are bound
    if limit is not None:
        sql += " LIMIT ?"
        values = (*values, limit)
    return [int(row[0]) for row in connection.execute(sql, values)]


def _by_us(
    connection: apsw.Connection,
    sorts: Sequence[Sort],
    context: QueryContext,
    condition: Condition,
) -> list[int]:
    keys = [_key(sort, context) for sort in sorts]
    columns = "".join(f", {key.sql}" for key in keys)
    values = (*(value for key in keys for value in key.values), *condition.values)
    rows: list[Any] = connection.execute(
        f"SELECT post.id{columns} FROM post WHERE {condition.sql} ORDER BY {_ENDING}",  # noqa: S608 - user values are bound
        values,
    ).fetchall()
    for column, sort in reversed(list(enumerate(sorts, 1))):
        rows = _sorted(rows, column, _comparable(sort.key, context), descending=sort.descending)
    return [int(row[0]) for row in rows]


def _sorted(
    rows: Iterable[Any], column: int, key: Callable[[Any], Any], *, descending: bool
) -> list[Any]:
    there: list[Any] = []
    missing: list[Any] = []
    for row in rows:
        (missing if row[column] is None else there).append(row)
    there.sort(key=lambda row: key(row[column]), reverse=descending)
    return there + missing


def _key(sort: Sort, context: QueryContext) -> Condition:
    """Give the SQL of a sort key, NULL where a post has none."""
    if sort.key == "status":
        now = context.now.timestamp()
        return Condition(STAGE, (now, now))
    if sort.key in _COLUMNS:
        return Condition(f"post.{sort.key}")
    if sort.key in _TEXTS:
        return Condition(f"nullif(post.{sort.key}, '')")
    return Condition(_FIRST, (sort.key,))


def _comparable(key: str, context: QueryContext) -> Callable[[Any], Any]:
    """Make what turns values of a key into what sorts as people expect."""
    if key in _COLUMNS or key == "status":
        return lambda value: value
    from blogcli.index.collation import Collation

    collation = Collation(context.languages[0] if context.languages else "")
    if key in _TEXTS:
        return collation.key
    return lambda value: _number_first(str(value), collation)


def _number_first(text: str, collation: Collation) -> tuple[int, float, Any]:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if number == number:  # noqa: PLR0124 - a number at all
        return 0, number, ()
    return 1, 0.0, collation.key(text)
