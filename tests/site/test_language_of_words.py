"""Words in another language than those around them are marked (WCAG 2.1, 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from blogcli.blog import Blog
from blogcli.site import BuildReport
from blogcli.site.single import SingleFiles
from site_samples import NOW

VOID = {"meta", "link", "img", "input", "br", "hr"}
PERSIAN = re.compile("[\u0600-\u06ff]")
ENGLISH = re.compile("[A-Za-z]{2}")
LABELS = ("aria-label", "title", "alt", "data-label")
POST = """---
title: پست نخست
date: 2026-01-01
lang: fa
tags: [برچسب]
categories: [دسته]
series: مجموعه
---
متن[^1] با جدول

| الف | ب |
| --- | --- |
| یک | دو |

- [x] کار

> [!NOTE]
> یادداشت

[^1]: پانوشت
"""


class Tongues(HTMLParser):
    """Each text and label of a page, with the language that it is marked as."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.langs = [""]
        self.found: list[tuple[str, str]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang") or self.langs[-1]
        lang = given.get("data-lang") or lang if tag == "script" else lang
        self.found += [(given[name] or "", lang) for name in LABELS if name in given]
        if tag not in VOID:
            self.langs.append(lang)

    def handle_endtag(self, _: str) -> None:
        self.langs.pop()

    def handle_data(self, data: str) -> None:
        if self.langs[-1:] and data.strip():
            self.found.append((data.strip(), self.langs[-1]))


def wrong(source: str) -> list[tuple[str, str]]:
    body = re.sub("<style>.*?</style>", "", source, flags=re.DOTALL)
    return [
        (text, lang)
        for text, lang in Tongues(body).found
        if (PERSIAN.search(text) and lang != "fa")
        or (ENGLISH.search(text) and not PERSIAN.search(text) and lang != "en")
    ]


@pytest.fixture
def blog(write_blog: Callable[..., Blog]) -> Blog:
    return write_blog(
        {
            "blog.toml": 'title = "وبلاگ"\nlanguages = ["fa"]\n[site]\npage_size = 2\n',
            "posts/a.md": POST,
            "posts/b.md": POST.replace("نخست", "دوم"),
            "posts/c.md": POST.replace("نخست", "سوم").replace("series: مجموعه\n", "draft: true\n"),
            "pages/d.md": "---\ntitle: درباره\nlang: fa\n---\nدرباره ما\n",
        }
    )


def test_english_words_on_persian_pages_are_marked_and_nothing_else_is(
    blog: Blog, make: Callable[..., BuildReport], tmp_path: Path
) -> None:
    assert make(blog, drafts=True).failures == ()
    pages = sorted((tmp_path / "out").rglob("*.html"))
    assert len(pages) > 10
    found = {
        path.relative_to(tmp_path / "out").as_posix(): wrong(path.read_text("utf-8"))
        for path in pages
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_one_post_as_a_file_marks_them_too(blog: Blog) -> None:
    post = blog.posts(now=NOW)[0]
    assert wrong(SingleFiles(blog, NOW).html(post)) == []
    assert 'lang="en">Note' in SingleFiles(blog, NOW).html(post)


def test_a_draft_has_no_date_of_publication(
    write_blog: Callable[..., Blog], make: Callable[..., BuildReport], tmp_path: Path
) -> None:
    blog = write_blog(
        {"posts/a.md": "---\ntitle: A\ndate: 2026-01-01\ndraft: true\ntags: [x]\n---\n"}
    )
    make(blog, drafts=True)
    names = {
        "a/index.html": ("datePublished", "published_time", "dateModified"),
        "feed.xml": ("<published>",),
        "rss.xml": ("<pubDate>",),
        "feed.json": ("date_published",),
    }
    for name, words in names.items():
        text = (tmp_path / "out" / name).read_text("utf-8")
        assert not [word for word in words if word in text], name
    (blog.root / "posts/a.md").write_text("---\ntitle: A\ndate: 2026-01-01\n---\n", "utf-8")
    blog.sync(NOW)
    make(blog)
    for name, words in names.items():
        text = (tmp_path / "out" / name).read_text("utf-8")
        assert [word for word in words if word in text], name
