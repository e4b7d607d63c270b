"""TOML, JSON, and the headers that are neither: values, places, problems."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import frontmatter
import pytest

from blogcli.errors import PostError
from blogcli.posts.front_matter import load, split
from blogcli.posts.handlers import HANDLERS
from blogcli.posts.values import FrontMatter


def _load(text: str) -> FrontMatter:
    return load(split(text.encode(), "a.md"), "a.md")


def test_toml_has_its_own_dates() -> None:
    values = _load('+++\na = 2024-01-02T03:04:05+02:00\nb = 2024-01-02\nc = "2024-01-02"\n+++\n')

    assert values["a"] == datetime(2024, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2)))
    assert values["b"] == date(2024, 1, 2)
    assert values["c"] == "2024-01-02"


def test_toml_places_are_those_of_top_level_values() -> None:
    values = _load('+++\ntitle = "a"\n"my key"=1\n[extra]\ntitle = "b"\n+++\n')

    assert values.places == {"title": (1, 9), "my key": (2, 10)}
    assert values["extra"] == {"title": "b"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("+++\ndate = 2017-02-30\n+++\n", "a.md:2:8: Invalid date or datetime"),
        ("+++\na = 1\na = 2\n+++\n", "a.md:3:6: Cannot overwrite a value"),
        ("+++\ntitle = x\n+++\n", "a.md:2:9: Invalid value"),
        ("\n\n+++\ntitle\n+++\n", "a.md:4:6: Expected '=' after a key in a key/value pair"),
        ('{"a": "\\ud800"}\n', "a.md:1:1: half of a surrogate pair"),
        ('{"a": "\\u0000"}\n', "a.md:1:1: a NUL character"),
        (';;;\n"a": 1,\n"b" 2\n;;;\n', "a.md:3:5: Expecting ':' delimiter"),
        ('"a" 1\n;;;\n', "a.md:1:5: Expecting ':' delimiter"),
        ('{"a": ' + "[" * 150 + "]" * 150 + "}", "a.md:1:1: nested more than 100 levels deep"),
        ("+++\na = " + "[" * 150 + "]" * 150 + "\n+++\n", "a.md:2:1: nested more than 100 levels"),
        (';;;\n"a": ' + "[" * 5000 + "\n;;;\n", "a.md:2:1: nested more than 100 levels deep"),
        ('{"a": 1, "b": ' + "9" * 19 + ".0, }", "a.md:1:"),
        ("---\na: [1\n---\n", "a.md:2:4: the [ that opens here is not closed"),
        ("+++\na = [1,\n\n+++\n", "a.md:2:8: Invalid value"),
        (';;;\n"a": 1,\n"b":\n;;;\n', "a.md:3:5: Expecting value"),
    ],
)
def test_problems_have_places_in_the_file(text: str, message: str) -> None:
    with pytest.raises(PostError) as caught:
        _load(text)

    assert str(caught.value).startswith(message)


def test_a_problem_shows_its_line() -> None:
    with pytest.raises(PostError) as caught:
        _load("---\ntitle: a: b\n---\n")

    assert caught.value.source_line == "title: a: b"


def test_json_in_both_ways_of_hexo() -> None:
    assert _load('{"title": "a", "tags": ["b"], "n": 1.10}\nbody') == {
        "title": "a", "tags": ["b"], "n": 1.1,
    }  # fmt: skip
    assert _load('"title": "a",\n"tags": ["b"]\n;;;\nbody') == {"title": "a", "tags": ["b"]}


def test_json_places_are_those_of_keys_as_they_are_written() -> None:
    assert _load('{"a": 1,\n "\\u00e4": 2}').places == {"a": (1, 7)}


def test_pelican_values_go_on_over_indented_lines() -> None:
    values = _load("Title: a: b\nSummary: one\n    two\n\tthree\nempty:\n \nbody")

    assert values == {"Title": "a: b", "Summary": "one\ntwo\nthree", "empty": ""}
    assert values.places["Title"] == (1, 8)


def test_nikola_comments() -> None:
    values = _load("<!--\n.. title: a: b\n.. link:\n\n.. tags: a, b\n-->\nbody")

    assert values == {"title": "a: b", "link": "", "tags": "a, b"}


def test_constants_of_a_script_are_read_and_nothing_is_run() -> None:
    values = _load(
        "---js\n"
        'const title = "A \\"day\\"";\n'
        "let tags = ['a', \"b\",];\n"
        "var draft = true\n"
        "const n = 12;\n"
        "// const not = 1;\n"
        "const made = process.exit(1);\n"
        "const shown = `now ${n}`;\n"
        "---\nbody"
    )

    assert values == {"title": 'A "day"', "tags": ["a", "b"], "draft": True, "n": 12}


def test_an_object_of_a_script() -> None:
    assert _load('---js\n{\n  title: "A day",\n  "draft": false\n}\n---\nbody') == {
        "title": "A day", "draft": False,
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["yaml", "toml", "json"])
def test_python_frontmatter_reads_and_writes_with_our_handlers(kind: str) -> None:
    handler = HANDLERS[kind]
    post = frontmatter.Post("Hello.", handler=handler, title="no", tags=["a: b", "ä"])

    again = frontmatter.loads(frontmatter.dumps(post, handler=handler), handler=handler)

    assert again.metadata == {"title": "no", "tags": ["a: b", "ä"]}
    assert again.content == "Hello."
