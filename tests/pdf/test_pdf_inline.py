from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.pdf.inline import clean, code_parts, is_blank, merged, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("form\x0cfeed", "formfeed"),
        ("tab\there", "tab here"),
        ("bell\x07 and escape\x1b", "bell and escape"),
        ("\ufeffmark", "mark"),
        ("line\u2028separator", "line\nseparator"),
        ("private \ue0b0 and \U00100000", "private � and �"),
        ("nonchar \ufdd0\uffff\U0001ffff", "nonchar "),
    ],
)
def test_clean_leaves_out_what_pdf_forbids(text: str, shown: str) -> None:
    assert clean(text, {}) == shown


@given(st.text())
def test_clean_text_has_no_control_or_private_characters(text: str) -> None:
    cleaned = clean(text.encode("utf-8", "replace").decode(), {})

    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Co"} and c != "\n"]


def test_characters_without_a_shape_are_replaced() -> None:
    assert clean("a😀b", {0x1F600: "�"}) == "a�b"


def test_neighbouring_strings_are_joined_and_soft_breaks_become_spaces() -> None:
    assert merged(["two ", "words", "\n", "more"]) == ["two words more"]


def test_a_line_break_between_chinese_characters_is_no_space() -> None:
    assert merged(["你好", "\n", "世界"]) == ["你好世界"]
    assert merged(["한국어", "\n", "문장"]) == ["한국어 문장"]


def test_trim_cuts_only_the_outer_ends() -> None:
    bold = {"k": "strong", "c": ["b"]}

    assert merged([" a ", bold, " c "], trim=True) == ["a ", bold, " c"]


@pytest.mark.parametrize(
    "word",
    [
        "https://example.org/a/very/long/path/that/goes/on/index.html?query=string&other=thing",
        "x" * 500,
        "AAAAB3NzaC1yc2EAAAADAQABAAABgQC7vbqajDhA0zVJYXs0J8Zz5JwYUdQy1w==",
    ],
)
def test_a_very_long_word_may_break_every_few_letters(word: str) -> None:
    nodes = merged([f"see {word} there"])

    pieces = [node for node in nodes if isinstance(node, str)]
    assert "".join(pieces) == f"see {word} there"
    assert max(len(piece.split(" ")[-1]) for piece in pieces) <= 32


def test_a_long_finnish_word_is_left_to_hyphenation() -> None:
    word = "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"

    assert merged([word]) == [word]


def test_code_may_break_after_signs() -> None:
    nodes = code_parts("package.module.function_name(argument)")

    assert plain(nodes) == "package.module.function_name(argument)"
    assert {"k": "wbr"} in nodes


@given(st.text())
def test_no_character_is_lost_in_pieces(text: str) -> None:
    assert plain(code_parts(text)) == text


def test_breaks_alone_are_nothing_to_see() -> None:
    assert is_blank([" ", {"k": "br"}, "\u00a0"])
    assert not is_blank([{"k": "code", "c": ["x"]}])
