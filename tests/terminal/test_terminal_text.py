"""Text of strangers on a terminal: harmless, and as wide as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from blogcli.terminal.text import cells, cut, cut_begin, lines_of_words, one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("ä 日本 👍", "ä 日本 👍"),
        ("\x1b[31mred", "␛[31mred"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("\x9b2J", "\\x9b2J"),
        ("a\u202eb", "a\\u202eb"),
        ("\udcff", "\\udcff"),
        ("a\tb\nc", "a\tb\nc"),
    ],
)
def test_control_characters_become_signs(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_one_line_has_no_breaks() -> None:
    assert one_line("a\tb\r\nc\u2028d\x85e") == "a b c d e"
    assert one_line("no-break\u00a0space stays") == "no-break\u00a0space stays"


@given(st.text())
def test_whatever_comes_nothing_steers_a_terminal(text: str) -> None:
    line = one_line(text)
    assert not any(
        ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 or letter in "\u202d\u202e\u2028\u2029"
        for letter in line
    )
    line.encode()  # has no lone surrogates
    assert visible(visible(text)) == visible(text)


def test_widths_are_those_of_a_terminal() -> None:
    for text in ("abc", "日本", "é", "e\u0301", "👍", "한국"):
        assert cells(text) == wcswidth(text)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("two words", 5, "two…"),
        ("日本語の", 5, "日本…"),
        ("日本語の", 4, "日…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_text_is_cut_by_cells(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


@given(st.text(), st.integers(0, 30))
def test_what_is_cut_fits(text: str, width: int) -> None:
    assert cells(cut(one_line(text), width)) <= width


@given(text=st.text(), width=st.integers(0, 30))
def test_what_is_cut_at_its_begin_fits_and_keeps_its_end(text: str, width: int) -> None:
    shown = cut_begin(text, width)
    assert cells(shown) <= width
    assert shown == text or text.endswith(shown[1:])


def test_a_path_keeps_its_end() -> None:
    assert cut_begin("posts/a-long-name.md:31", 12) == "…-name.md:31"
    assert cut_begin("日本語.md:31", 9) == "…語.md:31"


@given(words=st.lists(st.text("abc日", min_size=1, max_size=9)), width=st.integers(1, 30))
def test_lines_of_words_keep_all_words_in_order(words: list[str], width: int) -> None:
    lines = lines_of_words(" ".join(words), width)
    assert [word for line in lines for word in line.split()] == words
    assert all(cells(line) <= width or " " not in line for line in lines)
