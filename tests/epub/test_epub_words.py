"""Whatever a post says, its chapter is well formed, and no word is lost."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given

from blogcli import epub
from blogcli.blog import Blog
from blogcli.blog.book import book_of
from blogcli.epub.xhtml import content_of, settle, write
from blogcli.export.surroundings import surroundings
from blogcli.markdown.html import HtmlOptions, to_html
from blogcli.markdown.parse import parse
from blogcli.markdown.reduce import reduce_html
from blogcli.markdown.text import to_text
from epub_reader import Opened
from markdown_samples import languages, texts
from other_readers import Page, split, words_of

NOW = datetime(2100, 1, 1, tzinfo=UTC)


@given(texts, languages)
@example("# a\n\n# a\n\n[x](#a-1) [y](#a)\n", "en")
@example("[^1] a\n\n[^1]: - x\n\n    y\n", "fi")
@example("<div><p>a<table><td>b<a href=x><a href=y>c</div>", "en")
@example("<dl><dd>a</dl><dl><dt>b</dl>", "en")
@example("a\x0cb \ufffe\uffff \x85 \U0001fffe", "en")
@example("- [x] <input disabled checked> [](x) [![](y)](z)", "en")
def test_any_text_is_well_formed_with_all_its_words(text: str, lang: str) -> None:
    events = reduce_html(parse(text, lang))
    html = to_html(events, HtmlOptions(lang=lang, first_heading=2, highlight=True))
    content = content_of(html, ())
    settle(content, {})
    written = write(content.body)

    read = ET.fromstring(f'<body xmlns:epub="e">{written}</body>')
    ids = [one.get("id") for one in read.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", cast("str", name)) for name in ids)
    for terms in read.iter("dl"):
        assert re.fullmatch(r"(dt)+(dd)+((dt)+(dd)+)*", "".join(one.tag for one in terms))
    for link in read.iter("a"):
        target = link.get("href", "")
        assert not target.startswith("#") or target[1:] in ids
    assert not letters(to_text(events)) - letters(Page(written).text)


def letters(text: str) -> Counter[str]:
    """Count letters and digits: what parts words is for the eye of a reader."""
    return Counter("".join(split(text)))


@pytest.mark.parametrize("name", ["as-kilta", "gopheracademy", "scientific-python"])
def test_every_word_of_real_posts_is_there(corpora: Path, name: str) -> None:
    blog = Blog.open(corpora / name)
    posts = blog.posts(now=NOW)[::10]
    book = Opened(epub.bind(blog, epub.volume_of(book_of(blog, posts)), surroundings(blog, NOW)))
    assert book.bound.failures == ()
    assert book.dangling() == []
    chapters = sorted(file for file in book.files if file.startswith("EPUB/text/"))
    for post, chapter in zip(posts, chapters, strict=True):
        shown = Counter(split(Page(book.files[chapter].decode()).text))
        assert not words_of(blog.body(post)) - shown, post.path
