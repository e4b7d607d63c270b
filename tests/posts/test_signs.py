"""Signs in names: words where they make another name of it."""

from __future__ import annotations

import pytest

from blogcli.posts.signs import spell, spell_all, spell_name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("c# and f#", "c sharp and f sharp"),
        ("c++17", "c plus plus 17"),
        ("disney+", "disney plus"),
        ("a#1, a+b, a++b, #1, 1#, +1, c, .net, 100%", "a#1, a+b, a++b, #1, 1#, +1, c, .net, 100%"),
    ],
)
def test_signs_at_the_end_of_a_word_are_spelt(text: str, words: str) -> None:
    assert " ".join(spell(text).split()) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (".net", "dot net"),
        ("asp.net", "asp.net"),
        ("100%", "100 percent"),
        ("a*", "a star"),
        ("c#", "c sharp"),
        ("at&t", "at&t"),
        ("what?", "what?"),
    ],
)
def test_tags_have_more_of_them(text: str, words: str) -> None:
    assert " ".join(spell_name(text).split()) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("?", "QUESTION MARK"),
        ("a-b c_d", "a b c d"),
        ("a-", "a HYPHEN-MINUS"),
        ("r&d", "r AMPERSAND d"),
        ("ä\u0301 ไทย", "ä\u0301 ไทย"),
        ("\ue000", "u e000"),
    ],
)
def test_every_sign_has_a_name(text: str, words: str) -> None:
    assert " ".join(spell_all(text).split()) == words
