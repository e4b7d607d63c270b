"""The chapters of a book as data: each grown by itself, then made to know the others."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from blogcli.blog.book import Book
from blogcli.blog.dates import digits
from blogcli.blog.lines import typeset
from blogcli.graphics.fonts import FontChoice, choose
from blogcli.pdf.addresses import Addresses
from blogcli.pdf.inline import clean
from blogcli.pdf.job import BookJob, House, Job
from blogcli.pdf.languages import is_right_to_left, typst_language
from blogcli.pdf.manuscript import DIGITS, Manuscript, running_title
from blogcli.pdf.references import walk
from blogcli.pdf.words import contents_word, page_reference

_CHAPTER = "@"
"""Stands before the number of a chapter where a link leads there; no address begins so."""

_RUNNING_BOOK, _RUNNING_CHAPTER = 32, 44
"""Characters of both that fit into the line at the head of a page."""


class Chapters:
    """The manuscripts of a book, and what stands around them.

    `stage` is the folder for their pictures, and `shelf` what templates call it.
    """

    def __init__(self, house: House, job: BookJob, stage: Path, shelf: str) -> None:
        self.house = house
        self.job = job
        self._numbers = {chapter.post.path: at for at, chapter in enumerate(job.chapters)}
        self.scripts = [
            Manuscript(
                house,
                chapter,
                stage / str(number),
                f"{shelf}/{number}",
                link=partial(self._link, chapter),
            )
            for number, chapter in enumerate(job.chapters)
        ]

    def _link(self, chapter: Job, target: str) -> str | None:
        """Lead to a chapter of this book, else where a post by itself would lead."""
        path, fragment = chapter.links.get(target, ("", ""))
        if (number := self._numbers.get(path)) is not None:
            return f"{_CHAPTER}{number}#{fragment}"
        return Addresses(self.house.base_url, chapter.post, self.house.addresses).resolve(target)

    def bind(self, chapters: list[dict[str, Any]]) -> tuple[dict[str, Any], FontChoice]:
        """Make the data of the book from that of its chapters."""
        book = self.job.book
        ids = [set(_ids(chapter)) for chapter in chapters]
        for number, (chapter, job) in enumerate(zip(chapters, self.job.chapters, strict=True)):
            chapter["prefix"] = f"{number}-"
            chapter["part"] = _line(book.part(number))
            chapter["begins"] = _begins(book, number)
            chapter["running"] = running_title(chapter["title"], _RUNNING_CHAPTER)
            chapter["page"] = page_reference(job.post.lang)
            if job.links:
                _settle(chapter, ids)
        lang, region = typst_language(book.lang)
        own = digits(book.lang)
        title = _line(typeset(book.title, book.lang)) or "–"
        publisher = _line(self.house.title)
        authors = [_line(author) for author in book.authors]
        data: dict[str, Any] = {
            "title": title,
            "name": title,
            "running": running_title(title, _RUNNING_BOOK),
            "blog": publisher,
            "byline": ", ".join(authors),
            "years": book.years,
            "contents": contents_word(book.lang),
            "authors": authors,
            "keywords": [_line(tag) for tag in book.subjects],
            "summary": "",
            "lang": lang,
            "region": region,
            "rtl": is_right_to_left(lang),
            "digits": own,
            "chapters": chapters,
        }
        shown = (
            own,
            title,
            publisher,
            data["byline"],
            data["contents"],
            *(c["part"] for c in chapters),
        )
        choice = choose(set().union(*shown, data["years"]), book.lang, self.house.font)
        if choice.missing:
            data = _without(data, choice.missing)
        data["fonts"] = {"text": choice.text, "mono": choice.mono}
        return data, choice


def _begins(book: Book, number: int) -> bool:
    """Say whether a group of the contents begins with this chapter."""
    if number == 0:
        return True
    chapters = book.chapters
    return book.by_series and chapters[number].series != chapters[number - 1].series


def _line(text: str) -> str:
    return " ".join(clean(text, {}).split())


def _ids(chapter: dict[str, Any]) -> list[str]:
    return [
        node["id"] for node in walk(chapter["blocks"]) if node["k"] == "heading" and "id" in node
    ]


def _settle(chapter: dict[str, Any], ids: list[set[str]]) -> None:
    """Lead links to the chapters that they mean: to a heading where it is there."""
    for node in walk([*chapter["blocks"], *chapter["notes"]]):
        if node["k"] != "link" or not str(node["to"]).startswith(_CHAPTER):
            continue
        number, _, fragment = node["to"].removeprefix(_CHAPTER).partition("#")
        place = f"{number}-at-{fragment}" if fragment in ids[int(number)] else f"chapter-{number}"
        node.update(k="reference", to=place)


def _without(data: dict[str, Any], missing: frozenset[str]) -> dict[str, Any]:
    """Show a replacement for what no font has on the cover and in the contents."""
    table = dict.fromkeys(map(ord, missing), "\ufffd")
    shown = ("title", "running", "blog", "byline")
    replaced = {key: data[key].translate(table) for key in shown}
    return data | replaced | ({} if missing.isdisjoint(data["digits"]) else {"digits": DIGITS})
