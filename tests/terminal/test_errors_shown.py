"""Failures as a person reads them."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.errors import BlogError, Finding, PostError, PostNotFound, QueryError
from blogcli.terminal import errors, findings
from blogcli.terminal.console import Console, Manner
from blogcli.terminal.text import cells


def shown(error: BlogError) -> list[str]:
    stream = io.StringIO()
    errors.report(Console(env=os.environ, out=io.StringIO(), err=stream), error)
    return stream.getvalue().splitlines()


def test_the_caret_stands_below_its_column_whatever_the_letters() -> None:
    line = "päivä: 日本\t[x"
    error = PostError("posts/a.md", "never closed", line=4, column=11, source_line=line)
    assert shown(error) == [
        "error: posts/a.md:4:11: never closed",
        "  4 | päivä: 日本 [x",
        "                  ^",
    ]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_lines_break_between_words() -> None:
    """The terminal itself would break them in the middle of a word."""
    stream = _Terminal()
    env = {"COLUMNS": "30", "NO_COLOR": "1", "TERM": "dumb"}
    hint = "a hint of some words that is longer than the line"
    console = Console(env=env, out=io.StringIO(), err=stream)
    errors.report(console, BlogError("posts/a.md: nothing comes of it", hint=hint))
    assert stream.getvalue().splitlines() == [
        "error: posts/a.md: nothing",
        "  comes of it",
        "hint: a hint of some words",
        "  that is longer than the line",
    ]
    assert shown(BlogError("e " * 60))[0] == "error: " + "e " * 60


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    line = "a" * 5000 + "!" + "b" * 5000
    lines = shown(PostError("a.md", "bad", line=1, column=5001, source_line=line))
    assert lines[1] == "  1 | …" + "a" * 60 + "!" + "b" * 59
    assert lines[2].index("^") == lines[1].index("!")


def test_a_query_is_shown_with_its_place() -> None:
    error = QueryError("no such field", "a titel:b", 2, length=5, hint="try title")
    assert shown(error) == ["error: no such field", "  a titel:b", "    ^^^^^", "hint: try title"]


def test_markup_and_escapes_in_user_text_are_text() -> None:
    assert shown(BlogError("[bold]x[/] \x1b[31m [/etc/hosts]", hint="\x07")) == [
        "error: [bold]x[/] ␛[31m [/etc/hosts]",
        "hint: ␇",
    ]


def test_what_may_have_been_meant_comes_before_other_hints() -> None:
    error = PostNotFound("x", suggestions=("y", "z"), hint="or make one")
    assert shown(error)[1:] == ["hint: did you mean y, z?", "hint: or make one"]


@given(st.text(), st.integers(1, 300), st.text(), st.text())
def test_whatever_a_post_says_the_error_is_drawn(
    line: str, column: int, reason: str, path: str
) -> None:
    error = PostError(path, reason, line=1, column=column, source_line=line)
    for drawn in shown(error):
        assert "\x1b" not in drawn
        assert cells(drawn) < 10_000


def findings_shown(found: list[Finding], manner: Manner | None = None) -> str:
    stream = io.StringIO()
    console = Console(manner or Manner(), os.environ, io.StringIO(), stream)
    findings.show(console, found)
    return stream.getvalue()


def test_findings_are_told_one_a_line_with_their_number() -> None:
    found = [
        Finding("alt", "a.md", "an image has no text", line=3, hint="write one"),
        Finding("link", "b.md", "leads nowhere", severity="error"),
    ]
    assert findings_shown(found) == (
        "warning: a.md:3: an image has no text\nerror: b.md: leads nowhere\n1 error, 1 warning\n"
    )
    assert "hint: write one" in findings_shown(found, Manner(verbose=True))
    assert findings_shown(found, Manner(quiet=True)) == ""
    assert findings_shown([]) == ""


@pytest.mark.parametrize(("number", "text"), [(0, "0 posts"), (1, "1 post"), (1234, "1,234 posts")])
def test_numbers_agree_with_their_nouns(number: int, text: str) -> None:
    assert findings.counted(number, "post") == text
