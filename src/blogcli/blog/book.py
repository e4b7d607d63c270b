"""Many posts as one book: what it is called, who wrote it, and its chapters in order.

It says nothing of any format: PDF, EPUB and HTML each make of it what they can.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from blogcli.errors import BlogError, Finding
from blogcli.posts.post import Post

if TYPE_CHECKING:
    from blogcli.blog.facade import Blog
    from blogcli.query.tree import Node, Query

_SUBJECTS = ("tag", "category", "series")
"""Fields of a query whose one value names what a book is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book to be made; `chapters` are posts in reading order, at least one."""

    title: str
    lang: str
    """BCP 47; that of most chapters."""
    chapters: tuple[Post, ...]
    authors: tuple[str, ...] = ()
    """In the order in which they first come."""
    publisher: str = ""
    """The title of the blog."""
    base_url: str = ""
    """Where the blog is on the web."""
    by_series: bool = False
    """Chapters of one series stand together, and its name over the first."""

    def part(self, number: int) -> str:
        """Give the series that begins with the chapter of this number, from 0; empty: none."""
        if not self.by_series:
            return ""
        before = self.chapters[number - 1].series if number else None
        series = self.chapters[number].series
        return series if series and series != before else ""

    @property
    def date(self) -> datetime | None:
        """The date of the newest chapter; None where none has a date."""
        return max((post.date for post in self.chapters if post.date), default=None)

    @property
    def years(self) -> str:
        """The years of the chapters: `2024`, `2021–2024`, or empty."""
        years = [post.date.year for post in self.chapters if post.date]
        first, last = min(years, default=0), max(years, default=0)
        return "" if not years else str(last) if first == last else f"{first}–{last}"

    @property
    def subjects(self) -> tuple[str, ...]:
        """Give the tags of all chapters, each once."""
        return tuple(dict.fromkeys(tag for post in self.chapters for tag in post.tags))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A finished book: its file, what was found on the way, and the chapters that are not in it."""

    data: bytes
    findings: tuple[Finding, ...] = ()
    failures: tuple[BlogError, ...] = ()


def book_of(
    blog: Blog, chapters: Sequence[Post], *, title: str = "", query: Query | None = None
) -> Book:
    """Make a book of posts in this order; without a title it is called after what it is about."""
    series = {post.series for post in chapters}
    only = next(iter(series)) if len(series) == 1 else None
    authors = dict.fromkeys(author for post in chapters for author in post.authors)
    return Book(
        title=title.strip() or only or _subject(query, chapters) or blog.title,
        lang=_main_language(blog, chapters),
        chapters=tuple(chapters),
        authors=tuple(authors) or blog.config.authors or blog.settings.authors,
        publisher=blog.title,
        base_url=blog.config.base_url or blog.settings.base_url,
        by_series=bool(query and query.sort and query.sort[0].key == "series" and not only),
    )


def _main_language(blog: Blog, chapters: Sequence[Post]) -> str:
    counts = Counter(post.lang for post in chapters)
    return max(counts, key=lambda lang: (counts[lang], lang == blog.default_lang))


def _subject(query: Query | None, chapters: Sequence[Post]) -> str:
    """Give the one tag, category or series that a query asks for, as the posts spell it."""
    # What sets a post as PDF loads this module as well, and reads no query.
    from blogcli.query.tree import Match, Text

    names = [
        (node.field, value.text)
        for node in _conditions(query.where if query else None)
        if isinstance(node, Match) and node.field in _SUBJECTS and len(node.values) == 1
        for value in node.values
        if isinstance(value, Text) and value.mode in {"word", "phrase", "exact"}
    ]
    if len(names) != 1:
        return ""
    ((field, name),) = names
    spelled = (written for post in chapters for written in _names(post, field))
    return next((one for one in spelled if one.casefold() == name.casefold()), name)


def _conditions(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    from blogcli.query.tree import And

    return node.parts if isinstance(node, And) else (node,)


def _names(post: Post, field: str) -> tuple[str, ...]:
    if field == "tag":
        return post.tags
    if field == "category":
        return post.categories
    return (post.series,) if post.series else ()
