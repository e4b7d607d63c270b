"""All that a site is made from, summed up without a look into any post."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.site.stamps import Stamp, Stamps, digest, program

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.index.digests import AllDigests
    from blogcli.site.memory import Memory


@dataclass(frozen=True, slots=True)
class Basis:
    """Sums over what a site is made from."""

    settings: bytes
    """The program, the configuration and the theme."""
    digests: AllDigests
    """Every post and page, by path."""
    stamps: Stamps
    context: str = ""
    """What the index depends on besides the files."""

    def without_posts(self, options: tuple[bool, ...]) -> bytes:
        """Sum up everything but posts, files beside them, and time."""
        return digest((self.settings, options))


def look(
    blog: Blog, now: datetime, clock_ns: int | None = None, memory: Memory | None = None
) -> Basis:
    """Sum up a blog whose index is up to date, or is brought up to date.

    Args:
        blog: The blog.
        now: The moment for which the index is asked.
        clock_ns: The moment by the file system's clock; without one, no stamp is trusted.
        memory: What an earlier export knew of the posts.

    Raises:
        IndexFault: The index can't be read.
    """
    from blogcli.index.digests import context, digests
    from blogcli.index.sync import answered

    blog.count(now=now)
    database = blog.database

    def ask() -> tuple[AllDigests, str]:
        told = context(database)
        known = memory.posts.sums if memory is not None and memory.context == told else None
        found = digests(database, known)
        # Where another process renewed the index meanwhile, nothing is known.
        return (found, told) if context(database) == told else (digests(database), "")

    found, told = answered(database, lambda: blog.sync(now), ask)
    stamps = Stamps(clock_ns or 0)
    settings = (
        *(program(), os.fspath(blog.root), blog.title),
        *(repr(blog.config), repr(blog.settings), repr(blog.languages), blog.dialect.name),
        _theme(blog.root / blog.config.site.theme, stamps),
    )
    return Basis(digest(settings), found, stamps, told)


def _theme(folder: Path, stamps: Stamps) -> list[tuple[str, Stamp]]:
    return sorted(
        (os.path.join(place, name), stamps.of(os.path.join(place, name)))  # noqa: PTH118 - of texts
        for place, _, names in os.walk(folder)
        for name in names
    )
