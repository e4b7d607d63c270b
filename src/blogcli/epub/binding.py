"""Chapters, cover, title page and table of contents → one EPUB."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogcli.blog.book import Bound
from blogcli.blog.dates import direction, in_words
from blogcli.blog.lines import shown_title
from blogcli.epub import metadata
from blogcli.epub.chapters import Author, Chapter
from blogcli.epub.container import packed
from blogcli.epub.cover import cover
from blogcli.epub.gallery import Gallery
from blogcli.epub.volume import Surroundings, Volume
from blogcli.epub.words import words_of
from blogcli.epub.xhtml import STANDING, TITLE_ID, Heading, legal, settle, write
from blogcli.errors import BlogError, OutputError
from blogcli.posts.post import Post

if TYPE_CHECKING:
    from minijinja import Environment

    from blogcli.blog import Blog

_FOLDER = Path(__file__).with_name("templates")
_ROOT = "EPUB/"
_COVER_IMAGE = "cover.png"
_DEEPEST = 3
"""Level of the headings that a table of contents goes down to."""
Progress = Callable[[int, int], None]


class Binder:
    """Makes one EPUB."""

    def __init__(
        self, blog: Blog, volume: Volume, around: Surroundings, progress: Progress | None = None
    ) -> None:
        self.volume = volume
        self.around = around
        self.progress = progress
        self.gallery = Gallery(blog.root)
        width = len(str(len(volume.posts)))
        self.names = {
            post.path: f"text/chapter-{number:0{max(width, 2)}}.xhtml"
            for number, post in enumerate(volume.posts, 1)
        }
        self.standing = {path: f"{STANDING}{name}" for path, name in self.names.items()}
        self.author = Author(blog, around, self.gallery, self.standing)
        self.failures: list[BlogError] = []

    def bind(self) -> Bound:
        """Make it; see `blogcli.epub.bind`."""
        chapters = list(self._chapters())
        if not chapters:
            raise self.failures[0]
        others = {
            self.standing[one.post.path]: (one.name.rpartition("/")[2], one.content)
            for one in chapters
        }
        for chapter in chapters:
            settle(chapter.content, others)
        return Bound(
            data=packed(self._files(chapters)),
            findings=tuple(one for chapter in chapters for one in chapter.findings),
            failures=tuple(self.failures),
        )

    def _chapters(self) -> Iterator[Chapter]:
        for done, post in enumerate(self.volume.posts, 1):
            try:
                yield self.author.write(post, self.names[post.path])
            except BlogError as error:
                self.failures.append(error)
            except Exception as error:  # noqa: BLE001 - a post that breaks us must not stop the others
                reason = f"{post.path}: can't be made ({type(error).__name__}: {error})"
                self.failures.append(OutputError(reason))
            if self.progress is not None:
                self.progress(done, len(self.volume.posts))

    def _files(self, chapters: list[Chapter]) -> dict[str, bytes]:
        """Give the files in the order in which readers want them."""
        volume, words = self.volume, words_of(self.volume.lang)
        shared = {
            "book": _texts(volume),
            "words": words._asdict(),
            "alone": volume.alone,
        }
        image = cover(volume)
        pages = {"title.xhtml": _render("title.xhtml", shared)}
        if image:
            pages = {"cover.xhtml": _render("cover.xhtml", shared), **pages}
        entries = self._entries(chapters)
        nav = {**shared, "entries": entries, "first": chapters[0].name, "cover": bool(image)}
        pages["nav.xhtml"] = _render("nav.xhtml", nav)
        pages |= {chapter.name: self._page(chapter) for chapter in chapters}
        package = metadata.package(volume, chapters, self.gallery, cover=bool(image))
        files = {
            "META-INF/container.xml": _render("container.xml", {}),
            f"{_ROOT}package.opf": _render("package.opf", {**shared, **package}),
            **{f"{_ROOT}{name}": page for name, page in pages.items()},
            f"{_ROOT}style.css": _FOLDER.joinpath("style.css").read_text("utf-8"),
        }
        binary = {f"{_ROOT}{name}": data for name, data in self.gallery.files.items()}
        if image:
            binary[f"{_ROOT}{_COVER_IMAGE}"] = image
        return {**{name: _encoded(text) for name, text in files.items()}, **binary}

    def _page(self, chapter: Chapter) -> str:
        from minijinja import safe

        post = chapter.post
        return _render(
            "chapter.xhtml",
            {
                "title": _title(post),
                "title_id": TITLE_ID,
                "lang": post.lang,
                "dir": direction(post.lang),
                "authors": ", ".join(post.authors),
                "date": in_words(post.date, post.lang) if post.date else "",
                "day": f"{post.date:%Y-%m-%d}" if post.date else "",
                "status": self._status(post),
                "content": safe(write(chapter.content.body)),
            },
        )

    def _status(self, post: Post) -> str:
        """Say that a post is a draft or scheduled; nothing of one that is or was out."""
        status = self.around.status(post)
        return self.around.words(post.lang)[status] if status in {"draft", "scheduled"} else ""

    def _entries(self, chapters: list[Chapter]) -> list[dict[str, Any]]:
        """Give the table of contents; a series that the book is sorted by has a line of its own."""
        entries: list[dict[str, Any]] = []
        series = ""
        for chapter in chapters:
            entry, part = self._entry(chapter), chapter.post.series or ""
            if not self.volume.by_series or not part:
                entries.append(entry)
            elif part == series:
                entries[-1]["below"].append(entry)
            else:
                entries.append({"text": part, "lang": "", "href": "", "below": [entry]})
            series = part
        return entries

    def _entry(self, chapter: Chapter) -> dict[str, Any]:
        """Give a line of the table of contents, and the lines below it where it is the only one."""
        entry: dict[str, Any] = {
            "text": _title(chapter.post),
            "lang": chapter.post.lang,
            "dir": direction(chapter.post.lang),
            "href": chapter.name,
            "below": [],
        }
        if self.volume.alone:
            headings = [one for one in chapter.content.headings if one.level <= _DEEPEST]
            entry["below"] = _nested(headings, chapter.name)
        return entry


def _nested(headings: list[Heading], name: str) -> list[dict[str, Any]]:
    """Put headings below those that they belong to; none is skipped by the renderer."""
    top: list[dict[str, Any]] = []
    for heading in headings:
        line = {"text": heading.text, "lang": "", "href": f"{name}#{heading.id}", "below": []}
        (top[-1]["below"] if heading.level == _DEEPEST and top else top).append(line)
    return top


def _title(post: Post) -> str:
    return shown_title(post).strip() or post.slug or "–"


def _texts(volume: Volume) -> dict[str, Any]:
    """Give what is said about the book, as templates show it."""
    lang = volume.lang
    return {
        "title": volume.title,
        "lang": lang,
        "dir": direction(lang),
        "authors": volume.authors,
        "publisher": volume.publisher,
        "imprint": volume.publisher if volume.publisher != volume.title else "",
        "description": volume.description,
        "subjects": volume.subjects,
        "source": volume.source,
        "series": volume.series,
        "position": volume.position,
        "identifier": volume.identifier,
        "date": in_words(volume.published, lang) if volume.published else "",
        "day": f"{volume.published:%Y-%m-%d}" if volume.published else "",
    }


def _render(name: str, values: Mapping[str, Any]) -> str:
    # The engine escapes slashes too, which no reader needs in its paths.
    return _environment().render_template(name, **values).replace("&#x2f;", "/")


@cache
def _environment() -> Environment:
    from minijinja import Environment

    return Environment(
        loader=lambda name: _FOLDER.joinpath(name).read_text("utf-8"),
        undefined_behavior="strict",
        auto_escape_callback=lambda _: "html",
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _encoded(text: str) -> bytes:
    return legal(text).encode()
