"""What a sync tells, while it runs and at its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from blogcli.errors import PostError
    from blogcli.posts.finding import Passed

Progress: TypeAlias = Callable[[int, int], None]
"""Called with what is done and what there is to do in all."""


class SyncReport(NamedTuple):
    """What a sync did, and which files could not be read, now or before."""

    changed: int = 0
    removed: int = 0
    unreadable: tuple[PostError, ...] = ()
    doubts: tuple[PostError, ...] = ()
    """What front matter says in vain: its posts are read all the same."""
    passed: Passed | None = None
    """What lies among the posts and is not read."""


class Moved(Exception):
    """Another process has written meanwhile: look again."""
