"""Conditions that need the files themselves: patterns in bodies, read from candidates alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import apsw

from blogcli.errors import BlogError
from blogcli.index.condition import Condition
from blogcli.index.context import QueryContext
from blogcli.posts.post import Post
from blogcli.query.tree import Match, Query

if TYPE_CHECKING:
    from blogcli.index.conditions import Conditions


def compiled(
    connection: apsw.Connection, query: Query, context: QueryContext
) -> tuple[Conditions, Condition]:
    """Compile a query whole, reading the bodies that its patterns are about.

    Raises:
        QueryError: There is nothing to search for, or a pattern takes too long.
    """
    from blogcli.index.conditions import Conditions

    conditions = Conditions(connection, query, context)
    condition = conditions.whole()
    if not conditions.unread:
        return conditions, condition
    sql = f"SELECT post.id, post.data FROM post WHERE {condition.sql}"  # noqa: S608 - user values are bound
    candidates = connection.execute(sql, condition.values).fetchall()
    conditions.bodies = _Bodies(candidates, context, conditions).with_pattern
    return conditions, conditions.whole()


def body_of(post: Post, context: QueryContext) -> str:
    """Read a body; empty where nothing can be read, since the file may be gone meanwhile."""
    if context.read_body is None:
        return ""
    try:
        return context.read_body(post)
    except BlogError:
        return ""


class _Bodies:
    def __init__(
        self, rows: list[tuple[object, ...]], context: QueryContext, conditions: Conditions
    ) -> None:
        self._rows = rows
        self._context = context
        self._clock = conditions.clock

    def with_pattern(self, node: Match, pattern: str) -> list[object]:
        """Give the ids of the candidates that have it."""
        return [
            number
            for number, data in self._rows
            if self._clock.first(node, pattern, self._body(str(data))) is not None
        ]

    def _body(self, data: str) -> str:
        return body_of(Post.from_json(json.loads(data)), self._context)
