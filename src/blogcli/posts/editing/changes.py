"""What may be done to a header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from blogcli.posts.dialects import Dialect
from blogcli.posts.style import Style, usual

Key: TypeAlias = tuple[str, ...]
"""The way to a value: `("title",)`, `("taxonomies", "tags")`.

A part matches a key of that spelling, else one that differs in case, `-` and `_` only.
"""
Value: TypeAlias = str | bool | int | float | Sequence[str] | None
"""`header_writing.Raw` for what stands there as it is: a date."""


class Set(NamedTuple):
    """Give a key a value, in its place; a new key comes last."""

    key: Key
    value: Value


class Remove(NamedTuple):
    """Take a key and its value away; one that is not there is no failure."""

    key: Key


class Rename(NamedTuple):
    """Give a key another name, its value kept."""

    key: Key
    name: str


class AddItem(NamedTuple):
    """Add a name to a list; `mark` divides the names where they are one text, None if none does."""

    key: Key
    item: str
    mark: str | None = None


class RemoveItem(NamedTuple):
    """Take a name out of a list, however often it is there."""

    key: Key
    item: str
    mark: str | None = None


class RenameItem(NamedTuple):
    """Put a name in the place of another; each name stays in the list once."""

    key: Key
    item: str
    name: str
    mark: str | None = None


Change: TypeAlias = Set | Remove | Rename | AddItem | RemoveItem | RenameItem


class Place(NamedTuple):
    """Where a header is: its file, for errors, and the habits of its blog, for what is new."""

    path: str
    dialect: Dialect
    style: Style | None = None

    @property
    def habits(self) -> Style:
        """How the blog writes."""
        return self.style or usual(self.dialect.name)
