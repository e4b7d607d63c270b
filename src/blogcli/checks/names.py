"""The names of all rules: light to import, since completion asks for them."""

from __future__ import annotations

import difflib
from typing import NamedTuple

from blogcli.posts.post import Post

NAMES = (
    "front-matter", "useless-value", "unknown-rule", "missing-title", "missing-date",
    "missing-lang", "missing-summary", "missing-translation", "missing-alt", "missing-image",
    "broken-image", "broken-link", "broken-anchor", "link-to-draft", "external-link",
    "duplicate-url", "duplicate-slug", "similar-tags", "heading-skip", "foreign-tag", "odd-date",
    "odd-zone", "date-order", "lost-cell", "wrong-lang",
)  # fmt: skip
"""In the order in which they are listed."""

KEY = "check"
"""The front-matter key by which a post speaks for itself: `check: ignore`, or rules to ignore."""
_ALL = "ignore"


class Own(NamedTuple):
    """What a post says about its own checks."""

    ignored: frozenset[str]
    unknown: tuple[str, ...] = ()


def known_to(post: Post) -> Own:
    """Read `check: ignore`, `check: [rules]` or `check: {ignore: …}` of a post."""
    value = post.extra.get(KEY)
    if isinstance(value, dict):
        value = value.get(_ALL)
        if value is True:
            value = _ALL
    listed = value if isinstance(value, list) else [value]
    words = [word for item in listed if isinstance(item, str) for word in item.split(",")]
    named = [word.strip().lower() for word in words if word.strip()]
    if _ALL in named:
        return Own(frozenset(NAMES))
    return Own(frozenset(named), tuple(name for name in named if name not in NAMES))


def unknown(name: str) -> str:
    """Say that there is no such rule, and which one may be meant."""
    close = difflib.get_close_matches(name, NAMES, n=1)
    return f"there is no rule {name!r}" + (f"; did you mean {close[0]}?" if close else "")
