"""Languages in any spelling to one tag, and what is none left alone."""

from __future__ import annotations

import pytest
from babel import localedata
from hypothesis import given
from hypothesis import strategies as st

from blogcli.posts.language import is_code, normalise
from blogcli.posts.language_codes import BY_NAME, LONG, SHORT, TWO_LETTERS


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("fi", "fi"), ("FI", "fi"), ("fin", "fi"), ("fi_FI", "fi"), ("fi-FI.UTF-8", "fi"),
        ("Finnish", "fi"), ("suomi", "fi"), ("eng", "en"), ("en-us", "en"), ("en_US", "en"),
        ("en-GB", "en-GB"), ("en_UK", "en-GB"), ("sv_FI", "sv"), ("swe", "sv"), ("no", "no"),
        ("nob", "nb"), ("nn-NO", "nn"), ("pt_BR", "pt-BR"), ("pt-PT", "pt"), ("zh_TW", "zh-TW"),
        ("zh-cn", "zh-CN"), ("zh-Hant", "zh-Hant"), ("zh-Hans-CN", "zh-Hans-CN"),
        ("chi", "zh"), ("zho", "zh"), ("sr-Latn", "sr-Latn"), ("sr-Cyrl", "sr"),
        ("sr_RS", "sr"), ("uz-Cyrl", "uz-Cyrl"), ("de-CH", "de-CH"), ("de-AT", "de"),
        ("fr-CA", "fr-CA"), ("fr_FR", "fr"), ("es-419", "es"), ("ger", "de"), ("deu", "de"),
        ("sh", "sr-Latn"),
        ("sh_YU", "sr-Latn"), ("iw", "he"), ("in", "id"), ("jp", "ja"), ("日本語", "ja"),
        ("Русский", "ru"),
        ("العربية", "ar"), ("smn", "smn"), ("sms", "sms"), ("sme", "se"), ("fil", "fil"),
        (" fi ", "fi"), ("ca@valencia", "ca"), ("en-x-private", "en"),
    ],
)  # fmt: skip
def test_spellings(written: str, tag: str) -> None:
    assert normalise(written) == tag


@pytest.mark.parametrize(
    "written",
    ["", "go", "js", "python", "javascript", "C++", "R", "css", "sql", "lua", "x", "123", "fi/../x",
     "finnishlanguage", "äö", "zz", "qqq"],
)  # fmt: skip
def test_what_names_no_language(written: str) -> None:
    assert normalise(written) is None


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("fi", True), ("pt-br", True), ("zh-Hant", True), ("zh_cn", True), ("smn", True),
     ("finnish", False), ("suomi", False), ("posts", False), ("css", False), ("img", False),
     ("jp", False), ("fin", False), ("go", False)],
)  # fmt: skip
def test_folders_and_suffixes_are_codes_only(name: str, is_one: bool) -> None:
    assert is_code(name) is is_one


@given(st.text(max_size=20))
def test_a_tag_normalises_to_itself(text: str) -> None:
    tag = normalise(text)
    if tag is not None:
        assert normalise(tag) == tag


def test_the_tables_agree_with_unicode() -> None:
    known = {name.partition("_")[0] for name in localedata.locale_identifiers()}
    missing = {code for code in known if code not in SHORT and code not in LONG}

    assert missing - {"root"} == set(), "languages of CLDR that are not read"
    assert len(TWO_LETTERS) >= len(SHORT)
    assert all(normalise(tag) == tag for tag in set(BY_NAME.values()))
