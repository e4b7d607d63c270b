"""The colours of code on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from blogcli.pdf.colours import _STYLES, Line, coloured_lines
from blogcli.pdf.compile import FOLDER
from blogcli.pdf.job import Sheet

Typeset = Callable[..., Sheet]
Read = Callable[[bytes], str]


def shown(line: Line) -> str:
    return "".join(part if isinstance(part, str) else part[1] for part in line)


def test_parts_have_the_style_of_what_they_are() -> None:
    (line,) = coloured_lines("return 'a'  # why", "python") or []

    assert line == [["keyword", "return "], ["string", "'a'  "], ["comment", "# why"]]


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("/* one\ntwo */\nlet a = `b\n\nc`\n\n", "js"),
        ("\n\n<p>\n  <b>x</b>\n</p>", "html"),
        ("-old\n+new", "diff"),
        ("", "python"),
    ],
)
def test_lines_are_those_of_the_code(code: str, language: str) -> None:
    assert [shown(line) for line in coloured_lines(code, language) or []] == code.split("\n")


def test_tabs_reach_to_the_next_stop() -> None:
    (line,) = coloured_lines("\tab\tc = 1\t# d", "python") or []

    assert shown(line) == "    ab  c = 1   # d"


def test_the_last_line_is_coloured_like_the_others() -> None:
    assert coloured_lines("-a\n+b", "diff") == [[["deleted", "-a"]], [["string", "+b"]]]


@pytest.mark.parametrize("language", ["", "text", "no-such-language"])
def test_code_of_no_language_stays_plain(language: str) -> None:
    assert coloured_lines("if x:", language) is None


@pytest.mark.parametrize("style", sorted(set(_STYLES.values())))
def test_templates_know_each_style(style: str) -> None:
    assert f"\n  {style}: (" in (FOLDER / "nodes.typ").read_text("utf-8")


def test_coloured_code_is_read_as_it_is_written(typeset: Typeset, text_of: Read) -> None:
    code = "def f(a):\n    return a  # two  spaces\n\nprint(f(1))"

    text = text_of(typeset(f"```python\n{code}\n```").pdf)

    assert all(line.strip() in text for line in code.split("\n"))
