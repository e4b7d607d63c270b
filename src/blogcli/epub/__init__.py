"""EPUB 3: one post, or many as the chapters of a book, for readers of any size, light or dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from blogcli.epub.volume import Destination, Surroundings, Volume, post_alone, volume_of

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.blog.book import Bound

__all__ = ["Destination", "Surroundings", "Volume", "bind", "post_alone", "volume_of"]


def bind(
    blog: Blog,
    volume: Volume,
    around: Surroundings,
    progress: Callable[[int, int], None] | None = None,
) -> Bound:
    """Make one EPUB; a chapter that can't be made is left out, and is named among the failures.

    Raises:
        OutputError: No chapter is left.
        PostError: The only chapter can't be read.
    """
    from blogcli.epub.binding import Binder

    return Binder(blog, volume, around, progress).bind()
