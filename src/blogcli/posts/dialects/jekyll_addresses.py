"""Where Jekyll puts posts and the documents of collections: https://jekyllrb.com/docs/permalinks/."""

from __future__ import annotations

import re
from typing import NamedTuple

_USUAL = "date"

_NAMED = frozenset(("date", "pretty", "ordinal", "weekdate", "none"))
_WORD = re.compile(r":[a-z_]+")


class Patterns(NamedTuple):
    """The pattern of posts, and those of collections by the names of their folders."""

    posts: str
    collections: tuple[tuple[str, str], ...]


def patterns(values: dict[str, object]) -> Patterns:
    """Read the patterns in a configuration: of a collection itself, in `defaults`, or for all."""
    if not values:
        return Patterns("", ())
    usual = _text(values.get("permalink")) or _USUAL
    collections = values.get("collections")
    known = collections if isinstance(collections, dict) else {}
    given = dict(_given(values.get("defaults")))
    own = {str(name): _of(options) for name, options in known.items()}
    posts = given.get("posts") or own.pop("posts", "") or given.get("") or usual
    found = {
        name: given.get(name) or pattern or given.get("") or f"/:collection/:path{_end_of(usual)}"
        for name, pattern in own.items()
    }
    # Ours are filled in for posts and pages, so the collection's name has to stand there already.
    named = [(f"_{name}", text.replace(":collection", name)) for name, text in found.items()]
    return Patterns(posts, tuple(named))


def _given(defaults: object) -> list[tuple[str, str]]:
    """List the patterns of `defaults` that hold in every folder, by type."""
    found = []
    for entry in defaults if isinstance(defaults, list) else ():
        scope = entry.get("scope") if isinstance(entry, dict) else None
        pattern = _of(entry.get("values")) if isinstance(entry, dict) else ""
        if not isinstance(scope, dict) or _text(scope.get("path")).strip("/"):
            continue
        if pattern in _NAMED or _WORD.search(pattern):
            found.append((_text(scope.get("type")), pattern))
    return found


def _end_of(style: str) -> str:
    """Give what ends the addresses of a collection that has no pattern of its own."""
    if style in _NAMED:
        return "/" if style == "pretty" else ":output_ext"
    return "/" if style.endswith("/") else ":output_ext" if style.endswith(":output_ext") else ""


def _of(options: object) -> str:
    return _text(options.get("permalink")) if isinstance(options, dict) else ""


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
