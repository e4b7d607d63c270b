"""Every rule has a post that breaks it, and one that nearly does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from blogcli.checks.names import NAMES
from blogcli.checks.registry import rules
from checks.conftest import MakeBlog, found

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)


def sized_png(width: int, height: int) -> bytes:
    """Give a picture of any size, all of one colour."""
    from struct import pack
    from zlib import compress, crc32

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))

    header = chunk(b"IHDR", pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return (
        PNG[:8]
        + header
        + chunk(b"IDAT", compress(bytes(height * (width // 8 + 2)) if width < 99 else b""))
        + chunk(b"IEND", b"")
    )


ENGLISH = (
    "The harbour was quiet in the morning, and the boats that had come in during the night lay"
    " side by side along the wall. We walked out to the lighthouse and looked for the seals that"
    " people had told us about, but there was nothing to be seen except the grey water."
)
FINNISH = (
    "Satama oli aamulla hiljainen, ja yöllä tulleet veneet olivat vierekkäin laiturissa. Kävelimme"
    " majakalle ja etsimme hylkeitä, joista meille oli kerrottu, mutta mitään muuta ei näkynyt kuin"
    " harmaa vesi ja sen takana saaret, joille emme enää ehtineet."
)


def post(body: str = "Words.", **header: object) -> str:
    """Write a post; `date=None` leaves a key out."""
    values = {"title": "A post", "date": "2026-05-04", "lang": "en", **header}
    lines = [f"{key}: {value}" for key, value in values.items() if value is not None]
    return "\n".join(["---", *lines, "---", "", body, ""])


def translated(names: str) -> dict[str, str]:
    """Write posts in both languages of the blog."""
    return {f"posts/{name}.{lang}.md": post(lang=None) for name in names for lang in ("en", "fi")}


class Case(NamedTuple):
    """Files that break a rule, where that is found, and files that nearly break it."""

    bad: Mapping[str, str | bytes]
    places: tuple[str, ...]
    good: Mapping[str, str | bytes]


CASES = {
    "front-matter": Case(
        {"posts/a.md": "---\ntitle: [\n---\n", "posts/b.md": post(date="2026-02-30")},
        ("posts/a.md:2:9", "posts/b.md:3:7"),
        {"posts/a.md": '---\ntitle: "["\n---\n'},
    ),
    "useless-value": Case(
        {"posts/a.md": post(title="{a: b}"), "posts/b.md": post(draft="maybe")},
        ("posts/a.md:2:8", "posts/b.md:5:8"),
        {"posts/a.md": post(title='"{a: b}"'), "posts/b.md": post(draft="yes")},
    ),
    "unknown-rule": Case(
        {"posts/a.md": post(check="[missing-altt]")},
        ("posts/a.md:5:8",),
        {"posts/a.md": post(check="[missing-alt]"), "posts/b.md": post(check="ignore", slug="b")},
    ),
    "missing-title": Case(
        {"posts/a.md": post(title=None)},
        ("posts/a.md",),
        {
            "posts/a.md": post("## A heading", title=None),
            "posts/b.md": post(title="b"),
            "posts/Named in words.md": post(title=None),
        },
    ),
    "missing-date": Case(
        {f"posts/{name}.md": post(date=None if name == "a" else "2026-05-04") for name in "abc"},
        ("posts/a.md",),
        {
            "posts/a.md": post(date=None, draft="true"),
            "posts/b.md": post(slug="b"),
            "posts/2026-01-02-c.md": post(date=None, slug="c"),
            "pages/about.md": post(date=None),
        },
    ),
    "missing-lang": Case(
        {"posts/a.md": post(FINNISH, lang=None)},
        ("posts/a.md",),
        {
            "posts/a.fi.md": post(FINNISH, lang=None),
            "posts/b.md": post(FINNISH, lang="fi"),
            "posts/c.md": post(ENGLISH, lang=None),
        },
    ),
    "missing-summary": Case(
        {"posts/a.md": post()},
        ("posts/a.md",),
        {"posts/a.md": post(description="In short"), "pages/b.md": post()},
    ),
    "missing-translation": Case(
        {
            **translated("abcdefgh"),
            "posts/lone.en.md": post(lang=None),
        },
        ("posts/lone.en.md",),
        {
            **translated("abc"),
            "posts/one.en.md": post(lang=None),
            "posts/two.en.md": post(lang=None),
        },
    ),
    "missing-alt": Case(
        {"posts/a/index.md": post("![](p.png)\n\n<img src='p.png'>"), "posts/a/p.png": PNG},
        ("posts/a/index.md:7:1", "posts/a/index.md:9:1"),
        {
            "posts/a/index.md": post(
                "![](p.png) ![words](p.png) <img src='q.png' alt=''>", decorative="p.png"
            ),
            "posts/a/q.png": PNG,
            "posts/a/p.png": PNG,
        },
    ),
    "missing-image": Case(
        {"posts/a/index.md": post("See ![a](q.png).")},
        ("posts/a/index.md:7:5",),
        {
            "posts/a/index.md": post(
                "![a](p.png) ![b](/s.png) ![c](https://e.org/x.png) `![d](e.png)`"
            ),
            "posts/a/p.png": PNG,
            "static/s.png": PNG,
        },
    ),
    "broken-image": Case(
        {
            "posts/a/index.md": post(
                "![a](cut.png) ![a](jpeg.jpg)\n![a](none.gif) ![a](page.png)\n![a](huge.png)"
            ),
            "posts/a/cut.png": sized_png(9, 9)[:-20],
            "posts/a/jpeg.jpg": sized_png(9, 9),
            "posts/a/none.gif": b"",
            "posts/a/page.png": b"<html>404</html>",
            "posts/a/huge.png": sized_png(60_000, 60_000),
        },
        tuple(f"posts/a/index.md:{at}" for at in ("7:1", "7:15", "8:1", "8:16", "9:1")),
        {
            "posts/a/index.md": post("![a](a.PNG) ![b](b.mp4) ![c](c.svg) ![d](d.png)"),
            "posts/a/a.PNG": sized_png(9, 9),
            "posts/a/b.mp4": b"not to be shown here",
            "posts/a/c.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "posts/a/d.png": sized_png(8, 1) + b"what follows the end is passed over",
        },
    ),
    "broken-link": Case(
        {"posts/a.md": post("A [b](b.md), [c](/c/) and [d](www.e.org/x).")},
        ("posts/a.md:7:3", "posts/a.md:7:14", "posts/a.md:7:27"),
        {
            "posts/a.md": post(
                "[b](b.md) [b](/b/) [b](/B/) [b](/2026/05/b.html) [b](@/b.md) [old](/old/)"
                " [t](/tags/) [mail](mailto:a@b.fi) [x]({{ site.url }}/{{ page.x }})"
                " [f](/feed.xml) [self](#top)"
            ),
            "posts/b.md": post(slug="b", aliases="[/old/]"),
        },
    ),
    "broken-anchor": Case(
        {"posts/a.md": post("[here](#nothing) [there](b.md#nor-this)"), "posts/b.md": post()},
        ("posts/a.md:7:1", "posts/a.md:7:18"),
        {
            "posts/a.md": post(
                "[a](#here) [b](#what-s-new) [c](b.md#le-café) [d](#raw) <a id=raw></a>\n\n"
                "# Here\n\n## What's new\n\n[e](#own)\n\nKramdown.\n{: #own}\n\n"
                '{{% term id="told" %}}Told.{{% /term %}} [f](#told) [g](#term-told)'
            ),
            "posts/b.md": post("# Le café"),
        },
    ),
    "link-to-draft": Case(
        {
            "posts/a.md": post("[d](d.md) [s](s.md) [e](/e/)"),
            "posts/d.md": post(draft="true"),
            "posts/s.md": post(date="2027-01-01"),
            "posts/e.md": post(expirydate="2026-06-01"),
        },
        ("posts/a.md:7:1", "posts/a.md:7:11", "posts/a.md:7:21"),
        {
            "posts/a.md": post("[b](b.md)", draft="true"),
            "posts/b.md": post(draft="true"),
            "posts/s.md": post("[t](t.md) [u](u.md)", date="2027-01-02"),
            "posts/u.md": post(date="2027-01-02"),
            "posts/t.md": post(date="2027-01-01"),
        },
    ),
    "duplicate-url": Case(
        {
            "posts/a.md": post(url="/same/"),
            "posts/b.md": post(url="/same/", date="2026-06-01"),
            "posts/c.md": post(aliases="[/same/]"),
        },
        ("posts/b.md:5:6", "posts/c.md:5:10"),
        {
            "posts/a.md": post(url="/one/"),
            "posts/b.md": post(url="/two/", aliases="[/three/, /two/]"),
        },
    ),
    "duplicate-slug": Case(
        {"posts/a.md": post(slug="same"), "posts/b.md": post(slug="Same", date="2026-06-01")},
        ("posts/b.md:5:7",),
        {"posts/a.md": post(slug="same"), "posts/b.md": post(slug="same", lang="fi")},
    ),
    "similar-tags": Case(
        {
            "posts/a.md": post(tags="[static-sites, cities, résumé]"),
            "posts/b.md": post(tags="[static sites, city, resume]", slug="b"),
            "posts/c.md": post(tags="[static sites, city, resume]", slug="c"),
            "posts/d.md": post(tags="[kaupungit]", lang="fi"),
            "posts/e.md": post(tags="[kaupunki]", lang="fi", slug="e"),
            "posts/f.md": post(tags="[kaupunki]", lang="fi", slug="f"),
        },
        ("posts/a.md:5:7",) * 3 + ("posts/d.md:5:7",),
        {
            "posts/a.md": post(tags="[c, c++, net, .net, news, test, operation, städer]"),
            "posts/b.md": post(tags="[c#, new, testing, operating, window, sää, js]", slug="b"),
            "posts/c.md": post(tags="[windows, window, saa, ja]", slug="c"),
            "posts/d.md": post(tags="[kuva, suomi, kieli]", lang="fi"),
            "posts/e.md": post(tags="[kuvaus, suomalainen, kielinen]", lang="fi", slug="e"),
        },
    ),
    "heading-skip": Case(
        {"posts/a.md": post("## One\n\n#### Two\n\n<h6>Three</h6>")},
        ("posts/a.md:9:1", "posts/a.md:11:1"),
        {"posts/a.md": post("### One\n\n#### Two\n\n# Three\n\n## Four\n\n```\n##### code\n```")},
    ),
    "foreign-tag": Case(
        {"posts/a.md": post("A {{< toggle x >}}\n\n{% include a.html %} and {{ page.title }}")},
        ("posts/a.md:7:3", "posts/a.md:9:1", "posts/a.md:9:26"),
        {"posts/a.md": post("`{{< a >}}` {% raw %}b{% endraw %}\n\n```\n{% c %}\n```\n\n{ {d} }")},
    ),
    "lost-cell": Case(
        {
            "posts/a.md": post("| a | b |\n|---|---|\n| 1 | 2 | lost |\n| 1 | 2 |  | *ä* |"),
            "posts/b.md": post("> | a |\n> |---|\n> | `x|y` |\n", slug="b"),
        },
        ("posts/a.md:9:11", "posts/a.md:10:14", "posts/b.md:10:8"),
        {"posts/a.md": post("| a | b |\n|---|---|\n| 1 | 2 | |\n| 1 |\n| 1\\|2 | `x\\|y` |  ")},
    ),
    "odd-date": Case(
        {
            "posts/a.md": post(date='"13/05/2026"'),
            "posts/b.md": post(date='"4 May 2026"', slug="b"),
            "posts/c.md": post(date="20260504", slug="c"),
            "posts/d.md": post(date="1066-10-14", slug="d"),
        },
        ("posts/a.md:3:7", "posts/b.md:3:7", "posts/c.md:3:7", "posts/d.md:3:7"),
        {
            "posts/a.md": post(date="2026-05-04 9:05:00 +0300"),
            "posts/b.md": post(date="2026-05-04T09:05:00.5Z", slug="b"),
            "posts/c.md": post(date="2026/5/4", updated="2026-05-04 10:00 EEST", slug="c"),
            "posts/d.md": post(date="2036-01-01", slug="d"),
            "posts/g.md": post(date="Mon, 04 May 2026 09:05:00 +0300", slug="g"),
            "posts/2026-05-04-e.md": post(date=None, published="true"),
            "posts/2026-05-04-f.md": post(date=None, published="false"),
        },
    ),
    "odd-zone": Case(
        {
            "posts/a.md": post(date="2026-07-04 09:00 +0200"),
            "posts/b.md": post(date="2026-07-04 09:00 IST", slug="b"),
        },
        ("posts/a.md:3:7", "posts/b.md:3:7"),
        {
            "posts/a.md": post(date="2026-07-04 09:00 +0300"),
            "posts/b.md": post(date="2026-01-04 09:00 +0200", slug="b"),
            "posts/c.md": post(date="2026-07-04 09:00 -0700", slug="c"),
            "posts/d.md": post(date="2026-07-04 09:00 Z", slug="d"),
        },
    ),
    "date-order": Case(
        {
            "posts/a.md": post(updated="2026-05-01"),
            "posts/b.md": post(expires="2026-05-04", slug="b"),
        },
        ("posts/a.md:5:10", "posts/b.md:5:10"),
        {"posts/a.md": post(updated="2026-05-04", expires="2026-05-05")},
    ),
    "wrong-lang": Case(
        {"posts/a.md": post(FINNISH), "posts/b.md": post(ENGLISH, lang="fi")},
        ("posts/a.md:4:7", "posts/b.md:4:7"),
        {
            "posts/a.md": post(ENGLISH, lang="en-GB"),
            "posts/b.md": post(f"> {ENGLISH[:260]}\n\n{FINNISH * 6}", lang="fi"),
            "posts/c.md": post("Hei!", slug="c"),
        },
    ),
}  # fmt: skip


def test_every_rule_is_named_once_and_has_its_case() -> None:
    known = rules()
    assert [rule.name for rule in known.values()] == list(NAMES)
    assert set(CASES) == set(NAMES) - {"external-link"}  # test_external.py
    for rule in known.values():
        assert rule.meaning.endswith(".")


@pytest.mark.parametrize("name", CASES)
def test_a_post_that_breaks_a_rule_is_found_at_its_place(name: str, make_blog: MakeBlog) -> None:
    findings = found(make_blog(CASES[name].bad), select=(name,)).findings
    places = [
        ":".join(str(part) for part in (one.path, one.line, one.column) if part) for one in findings
    ]
    assert places == list(CASES[name].places)
    assert {one.rule for one in findings} == {name}


@pytest.mark.parametrize("name", CASES)
def test_a_post_that_nearly_breaks_a_rule_is_let_be(name: str, make_blog: MakeBlog) -> None:
    assert found(make_blog(CASES[name].good), select=(name,)).findings == ()


@pytest.mark.parametrize("name", sorted(set(CASES) - {"front-matter", "unknown-rule"}))
def test_a_post_may_ignore_a_rule(name: str, make_blog: MakeBlog) -> None:
    quiet = {
        path: content.replace("---\n", f"---\ncheck: [{name}]\n", 1)
        if isinstance(content, str)
        else content
        for path, content in CASES[name].bad.items()
    }
    assert found(make_blog(quiet), select=(name,)).findings == ()


@pytest.mark.parametrize("url", ["/", "/index.html"])
def test_a_front_page_of_the_authors_own_is_no_error(make_blog: MakeBlog, url: str) -> None:
    """Eleventy's and Jekyll's blogs have one; the site has its own there."""
    report = found(make_blog({"pages/home.md": post(url=url)}), select=("duplicate-url",))
    assert [(one.severity, one.message) for one in report.findings] == [
        ("info", "/ is taken: the post is at /home/")
    ]
