"""A piece of SQL with what is bound to it."""

from __future__ import annotations

from typing import NamedTuple

from blogcli.index.context import QueryContext


class Condition(NamedTuple):
    """SQL that is never NULL where it is a test, and what is bound to its question marks."""

    sql: str
    values: tuple[object, ...] = ()


def of_kind(context: QueryContext) -> Condition:
    """Admit the kind of post that is asked for."""
    return Condition("post.kind = ?", (context.kind,)) if context.kind else Condition("1")
