from __future__ import annotations

from datetime import date

import pytest

from blogcli.markdown.places import Places
from blogcli.pdf.languages import is_right_to_left, typst_language
from blogcli.pdf.words import callout_words, date_in_words, status_word


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fi", "24. marraskuuta 2026"),
        ("sv", "24 november 2026"),
        ("en", "November 24, 2026"),
        ("en-GB", "24 November 2026"),
        ("pt-BR", "24 de novembro de 2026"),
        ("xx-unknown", "2026-11-24"),
        ("", "2026-11-24"),
    ],
)
def test_a_date_in_the_words_of_its_language(lang: str, words: str) -> None:
    assert date_in_words(date(2026, 11, 24), lang) == words


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("fi", ("fi", None)),
        ("fi-FI", ("fi", "FI")),
        ("pt_BR", ("pt", "BR")),
        ("zh-Hant", ("zh", "TW")),
        ("zh-Hant-HK", ("zh", "HK")),
        ("sr-Latn", ("sr", None)),
        ("english", ("und", None)),
        ("", ("und", None)),
        ('"); panic(', ("und", None)),
    ],
)
def test_a_language_tag_is_split(tag: str, parts: tuple[str, str | None]) -> None:
    assert typst_language(tag) == parts


def test_languages_that_run_from_right_to_left() -> None:
    assert is_right_to_left("ar")
    assert not is_right_to_left("fi")


def test_callouts_are_named_in_the_language_or_in_english() -> None:
    assert callout_words("fi-FI")["warning"] == "Varoitus"
    assert callout_words("xx")["warning"] == "Warning"


def test_words_are_found_in_reading_order() -> None:
    places = Places("one\ntwo ![](a.png)\nthree ![](a.png)\n", 5)

    assert [places.line("a.png"), places.line("a.png"), places.line("a.png")] == [6, 7, None]
    places.rewind()
    assert places.line("a.png") == 6


def test_what_is_not_out_yet_says_so_in_its_language() -> None:
    assert status_word("draft", "fi-FI") == "Luonnos"
    assert status_word("scheduled", "sv") == "Schemalagt"
    assert status_word("draft", "xx") == "Draft"
    assert status_word("published", "fi") == status_word("expired", "fi") == ""
