"""Archetypes: the template's own lines stay, the post's values take their place."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.config import Config
from blogcli.errors import OutputError
from blogcli.posts import archetypes
from blogcli.posts.dialects import Dialect, detect
from blogcli.posts.go_template import fill
from blogcli.posts.header_merging import merge
from blogcli.posts.header_writing import Raw
from blogcli.posts.store import compose, new_post_text
from blogcli.posts.style import Style
from posts.test_new_posts import NEW
from posts.test_samples import SAMPLES

DATE = datetime(2026, 11, 24, 12, 5, tzinfo=ZoneInfo("Europe/Helsinki"))
VALUES = {".Name": "my-first-post", ".Date": "2026-11-24", "now.Year": "2026"}


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ('{{ replace .Name "-" " " | title }}', "My First Post"),
        ('{{ replace .Name `-` " " | humanize }}', "My first post"),
        ('{{ title (replace .Name "-" " ") }}', "My First Post"),
        ('{{ (replace .Name "-" " ") | upper }}', "MY FIRST POST"),
        ("{{ .Name }}", "my-first-post"),
        ("{{.Date}}", "2026-11-24"),
        ("{{ title }}", ""),
        ('{{ now.Format "2006-01-02T15:04:05-07:00" }}', "2026-11-24T12:05:00+02:00"),
        ('{{ .Date.Format "Jan 2, 2006" }}', "Nov 2, 2026".replace("2,", "24,")),
        ('{{ dateFormat "2.1.2006" .Date }}', "24.11.2026"),
        ('{{ .Date | time.Format "2006" }}', "2026"),
        ("{{ now.Year }}", "2026"),
        ("{{ substr .Name 3 5 }}", "first"),
        ('{{ printf "%s/%s" .Name .Date }}', "my-first-post/2026-11-24"),
        ('{{ printf "%99999999d" .Name }}', "%99999999d"),
        ('a {{- " b " -}} c', "a b c"),
        ("{{/* a comment */}}x", "x"),
        ("{{ unknown .Thing }}", ""),
        ("{{ if .Draft }}", ""),
        ("{{ .Name | unknown }}", ""),
        ("{{ ( }}", ""),
        ("{{ }}", ""),
        ("{{ replace .Name }}", ""),
        ("no braces", "no braces"),
    ],
)
def test_expressions(template: str, filled: str) -> None:
    assert fill(template, VALUES, DATE) == filled


@pytest.mark.parametrize(
    "template",
    [
        "{{ title }}",
        '{{ replace .Name "-" " " | title }}',
        "{{ .File.ContentBaseName | humanize }}",
    ],
)
def test_a_title_made_of_the_name_is_the_title(template: str) -> None:
    assert fill(template, {**VALUES, "title": "Äiti: 1"}, DATE) == "Äiti: 1"


@given(st.text('{}|()"`.- aNametitle\\/*%1', max_size=40))
def test_no_template_fails(text: str) -> None:
    assert isinstance(fill(text, VALUES, DATE), str)


def test_the_sample_archetype_of_hugo() -> None:
    root = SAMPLES / "hugo"
    _, text = compose(root, Config(), detect(root), replace(NEW, tags=(), authors=()))

    assert text == (
        "---\n# Kirjoita tähän vain se, minkä itse haluaisit lukea.\n"
        'title: "Päivä: jäällä"\ndate: 2026-11-24T12:05:00+02:00\ndraft: true\ntags: []\n'
        'cover: "kuva.jpg" # vaihda\n---\n\n## Päivä: jäällä\n\nAloitettu 24.11.2026.\n'
        "Jää kantaa.\n"
    )


def test_hexo_has_scaffolds() -> None:
    root = SAMPLES / "hexo"
    _, text = compose(root, Config(), detect(root), replace(NEW, draft=False, authors=()))

    assert text == (
        '---\ntitle: "Päivä: jäällä"\ndate: 2026-11-24 12:05:00\ntags:\n  - jää\n'
        "  - pitkä tagi\n---\nJää kantaa.\n"
    )


@pytest.mark.parametrize(
    ("name", "paths", "found"),
    [
        ("", ["archetypes/posts.md", "archetypes/default.md"], "archetypes/posts.md"),
        ("", ["archetypes/default.md"], "archetypes/default.md"),
        ("", [], ""),
        ("note", ["archetypes/note.md", "archetypes/default.md"], "archetypes/note.md"),
        ("note", ["archetypes/note/index.md"], "archetypes/note/index.md"),
        ("texts/note.md", ["texts/note.md"], "texts/note.md"),
    ],
)
def test_archetypes_are_found_by_name_and_section(
    tmp_path: Path, name: str, paths: list[str], found: str
) -> None:
    (tmp_path / "content/posts").mkdir(parents=True)
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)

    assert archetypes.find(tmp_path, Config(), Dialect("hugo"), name) == found


@pytest.mark.parametrize("name", ["gone", "../../etc/hostname", "/etc/hostname", "a\0"])
def test_an_archetype_that_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError):
        archetypes.find(tmp_path, Config(), Dialect("plain"), name)


def test_an_archetype_without_header_is_the_body() -> None:
    text = new_post_text(Dialect("plain"), replace(NEW, archetype="## {{ title }}\n\n"))

    assert text.startswith('---\ntitle: "Päivä: jäällä"\n')
    assert text.endswith("---\n\n## Päivä: jäällä\n\nJää kantaa.\n")


@pytest.mark.parametrize("text", ["---\ntitle: x\n", "---\na: b: c\n---\n"])
def test_a_broken_archetype_is_an_error(text: str) -> None:
    with pytest.raises(OutputError, match="the archetype gives no readable front matter"):
        new_post_text(Dialect("plain"), replace(NEW, archetype=text))


def test_an_archetype_in_json() -> None:
    archetype = (
        '{\n  "title": "{{ replace .Name "-" " " | title }}",\n  "n": 1\n}\n\n# {{ title }}\n'
    )
    text = new_post_text(Dialect("hugo"), replace(NEW, archetype=archetype))

    assert text.startswith('{\n  "title": "Päivä: jäällä",\n  "n": 1,\n')
    assert text.endswith("\n# Päivä: jäällä\nJää kantaa.\n")


@pytest.mark.parametrize("data", [b"\xff", b"x" * 1_000_001])
def test_an_archetype_that_can_not_be_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "archetypes").mkdir()
    (tmp_path / "archetypes/default.md").write_bytes(data)

    with pytest.raises(OutputError, match=r"archetypes/default\.md: "):
        archetypes.find(tmp_path, Config(), Dialect("hugo"))


MERGED = {"title": "New", "tags": ["a", "b: c"], "draft": True, "date": Raw("2026-11-24")}


@pytest.mark.parametrize(
    ("kind", "header", "merged"),
    [
        (
            "yaml",
            "# first\nTitle:  old # why\ntags:\n- x\n- y\n# second\nother: {a: 1}\n",
            (
                '# first\nTitle: New\ntags: [a, "b: c"]\n# second\nother: {a: 1}\n'
                "draft: true\ndate: 2026-11-24\n"
            ),
        ),
        ("yaml", "n: 1", 'n: 1\ntitle: New\ntags: [a, "b: c"]\ndraft: true\ndate: 2026-11-24\n'),
        ("yaml", "", 'title: New\ntags: [a, "b: c"]\ndraft: true\ndate: 2026-11-24\n'),
        (
            "toml",
            'title = ""\ntags = [\n  "x",\n]\n[extra]\ntitle = "kept"\n',
            (
                'title = "New"\ntags = ["a", "b: c"]\ndraft = true\ndate = 2026-11-24\n\n'
                '[extra]\ntitle = "kept"\n'
            ),
        ),
        (
            "json",
            '{"title": "", "n": 1}',
            (
                '{\n  "title": "New",\n  "n": 1,\n  "tags": [\n    "a",\n    "b: c"\n  ],\n'
                '  "draft": true,\n  "date": "2026-11-24"\n}'
            ),
        ),
        (
            "pelican",
            "Title: \nSummary: one\n    two\n",
            "Title: New\nSummary: one\n    two\ntags: a, b: c\ndraft: true\ndate: 2026-11-24\n",
        ),
        (
            "nikola",
            ".. title: \n.. type: text\n",
            ".. title: New\n.. type: text\n.. tags: a, b: c\n.. draft: true\n.. date: 2026-11-24\n",
        ),
    ],
)
def test_values_are_put_over_the_lines_of_their_keys(kind: str, header: str, merged: str) -> None:
    assert merge(header, kind, Style(), MERGED) == merged  # type: ignore[arg-type]


def test_tables_of_zola_are_merged() -> None:
    values = {"title": "New", "taxonomies": {"tags": ["a"]}}

    assert merge('title = ""\n', "toml", Style(), values) == (
        'title = "New"\n\n[taxonomies]\ntags = ["a"]\n'
    )
    assert merge(
        'title = ""\n[taxonomies]\ntags = []\ncategories = ["c"]\n[extra]\nx = 1\n',
        "toml", Style(), values,
    ) == (
        'title = "New"\n\n[taxonomies]\ntags = ["a"]\ncategories = ["c"]\n\n[extra]\nx = 1\n'
    )  # fmt: skip
