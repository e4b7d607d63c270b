"""How things look, by what they mean: one palette for dark and one for light terminals.

Every colour has 4.5:1 or more on its ground (WCAG 2.1, 1.4.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

Background: TypeAlias = Literal["dark", "light"]

DARK = {
    "error": "bold #ff8787",
    "warning": "bold #ffd75f",
    "info": "#87d7ff",
    "hint": "#87d7ff",
    "caret": "bold #ff8787",
    "path": "#87d7ff",
    "match": "bold #ffd75f",
    "table.head": "bold",
    "count": "#9a9a9a",
    "group": "bold #ffd787",
    "bar": "#87d7ff",
    "post.title": "bold",
    "post.date": "#9a9a9a",
    "post.tag": "#87d7ff",
    "post.author": "#d7d7af",
    "post.meta": "#9a9a9a",
    "post.lang": "#9a9a9a",
    "post.slug": "#9a9a9a",
    "post.missing": "#d7af5f",
    "status.draft": "bold #ffd75f",
    "status.scheduled": "bold #87d7ff",
    "status.expired": "#9a9a9a strike",
    "status.published": "#87d787",
}
LIGHT = {
    **DARK,
    "error": "bold #a81f1f",
    "warning": "bold #7a5200",
    "info": "#005f9e",
    "hint": "#005f9e",
    "caret": "bold #a81f1f",
    "path": "#005f9e",
    "match": "bold #8a3c00",
    "count": "#6a6a6a",
    "group": "bold #8a3c00",
    "bar": "#005f9e",
    "post.date": "#6a6a6a",
    "post.tag": "#005f9e",
    "post.author": "#5f4b00",
    "post.meta": "#6a6a6a",
    "post.lang": "#6a6a6a",
    "post.slug": "#6a6a6a",
    "post.missing": "#7a5200",
    "status.draft": "bold #7a5200",
    "status.scheduled": "bold #005f9e",
    "status.expired": "#6a6a6a strike",
    "status.published": "#1e6b1e",
}


def palette(background: Background, changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the style of each meaning, with a person's own changes."""
    return {**(LIGHT if background == "light" else DARK), **(changes or {})}
