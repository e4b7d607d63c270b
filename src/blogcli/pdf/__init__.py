"""PDF by Typst: tagged, archival, hyphenated in the language of the post."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.pdf.report import PdfOptions, PdfReport, Progress

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.blog.book import Book, Bound
    from blogcli.errors import Finding
    from blogcli.pdf.books import Resolve
    from blogcli.posts.post import Post

__all__ = ["PdfOptions", "PdfReport", "Progress", "compile_post", "make", "make_book"]


def make(
    blog: Blog,
    posts: Sequence[Post],
    target: Callable[[Post], Path],
    options: PdfOptions | None = None,
    progress: Progress | None = None,
) -> PdfReport:
    """Make a PDF of each post where `target` says; one failure never stops the rest.

    Raises:
        ConfigError: `[pdf]` asks for a paper, length or font that there isn't.
    """
    from blogcli.pdf.making import make_all

    return make_all(blog, posts, target, options or PdfOptions(), progress)


def make_book(
    blog: Blog,
    book: Book,
    resolve: Resolve,
    options: PdfOptions | None = None,
    progress: Progress | None = None,
) -> Bound:
    """Make one PDF of a book, in which links between its chapters stay.

    `resolve` gives the post that a target means, as it is written in another, and the place in it.
    A chapter that can't be set is left out, and is named among the failures.

    Raises:
        ConfigError: `[pdf]` asks for a paper, length or font that there isn't.
        OutputError: It can't be set at all, or `strict` is asked for and there are findings.
        PostError: No chapter can be read.
    """
    from blogcli.pdf.books import make_book as bind

    return bind(blog, book, resolve, options or PdfOptions(), progress)


def compile_post(
    blog: Blog, post: Post, options: PdfOptions | None = None
) -> tuple[bytes, tuple[Finding, ...]]:
    """Make the PDF of one post without writing it.

    Raises:
        ConfigError: `[pdf]` asks for a paper, length or font that there isn't.
        OutputError: It can't be made into a PDF, or `strict` is asked for and there are findings.
        PostError: The post can't be read.
    """
    from blogcli.pdf.making import make_one

    return make_one(blog, post, options or PdfOptions())
