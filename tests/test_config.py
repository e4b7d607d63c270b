"""`blog.toml`: what it may hold, and what is said of everything that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.config import (
    Config,
    FeedsConfig,
    PdfConfig,
    PostsConfig,
    SiteConfig,
    load,
    parse,
    parse_toml,
    render,
)
from blogcli.errors import ConfigError
from blogcli.terminal.personal import Personal

FULL = """
title = "Kansainvälinen"
base_url = "https://example.org/blog/"
languages = ["fi", "sv", "pt_BR"]
timezone = "Europe/Helsinki"
authors = "Aino"

[posts]
folders = ["content/posts/"]
new_path = "posts/{date:%Y}/{slug}.md"
slug = "unicode"
archetype = "archetypes/post.md"

[site]
output = "out"
theme = "look"
permalink = "/{date:%Y}/{slug}/"
page_size = 5
menu = [["About", "/about/"]]
logo = "logo.png"

[feeds]
limit = 3
full_text = false

[pdf]
paper = "A5"
margin = "25mm"
font = "Lato"
font_size = "10.5pt"
standards = ["UA-1", "a-3u"]

[queries]
stale = "is:draft updated:..3m"
"""


def blog(folder: Path, text: str | bytes) -> Path:
    (folder / "blog.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def problems(folder: Path, text: str | bytes) -> tuple[str, tuple[str, ...]]:
    with pytest.raises(ConfigError) as caught:
        load(blog(folder, text))
    return caught.value.path, caught.value.problems


def test_a_blog_needs_no_configuration(tmp_path: Path) -> None:
    assert load(tmp_path) == Config()


def test_every_key_is_read(tmp_path: Path) -> None:
    assert load(blog(tmp_path, FULL)) == Config(
        title="Kansainvälinen",
        base_url="https://example.org/blog/",
        languages=("fi", "sv", "pt-BR"),
        timezone="Europe/Helsinki",
        authors=("Aino",),
        posts=PostsConfig(
            folders=("content/posts",),
            new_path="posts/{date:%Y}/{slug}.md",
            slug="unicode",
            archetype="archetypes/post.md",
        ),
        site=SiteConfig(
            output="out",
            theme="look",
            permalink="/{date:%Y}/{slug}/",
            page_size=5,
            menu=(("About", "/about/"),),
            logo="logo.png",
        ),
        feeds=FeedsConfig(limit=3, full_text=False),
        pdf=PdfConfig(
            paper="a5", margin="25mm", font="Lato", font_size="10.5pt", standards=("ua-1", "a-3u")
        ),
        queries={"stale": "is:draft updated:..3m"},
    )


def test_a_byte_order_mark_is_no_key(tmp_path: Path) -> None:
    assert load(blog(tmp_path, b'\xef\xbb\xbftitle = "A"')).title == "A"


def test_all_problems_are_told_at_once_with_their_keys(tmp_path: Path) -> None:
    text = """
titel = "A"
base_url = "example.org"
languages = ["fi", "suomi!", 3]
timezone = "Europe/Helsingi"
authors = [1]
feeds = 3
[posts]
folders = ["../elsewhere", "/etc", "C:/posts"]
new_path = "posts/a.md"
slug = "latin"
[site]
theme = "../elsewhere"
page_size = 0
permalink = "{slug}"
menu = [["About"]]
page_sise = 3
[pdf]
margin = "wide"
paper = "big paper"
standards = ["a-2a", "a-3a"]
[queries]
"two words" = "x"
stale = 3
"""
    assert problems(tmp_path, text) == (
        "blog.toml",
        (
            "titel: unknown key; did you mean title?",
            'base_url: must be an address such as "https://example.org/", not "example.org"',
            'languages[1]: must be a BCP 47 language tag such as "fi" or "pt-BR", not "suomi!"',
            "languages[2]: must be text in quotes, not 3",
            (
                'timezone: "Europe/Helsingi" is not an IANA time zone such as Europe/Helsinki;'
                " did you mean Europe/Helsinki?"
            ),
            "authors[0]: must be text in quotes, not 1",
            "feeds: must be a table, not 3",
            "queries.stale: must be text in quotes, not 3",
            "queries.two words: the name must be of letters, digits, - and _",
            'posts.folders[0]: must be a path inside the blog, not "../elsewhere"',
            'posts.folders[1]: must be a path inside the blog, not "/etc"',
            'posts.folders[2]: must be a path inside the blog, not "C:/posts"',
            (
                "posts.new_path: must be a pattern with {slug} that ends in .md,"
                ' such as "posts/{date:%Y}/{slug}.md", not "posts/a.md"'
            ),
            'posts.slug: must be ascii or unicode, not "latin"',
            'site.theme: must be a path inside the blog, not "../elsewhere"',
            "site.page_size: must be a whole number of at least 1, not 0",
            (
                "site.permalink: must be a pattern with / first and {slug},"
                ' such as "/{date:%Y}/{slug}/", not "{slug}"'
            ),
            'site.menu: must be a list of pairs such as ["About", "/about/"], not a list',
            "site.page_sise: unknown key; did you mean page_size?",
            'pdf.margin: must be a length such as "25mm", "1in" or "11pt", not "wide"',
            'pdf.paper: must be a paper size such as "a4" or "us-letter", not "big paper"',
            (
                'pdf.standards: must be "ua-1" and one of "a-2a", "a-2u", "a-2b", "a-3a", "a-3u",'
                ' "a-3b", not a list'
            ),
        ),
    )


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        (b'title = "A"\nbase_url = \n', "blog.toml:2:12", "invalid value"),
        (b'title = "A"\nauthors = "\xff"\n', "blog.toml:2", "is not UTF-8"),
        (b"a = " + b"[" * 5000, "blog.toml", "is nested too deeply"),
        (b'title = "A"\ntitle = "B"\n', "blog.toml:2:12", "cannot overwrite a value"),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(
    tmp_path: Path, data: bytes, place: str, reason: str
) -> None:
    assert problems(tmp_path, data) == (place, (reason,))


def test_a_folder_in_place_of_the_file_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "blog.toml").mkdir()
    with pytest.raises(ConfigError, match="directory"):
        load(tmp_path)


def test_what_is_written_reads_the_same(tmp_path: Path) -> None:
    config = load(blog(tmp_path, FULL))
    assert load(blog(tmp_path, render(config))) == config


def test_defaults_are_not_written() -> None:
    assert render(Config()) == ""
    assert tomllib.loads(render(Config(title="A", feeds=FeedsConfig(limit=3)))) == {
        "title": "A",
        "feeds": {"limit": 3},
    }


@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    try:
        parse_toml(data, "blog.toml")
    except ConfigError as error:
        assert error.problems  # noqa: PT017 - either outcome is right


def test_the_documentation_names_every_key() -> None:
    """Both examples of the page are read as they stand, and hold all that there is to set."""
    page = Path(__file__).parents[1] / "docs" / "configuration.md"
    blog, own = re.findall(
        r"^```toml\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert parse(blog.encode()).queries
    assert set(tomllib.loads(blog)) == set(Config._fields)
    assert set(tomllib.loads(own)) == {one.name for one in fields(Personal)}
    for section in ("posts", "site", "feeds", "pdf"):
        known = getattr(Config(), section)._fields
        assert set(tomllib.loads(blog)[section]) == set(known), section
