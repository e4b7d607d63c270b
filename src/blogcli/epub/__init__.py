"""EPUB 3: one post, or many as the chapters of a book, for readers of any size, light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.epub.volume import Destination, Surroundings, Volume, book_of, post_alone

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.epub.binding import Bound

__all__ = ["Destination", "Surroundings", "Volume", "bind", "book_of", "post_alone"]


def bind(blog: Blog, volume: Volume, around: Surroundings) -> Bound:
    """Make one EPUB; a chapter that can't be made is left out, and is named among the failures.

    Raises:
        OutputError: No chapter is left.
        PostError: The only chapter can't be read.
    """
    from blogcli.epub.binding import Binder

    return Binder(blog, volume, around).bind()
