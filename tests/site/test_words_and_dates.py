from __future__ import annotations

import re
import tomllib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from blogcli.blog import dates
from blogcli.errors import ConfigError
from blogcli.site import words

CATALOGUE = tomllib.loads(
    Path(words.__file__).with_name("theme").joinpath("words.toml").read_text("utf-8")
)


@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_every_word_is_translated_with_the_same_places_to_fill(lang: str) -> None:
    for key, english in CATALOGUE["en"].items():
        translated = CATALOGUE[lang][key]
        assert translated.strip()
        assert re.findall(r"\{\w+\}", translated) == re.findall(r"\{\w+\}", english), key
    assert CATALOGUE[lang].keys() == CATALOGUE["en"].keys()


def test_words_fall_back_from_region_to_language_to_english() -> None:
    catalogue = words.Words()
    assert catalogue.of("sv-FI")["tags"] == "Ämnen"
    assert catalogue.of("et")["tags"] == "Tags"
    assert catalogue.choose("et", "fi") == "fi"
    assert catalogue.choose("et", "lv") == "en"
    assert catalogue.choose("pt-BR", "fi") == "fi"


def test_a_blog_adds_a_language_and_changes_a_word(tmp_path: Path) -> None:
    own = tmp_path / "words.toml"
    own.write_text('[en]\ntags = "Themes"\n[et]\ntags = "Teemad"\n', "utf-8")
    catalogue = words.Words(own)
    assert catalogue.of("en")["tags"] == "Themes"
    assert catalogue.of("et")["tags"] == "Teemad"
    assert catalogue.of("et")["older"] == "Older posts"
    assert words.Words().of("en")["tags"] == "Tags"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[en\n", "theme/words.toml: "),
        ('tags = "x"\n', "theme/words.toml: tags: not a table of words"),
        ("[en]\ntags = 1\n", "theme/words.toml: en.tags: not text"),
    ],
)
def test_a_wrong_catalogue_is_named(tmp_path: Path, text: str, problem: str) -> None:
    own = tmp_path / "words.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        words.Words(own)
    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fi", "24. marraskuuta 2026"),
        ("sv", "24 november 2026"),
        ("en", "November 24, 2026"),
        ("en-GB", "24 November 2026"),
        ("de", "24. November 2026"),
        ("pt-BR", "24 de novembro de 2026"),
        ("zh-TW", "2026年11月24日"),
        ("ja", "2026年11月24日"),
        ("no", "24. november 2026"),
        ("fr", "24 novembre 2026"),
        ("es", "24 de noviembre de 2026"),
        ("nl", "24 november 2026"),
        ("da", "24. november 2026"),
        ("et", "24. november 2026"),
        ("lt", "2026 m. lapkričio 24 d."),
        ("pl", "24 listopada 2026"),
        ("cs", "24. listopadu 2026"),
        ("hr", "24. studenoga 2026."),
        ("ru", "24 ноября 2026\u202fг."),
        ("uk", "24 листопада 2026\u202fр."),
        ("el", "24 Νοεμβρίου 2026"),
        ("hu", "2026. november 24."),
        ("he", "24 בנובמבר 2026"),
        ("ko", "2026년 11월 24일"),
        ("ar", "24 نوفمبر 2026"),
        ("ar-EG", "٢٤ نوفمبر ٢٠٢٦"),
        ("fa", "۲۴ نوامبر ۲۰۲۶"),
        ("mr", "२४ नोव्हेंबर, २०२६"),
        ("hi", "24 नवंबर 2026"),
        ("my", "၂၀၂၆ နိုဝင်ဘာ ၂၄"),
        ("tlh", "2026-11-24"),
        ("", "2026-11-24"),
        ("x/../y", "2026-11-24"),
    ],
)
def test_days_in_words(lang: str, expected: str) -> None:
    late = datetime(2026, 11, 24, 23, 59, tzinfo=ZoneInfo("Europe/Helsinki"))
    assert dates.in_words(late, lang) == expected


def test_directions_of_writing() -> None:
    for lang in ("ar", "he", "fa", "ur", "pa-Arab", "az-Arab-IR", "yi"):
        assert dates.direction(lang) == "rtl", lang
    for lang in ("fi", "en", "ja", "az", "ku-Latn", "fa-Latn", ""):
        assert dates.direction(lang) == "ltr", lang


def test_languages_are_named_in_themselves() -> None:
    assert dates.language_name("fi") == "suomi"
    assert dates.language_name("sv") == "svenska"
    assert dates.language_name("tlh") == "tlh"
