"""Where each key and value of a header stands, in code points of its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from blogcli.posts.fields import plain

Kind: TypeAlias = Literal["scalar", "list", "mapping", "alias"]


@dataclass(frozen=True, slots=True)
class Node:
    """A value; `text[start:end]` is how it is written, without anchor and tag."""

    kind: Kind
    start: int
    end: int
    style: str = ""
    """Of scalars the quote or `|`, of the others `flow`, `block`, `table`, `dotted` or `tables`."""
    items: tuple[Node, ...] = ()
    entries: tuple[Entry, ...] = ()
    named: bool = False
    """True where a YAML anchor names the value."""


class Entry(NamedTuple):
    """A key and its value in a mapping; `text[start:end]` is the key as it is written."""

    key: str
    start: int
    end: int
    value: Node


class Splice(NamedTuple):
    """A stretch of a header, and what comes in its place."""

    start: int
    end: int
    text: str


def entry_of(mapping: Node, name: str) -> Entry | None:
    """Find a key: the last that is spelled so, else the last that is the same in other letters."""
    exact = [entry for entry in mapping.entries if entry.key == name]
    near = [entry for entry in mapping.entries if plain(entry.key) == plain(name)]
    found = exact or near
    return found[-1] if found else None


def line_start(text: str, at: int) -> int:
    """Say where the line of a place begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Say where the line of a place ends, behind its line feed."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def place_of(text: str, at: int) -> tuple[int, int]:
    """Give line and column, from 1."""
    return text.count("\n", 0, at) + 1, at - line_start(text, at) + 1
