"""Whole posts, put aside while only what decides their places is kept in memory."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from blogcli.posts.post import Post
from blogcli.site.spool import Spool
from blogcli.site.table import Table, dumped

_NEAR = 500
"""Posts that are kept once they are read: neighbours are shown on each other's pages."""
_DATES = tuple(Post._fields.index(name) for name in ("date", "updated", "expires"))
_NOTHING: dict[str, object] = {}


class Store:
    """Posts in a spool, read one by one."""

    def __init__(self) -> None:
        self._spool = Spool()
        self._paths: list[str] = []
        self._numbers = Table()

    def put(self, post: Post) -> int:
        """Put a post aside, and give its number."""
        self._paths.append(post.path)
        return self._spool.append(dumped(plain(post)))

    def at(self, number: int) -> Post:
        """Give a post by its number."""
        values = list(marshal.loads(self._spool[number]))  # noqa: S302 - our own
        for at in _DATES:
            values[at] = datetime.fromisoformat(values[at]) if values[at] else None
        return Post._make(values)

    def settle(self) -> Callable[[str], Post]:
        """End the putting, and give what reads a post by its path (`KeyError` without one)."""
        # No object of Python's that lasts is made before: others, made and freed around it, would
        # leave holes that go back to the system only when it goes, too.
        self._numbers = Table.of({path: at for at, path in enumerate(self._paths)}, int)
        self._paths.clear()
        return lru_cache(maxsize=_NEAR)(lambda path: self.at(self._numbers[path]))


def lean(post: Post) -> Post:
    """Give a post without what decides no place on the site; what many have is there once."""
    return post._replace(
        summary="",
        lang=_shared(post.lang),
        tags=tuple(map(_shared, post.tags)),
        categories=tuple(map(_shared, post.categories)),
        authors=tuple(map(_shared, post.authors)),
        given=_shared_names(post.given),
        extra=post.extra or _NOTHING,
    )


def plain(post: Post) -> tuple[Any, ...]:
    """Give the values of a post as `marshal` takes them."""
    values: list[Any] = [*post]
    for at in _DATES:
        moment = values[at]
        values[at] = moment.isoformat() if isinstance(moment, datetime) else None
    return tuple(values)


@lru_cache(maxsize=_NEAR)
def _shared_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give the one object that stands for the same names: most posts have the same keys."""
    return names


def _shared(text: str) -> str:
    """Give the one object that stands for all texts like it."""
    return sys.intern(text)
