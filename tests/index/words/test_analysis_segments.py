"""Where words begin and end."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.index.analysis import letters, segments

TEXT = st.text(st.characters(max_codepoint=sys.maxunicode), max_size=60)
TRICKY = st.lists(
    st.sampled_from(
        [*"abÄßİı1٣ -._&'’:#+@/|日本กำア한é́ʼ­\u200b‍ﬁﷺ🎉", "++", "C#", "EU:n", "ｶﾞ", "\ud800", "\0"]
    )
).map("".join)


def row_of(text: str, lang: str) -> str:
    """Positions separated by spaces, forms by `|`."""
    places = [place for raw in text.split() for place in segments.positions(raw, lang)]
    return " ".join("|".join(place.forms) for place in places)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Näin, ja koin (paljon)!", "näin ja koin paljon"),
        ("C++ ja C#, F#", "c++ ja c# f#"),
        ("Notepad++:n", "notepad++|notepad n"),
        ("node.js", "node|nodejs js"),
        ("kata-containers", "kata|katacontainers containers"),
        ("node.js-palvelin", "node|nodejs|nodejspalvelin js palvelin"),
        ("#smart-city", "smart|smartcity|#smartcity city"),
        ("a-b++", "a|ab b++"),
        ("e-mail:in e-mail:Foo", "e|email mail:in|mail|in e|email mail foo"),
        ("e-mail email", "e|email mail email"),
        ("#tag, (#Tägi)", "tag|#tag tägi|#tägi"),
        ("2026-11-24", "2026 11 24"),
        ("12:30", "12 30"),
        ("https://example.com/uutiset?sivu=2", "https example|examplecom com uutiset sivu 2"),
        ("anna@example.com", "anna example|examplecom com"),
        ("EU:n USA:ssa Note:this", "eu:n|eu|n usa:ssa|usa|ssa note this"),
        ("don't l’arbre raa'an", "don|don't t l|l'arbre arbre raa|raa'an an"),
        ("R&D AT&T", "r|rd d at|att t"),
        ("snake_case __init__", "snake|snakecase case init"),
        ("COVID-19 3.14", "covid|covid19 19 3 14"),
        ("Donau\u00addampf\u200bschiff", "donaudampfschiff"),
        ("ﬁnland １２ ĲSSEL", "finland 12 ijssel"),
        ("हिन्दी தமிழ்", "हिन्दी தமிழ்"),
        ("日本語", "日|日本 本|本語 語"),
        ("日本語2.0版", "日|日本 本|本語 語 2 0 版"),
        ("ｶﾞｷﾞ", "ガ|ガギ ギ"),
        ("서울", "서|서울 울"),
        ("ไทย", "ไ|ไท ท|ทย ย"),
        ("👍🏽 ⚙️ 👨‍👩‍👧", "👍 ⚙ 👨 👩 👧"),
        ("# ++ … – ' :", ""),
        ("", ""),
    ],
)
def test_words_and_what_they_are_found_by(text: str, row: str) -> None:
    assert row_of(text, "fi") == row


@pytest.mark.parametrize(
    ("text", "lang", "row"),
    [("ISPARTA İstanbul", "tr", "ısparta istanbul"), ("ISPARTA", "en", "isparta")],
)
def test_turkish_has_two_letters_i(text: str, lang: str, row: str) -> None:
    assert row_of(text, lang) == row


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("e-mail", [[("e",), ("mail",)], [("email",)]]),
        ("C++", [[("c++",)]]),
        ("#tag", [[("#tag",)]]),
        ("EU:n", [[("eu:n", "eu")]]),
        ("日本語", [[("日本",), ("本語",)]]),
        ("日", [[("日",)]]),
        (
            "日本 node.js",
            [[("日本",), ("本",), ("node",), ("js",)], [("日本",), ("本",), ("nodejs",)]],
        ),
        ("...", []),
    ],
)
def test_ways_to_look_for_a_text(text: str, readings: list[list[tuple[str, ...]]]) -> None:
    assert segments.readings(text, "fi") == readings


def test_every_letter_mark_and_figure_of_unicode_is_part_of_words() -> None:
    characters = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code))[0] in "LMN"
    ]
    kinds = "".join(characters).translate(segments._KINDS)
    strange = {
        character for character, kind in zip(characters, kinds, strict=True) if kind not in "ldg"
    }
    # An apostrophe that Unicode counts as a letter, and marks that choose between two looks.
    selectors = {chr(code) for code in range(0xFE00, 0xFE10)}
    assert strange == {"\u02bc"} | selectors


@given(TEXT | TRICKY, st.sampled_from(["fi", "en", "tr", "de", "ja", ""]))
def test_any_text_can_be_cut_and_keys_stay_apart(text: str, lang: str) -> None:
    row = row_of(text, lang)
    for position in row.split(" ") if row else []:
        forms = position.split("|")
        assert all(forms), "no empty forms"
        assert not any(sign in row for sign in '"\x1f\x1e\x1d\n\t\0')
    for reading in segments.readings(text, lang):
        assert reading
        assert all(forms and all(forms) for forms in reading)


@given(TEXT | TRICKY, st.sampled_from(["fi", "tr", "ja"]))
def test_positions_have_places_in_the_text(text: str, lang: str) -> None:
    for raw in text.split():
        found = list(segments.positions(raw, lang))
        for place in found:
            assert len(place.ends) == len(place.forms)
            assert all(0 <= place.start < end <= len(raw) for end in place.ends)
        starts = [place.start for place in found]
        assert starts == sorted(starts)


@given(
    TEXT | TRICKY | st.text('aAäÄıIiß(".! '),
    st.lists(st.text(min_size=1, max_size=3), max_size=3),
    st.sampled_from(["fi", "tr", "de"]),
)
def test_a_finder_passes_over_single_words_of_other_beginnings_alone(
    text: str, wanted: list[str], lang: str
) -> None:
    text = " ".join(text.split())
    beginnings = [letters.lower(form, lang) for form in wanted]
    found = {match.start(): match[0] for match in segments.finder(beginnings)(text)}
    offset = 0
    for raw in text.split():
        positions = list(segments.positions(raw, lang))
        if offset in found:
            assert found.pop(offset) == raw
        else:
            assert len(positions) == 1
            assert not positions[0].forms[0].startswith(tuple(filter(None, beginnings)))
        offset += len(raw) + 1
    assert not found


@given(TEXT | TRICKY)
def test_what_a_text_says_can_be_looked_for(text: str) -> None:
    told = [place.split("|") for place in row_of(text, "fi").split(" ")]
    for reading in segments.readings(text, "fi")[:1]:
        # Each asked word stands at the place where the text has it, whatever stands between.
        rest = iter(told)
        for asked in reading:
            assert any(set(asked) & set(forms) for forms in rest), (asked, told)
