"""Quotes, apostrophes, dashes and dots as each language sets them."""

from __future__ import annotations

import pytest

from blogcli.markdown.parse import parse
from blogcli.markdown.punctuation import punctuate
from blogcli.markdown.quotes import quotes_of
from blogcli.markdown.text import to_text
from markdown_samples import assert_well_nested


def set_in(markdown: str, lang: str) -> str:
    events = punctuate(parse(markdown, lang), lang)
    assert_well_nested(events)
    return to_text(events)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fi", "”a ’b’ c”"),
        ("sv-FI", "”a ’b’ c”"),
        ("de", "„a ‚b‘ c“"),
        ("de-CH", "«a ‹b› c»"),
        ("fr", "«\u202fa “b” c\u202f»"),
        ("en-GB", "“a ‘b’ c”"),
        ("es", "«a “b” c»"),
        ("nb", "«a ‘b’ c»"),
        ("da", "“a ‘b’ c”"),
        ("nl", "“a ‘b’ c”"),
        ("pl", "„a «b» c”"),
        ("cs", "„a ‚b‘ c“"),
        ("ru", "«a „b“ c»"),
        ("it", "«a “b” c»"),
        ("pt-BR", "“a ‘b’ c”"),
        ("pt-PT", "«a “b” c»"),
        ("hu", "„a »b« c”"),
        ("et", "„a ‚b‘ c“"),
        ("ja", "\"a 'b' c\""),
        ("zh-TW", "\"a 'b' c\""),
        ("", "“a ‘b’ c”"),
    ],
)
def test_quotes_by_language(lang: str, text: str) -> None:
    assert set_in("\"a 'b' c\"", lang) == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ('*"a* b"', "“a b”"),
        ('"*a*" "**b**", ("c") "`d`"', "“a” “b”, (“c”) “d”"),
        ('"a\nb" x', "“a b” x"),
        ("it's dogs' O'Brien '90s rock 'n' roll", "it’s dogs’ O’Brien ’90s rock ‘n’ roll"),
        ("'a' \"'b' c\"", "‘a’ “‘b’ c”"),
        ('5\'10" and 27" is', '5\'10" and 27" is'),
        ('a " b', 'a " b'),
        ('"a\n\n"b"', "“a\n\n“b”"),
        ("a -- b --- c ... d....", "a – b — c … d...."),
        ("2010--2020 --all a-->b <!--", "2010–2020 --all a-->b <!--"),
        ('`"a" --` "b"', '"a" -- “b”'),
        ("http://a.fi/b--c--d 'e'", "http://a.fi/b--c--d ‘e’"),
        ('[a "b"](c--d "e--f")', "a “b”"),
        ('{{< fig src="a" >}} "b"', '{{< fig src="a" >}} “b”'),
        ('$a\'$ "b"', "a' “b”"),
        ('<code>"a"</code> "b"', '"a" “b”'),
        ('```\n"a"\n```\n\n"b"', '"a"\n\n“b”'),
        ('"a[^1]"\n\n[^1]: "b"', "“a”\n\n“b”"),
        ('![a "b"](c)', "a “b”"),
        ('"a [b "c"]{lang=fi} d"', "“a b ”c” d”"),
        ('| "a" | b" |\n|-|-|', "“a”\tb”"),
        ('"a <i lang=fi>"b"</i> "c""', "“a ”b” “c””"),
        (
            '<i lang="fr">"a" <i>"b"</i> "c"</i> "d"',
            "«\u202fa\u202f» «\u202fb\u202f» «\u202fc\u202f» “d”",
        ),
        ('<i lang="de">"a"\n\n"b"</i>', "„a“\n\n“b”"),
    ],
)
def test_signs_in_english(markdown: str, text: str) -> None:
    assert set_in(markdown, "en") == text


def test_quotes_within_raw_html_of_another_language() -> None:
    blocks = [
        *('"a"', "<section lang=fi>", '"b"', "<section>", '- "c"', "</section>", '"d"'),
        *("<div lang=fr>", "a ?", "</div></section>", '"e"'),
    ]
    shown = [line for line in set_in("\n\n".join(blocks), "en").split("\n") if line]
    assert shown == ["“a”", "”b”", "”c”", "”d”", "a\u202f?", "“e”"]


def test_french_takes_narrow_spaces_before_high_marks() -> None:
    assert set_in("« Quoi ? » dit-il : oui ; non !", "fr") == (
        "«\u202fQuoi\u202f?\u202f» dit-il\u00a0: oui\u202f; non\u202f!"
    )


def test_what_needs_nothing_is_the_same_list() -> None:
    events = parse("a *b* `c`")
    assert punctuate(events, "fi") is events


def test_targets_and_titles_stay() -> None:
    events = punctuate(parse('[a](b--c "it\'s")'), "en")
    assert events == parse('[a](b--c "it\'s")')


def test_unknown_languages_take_the_most_common_marks() -> None:
    assert quotes_of("x-none") == quotes_of("en") == ("“", "”", "‘", "’")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('He said "...and left" then', "He said “…and left” then"),
        ('the ".com" and (".org")', "the “.com” and (“.org”)"),
        ('"--no," she said', "“–no,” she said"),
        ("\"Say '...no' to it\"", "“Say ‘…no’ to it”"),
        ('"so ". "x--".', "“so ”. “x–”."),
    ],
)
def test_a_quote_may_begin_with_a_mark(text: str, shown: str) -> None:
    assert set_in(text, "en") == shown
