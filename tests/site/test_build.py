"""Whole sites, from real files to real files."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree  # type: ignore[import-untyped]  # it ships none

from blogcli.blog import Blog
from blogcli.errors import OutputError
from blogcli.site import BuildReport, SiteOptions, build
from site_samples import NOW, files_in, page, picture

Write = Callable[[Mapping[str, str | bytes]], Blog]
Make = Callable[..., BuildReport]

BLOG: dict[str, str | bytes] = {
    "blog.toml": (
        'title = "Ä & <B>"\nbase_url = "https://e.org/b/"\nlanguages = ["en", "is"]\n'
        'authors = ["A. Author"]\n[site]\npage_size = 2\n'
    ),
    "posts/one.md": "---\ntitle: One & only\ndate: 2026-01-01\nlang: en\ntags: [C, C++, Ö]\n---\n"
    "Text with [two](two/index.en.md#deep) and\n\n![A square](sq.png)\n",
    "posts/sq.png": picture(30, 20),
    "posts/two/index.en.md": "---\ntitle: Two\ndate: 2026-02-01\nlang: en\ntags: [c]\n---\n"
    "# Two\n\n### Deep\n\n![Round](in/r.png) <b>raw</b>\n",
    "posts/two/index.is.md": "---\ntitle: Tvö\ndate: 2026-02-01\nlang: is\n---\nTexti.\n",
    "posts/two/in/r.png": picture(4, 4),
    "posts/two/unnamed.txt": "beside",
    "posts/three.md": "---\ntitle: Three\ndate: 2026-03-01\nlang: en\n---\nThree.\n",
    "posts/arabic.md": "---\ntitle: مرحبا\ndate: 2025-03-01\nlang: ar\n---\nنص.\n",
    "posts/draft.md": "---\ntitle: Draft\ndraft: true\nlang: en\n---\nDraft.\n",
    "posts/later.md": "---\ntitle: Later\ndate: 2026-12-01T10:00:00Z\nlang: en\n---\nLater.\n",
    "posts/gone.md": "---\ntitle: Gone\ndate: 2020-01-01\nexpiryDate: 2021-01-01\n---\nGone.\n",
    "pages/about.md": "---\ntitle: About\nlang: en\n---\nAbout.\n",
    "static/logo.png": picture(),
    "static/sub/x.txt": "x",
    "static/.hidden": "x",
}


def read_feed(data: bytes) -> Any:  # noqa: ANN401 - it has no types
    return feedparser.parse(data)  # type: ignore[attr-defined,no-untyped-call]  # it has no types


def test_the_site_holds_all_that_is_due(write_blog: Write, make: Make, tmp_path: Path) -> None:
    report = make(write_blog(BLOG))
    assert report.failures == ()
    assert report.findings == ()
    assert report.next_due == datetime(2026, 12, 1, 10, tzinfo=UTC)
    made = files_in(tmp_path / "out")
    assert sorted(made) == sorted(report.written)
    assert sorted(made) == [
        "404.html",
        "about/index.html",
        "ar/arabic/index.html",
        "archive/2025/index.html",
        "archive/2026/index.html",
        "archive/2026/page/2/index.html",
        "archive/index.html",
        "feed.json",
        "feed.xml",
        "index.html",
        "is/archive/2026/index.html",
        "is/archive/index.html",
        "is/feed.json",
        "is/feed.xml",
        "is/index.html",
        "is/rss.xml",
        "is/two/in/r.png",
        "is/two/index.html",
        "is/two/unnamed.txt",
        "logo.png",
        "media/posts/sq.png",
        "one/index.html",
        "page/2/index.html",
        "posts.json",
        "robots.txt",
        "rss.xml",
        "sitemap.xml",
        "sub/x.txt",
        *(f"tags/c-plus-plus/{name}" for name in ("feed.json", "feed.xml")),
        *(f"tags/c-plus-plus/{name}" for name in ("index.html", "rss.xml")),
        *(f"tags/c/{name}" for name in ("feed.json", "feed.xml", "index.html", "rss.xml")),
        "tags/index.html",
        *(f"tags/o/{name}" for name in ("feed.json", "feed.xml", "index.html", "rss.xml")),
        "theme/style.css",
        "theme/switch.js",
        "three/index.html",
        "two/in/r.png",
        "two/index.html",
        "two/unnamed.txt",
    ]
    assert made["two/in/r.png"] == picture(4, 4)


def test_pages_say_their_language_and_its_direction(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    make(write_blog(BLOG))
    out = tmp_path / "out"
    assert page(out / "index.html").all("html") == [{"lang": "en"}]
    assert page(out / "is/two/index.html").all("html") == [{"lang": "is"}]
    arabic = page(out / "ar/arabic/index.html")
    assert arabic.all("html") == [{"lang": "ar", "dir": "rtl"}]
    assert arabic.all("footer", lang="en")
    assert not arabic.all("header", lang="en")  # it holds the name of the site
    second = page(out / "page/2/index.html")
    assert second.all("article", lang="ar", dir="rtl")


def test_translations_know_each_other(write_blog: Write, make: Make, tmp_path: Path) -> None:
    make(write_blog(BLOG))
    for place, other in (("two/index.html", "is"), ("is/two/index.html", "en")):
        shown = page(tmp_path / "out" / place)
        alternates = {one["hreflang"]: one["href"] for one in shown.all("link", rel="alternate")
                      if "hreflang" in one}  # fmt: skip
        assert alternates == {"en": "https://e.org/b/two/", "is": "https://e.org/b/is/two/"}
        assert [one["lang"] for one in shown.all("a", rel="alternate")] == [other]
    assert page(tmp_path / "out/one/index.html").all("a", rel="alternate") == []


def test_lists_are_paged_newest_first(write_blog: Write, make: Make, tmp_path: Path) -> None:
    make(write_blog(BLOG))
    first, second = page(tmp_path / "out/index.html"), page(tmp_path / "out/page/2/index.html")
    assert [link for link in first.links() if link.startswith("./t")][:2] == ["./three/", "./two/"]
    assert "../../one/" in second.links()
    assert "../../ar/arabic/" in second.links()
    assert first.all("a", rel="next") == [{"class": "older", "rel": "next", "href": "./page/2/"}]
    assert second.all("a", rel="prev") == [{"class": "newer", "rel": "prev", "href": "../../"}]
    assert "Page 2 of 2" in second.text


def test_tags_join_spellings_and_keep_names_apart(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    make(write_blog(BLOG))
    index = page(tmp_path / "out/tags/index.html")
    named = re.findall(r"\b(C\+\+|C|Ö)\s+(\d)", index.text)
    assert named == [("C", "2"), ("C++", "1"), ("Ö", "1")]
    assert page(tmp_path / "out/tags/c/index.html").links().count("../../two/") == 1


def test_user_text_is_escaped(write_blog: Write, make: Make, tmp_path: Path) -> None:
    make(write_blog(BLOG))
    source = (tmp_path / "out/one/index.html").read_text("utf-8")
    assert "<title>One &amp; only – Ä &amp; &lt;B&gt;</title>" in source


def test_headings_and_links_and_pictures_of_a_post(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    make(write_blog(BLOG))
    two = page(tmp_path / "out/two/index.html")
    levels = [tag for tag, _ in two.tags if re.fullmatch("h[1-6]", tag)]
    assert levels == ["h1", "h2", "h2"]
    one = page(tmp_path / "out/one/index.html")
    assert "../two/#deep" in one.links()
    (image,) = one.all("img")
    assert image["src"] == "../media/posts/sq.png"
    assert (image["width"], image["height"]) == ("30", "20")
    assert (image["alt"], image["loading"]) == ("A square", "lazy")


def test_neighbours_in_time(write_blog: Write, make: Make, tmp_path: Path) -> None:
    make(write_blog(BLOG))
    two = page(tmp_path / "out/two/index.html")
    assert [one["href"] for one in two.all("a", rel="prev")] == ["../one/"]
    assert [one["href"] for one in two.all("a", rel="next")] == ["../three/"]


def test_a_title_of_many_words_is_set_smaller(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    title = "A title of so many words that it would fill the page before the post began"
    posts = {"long": f"title: {title}", "short": "title: A title"}
    make(
        write_blog({f"posts/{slug}.md": f"---\n{head}\n---\nA.\n" for slug, head in posts.items()})
    )
    shown = {slug: page(tmp_path / f"out/{slug}/index.html").all("h1") for slug in posts}
    assert [one.get("class") for one in (*shown["long"], *shown["short"])] == ["long", None]


def test_the_foot_says_which_language_this_is(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    files = {"blog.toml": 'languages = ["en", "fi"]\n'}
    for lang in ("en", "fi"):
        files[f"posts/a.{lang}.md"] = f"---\ntitle: A\ndate: 2026-01-01\nlang: {lang}\n---\nA.\n"
    make(write_blog(files))
    for path, current in (("index.html", "page"), ("a/index.html", "true")):
        links = page(tmp_path / "out/fi" / path).all("a", hreflang="fi")
        assert [one["aria-current"] for one in links if "aria-current" in one] == [current]


def test_what_is_asked_for_is_shown_and_hidden_from_search_engines(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    make(write_blog(BLOG), drafts=True, scheduled=True, expired=True)
    out = tmp_path / "out"
    for slug, word in (("draft", "Draft"), ("later", "Scheduled"), ("gone", "Expired")):
        shown = page(out / slug / "index.html")
        assert shown.all("meta", name="robots") == [{"name": "robots", "content": "noindex"}]
        assert word in shown.text
    assert b"/later/" not in (out / "sitemap.xml").read_bytes()


def test_the_feed_is_whole_and_absolute(write_blog: Write, make: Make, tmp_path: Path) -> None:
    make(write_blog(BLOG))
    data = (tmp_path / "out/feed.xml").read_bytes()
    feed = read_feed(data)
    assert not feed.bozo
    assert feed.feed.title == "Ä & <B>"
    assert feed.feed.id == "https://e.org/b/"
    assert feed.feed.updated == "2026-03-01T00:00:00+00:00"
    assert [entry.link for entry in feed.entries] == [
        "https://e.org/b/three/",
        "https://e.org/b/two/",
        "https://e.org/b/one/",
        "https://e.org/b/ar/arabic/",
    ]
    one = feed.entries[2]
    assert one.title == "One & only"
    assert [tag.term for tag in one.tags] == ["C", "C++", "Ö"]
    assert 'src="https://e.org/b/media/posts/sq.png"' in one.content[0].value
    assert 'href="https://e.org/b/two/#deep"' in one.content[0].value
    root = etree.fromstring(data)
    space = {"a": "http://www.w3.org/2005/Atom"}
    ids = root.xpath("//a:entry/a:id/text()", namespaces=space)
    assert len(set(ids)) == 4
    assert {entry.get("{http://www.w3.org/XML/1998/namespace}lang") for entry in root} >= {"ar"}


def test_a_feed_without_a_base_url_is_still_valid(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    report = make(write_blog({"posts/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\n[b](b.png)\n"}))
    assert [finding.rule for finding in report.findings] == ["base-url", "broken-link"]
    feed = read_feed((tmp_path / "out/feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.feed.id.startswith("urn:uuid:")
    assert feed.entries[0].id.startswith("urn:uuid:")
    assert not (tmp_path / "out/sitemap.xml").exists()


def test_control_characters_leave_the_feed_well_formed(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    make(
        write_blog(
            {"posts/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\nform\x0cfeed \x01 \ufffe\n"}
        )
    )
    assert not read_feed((tmp_path / "out/feed.xml").read_bytes()).bozo


def test_the_sitemap_names_pages_and_their_versions(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    make(write_blog(BLOG))
    root = etree.parse(tmp_path / "out/sitemap.xml").getroot()
    space = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    places = root.xpath("//s:loc/text()", namespaces=space)
    assert {"https://e.org/b/", "https://e.org/b/is/", "https://e.org/b/about/"} <= set(places)
    (two,) = root.xpath("//s:url[s:loc='https://e.org/b/two/']", namespaces=space)
    assert two.xpath("x:link/@href", namespaces=space) == [
        "https://e.org/b/two/",
        "https://e.org/b/is/two/",
    ]
    assert two.xpath("s:lastmod/text()", namespaces=space) == ["2026-02-01T00:00:00+00:00"]
    robots = (tmp_path / "out/robots.txt").read_text("utf-8")
    assert "Sitemap: https://e.org/b/sitemap.xml" in robots


def test_the_page_for_lost_addresses_works_from_anywhere(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    make(write_blog(BLOG))
    lost = page(tmp_path / "out/404.html")
    assert lost.all("link", rel="stylesheet")[0]["href"] == "/b/theme/style.css"
    assert "/b/" in lost.links()


def test_a_static_file_takes_the_place_of_what_is_made_for_machines(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    own = {"posts/a.md": "A\n", "static/robots.txt": "mine", "static/404.html": "mine"}
    report = make(write_blog(own))
    assert report.failures == ()
    assert (tmp_path / "out/robots.txt").read_text("utf-8") == "mine"
    assert (tmp_path / "out/404.html").read_text("utf-8") == "mine"


def test_a_second_export_writes_nothing_and_an_edit_only_what_it_changes(
    write_blog: Write, make: Make, tmp_path: Path, open_blog: Callable[[Path], Blog]
) -> None:
    blog = write_blog(BLOG)
    first = make(blog)
    before = files_in(tmp_path / "out")
    again = make(open_blog(blog.root))
    assert (again.written, again.removed) == ((), ())
    assert again.unchanged == len(first.written)
    assert files_in(tmp_path / "out") == before
    three = blog.root / "posts/three.md"
    three.write_text(three.read_text("utf-8").replace("Three.", "Three!"), "utf-8")
    edited = make(open_blog(blog.root))
    assert set(edited.written) == {
        *("archive/2026/index.html", "feed.json", "feed.xml", "index.html", "posts.json"),
        *("rss.xml", "three/index.html"),
    }
    three.unlink()
    gone = make(open_blog(blog.root))
    assert "three/index.html" in gone.removed
    assert not (tmp_path / "out/three").exists()


def test_the_same_sources_give_the_same_bytes(
    write_blog: Write, tmp_path: Path, open_blog: Callable[[Path], Blog]
) -> None:
    root = write_blog(BLOG).root
    for name in ("one", "two"):
        build(open_blog(root), SiteOptions(output=tmp_path / name), NOW)
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")
    later = NOW + timedelta(days=1)
    build(open_blog(root), SiteOptions(output=tmp_path / "two"), later)
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")


def test_tags_of_other_generators_are_shown_as_text_and_told(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    text = "Ä {{< toggle abc >}}\n\n`{{< code >}}` {% raw %}b{% endraw %}\n"
    blog = write_blog({"blog.toml": BLOG["blog.toml"], "posts/a.md": f"---\ntitle: A\n---\n{text}"})
    report = make(blog)
    (found,) = report.findings
    assert str(found).endswith("posts/a.md:4:3: {{< toggle abc >}} is shown as text")
    assert (found.rule, found.hint) == (
        "foreign-tag",
        "write in Markdown or HTML what it stands for",
    )
    shown = files_in(tmp_path / "out")["a/index.html"].decode()
    assert "Ä {{&lt; toggle abc &gt;}}" in shown


def test_findings_have_their_place_and_with_strict_nothing_is_written(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {
        "blog.toml": 'base_url = "https://e.org"\n',
        "posts/a.md": "---\ntitle: A\n---\n\nSee [b](b.md)\nand ![x](gone.png).\n\n"
        "[c](c.md#nowhere) ![](c.png)\n",
        "posts/c.md": "---\ntitle: C\n---\n## Here\n",
        "posts/c.png": picture(),
    }
    expected = [
        "posts/a.md:5:5: b.md leads nowhere",
        "posts/a.md:6:5: gone.png leads nowhere",
        "posts/a.md:8:1: posts/c.md has no heading #nowhere",
        "posts/a.md:8:19: c.png has no alternative text",
    ]
    strict = make(write_blog(files), strict=True)
    assert [str(finding) for finding in strict.findings] == expected
    assert {finding.severity for finding in strict.findings} == {"error"}
    assert [str(failure) for failure in strict.failures] == [
        "4 findings in the posts: nothing was written"
    ]
    assert not (tmp_path / "out").exists()
    report = make(write_blog(files))
    assert [str(finding) for finding in report.findings] == expected
    assert report.failures == ()


def test_one_bad_post_stops_no_other(write_blog: Write, make: Make, tmp_path: Path) -> None:
    blog = write_blog(
        {"posts/a.md": "---\ntitle: A\n---\nA\n", "posts/b.md": "---\ntitle: B\n---\nB\n"}
    )
    make(blog)
    (blog.root / "posts/a.md").write_text("---\ntitle: A\n---\nChanged.\n", "utf-8")
    blog.sync(NOW)
    (blog.root / "posts/a.md").unlink()
    report = make(blog)
    assert len(report.failures) == 1
    assert str(report.failures[0]).startswith("posts/a.md")
    assert (tmp_path / "out/b/index.html").is_file()
    assert (tmp_path / "out/a/index.html").is_file()


def test_a_full_disk_ends_it_at_once_and_the_next_export_repairs(
    write_blog: Write, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog = write_blog(BLOG)
    replace, tried = os.replace, []

    def full(source: str, target: str) -> None:
        if "out" in Path(target).parts:  # without a copy of a picture an export goes on
            tried.append(target)
        if len(tried) > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), target)
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", full)
        with pytest.raises(OutputError, match="No space left") as caught:
            make(blog)
    assert len(tried) == 4
    assert caught.value.hint == "free some space"
    repaired = make(blog)
    assert repaired.failures == ()
    assert len(repaired.written) + repaired.unchanged == len(files_in(tmp_path / "out"))


@pytest.mark.parametrize("place", [".", "posts", "posts/deep", "..", "static/x", "theme"])
def test_a_site_is_never_made_among_its_sources(write_blog: Write, place: str) -> None:
    blog = write_blog({"posts/a.md": "A\n"})
    with pytest.raises(OutputError):
        build(blog, SiteOptions(output=blog.root / place), NOW)
    assert [path.name for path in blog.root.rglob("*") if path.is_file()] == ["a.md"]


def test_an_empty_blog_is_a_site_too(write_blog: Write, make: Make, tmp_path: Path) -> None:
    report = make(write_blog({"posts/.keep": "", "blog.toml": 'languages = ["is"]\n'}))
    assert report.failures == ()
    assert "Nothing has been published here yet." in page(tmp_path / "out/index.html").text


def test_progress_ends_at_the_whole(write_blog: Write, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    blog = write_blog({"posts/a.md": "A\n"})
    build(blog, SiteOptions(output=tmp_path / "out"), NOW, lambda *pair: told.append(pair))
    assert [done for done, _ in told] == list(range(1, told[-1][1] + 1))


@pytest.mark.parametrize(
    ("way", "shown"),
    [
        ("allow", '<b onclick="x()">bold</b> <script>y()</script>'),
        ("sanitise", "<b>bold</b> "),
        ("escape", "&lt;b onclick="),
    ],
)
def test_raw_html_is_shown_as_the_configuration_says(
    write_blog: Write, make: Make, tmp_path: Path, way: str, shown: str
) -> None:
    make(
        write_blog(
            {
                "blog.toml": f'[site]\nraw_html = "{way}"\n',
                "posts/a.md": "---\ntitle: A\n---\n"
                'Text <b onclick="x()">bold</b> <script>y()</script>\n',
            }
        )
    )
    source = (tmp_path / "out/a/index.html").read_text("utf-8")
    assert shown in source
    assert ("y()</script>" in source) == (way == "allow")


def test_findings_are_told_whole_though_nothing_changed(write_blog: Write, make: Make) -> None:
    text = "---\ntitle: A\nlang: en\n---\n![one](gone.png) ![two](lost.png)\n"
    blog = write_blog({"posts/a.md": text})
    for _ in range(2):
        found = [one for one in make(blog).findings if one.rule == "missing-image"]
        assert {one.subject for one in found} == {"gone.png", "lost.png"}
