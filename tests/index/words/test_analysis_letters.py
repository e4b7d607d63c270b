"""Which letters are the same to a search."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.index.analysis import letters

LANGUAGES = st.sampled_from(["fi", "sv", "de", "en", "es", "tr", "vi", "ru", "uk", "hi", ""])


@pytest.mark.parametrize(
    ("lang", "form", "folded"),
    [
        ("fi", "café", "cafe"),
        ("fi", "sää", "sää"),
        ("en", "sää", "saa"),
        ("fi", "zürich", "zurich"),
        ("de", "zürich", "zürich"),
        ("sv", "åäöé", "åäöe"),
        ("da", "smørrebrød", "smørrebrød"),
        ("en", "smørrebrød", "smorrebrod"),
        ("es", "mañana acción", "mañana accion"),
        ("fr", "œuvre élève ça", "oeuvre eleve ca"),
        ("pl", "łódź", "łódź"),
        ("en", "łódź", "lodz"),
        ("vi", "tiếng việt", "tiêng viêt"),
        ("ru", "ёлка йод", "елка йод"),
        ("uk", "їжак", "їжак"),
        ("el", "αθήνα", "αθηνα"),
        ("ar", "مُحَمَّد", "محمد"),
        ("he", "שָׁלוֹם", "שלום"),
        ("hi", "हिन्दी", "हिन्दी"),
        ("fi-FI", "sää", "sää"),
        ("pt_BR", "ação", "acao"),
    ],
)
def test_diacritics_fold_except_in_letters_of_the_alphabet(
    lang: str, form: str, folded: str
) -> None:
    assert letters.fold(form, lang) == folded


def test_for_several_languages_the_letters_of_each_stay() -> None:
    assert letters.fold_for_all("mañana sää café", ("fi", "es")) == "mañana sää cafe"


@pytest.mark.parametrize(
    ("text", "lang", "form"),
    [
        ("STRASSE", "de", "strasse"),
        ("Ångström", "sv", "ångström"),
        ("A\u030angstro\u0308m", "sv", "ångström"),
        ("İIıi", "tr", "iııi"),
        ("ﬁ", "fi", "fi"),
        ("ΣΊΣΥΦΟΣ", "el", "σίσυφος"),
    ],
)
def test_lower_case_is_composed_and_of_the_language(text: str, lang: str, form: str) -> None:
    assert letters.lower(text, lang) == form


def test_case_is_more_than_lower_case() -> None:
    assert letters.casefold("straße") == letters.casefold("strasse")
    assert letters.casefold("σίσυφος") == letters.casefold("σίσυφοσ")


@given(st.text(st.characters(max_codepoint=sys.maxunicode)), LANGUAGES)
def test_folding_twice_is_folding_once(text: str, lang: str) -> None:
    form = letters.casefold(letters.lower(text, lang))
    once = letters.fold(form, lang)
    assert letters.fold(once, lang) == once
    assert letters.casefold(form) == form
