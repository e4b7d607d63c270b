"""The planning and making of books: many posts as one file."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from blogcli.errors import UsageError
from blogcli.export.request import ExportPlan, ExportRequest, Format, Progress

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.blog.book import Book, Bound
    from blogcli.posts.post import Post

BOUND: tuple[Format, ...] = ("pdf", "epub", "html")
"""Formats that a book can have; the first is the usual one."""


def refuse_misuse(request: ExportRequest, forms: Sequence[Format]) -> None:
    """Refuse what is only for books, and formats that no book has.

    Raises:
        UsageError: One of these was asked for.
    """
    if not request.book:
        for option, given in (("--title", request.title), ("--sort", request.sort)):
            if given:
                message = f"{option} is for books"
                raise UsageError(message, hint=f"add --book, or leave {option} out")
        return
    for form in forms:
        if form not in BOUND:
            message = f"a book can't be made as {form}"
            raise UsageError(message, hint=f"a book is made as {', '.join(BOUND)}")


def gather_book(
    blog: Blog, request: ExportRequest, posts: Sequence[Post], now: datetime
) -> tuple[Book, str]:
    """Put the posts of a book in order; give it with the name that its file has by itself.

    Posts that were named come first, as they were named, unless `--sort` says otherwise. The
    others follow their query's `sort:`, else the oldest comes first.

    Raises:
        QueryError: There is no such key to sort by.
    """
    from blogcli.blog.book import book_of
    from blogcli.posts.slug import slugify
    from blogcli.query import Query, Sort

    query = blog.parse(request.query)
    named = {blog.find(name, now=now).path for name in request.posts}
    if request.sort:
        keys = " ".join(f"sort:{key}" for key in request.sort.split(","))
        query, named = dataclasses.replace(query, sort=blog.parse(keys).sort), set()
    order = Query(sort=(*query.sort, Sort("date")))
    places = {post.path: place for place, post in enumerate(blog.posts(order, now=now))}
    first = [post for post in posts if post.path in named]
    rest = [post for post in posts if post.path not in named]
    rest.sort(key=lambda post: places.get(post.path, len(places)))
    book = book_of(blog, [*first, *rest], title=request.title, query=query)
    return book, slugify(book.title, book.lang, blog.config.posts.slug, fallback="book")


def make_book(blog: Blog, plan: ExportPlan, now: datetime, progress: Progress | None) -> Bound:
    """Make the file of a book; a chapter that can't be made is left out, and told.

    Raises:
        OutputError: No chapter is left, or what all chapters need is wrong.
    """
    assert plan.book is not None  # noqa: S101 - the caller looked
    if plan.format == "epub":
        from blogcli import epub
        from blogcli.export.surroundings import surroundings

        return epub.bind(blog, epub.volume_of(plan.book), surroundings(blog, now), progress)
    if plan.format == "pdf":
        from blogcli.pdf import PdfOptions
        from blogcli.pdf import make_book as make_pdf

        options = PdfOptions(strict=plan.strict, jobs=plan.jobs, now=now)
        return make_pdf(blog, plan.book, _resolver(blog, now), options, progress)
    from blogcli.site.bound import make_book as make_html

    return make_html(blog, plan.book, now, progress)


def _resolver(blog: Blog, now: datetime) -> Callable[[Post, str], tuple[str, str] | None]:
    """Tell which post, and what place in it, a target means as it is written in another."""
    from blogcli.site.single import SingleFiles
    from blogcli.site.written import leaves

    files = SingleFiles(blog, now)

    def resolve(post: Post, written: str) -> tuple[str, str] | None:
        if leaves(written.strip()):
            return None
        target = files.sources().sitemap.target(post, written)
        return (target.post, unquote(target.rest.partition("#")[2])) if target.post else None

    return resolve
