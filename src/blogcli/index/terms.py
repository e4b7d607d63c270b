"""The words of a query, apart from its other conditions: for ranking, marking and suggesting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from blogcli.index.conditions import COLUMNS, Conditions
from blogcli.index.words import Match as Found
from blogcli.query.tree import And, Has, Match, Node, Not, Text, all_of

_DEEPEST = 8
"""Brackets within brackets that are left to FTS5, whose parser overflows at about thirty."""


class Expression(NamedTuple):
    """What full-text search is asked: `found` for any form, `exact` for the very letters."""

    found: str
    exact: str


Part: TypeAlias = Expression | None


class Required(NamedTuple):
    """What must match: words as one expression, and the rest of the query."""

    words: Part
    others: Node | None


def positive(node: Node | None) -> Iterator[Match]:
    """Give the conditions that are asked for, not excluded, in their order."""
    if isinstance(node, Match):
        yield node
    elif node is not None and not isinstance(node, (Not, Has)):
        for part in node.parts:
            yield from positive(part)


def terms_of(node: Match, conditions: Conditions) -> list[Found]:
    """Give the words of one condition; none for fields that hold no text, and for patterns."""
    if node.field not in COLUMNS:
        return []
    texts = [value for value in node.values if isinstance(value, Text) and value.mode != "regex"]
    found = (conditions.term(node.field, text) for text in texts)
    return [term for term in found if term is not None]


def required(node: Node | None, conditions: Conditions) -> Required:
    """Part a query into the words without which nothing matches and all else that it asks."""
    parts = node.parts if isinstance(node, And) else (node,) if node is not None else ()
    pairs = [(part, _whole(part, conditions)) for part in parts]
    words = _joined(" AND ", [one for _, one in pairs if one is not None])
    return Required(words, all_of(tuple(part for part, one in pairs if one is None)))


def any_of_them(node: Node | None, conditions: Conditions) -> Part:
    """Give all words asked for, joined by OR; None if there are none."""
    found = [
        Expression(term.expression, term.exact)
        for match in positive(node)
        for term in terms_of(match, conditions)
    ]
    return _joined(" OR ", found)


def _whole(node: Node, conditions: Conditions, depth: int = _DEEPEST) -> Part:
    """Give a part of the tree as one expression; None where it is not about words alone."""
    if isinstance(node, Match):
        if node.field not in COLUMNS or any(_is_pattern(value) for value in node.values):
            return None
        terms = terms_of(node, conditions)
        return _joined(" OR ", [Expression(term.expression, term.exact) for term in terms])
    if isinstance(node, (Not, Has)) or not depth:
        return None
    parts = [_whole(part, conditions, depth - 1) for part in node.parts]
    if any(part is None for part in parts):
        return None
    sign = " AND " if isinstance(node, And) else " OR "
    return _joined(sign, [part for part in parts if part is not None])


def _is_pattern(value: object) -> bool:
    return not isinstance(value, Text) or value.mode == "regex"


def _joined(sign: str, parts: list[Expression]) -> Part:
    if len(parts) < 2:  # noqa: PLR2004 - nothing to join
        return parts[0] if parts else None
    found = sign.join(part.found for part in parts)
    exact = sign.join(part.exact for part in parts)
    return Expression(f"({found})", f"({exact})")
