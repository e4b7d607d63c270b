"""The fields that every blog has, and which of them was meant."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, TypeAlias

from blogcli.query.spelling import closest

Kind: TypeAlias = Literal["text", "name", "value", "path", "language", "status", "date", "number"]

FIELDS: dict[str, Kind] = {
    "title": "text",
    "summary": "text",
    "body": "text",
    "tag": "name",
    "category": "name",
    "slug": "name",
    "author": "value",
    "series": "value",
    "path": "path",
    "lang": "language",
    "status": "status",
    "date": "date",
    "updated": "date",
    "expires": "date",
    "word_count": "number",
}
"""`name` is matched whole; `value`, as all front matter besides, by the words in it."""

SPECIAL = ("is", "has", "missing", "sort", "limit", "query")

ALIASES = {
    "tags": "tag",
    "categories": "category",
    "authors": "author",
    "language": "lang",
    "words": "word_count",
}
"""Other names that people try first: those of the JSON keys, and the plain ones."""

PRESENCE = ("alias", "url", "translation", "translation_key")
"""What `has:` knows besides the fields."""

NEWEST_FIRST = ("date", "updated", "expires", "word_count")
"""Sorted downward where no direction is given."""


def kind_of(field: str) -> Kind:
    """Say how values of the field are compared; any other front-matter key is a `value`."""
    return FIELDS.get(field, "value")


def known(name: str, keys: Collection[str]) -> str | None:
    """Give the field that `name` stands for, or None."""
    lower = name.lower()
    if lower in ALIASES:
        return ALIASES[lower]
    return lower if lower in FIELDS or lower in SPECIAL or lower in keys else None


def meant(name: str, keys: Collection[str]) -> str | None:
    """Give the field whose misspelling `name` probably is, or None."""
    return closest(name.lower(), (*FIELDS, *ALIASES, *SPECIAL, *keys))
