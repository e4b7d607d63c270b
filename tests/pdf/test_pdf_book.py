"""A book in PDF: chapters that know each other, each in its own language."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from blogcli.blog.book import Book
from blogcli.config import PdfConfig
from blogcli.pdf.document import Workshop
from blogcli.pdf.job import BookJob, House, Job, Sheet
from blogcli.pdf.setting import setting_of
from blogcli.posts.post import Post

Bind = Callable[..., Sheet]


def chapter(name: str, body: str, lang: str = "en", **fields: Any) -> Job:  # noqa: ANN401
    links = fields.pop("links", {})
    post = Post(
        path=f"posts/{name}.md",
        slug=name,
        lang=lang,
        title=fields.pop("title", name.title()),
        date=datetime(2026, 9, 1, 9, 0, tzinfo=UTC),
        **fields,
    )
    return Job(post, body, links=links)


@pytest.fixture
def bind(workshop: Workshop) -> Bind:
    def bind_all(*jobs: Job, title: str = "Shores") -> Sheet:
        posts = tuple(job.post for job in jobs)
        book = Book(
            title=title,
            lang=posts[0].lang,
            chapters=posts,
            authors=("Ann", "Bo"),
            by_series=any(post.series for post in posts),
        )
        return workshop.make_book(BookJob(book, jobs))

    return bind_all


def titles(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        return [item.title for item in outline.root]


def test_a_book_claims_what_its_chapters_can(bind: Bind) -> None:
    sheet = bind(chapter("one", "Text.\n\n### Deep\n\nMore."), chapter("kaksi", "Sanoja.", "fi"))
    assert sheet.findings == ()
    assert sheet.standards == ("ua-1", "a-2a")
    with pikepdf.open(io.BytesIO(sheet.pdf)) as document:
        assert str(document.docinfo["/Title"]) == "Shores"
        assert str(document.Root.Lang) == "en"
    assert titles(sheet.pdf) == ["One", "Kaksi"]


def test_the_same_book_has_the_same_bytes(bind: Bind) -> None:
    jobs = [chapter(str(n), f"Words {n}.[^a]\n\n[^a]: A note.") for n in range(5)]
    assert bind(*jobs).pdf == bind(*jobs).pdf


def test_every_word_is_there_in_order(bind: Bind, text_of: Callable[[bytes], str]) -> None:
    text = text_of(bind(chapter("one", "First words."), chapter("two", "Second words.")).pdf)
    flat = " ".join(text.split())
    assert flat.startswith("Shores Ann, Bo")
    order = ["Contents", "One", "Two", "One", "First words.", "Two", "Second words."]
    at = 0
    for words in order:
        at = flat.index(words, at) + len(words)


def test_contents_and_links_name_the_page(bind: Bind, text_of: Callable[[bytes], str]) -> None:
    one = chapter(
        "one",
        "See [the other](two.md), [its end](two.md#end) and [no place](two.md#none).",
        links={
            "two.md": ("posts/two.md", ""),
            "two.md#end": ("posts/two.md", "end"),
            "two.md#none": ("posts/two.md", "none"),
        },
    )
    two = chapter("two", "Words. " * 1500 + "\n\n## End\n\nThe end.", "fi")
    pdf = bind(one, two).pdf
    text = " ".join(text_of(pdf).split())
    first, end, none = re.findall(r"\(p\. (\d+)\)", text)
    assert (first, none) == ("4", "4")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert int(end) == len(document.pages) > 5
    assert re.search(r"One\W+3\W+Two\W+4", text)


@pytest.mark.parametrize(
    ("lang", "against", "title"), [("en", "he", "שתי מילים"), ("he", "en", "Two words")]
)
def test_page_numbers_stand_on_one_side_of_the_contents(
    bind: Bind, lang: str, against: str, title: str
) -> None:
    own = {"en": "One", "he": "אחת"}[lang]
    sheet = bind(chapter("a", "A.", lang, title=own), chapter("b", "B.", against, title=title))

    assert sheet.standards == ("ua-1", "a-2a")
    with pikepdf.open(io.BytesIO(sheet.pdf)) as document:
        first, second = [row for row in _rows(document.pages[1]) if len(row) > 1]
    side = max if lang == "en" else min
    assert side(first) == pytest.approx(side(second), abs=1)


def _rows(page: pikepdf.Page) -> list[list[float]]:
    """Give for each line how far from the left its parts begin."""
    rows: dict[float, list[float]] = {}
    for step in pikepdf.parse_content_stream(page):
        numbers: list[Any] = list(step.operands)
        if str(step.operator) == "cm":
            rows.setdefault(float(numbers[5]), []).append(float(numbers[4]))
    return list(rows.values())


def test_pages_of_a_book_are_numbered_in_its_digits(
    bind: Bind, text_of: Callable[[bytes], str]
) -> None:
    link = {"two.md": ("posts/two.md", "")}

    sheet = bind(chapter("one", "[b](two.md)", "fa", links=link), chapter("two", "c", "fa"))

    assert " ۴)" in text_of(sheet.pdf)
    assert re.search(r"One\W+۳\s+Two\W+۴", text_of(sheet.pdf))


def test_a_picture_may_lead_to_another_chapter(
    bind: Bind, blog_folder: Path, text_of: Callable[[bytes], str]
) -> None:
    Image.new("L", (30, 20)).save(blog_folder / "posts" / "sea.png")
    one = chapter("one", "[![Sea](sea.png)](two.md)", links={"two.md": ("posts/two.md", "")})

    sheet = bind(one, chapter("two", "Words."))

    assert sheet.standards == ("ua-1", "a-2a")
    assert "(p. 4)" in text_of(sheet.pdf)


def test_a_chapter_that_is_not_in_the_book_is_on_the_web(
    house: House, tmp_path: Path, text_of: Callable[[bytes], str]
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    workshop = Workshop(replace(house, base_url="https://example.org/"), folder)
    one = chapter("one", "See [it](two.md).", links={"two.md": ("posts/two.md", "")})
    pdf = workshop.make_book(BookJob(Book(title="A", lang="en", chapters=(one.post,)), (one,))).pdf
    assert "(p." not in text_of(pdf)


def test_notes_are_numbered_chapter_by_chapter(bind: Bind, text_of: Callable[[bytes], str]) -> None:
    body = "Word.[^a] Again.[^a] Other.[^b]\n\n## Same\n\n[^a]: Note a.\n[^b]: Note b.\n"
    text = text_of(bind(chapter("one", body), chapter("two", body)).pdf)
    assert len(re.findall(r"1\s*Note a", text)) == 2
    assert not re.search(r"3\s*Note", text)


def test_notes_stand_on_the_side_where_their_chapter_begins_its_lines(bind: Bind) -> None:
    body = "Word.[^a]\n\n[^a]: Note.\n"
    sheet = bind(chapter("one", body), chapter("two", body, "he"))
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        left, right = (_note_begins(page) for page in pdf.pages[2:])
        middle = float(pdf.pages[0].mediabox[2]) / 2
    assert left < middle < right


def _note_begins(page: pikepdf.Page) -> float:
    """Tell how far from the left what stands right above the page's number begins."""
    places = []
    for step in pikepdf.parse_content_stream(page):
        numbers: list[Any] = list(step.operands)
        if str(step.operator) == "cm":
            places.append((float(numbers[5]), float(numbers[4])))
    _, height = sorted({y for y, _ in places})[:2]
    return min(x for y, x in places if y == height)


def test_series_stand_in_the_contents(bind: Bind, text_of: Callable[[bytes], str]) -> None:
    sheet = bind(
        chapter("one", "A.", series="Boats"),
        chapter("two", "B.", series="Walks"),
        chapter("three", "C.", series="Walks"),
        chapter("four", "D."),
    )
    assert sheet.standards == ("ua-1", "a-2a")
    text = " ".join(text_of(sheet.pdf).split())
    assert re.search(r"Boats One\W+3 Walks Two\W+4 Three\W+5 Four\W+6", text)
    assert text.count("Walks") == 1


def test_what_a_chapter_lacks_is_told_of_that_chapter(bind: Bind, blog_folder: Path) -> None:
    from PIL import Image

    Image.new("RGB", (8, 8), "red").save(blog_folder / "posts" / "dot.png")
    sheet = bind(chapter("one", "Fine."), chapter("two", "![](dot.png)"))
    assert sheet.standards == ("a-2u",)
    assert {finding.path for finding in sheet.findings} == {"posts/two.md"}


def test_a_damaged_picture_harms_no_other(bind: Bind, blog_folder: Path) -> None:
    from PIL import Image

    for name in ("good", "bad"):
        Image.new("RGB", (80, 80), "red").save(blog_folder / "posts" / f"{name}.png")
    bad = blog_folder / "posts" / "bad.png"
    data = bytearray(bad.read_bytes())
    data[60:70] = b"x" * 10
    bad.write_bytes(bytes(data))
    sheet = bind(chapter("one", "![good](good.png)"), chapter("two", "![bad](bad.png)"))
    assert {(finding.rule, finding.path) for finding in sheet.findings} == {
        ("bad-image", "posts/two.md")
    }


def test_characters_without_a_font_are_told_of_their_chapter(bind: Bind) -> None:
    sheet = bind(
        chapter("one", "Fine."), chapter("two", "An \U00012000 here.", title="A\U00012000")
    )
    assert {finding.path for finding in sheet.findings} == {"posts/two.md"}


HOSTILE = '#read("/etc/passwd") *_`$ <@a> \\ #[x] // /* "'


def test_markup_in_titles_stays_words(bind: Bind, text_of: Callable[[bytes], str]) -> None:
    one = chapter(
        "one", "Text.", title=HOSTILE, authors=(HOSTILE,), tags=(HOSTILE,), series=HOSTILE
    )
    text = text_of(bind(one, chapter("two", "Text.", series="b"), title=HOSTILE).pdf)
    assert text.count("/etc/passwd") >= 3
    assert "root:" not in text


def test_a_fragment_is_no_code(bind: Bind) -> None:
    fragment = 'end") #read("/etc/passwd'
    one = chapter("one", "[x](two.md)", links={"two.md": ("posts/two.md", fragment)})
    assert bind(one, chapter("two", "## End")).standards == ("ua-1", "a-2a")


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_megabyte_of_table_is_a_chapter_too(house: House, tmp_path: Path, paper: str) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    workshop = Workshop(replace(house, setting=setting_of(PdfConfig(paper=paper))), folder)
    rows = "| a | b |\n| - | - |\n" + "| some words | and more of them |\n" * 3000
    jobs = (chapter("one", rows), chapter("two", "Short."))
    start = time.monotonic()
    posts = tuple(job.post for job in jobs)
    sheet = workshop.make_book(BookJob(Book(title="A", lang="en", chapters=posts), jobs))
    assert sheet.standards == ("ua-1", "a-2a")
    assert time.monotonic() - start < 40
