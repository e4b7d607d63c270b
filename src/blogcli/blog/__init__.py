"""The facade: one folder of posts, open.

Its parts are loaded on first use: completion needs to find a blog, not to open it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogcli.blog.facade import Blog
    from blogcli.blog.grouping import Group, Grouping, grouped
    from blogcli.blog.places import find_root, is_blog
    from blogcli.blog.record import RECORD_KEYS, reading_minutes

__all__ = [
    "RECORD_KEYS",
    "Blog",
    "Group",
    "Grouping",
    "find_root",
    "grouped",
    "is_blog",
    "reading_minutes",
]

_PLACES = {
    "Blog": "facade",
    "Group": "grouping",
    "Grouping": "grouping",
    "grouped": "grouping",
    "find_root": "places",
    "is_blog": "places",
    "RECORD_KEYS": "record",
    "reading_minutes": "record",
}


def __getattr__(name: str) -> object:
    """Load the part that holds a name."""
    if name not in _PLACES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
