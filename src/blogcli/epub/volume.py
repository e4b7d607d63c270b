"""What becomes one EPUB, and what the world around it must answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.blog.book import Book
from blogcli.blog.lines import shown_title, summary_text
from blogcli.errors import Finding
from blogcli.posts.post import Post, Status

if TYPE_CHECKING:
    from blogcli.blog import Blog

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The date of what has none: EPUB wants one, and a clock would change the bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a link or image of a post leads: at most one of these."""

    post: str = ""
    """Path of a post of the blog."""
    fragment: str = ""
    """The place in that post."""
    source: Path | None = None
    """A file of the blog."""
    address: str = ""
    """On the web; also of a post or file, where the blog has an address."""
    doubtful: bool = False
    """It should be looked at again, with its line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an EPUB asks of the blog as a whole."""

    resolve: Callable[[Post, str], Destination]
    """Says where a target leads, as it is written in a post."""
    check: Callable[[Post, str], Sequence[Finding]]
    """Looks at the links and images of a doubtful post and its body."""
    words: Callable[[str], Mapping[str, str]]
    """Gives the site's words in a language."""
    address: Callable[[Post], str]
    """Gives the address of a post on the web; empty where the blog has none."""
    status: Callable[[Post], Status]


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """One publication: its chapters in reading order, and what is said about it."""

    title: str
    lang: str
    posts: tuple[Post, ...]
    identifier: str
    """`urn:uuid:…`, the same for every edition of the same publication."""
    modified: datetime
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    description: str = ""
    subjects: tuple[str, ...] = ()
    publisher: str = ""
    source: str = ""
    """Its address on the web."""
    series: str = ""
    position: int | None = None
    """In the series, from 1."""
    by_series: bool = False
    """Chapters of one series stand together, under its name in the table of contents."""
    alone: bool = True
    """One post, whose headings are the table of contents."""


def post_alone(blog: Blog, post: Post, around: Surroundings) -> Volume:
    """Give a post as a publication of its own."""
    source = around.address(post)
    position = _position(blog, post) if post.series else None
    return Volume(
        title=shown_title(post).strip() or post.slug or "–",
        lang=post.lang,
        posts=(post,),
        identifier=_identifier(source or f"{blog.title}/{post.slug}.{post.lang}"),
        modified=_modified((post,)),
        published=post.date,
        authors=post.authors,
        description=summary_text(post),
        subjects=(*post.categories, *post.tags),
        publisher=blog.title,
        source=source,
        series=post.series or "",
        position=position,
    )


def volume_of(book: Book) -> Volume:
    """Give a book as a publication."""
    base_url = book.base_url.strip()
    return Volume(
        title=book.title.strip() or "–",
        lang=book.lang,
        posts=book.chapters,
        identifier=_identifier(f"{base_url or book.publisher}#book/{book.title}/{book.lang}"),
        modified=_modified(book.chapters),
        published=book.date,
        authors=book.authors,
        subjects=book.subjects,
        publisher=book.publisher,
        source=base_url if "://" in base_url else "",
        by_series=book.by_series,
        alone=False,
    )


def _identifier(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name.encode('utf-8', 'replace').decode())}"


def _modified(posts: Sequence[Post]) -> datetime:
    moments = [moment for post in posts for moment in (post.date, post.updated) if moment]
    return max(moments, default=EPOCH)


def _position(blog: Blog, post: Post) -> int | None:
    """Count the place of a post among those of its series, the oldest first."""
    parts = [
        other
        for other in blog.posts(now=post.date or EPOCH)
        if other.series == post.series and other.lang == post.lang and other.date
    ]
    parts.sort(key=lambda other: (other.date or EPOCH, other.path))
    paths = [other.path for other in parts]
    return paths.index(post.path) + 1 if post.path in paths else None
