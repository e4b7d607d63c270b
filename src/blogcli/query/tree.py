"""What a query says, as values: nothing here knows how it is answered."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Mode: TypeAlias = Literal["word", "prefix", "fuzzy", "phrase", "exact", "regex"]
Unit: TypeAlias = Literal["second", "minute", "hour", "day", "week", "month", "year"]


class Text(NamedTuple):
    """A value that is text, without the marks that chose its mode."""

    text: str
    mode: Mode = "word"


class Point(NamedTuple):
    """A period of time: a calendar one, or one counted from now."""

    unit: Unit
    """How long the period is."""
    at: tuple[int, ...] = ()
    """Year, month, day, hour, minute, second, as many as were given; empty: counted from now."""
    offset: int = 0
    """Units from the present one; negative: in the past."""
    weekday: int | None = None
    """The last such day, today included; Monday is 0."""
    zone: int | None = None
    """Minutes east of UTC, where `at` says so; else the blog's time zone."""


class Range(NamedTuple):
    """Dates or numbers from `start` to `end`, both included whole; None is open."""

    start: Point | float | None
    end: Point | float | None


Value: TypeAlias = Text | Range


@dataclass(frozen=True, slots=True)
class Match:
    """One of `values` in `field`, which is empty for a bare word: found anywhere in the text."""

    field: str
    values: tuple[Value, ...]
    position: int = dataclasses.field(default=0, compare=False)
    """In code points of the query's text."""
    length: int = dataclasses.field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Has:
    """The post says something under `key`; `detail` is the language of `translation.sv`."""

    key: str
    detail: str = ""
    position: int = dataclasses.field(default=0, compare=False)
    length: int = dataclasses.field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts, of which there are two or more."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts, of which there are two or more."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What the part doesn't match."""

    part: Node


Node: TypeAlias = And | Or | Not | Match | Has


class Sort(NamedTuple):
    """One key to sort by."""

    key: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query; `where` is None where every post matches."""

    where: Node | None = None
    sort: tuple[Sort, ...] = ()
    limit: int | None = None
    text: str = dataclasses.field(default="", compare=False)
    """As it was typed, for messages."""

    @property
    def asks_for_words(self) -> bool:
        """Whether it asks for words of texts, which are found by any of their forms."""
        return self.where is not None and _asks_for_words(self.where)

    def narrowed(self, *nodes: Node) -> Query:
        """Ask for these conditions too, as options of a command do."""
        parts = tuple(node for node in (self.where, *nodes) if node is not None)
        return dataclasses.replace(self, where=all_of(parts))


TEXTS = ("", "title", "summary", "body")
"""Fields whose words are found; the empty one is all of them."""


def _asks_for_words(node: Node) -> bool:
    if isinstance(node, Match):
        texts = [value for value in node.values if isinstance(value, Text)]
        return node.field in TEXTS and any(text.mode != "regex" for text in texts)
    if isinstance(node, Has):
        return False
    parts = (node.part,) if isinstance(node, Not) else node.parts
    return any(map(_asks_for_words, parts))


def all_of(parts: tuple[Node, ...]) -> Node | None:
    """Join conditions by AND, flat and each once; None where there are none."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    flat = list(dict.fromkeys(flat))
    return And(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)


def any_of(parts: tuple[Node, ...]) -> Node | None:
    """Join conditions by OR, flat and each once; None where there are none."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    flat = list(dict.fromkeys(flat))
    return Or(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)
