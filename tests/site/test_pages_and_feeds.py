"""What surrounds a post: groups, contents, series, related posts, old addresses, feeds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import feedparser
import pytest

from blogcli.blog import Blog
from blogcli.posts.post import Post
from blogcli.site import BuildReport
from blogcli.site.relations import MOST, related
from feed_rules import Rules, feeds
from site_samples import Page, page

BLOG: dict[str, str | bytes] = {
    "blog.toml": 'title = "T"\nbase_url = "https://e.org/"\n',
    **{
        f"posts/walk-{number}.md": f"---\ntitle: Walk {number}\n"
        f"date: 202{number}-05-01T12:00:00+03:00\n"
        "categories: [Diary & more]\nauthors: [Ann Other]\nseries: Walks\n"
        f"aliases: [/old/{number}/, /w{number}.html]\ntags: [sea]\n---\n"
        "## First\n\n### Within *it*\n\n## First\n\n[b](walk-1.md)\n"
        for number in (1, 2, 3)
    },
    "posts/other.md": "---\ntitle: </script> & more\ndate: 2024-01-01\ntags: [sea, hill]\n"
    "secret: x\n---\n## One\n",
    "pages/archive.md": "---\ntitle: My archive\nlang: en\n---\nMine.\n",
}


@pytest.fixture
def out(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> Path:
    report = make(write_blog(BLOG))
    assert report.failures == ()
    assert report.findings == ()
    return tmp_path / "out"


def test_groups_have_their_pages(out: Path) -> None:
    assert "./" not in page(out / "categories/diary-more/index.html").links()
    for folder, name in (
        ("categories/diary-more", "Diary & more"),
        ("authors/ann-other", "Ann Other"),
        ("series/walks", "Walks"),
        ("archive/2023", "2023"),
    ):
        shown = page(out / folder / "index.html")
        assert name in shown.text
        assert "../../walk-3/" in shown.links()
    assert "Diary & more" in page(out / "categories/index.html").text
    walk = page(out / "walk-2/index.html")
    assert {"../categories/diary-more/", "../authors/ann-other/"} <= set(walk.links())


def test_the_archive_names_each_post_unless_there_are_very_many(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blog = write_blog(
        {
            "posts/old.md": "---\ndate: 2025-03-01\n---\n# An old one\n",
            "posts/new.md": "---\ndate: 2026-03-01\n---\n# A new one\n",
            "posts/ever.md": "# Without a date\n",
        }
    )
    make(blog)
    archive = page(tmp_path / "out/archive/index.html")
    rows = ["../archive/2026/", "../new/", "../archive/2025/", "../old/"]
    assert [link for link in archive.links() if link in {*rows, "../ever/"}] == rows
    assert "A new one" in archive.text
    blog = write_blog({"posts/new.md": "---\ndate: 2026-03-01\n---\n# Renamed\n"})
    make(blog)
    assert "Renamed" in page(tmp_path / "out/archive/index.html").text
    monkeypatch.setattr("blogcli.site.lists._MOST_NAMED", 1)
    make(blog, clean=True)
    archive = page(tmp_path / "out/archive/index.html")
    assert "../new/" not in archive.links()
    assert {"../archive/2025/", "../archive/2026/"} <= set(archive.links())


def test_a_page_of_the_blog_keeps_its_address(out: Path) -> None:
    assert "Mine." in page(out / "archive/index.html").text


def test_contents_name_the_headings_where_there_are_three(out: Path) -> None:
    walk = page(out / "walk-2/index.html")
    inside = [link for link in walk.links() if link.startswith("#") and link != "#_main"]
    assert inside == ["#first", "#within-it", "#first-2"]
    assert [one["class"] for one in walk.all("li") if "level" in str(one.get("class"))] == [
        *("level-2", "level-3", "level-2")
    ]
    assert not page(out / "other/index.html").all("nav", **{"class": "contents"})


def test_parts_of_a_series_of_one_day_are_in_the_order_of_their_files(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> None:
    head = "date: 2026-01-01\nseries: S\n---\n"
    make(write_blog({f"posts/part-{n}.md": f"---\ntitle: Part {n}\n{head}" for n in "123"}))
    shown = (tmp_path / "out/part-2/index.html").read_text()
    box = shown[shown.index('class="series"') :].partition("<ol>")[2]
    places = [box.index(f"Part {number}") for number in "123"]
    assert places == sorted(places)


def test_homes_are_in_the_sitemap_with_each_other_and_their_newest_post(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> None:
    make(
        write_blog(
            {
                "blog.toml": 'base_url = "https://e.org/"\nlanguages = ["en", "fi"]\n',
                "posts/a.md": "---\ntitle: A\nlang: en\ndate: 2026-01-02\n---\n",
                "posts/b.md": "---\ntitle: B\nlang: fi\ndate: 2026-01-03\n---\n",
            }
        )
    )
    first, second = (tmp_path / "out/sitemap.xml").read_text().split("<url>\n")[1:3]
    for entry, place, day in ((first, "", "02"), (second, "fi/", "03")):
        assert entry.startswith(f"<loc>https://e.org/{place}</loc>\n<lastmod>2026-01-{day}T")
        assert 'hreflang="en" href="https://e.org/"' in entry
        assert 'hreflang="fi" href="https://e.org/fi/"' in entry


def test_a_series_is_in_the_order_of_its_parts(out: Path) -> None:
    walk = page(out / "walk-2/index.html")
    assert "Part 2 of 3" in walk.text
    box = walk.text[walk.text.index("Part 2 of 3") :]
    assert box.index("Walk 1") < box.index("Walk 2") < box.index("Walk 3")
    related_to = walk.text[walk.text.index("Related posts") :].partition("Previous")[0]
    assert "</script> & more" in related_to
    assert "Walk" not in related_to


def test_old_addresses_lead_to_the_new(out: Path) -> None:
    for place, target in (("old/2/index.html", "../../walk-2/"), ("w2.html", "./walk-2/")):
        old = page(out / place)
        assert old.all("meta", **{"http-equiv": "refresh"})[0]["content"] == f"0; url={target}"
        assert old.all("meta", name="color-scheme", content="light dark")
        assert old.all("meta", name="viewport")
        assert old.all("link", rel="canonical")[0]["href"] == "https://e.org/walk-2/"
        assert old.links() == [target]


def ld(shown: Page, source: str) -> Any:  # noqa: ANN401 - JSON
    assert shown.all("script", type="application/ld+json")
    text = source.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    return json.loads(text)


def test_search_engines_read_what_a_post_is(out: Path) -> None:
    place = out / "other/index.html"
    found = ld(page(place), place.read_text("utf-8"))
    assert found["@type"] == "BlogPosting"
    assert found["headline"] == "</script> & more"
    assert found["url"] == "https://e.org/other/"
    assert found["datePublished"] == "2024-01-01T00:00:00+00:00"
    properties = {
        str(one["property"]): one["content"] for one in page(place).all("meta") if "property" in one
    }
    assert properties["og:title"] == "</script> & more"
    assert properties["og:type"] == "article"
    assert properties["og:url"] == "https://e.org/other/"


def test_data_holds_what_is_public_alone(out: Path) -> None:
    posts = json.loads((out / "posts.json").read_bytes())
    assert [post["slug"] for post in posts] == ["other", "walk-3", "walk-2", "walk-1"]
    assert posts[0]["url"] == "https://e.org/other/"
    assert "secret" not in (out / "posts.json").read_text("utf-8")


@pytest.mark.parametrize("folder", ["", "tags/sea/"])
def test_feeds_of_every_form_say_the_same(out: Path, folder: str) -> None:
    read = [
        feedparser.parse((out / folder / name).read_bytes())  # type: ignore[attr-defined,no-untyped-call]  # it has no types
        for name in ("feed.xml", "rss.xml")
    ]
    data = json.loads((out / folder / "feed.json").read_bytes())
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["feed_url"] == f"https://e.org/{folder}feed.json"
    assert data["home_page_url"] == f"https://e.org/{folder}"
    assert [feed.bozo for feed in read] == [False, False]
    titles = [[entry.title for entry in feed.entries] for feed in read]
    assert titles[0] == titles[1] == [item["title"] for item in data["items"]]
    assert len(data["items"]) == 4
    links = [[entry.link for entry in feed.entries] for feed in read]
    assert links[0] == links[1] == [item["url"] for item in data["items"]]
    texts = [[entry.content[0].value for entry in feed.entries] for feed in read]
    assert texts[0] == texts[1] == [item["content_html"].strip() for item in data["items"]]
    assert all('href="https://e.org/walk-1/"' in text for text in texts[0][1:])
    assert read[1].entries[1].published_parsed[:5] == (2023, 5, 1, 9, 0)


def test_a_page_names_its_feeds_as_they_name_themselves(out: Path) -> None:
    named = {}
    for place in ("index.html", "tags/sea/index.html"):
        shown = page(out / place).all("link", rel="alternate", type="application/atom+xml")
        for link in shown:
            feed = (out / place).parent / str(link["href"])
            assert f"<title>{link['title']}</title>" in feed.read_text("utf-8")
            named[feed.resolve()] = link["title"]
    assert len(named) == len(set(named.values())) == 2


def test_feeds_and_sitemap_follow_their_grammars(
    out: Path,
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
) -> None:
    rules = Rules()
    assert [fault for path in feeds(out) for fault in rules.faults(path)] == []
    assert len(feeds(out)) == 10
    blog = write_blog({"blog.toml": "[feeds]\nfull_text = false\n"})
    make(blog)
    assert [fault for path in feeds(out) for fault in rules.faults(path)] == []
    assert len(feeds(out)) == 9
    data = (out / "feed.xml").read_bytes()
    (out / "feed.xml").write_bytes(data.replace(b"<updated>", b"<updated>x", 1))
    assert len(list(rules.faults(out / "feed.xml"))) > 0


def test_related_posts_share_the_rarest() -> None:
    posts = [
        Post(lang="en", path=f"{n}.md", slug=str(n), title="x", tags=("all",)) for n in range(9)
    ]
    posts.append(
        Post(lang="en", path="a.md", slug="a", title="Lighthouse keepers", tags=("all", "rare"))
    )
    posts.append(Post(lang="en", path="b.md", slug="b", title="x", tags=("rare",)))
    posts.append(Post(lang="en", path="c.md", slug="c", title="A lighthouse", tags=()))
    found = dict(related(posts))
    assert set(found["a.md"][:2]) == {"b.md", "c.md"}
    assert all(len(paths) <= MOST and path not in paths for path, paths in found.items())
    assert found == dict(related(posts))


NEWS: dict[str, str | bytes] = {
    "blog.toml": 'title = "T"\nbase_url = "https://e.org/"\nlanguages = ["en", "fi", "sv"]\n',
    "posts/a.md": "---\ntitle: Q&amp;A, don&#8217;t *stop* &unknown;\ndate: 2026-01-01\n"
    "lang: en\nsummary: 2026. It&nbsp;_is_ **bold** & [linked](x.md), `snake_case` 5 * 3\n---\n"
    "Text.\n",
    "posts/b.md": "---\ntitle: B\ndate: 2026-01-02\nlang: en\n---\n"
    "In\\_the\\_text \\*as\\* it is.\n",
    "posts/c.md": "---\ntitle: C\ndate: 2026-01-03\nlang: fi\ndraft: true\n---\nEi vielä.\n",
    "posts/d.md": "---\ntitle: D\ndate: 2027-01-04\nlang: sv\n---\nSnart.\n",
    "posts/e.md": "---\ntitle: E\ndate: 2026-01-05\nlang: en\n---\n[x](file:///home/me/x)"
    " ![y](file:///home/me/y.png)\n",
}


def test_titles_and_summaries_are_text(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> None:
    make(write_blog(NEWS))
    out = tmp_path / "out"
    title = "Q&A, don’t *stop* &unknown;"
    summary = "2026. It is bold & linked, snake_case 5 * 3"
    for file in ("index.html", "a/index.html"):
        assert title in page(out / file).text
    assert summary in page(out / "index.html").text
    assert "In_the_text *as* it is." in page(out / "index.html").text
    head = page(out / "a/index.html")
    assert head.all("meta", name="description")[0]["content"] == summary
    for file in ("feed.xml", "rss.xml"):
        entry = feedparser.parse((out / file).read_bytes()).entries[-1]  # type: ignore[attr-defined, no-untyped-call]  # it has no types
        assert (entry.title, entry.summary) == (title, summary)
    item = json.loads((out / "feed.json").read_bytes())["items"][-1]
    assert (item["title"], item["summary"]) == (title, summary)


def test_what_is_not_out_yet_does_not_say_that_it_is(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> None:
    make(write_blog(NEWS), drafts=True, scheduled=True)
    for file, word in (
        ("a/index.html", "Published"),
        ("fi/c/index.html", "Luonnos"),
        ("sv/d/index.html", "Schemalagt"),
    ):
        shown = (tmp_path / "out" / file).read_text("utf-8")
        assert f'<span class="quiet">{word}</span> <time' in shown


def test_a_site_tells_no_path_of_its_authors_machine(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> None:
    report = make(write_blog(NEWS))
    assert len(report.findings) == 2
    for path in (tmp_path / "out").rglob("*.*"):
        assert path.is_dir() or b"/home/me" not in path.read_bytes(), path


NOTED = (
    "---\ntitle: {0}\ndate: 2026-01-0{0}\nlang: en\n---\n## Part\n\n"
    "Said[^a], see [part](#part).\n\n"
    '`<i id="x">` <svg><path id="p"/><use href="#p"/></svg>\n\n[^a]: Note.\n'
)


@pytest.mark.parametrize("base", ["https://e.org/", ""])
def test_texts_in_feeds_lead_to_their_pages_and_share_no_ids(
    base: str,
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> None:
    files: dict[str, str | bytes] = {f"posts/n{n}.md": NOTED.format(n) for n in (1, 2)}
    make(write_blog({"blog.toml": f'title = "T"\nbase_url = "{base}"\n', **files}))
    out, root = tmp_path / "out", base or "./"
    texts = [item["content_html"] for item in json.loads((out / "feed.json").read_bytes())["items"]]
    for file in ("feed.xml", "rss.xml"):
        read = feedparser.parse(  # type: ignore[attr-defined, no-untyped-call]  # it has no types
            (out / file).read_bytes(), sanitize_html=False, resolve_relative_uris=False
        )
        found = [entry.content[0].value.strip() for entry in read.entries]
        assert found == [text.strip() for text in texts]
    for number, text in zip((2, 1), texts, strict=True):
        for target in ("fn:1", "fnref:1", "part"):
            assert f'href="{root}n{number}/#{target}"' in text
        assert '<svg><path id="p"/><use href="#p"/></svg>' in text
        assert 'id="' not in re.sub("<(svg|code)>.*</\\1>", "", text)
    assert 'id="fn:1"' in (out / "n1/index.html").read_text("utf-8")


def test_the_menu_has_no_page_of_an_error_and_none_within_a_section(
    write_blog: Callable[[Mapping[str, str]], Blog],
    make: Callable[[Blog], BuildReport],
    tmp_path: Path,
) -> None:
    make(
        write_blog(
            {
                "hugo.toml": 'baseURL = "/"\n',
                "content/posts/a.md": "---\ntitle: A\ndate: 2024-01-01\n---\nA.\n",
                "content/404.md": "---\ntitle: Lost\n---\nL.\n",
                "content/lost.md": "---\ntitle: Lost too\nurl: /404.html\n---\nL.\n",
                "content/about.md": "---\ntitle: About\n---\nA.\n",
                "content/info/me/index.md": "---\ntitle: Me\n---\nM.\n",
                "content/far.md": "---\ntitle: Far\nurl: /far/off/\n---\nF.\n",
            }
        )
    )
    home = (tmp_path / "out" / "index.html").read_text()
    menu = re.findall(r"<nav[^>]*>.*?</nav>", home, re.DOTALL)[0]
    assert re.findall(r"<a [^>]*>([^<]+)</a>", menu)[:2] == ["About", "Far"]
    assert "Lost" not in menu
    assert ">Me<" not in menu
    assert (tmp_path / "out" / "info" / "me" / "index.html").is_file()


def test_the_menu_has_pages_in_languages_without_a_home(
    write_blog: Callable[[Mapping[str, str]], Blog],
    make: Callable[[Blog], BuildReport],
    tmp_path: Path,
) -> None:
    files = {
        "blog.toml": 'languages = ["fi"]\n',
        "posts/a.md": "---\ntitle: A\ndate: 2024-01-01\n---\nA.\n",
        "pages/about.md": "---\ntitle: In English\nlang: en\n---\nA.\n",
    }
    make(write_blog(files))
    shown = page(tmp_path / "out" / "index.html")
    assert "In English" in shown.text
    assert "./en/about/" in shown.links()


def test_a_static_file_in_the_place_of_a_list_is_left_out_and_told(
    write_blog: Callable[[Mapping[str, str]], Blog],
    make: Callable[..., BuildReport],
) -> None:
    files = {
        "blog.toml": 'base_url = "https://e.org/"\n',
        "posts/a.md": "---\ntitle: A\ndate: 2024-01-01\ntags: [x]\n---\nA.\n",
        "static/Tags": "no folder",
        "static/archive": "no folder",
        "static/n": "n",
    }
    report = make(write_blog(files))
    assert [(one.path, one.message) for one in report.findings] == [
        ("static/Tags", "it is left out: /tags/ is a folder of the site")
    ]
    assert {"tags/x/index.html", "archive", "archive-2/2024/index.html", "n"} <= set(report.written)
    assert report.failures == ()


@pytest.mark.parametrize("named", ["static/logo.svg", "logo.svg", "/logo.svg"])
def test_the_logo_is_found_by_where_it_lies_or_where_it_will_be(
    write_blog: Callable[[Mapping[str, str]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
    named: str,
) -> None:
    files = {
        "blog.toml": f'base_url = "https://e.org/"\n[site]\nlogo = "{named}"\n',
        "posts/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\nA.\n",
    }
    report = make(write_blog(files))
    assert [str(one.message) for one in report.findings] == [f"logo: {named} is no file of static/"]
    assert make(write_blog(files), strict=True).failures
    report = make(write_blog({"static/logo.svg": "<svg/>"}))
    assert report.findings == ()
    text = (tmp_path / "out" / "a" / "index.html").read_text("utf-8")
    assert '<img class="logo" src="../logo.svg" alt="">' in text


def test_what_cannot_be_rendered_is_told_with_its_own_line(
    write_blog: Callable[[Mapping[str, str]], Blog], make: Callable[[Blog], BuildReport]
) -> None:
    body = "One.\n\nTwo $\\foo{x}$.\n\n$$\n\\foo{x} + \\bar\n$$\n\nAgain $\\foo{y}$, [l](http://[::).\n"
    files = {
        "blog.toml": 'base_url = "https://e.org/"\n',
        "posts/a.md": f"---\ntitle: A\ndate: 2026-01-01\n---\n{body}",
    }
    report = make(write_blog(files))
    assert [(one.rule, one.line) for one in report.findings] == [
        *(("math", 7), ("math", 10), ("link", 13), ("math", 13))
    ]


def test_a_picture_in_raw_html_without_words_is_told(
    write_blog: Callable[[Mapping[str, str]], Blog], make: Callable[[Blog], BuildReport]
) -> None:
    files = {
        "blog.toml": 'base_url = "https://e.org/"\n',
        "posts/a.md": '---\ntitle: A\ndate: 2026-01-01\n---\nText <img src="a.svg"> here.\n',
        "posts/a.svg": "<svg/>",
    }
    (finding,) = make(write_blog(files)).findings
    assert (finding.rule, finding.line) == ("missing-alt", 5)


def test_no_page_has_characters_that_html_forbids(
    write_blog: Callable[[Mapping[str, str]], Blog],
    make: Callable[[Blog], BuildReport],
    tmp_path: Path,
) -> None:
    header = 'title: "T \\x9b\\u0001 \\uFFFE"\ndate: 2026-01-01\n'
    bad = "\x01 \x7f \x9b \ufdd0 \U0001ffff"
    files = {"posts/a.md": f"---\n{header}---\nText {bad} `{bad}`.\n"}
    files["posts/b.md"] = '---\ntitle: B\ndate: 2026-01-02\nsummary: "S \\x9b *x*"\n---\nB.\n'
    make(write_blog(files))
    pages = [path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.html")]
    assert not re.findall("[\x01\x7f-\x9f\ufdd0\ufffe\U0001ffff]", "".join(pages))


def test_an_address_that_is_taken_is_told_with_the_line_of_its_key(
    write_blog: Callable[[Mapping[str, str]], Blog], make: Callable[[Blog], BuildReport]
) -> None:
    files = {
        "blog.toml": 'base_url = "https://e.org/"\n',
        "posts/a.md": "---\ntitle: A\ndate: 2026-01-01\naliases: [/b/]\n---\nA.\n",
        "posts/b.md": "---\ntitle: B\ndate: 2026-01-02\n---\nB.\n",
        "posts/c.md": "---\ntitle: C\nslug: b\ndate: 2026-01-03\n---\nC.\n",
    }
    found = [(one.path, one.rule, one.line) for one in make(write_blog(files)).findings]
    assert found == [("posts/a.md", "alias", 4), ("posts/c.md", "address", 3)]
