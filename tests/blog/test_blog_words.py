from __future__ import annotations

from datetime import UTC, datetime

import pytest

from blogcli.blog.dates import in_words
from blogcli.blog.words import callout_words, status_word


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fi", "24. marraskuuta 2026"),
        ("sv", "24 november 2026"),
        ("en", "November 24, 2026"),
        ("en-GB", "24 November 2026"),
        ("pt-BR", "24 de novembro de 2026"),
        ("fa", "۲۴ نوامبر ۲۰۲۶"),
        ("ar-EG", "٢٤ نوفمبر ٢٠٢٦"),
        ("ar-MA", "24 نونبر 2026"),
        ("ne", "२०२६ नोभेम्बर २४"),
        ("bn", "২৪ নভেম্বর, ২০২৬"),
        ("my", "၂၀၂၆ နိုဝင်ဘာ ၂၄"),
        ("hi", "24 नवंबर 2026"),
        ("xx-unknown", "2026-11-24"),
        ("", "2026-11-24"),
    ],
)
def test_a_date_in_the_words_of_its_language(lang: str, words: str) -> None:
    assert in_words(datetime(2026, 11, 24, tzinfo=UTC), lang) == words


def test_callouts_are_named_in_the_language_or_in_english() -> None:
    assert callout_words("fi-FI")["warning"] == "Varoitus"
    assert callout_words("xx")["warning"] == "Warning"


def test_what_is_not_out_yet_says_so_in_its_language() -> None:
    assert status_word("draft", "fi-FI") == "Luonnos"
    assert status_word("scheduled", "sv") == "Schemalagt"
    assert status_word("draft", "xx") == "Draft"
    assert status_word("published", "fi") == status_word("expired", "fi") == ""
