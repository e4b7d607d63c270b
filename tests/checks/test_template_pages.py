"""A link to a page that the generator makes of a template is not broken."""

from __future__ import annotations

import pytest

from blogcli.blog import Blog
from checks.conftest import NOW, MakeBlog, found


def places(blog: Blog, rule: str) -> list[int]:
    return [one.line or 0 for one in found(blog, select=(rule,)).findings]


HEAD = "---\ntitle: A\ndate: 2026-01-01\n---\n\n"


@pytest.mark.parametrize(
    ("files", "links"),
    [
        (
            {
                "eleventy.config.js": 'export const config = { dir: { input: "src" } };',
                "src/about.njk": "<p>About</p>",
                "src/uses/index.liquid": "<p>Uses</p>",
                "src/now.11ty.js": 'export const data = { permalink: "/right-now/" };',
                "src/other.njk": "---\npermalink: /else/where.html\n---\n",
                "src/_includes/base.njk": "<p>A layout</p>",
            },
            ("/about/", "/uses/", "/right-now/", "/else/where.html", "/About/#me"),
        ),
        (
            {"_config.yml": "title: J\n", "i.html": "---\npermalink: /me/\n---\n", "cv.html": ""},
            ("/me/", "/cv.html"),
        ),
        ({"astro.config.mjs": "", "src/pages/uses.astro": "<p></p>"}, ("/uses", "/uses/")),
        (
            {
                "hugo.toml": "defaultContentLanguage = 'en'\n[languages.en]\n[languages.de]\n",
                "content/en/docs/logs.html": "---\ntitle: L\n---\n",
            },
            ("/docs/logs", "/en/docs/logs/", "/de/docs/logs"),
        ),
        ({"pelicanconf.py": ""}, ("{tag}gone", "{author}Some One")),
        (
            {"config.toml": 'base_url = "/"\n', "content/guide/_index.md": "+++\n+++\n"},
            ("@/guide/_index.md", "@/guide/_index.fr.md#part"),
        ),
    ],
)
def test_links_to_templates(
    make_blog: MakeBlog, files: dict[str, str], links: tuple[str, ...]
) -> None:
    folder = {
        "eleventy.config.js": "src/posts/",
        "_config.yml": "_posts/",
        "pelicanconf.py": "content/",
        "config.toml": "content/posts/",
        "hugo.toml": "content/de/posts/",
    }
    place = next((folder[name] for name in files if name in folder), "src/content/blog/")
    body = "".join(f"[it]({link})\n" for link in (*links, "/base/", "/nowhere/"))
    blog = make_blog({"blog.toml": "", **files, f"{place}2026-01-01-a.md": HEAD + body})
    line = 7 + len(links)
    assert places(blog, "broken-link") == [line - 1, line]


def test_what_jekyll_fills_in_from_the_header_is_known(make_blog: MakeBlog) -> None:
    header = "---\ntitle: Sea\nby: boat\ncover: sea.jpg\n---\n"
    blog = make_blog(
        {
            "_config.yml": "url: https://e.org\n",
            "_posts/2026-01-02-a-trip.md": f"{header}We went by {{{{ page.by }}}}.\n\n"
            "![The sea](/files/{{ page.slug }}/{{ page.cover }})\n\n{{ page.wind }}\n",
        }
    )
    (post,) = blog.posts(now=NOW)
    assert post.summary.startswith("We went by boat.")
    assert blog.body(post).startswith("We went by boat.\n")
    assert places(blog, "foreign-tag") == [10]
    (finding,) = found(blog, select=("missing-image",)).findings
    assert "/files/a-trip/sea.jpg" in finding.message


def test_a_computed_permalink_is_told_of(make_blog: MakeBlog) -> None:
    header = "---\ntitle: A\ndate: 2026-01-01\npermalink: /a/{{ title | upper }}/\n---\n\nA.\n"
    blog = make_blog({".eleventy.js": "", "posts/a.md": header})
    assert places(blog, "useless-value") == [4]


def test_zola_has_names_of_its_own_for_headings_in_other_scripts(make_blog: MakeBlog) -> None:
    links = "[a](#zhong-wen) [b](#supinrotuku) [c](b.md#gone)\n"
    header = "+++\ntitle = 'A'\ndate = 2026-01-01\n+++\n\n"
    blog = make_blog(
        {
            "config.toml": 'base_url = "/"\n',
            "content/posts/a.md": f"{header}{links}\n## 中文\n\n## スピンロック\n",
            "content/posts/b.md": f"{header}## Here\n",
        }
    )
    (finding,) = found(blog, select=("broken-anchor",)).findings
    assert "#gone" in finding.message
