from __future__ import annotations

import pytest

from blogcli.markdown.places import Places
from blogcli.pdf.languages import is_right_to_left, typst_language


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


def test_words_are_found_in_reading_order() -> None:
    places = Places("one\ntwo ![](a.png)\nthree ![](a.png)\n", 5)

    assert [places.line("a.png"), places.line("a.png"), places.line("a.png")] == [6, 7, None]
    places.rewind()
    assert places.line("a.png") == 6
