"""What an EPUB is made of, and what it says about itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from blogcli.epub import chapters
from blogcli.errors import OutputError
from blogcli.markdown.events import Event
from blogcli.markdown.parse import parse
from epub_reader import EPUB_TYPE, NAMES, XML_LANG, Bind, Opened

Body = Callable[[str], Opened]

FIRST = """---
title: "First & <foremost>"
date: 2025-03-04 10:00:00+02:00
updated: 2025-04-05 01:00:00+02:00
lang: fi
authors: [Aino, Bo]
tags: [ranta]
series: Kävelyt
summary: Mitä *näin*.
---
# First & <foremost>

Sana.

## Toinen {#x}

[Sisään](#x), [ulos](b.md), [ulos tänne](b.md#here), [tyhjään](b.md#nowhere).
"""
SECOND = """---
title: Zweites
date: 2026-01-01
lang: de
---
## Hier {#here}

Wort. [Zurück](a.md)
"""


def test_the_type_comes_first_and_nothing_depends_on_the_clock(bind: Bind) -> None:
    book = bind({"a.md": FIRST})

    with zipfile.ZipFile(io.BytesIO(book.bound.data)) as archive:
        first, *_ = entries = archive.infolist()
        assert first.filename == "mimetype"
        assert first.compress_type == zipfile.ZIP_STORED
        assert first.extra == b""
        assert archive.read(first) == b"application/epub+zip"
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert book.bound.data[30:58] == b"mimetypeapplication/epub+zip"
    assert bind({"a.md": FIRST}).bound.data == book.bound.data


def test_a_post_says_what_it_is(bind: Bind, folder: Path) -> None:
    with (folder / "blog.toml").open("a") as stream:
        stream.write('base_url = "https://e.org/"\n')
    (folder / "posts/z.md").write_text(
        "---\ntitle: Z\ndate: 2024-01-01\nlang: fi\nseries: Kävelyt\n---\nZ.\n", "utf-8"
    )
    book = bind({"a.md": FIRST})

    def told(name: str) -> list[str | None]:
        return [one.text for one in book.package.iterfind(f".//dc:{name}", NAMES)]

    assert told("title") == ["First & <foremost>"]
    assert told("language") == ["fi"]
    assert told("creator") == ["Aino", "Bo"]
    assert told("description") == ["Mitä näin."]
    assert told("subject") == ["ranta"]
    assert told("publisher") == ["Merenranta"]
    assert told("date") == ["2025-03-04"]
    assert told("source") == ["https://e.org/fi/a/"]
    (identifier,) = told("identifier")
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f-]+", identifier or "")
    assert book.meta("dcterms:modified") == ["2025-04-04T23:00:00Z"]
    assert book.meta("belongs-to-collection") == ["Kävelyt"]
    assert book.meta("group-position") == ["2"]
    assert book.package.get("unique-identifier") == "id"


def test_the_identifier_stays_when_the_words_change(bind: Bind) -> None:
    def identifier(text: str) -> str:
        return bind({"a.md": text}).package.findtext(".//dc:identifier", "", NAMES)

    assert identifier(FIRST) == identifier(FIRST + "\nMore.\n")
    assert identifier(FIRST) != identifier(FIRST.replace("title:", "slug: other\ntitle:"))


def test_chapters_are_in_their_own_languages_and_know_each_other(bind: Bind) -> None:
    book = bind({"a.md": FIRST, "b.md": SECOND}, title="Both")

    assert [one.text for one in book.package.iterfind(".//dc:language", NAMES)] == ["fi", "de"]
    for number, lang in ((1, "fi"), (2, "de")):
        page = book.chapter(number)
        assert (page.get("lang"), page.get(XML_LANG), page.get("dir")) == (lang, lang, "ltr")
    assert book.links(1) == {
        "Sisään": "#x",
        "ulos": "chapter-02.xhtml",
        "ulos tänne": "chapter-02.xhtml#here",
        "tyhjään": "chapter-02.xhtml",
    }
    assert book.links(2) == {"Zurück": "chapter-01.xhtml"}
    assert book.rules() == ["broken-anchor posts/a.md:17"]
    assert book.dangling() == []


def test_links_out_of_the_book_lead_to_the_web_or_nowhere(bind: Bind, folder: Path) -> None:
    (folder / "posts/b.md").write_text(SECOND, "utf-8")
    text = (
        "[post](b.md) [web](https://ä.org/a b) [mail](mailto:a@b.fi) [bad](javascript:x())"
        " [machine](file:///etc/passwd) [own](myapp:x) [scheme](//e.org/x)"
    )
    assert bind({"a.md": f"---\ntitle: A\n---\n{text}"}).links() == {
        "mail": "mailto:a@b.fi",
        "scheme": "https://e.org/x",
        "https://ä.org/a": "https://xn--4ca.org/a",
    }
    with (folder / "blog.toml").open("a") as stream:
        stream.write('base_url = "https://e.org/"\n')
    links = bind({"a.md": f"---\ntitle: A\n---\n{text}"}).links()
    assert links["post"] == "https://e.org/de/b/"


def test_the_contents_name_every_chapter_and_the_headings_of_one_alone(bind: Bind) -> None:
    alone = bind({"a.md": FIRST + "\n### Kolmas\n\n#### Neljäs\n"})
    (toc, landmarks) = alone.page("nav.xhtml").iterfind(".//x:nav", NAMES)
    assert (toc.get(EPUB_TYPE), toc.get("role")) == ("toc", "doc-toc")
    assert [one.get("href") for one in toc.iterfind(".//x:a", NAMES)] == [
        "text/chapter-01.xhtml",
        "text/chapter-01.xhtml#x",
        "text/chapter-01.xhtml#kolmas",
    ]
    assert [one.get(EPUB_TYPE) for one in landmarks.iterfind(".//x:a", NAMES)] == [
        "cover",
        "titlepage",
        "toc",
        "bodymatter",
    ]
    book = bind({"a.md": FIRST, "b.md": SECOND}).page("nav.xhtml")
    (toc, _) = book.iterfind(".//x:nav", NAMES)
    assert [one.text for one in toc.iterfind(".//x:a", NAMES)] == ["First & <foremost>", "Zweites"]
    assert alone.dangling() == []


def test_pages_turn_the_way_the_language_runs(bind: Bind) -> None:
    for lang, way in (("ar", "rtl"), ("fi", "ltr")):
        book = bind({"a.md": f"---\ntitle: T\nlang: {lang}\n---\nX.\n\n```\ncode\n```\n"})
        spine = book.package.find("o:spine", NAMES)
        assert spine is not None
        assert spine.get("page-progression-direction") == way
        assert book.chapter().get("dir") == way
        code = book.chapter().find(".//x:pre", NAMES)
        assert code is not None
        assert code.get("dir") == "ltr"


def test_meanings_of_parts_are_told(body: Body) -> None:
    book = body(
        "One.[^a] Two.[^b] One again.[^a]\n\n[^a]: First.\n\n[^b]: Second.\n\n> [!TIP]\n> Do.\n\n"
        "> [!WARNING]\n> Don't.\n\n|  | n |\n|--|--:|\n| x | 1 |\n\n- [x] done\n- [ ] not\n\n"
        "```python\ndef f(): pass\n```\n\n$$x^2$$\n"
    )
    page = book.chapter()
    typed = [(one.get(EPUB_TYPE), one.get("role")) for one in page.iter() if one.get(EPUB_TYPE)]
    assert typed == [
        ("chapter", "doc-chapter"),
        ("noteref", "doc-noteref"),
        ("noteref", "doc-noteref"),
        ("noteref", "doc-noteref"),
        ("tip", "doc-tip"),
        ("notice", "doc-notice"),
        ("footnotes", None),
        ("footnote", "doc-footnote"),
        ("backlink", "doc-backlink"),
        ("backlink", "doc-backlink"),
        ("footnote", "doc-footnote"),
        ("backlink", "doc-backlink"),
    ]
    notes = list(page.iterfind(".//x:aside", NAMES))
    words = [" ".join("".join(one.itertext()).split()) for one in notes]
    assert [one[:8] for one in words] == ["1 First.", "2 Second"]
    assert [one.get("scope") for one in page.iterfind(".//x:th", NAMES)] == ["col", "row"]
    boxes = [one for one in page.iter() if one.get("class") == "box"]
    assert [(one.text, one.get("aria-label")) for one in boxes] == [("☑", "Done"), ("☐", "To do")]
    assert page.find(".//x:span[@class='k']", NAMES) is not None
    formula = page.find(".//m:math", NAMES)
    assert formula is not None
    assert formula.get("alttext") == "x^2"
    items = book.package.iterfind(".//o:item", NAMES)
    assert [one.get("href") for one in items if one.get("properties") == "mathml"] == [
        "text/chapter-01.xhtml"
    ]
    assert "MathML" in book.meta("schema:accessibilityFeature")
    assert book.dangling() == []


def test_only_what_is_true_is_said_of_accessibility(body: Body, folder: Path) -> None:
    Image.new("RGB", (4, 4), "red").save(folder / "posts/p.png")
    plain = body("Words.")
    described = body("![A red square](p.png)")
    silent = body("![](p.png)")
    decorated = body('<img src="p.png" alt="">')
    assert "alternativeText" in described.meta("schema:accessibilityFeature")
    assert "alternativeText" not in silent.meta("schema:accessibilityFeature")
    assert described.meta("schema:accessModeSufficient") == ["textual"]
    assert decorated.meta("schema:accessModeSufficient") == ["textual"]
    assert silent.meta("schema:accessModeSufficient") == ["textual,visual"]
    assert silent.rules() == ["missing-alt posts/a.md:6"]
    assert plain.meta("schema:accessibilityHazard") == ["none"]
    assert "MathML" not in plain.meta("schema:accessibilityFeature")
    for book in (plain, described, silent):
        assert book.meta("schema:accessibilitySummary")
        assert book.meta("dcterms:conformsTo") == []


def test_the_cover_is_a_picture_of_its_own_that_stays(bind: Bind) -> None:
    book = bind({"a.md": FIRST})
    covers = [one for one in book.package.iter() if one.get("properties") == "cover-image"]
    assert [one.get("href") for one in covers] == ["cover.png"]
    with Image.open(io.BytesIO(book.files["EPUB/cover.png"])) as image:
        assert image.size == (1600, 2560)
    shown = book.page("cover.xhtml").find(".//x:img", NAMES)
    assert shown is not None
    assert shown.get("alt") == "Kansi: First & <foremost>, Aino, Bo"
    other = bind({"a.md": FIRST.replace("title:", "slug: other\ntitle:")})
    assert other.files["EPUB/cover.png"] != book.files["EPUB/cover.png"]


def test_a_title_no_font_can_show_still_has_a_cover(bind: Bind) -> None:
    book = bind({"a.md": '---\ntitle: "\U00013080 \u1bc0 #panic()"\nlang: en\n---\nX.\n'})
    assert "EPUB/cover.png" in book.files
    assert book.page("title.xhtml").findtext(".//x:h1", "", NAMES) == "\U00013080 \u1bc0 #panic()"


def test_a_chapter_that_fails_stops_no_other(bind: Bind, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(body: str, lang: str) -> list[Event]:
        if lang == "de":
            raise ValueError(body[:7])
        return parse(body, lang)

    monkeypatch.setattr(chapters, "parse", breaking)
    book = bind({"a.md": FIRST, "b.md": SECOND})
    assert [str(one) for one in book.bound.failures] == [
        "posts/b.md: can't be made (ValueError: ## Hier)"
    ]
    assert book.links(1) == {"Sisään": "#x"}
    assert book.dangling() == []
    with pytest.raises(OutputError, match=r"posts/b\.md: can't be made"):
        bind({"b.md": SECOND})
