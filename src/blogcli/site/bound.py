"""A book as one file of HTML: contents, and each post as a chapter with ids of its own."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from blogcli.blog.book import Book, Bound
from blogcli.blog.dates import direction
from blogcli.blog.lines import typeset
from blogcli.errors import BlogError, OutputError, PostError
from blogcli.posts.post import Post
from blogcli.site.checking import Checker
from blogcli.site.links import Target
from blogcli.site.report import Progress
from blogcli.site.single import Placed, SingleFiles
from blogcli.site.templates import trusted

if TYPE_CHECKING:
    from blogcli.blog import Blog

_FIRST_HEADING = 3
"""The book's title is the first level, a chapter's the second."""


def make_book(blog: Blog, book: Book, now: datetime, progress: Progress | None = None) -> Bound:
    """Make the file of a book; a chapter that can't be made is left out, and told.

    Raises:
        OutputError: No chapter is left, or a template of the theme is wrong.
    """
    return _Binder(SingleFiles(blog, now), book).bind(progress)


class _Binder:
    def __init__(self, files: SingleFiles, book: Book) -> None:
        self.files = files
        self.book = book
        self.failures: list[BlogError] = []
        self.places: dict[str, str] = {}
        """The id of each chapter, by the path of its post."""

    def bind(self, progress: Progress | None) -> Bound:
        contents = self._contents(progress)
        while len(contents) < len(self.book.chapters):
            # No link may lead to a chapter that is left out.
            kept = tuple(post for post in self.book.chapters if post.path in contents)
            if not kept:
                raise self.failures[0]
            self.book = replace(self.book, chapters=kept)
            contents = self._contents(None)
        return Bound(
            data=self._page(contents).encode("utf-8", "replace"),
            findings=tuple(dict.fromkeys(self.files.findings)),
            failures=tuple(self.failures),
        )

    def _contents(self, progress: Progress | None) -> dict[str, str]:
        """Give the HTML of each chapter that can be made, by the path of its post."""
        chapters = self.book.chapters
        self.places = {post.path: f"chapter-{number}" for number, post in enumerate(chapters, 1)}
        self.files.findings.clear()
        contents: dict[str, str] = {}
        for done, post in enumerate(chapters, 1):
            placed = Placed(
                link=partial(self._link, post),
                first_heading=_FIRST_HEADING,
                id_prefix=f"{self.places[post.path]}-",
            )
            try:
                contents[post.path] = self.files.content(post, placed)
            except BlogError as error:
                self.failures.append(error)
            except Exception as error:  # noqa: BLE001 - a chapter that breaks us must not stop the others
                reason = f"{post.path}: can't be made ({type(error).__name__}: {error})"
                self.failures.append(OutputError(reason))
            if progress is not None:
                progress(done, len(chapters))
        return contents

    def _link(self, post: Post, target: Target, written: str) -> str | None:
        """Lead to chapters inside the file, and else to the web."""
        path = target.post or (post.path if target.where == "page" and written[:1] == "#" else "")
        place = self.places.get(path)
        if place is None:
            return self.files.on_the_web(target, written)
        fragment = unquote(target.rest.partition("#")[2])
        with contextlib.suppress(PostError):
            if fragment and fragment in self.checker.anchors_of(path):
                return f"#{place}-{quote(fragment)}"
        return f"#{place}"

    @cached_property
    def checker(self) -> Checker:
        """What knows which headings other chapters have."""
        return self.files.checker()

    def _page(self, contents: dict[str, str]) -> str:
        book, files = self.book, self.files
        lang, words = files.words(book.lang)
        page = {
            "kind": "book",
            "title": typeset(book.title, book.lang),
            "lang": book.lang,
            "dir": direction(book.lang),
            "words_lang": lang,
            "words_dir": direction(lang),
            "description": "",
        }
        plain = files.shared().theme.plain
        shown = {"authors": book.authors, "publisher": book.publisher, "years": book.years}
        chapters = [
            self._chapter(number, post, contents[post.path])
            for number, post in enumerate(book.chapters)
        ]
        values: dict[str, object] = {
            "page": plain(page),
            "book": plain(shown),
            "chapters": tuple(chapters),
            "words": plain(words),
            "root": None,
            "style": trusted(files.shared().style),
        }
        return files.shared().theme.render("book.html", values)

    def _chapter(self, number: int, post: Post, content: str) -> object:
        lang, words = self.files.words(post.lang)
        return self.files.shared().theme.plain(
            {
                "id": self.places[post.path],
                "part": self.book.part(number),
                "post": self.files.shared().views.of(post),
                "content": trusted(content),
                "words": words,
                "words_lang": lang,
            }
        )
