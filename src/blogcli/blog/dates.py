"""Dates in words, by Babel: the one place that knows it. Also which way a language is written."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# Written from right to left (Unicode CLDR, `characterOrder`); Babel would load each locale.
_RIGHT_TO_LEFT = frozenset((
    "ar", "arc", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "ps", "sd", "syr",
    "ug", "ur", "yi",
))  # fmt: skip
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"})
# The zero of each numbering system of CLDR in which a language writes by default.
_ZEROS = {
    "adlm": 0x1E950, "arab": 0x660, "arabext": 0x6F0, "beng": 0x9E6, "cakm": 0x11136,
    "deva": 0x966, "hmnp": 0x1E140, "mtei": 0xABF0, "mymr": 0x1040, "nkoo": 0x7C0,
    "olck": 0x1C50, "tibt": 0xF20,
}  # fmt: skip


def in_words(moment: datetime, lang: str) -> str:
    """Give the day in words, such as `24. marraskuuta 2026`; the day is the one of its own zone.

    A language that CLDR doesn't know gets the ISO 8601 date, which misleads nobody.
    """
    return _day(moment.date(), lang)


def language_name(lang: str) -> str:
    """Give a language's name in itself, such as `suomi`; its tag where CLDR doesn't know it."""
    locale = _locale(lang)
    return (locale.get_display_name() or lang) if locale else lang


def digits(lang: str) -> str:
    """Give the ten digits that a language writes by default, `0123456789` where CLDR knows no other."""  # noqa: E501 - one sentence
    locale = _locale(lang)
    zero = (_ZEROS.get(locale.default_numbering_system) if locale else None) or ord("0")
    return "".join(chr(zero + n) for n in range(10))


def direction(lang: str) -> str:
    """Say `rtl` or `ltr`."""
    parts = lang.casefold().split("-")
    if any(part in _RIGHT_TO_LEFT_SCRIPTS for part in parts[1:]):
        return "rtl"
    named = any(len(part) == 4 and part.isalpha() for part in parts[1:])  # noqa: PLR2004 - ISO 15924
    return "rtl" if parts[0] in _RIGHT_TO_LEFT and not named else "ltr"


@lru_cache(maxsize=2_000)
def _day(day: date, lang: str) -> str:
    from babel.dates import format_date

    locale = _locale(lang)
    if locale is None:
        return day.isoformat()
    words = format_date(day, "long", locale=locale)
    # Babel writes the digits of numbers in the language's own way, but not those of dates.
    zero = _ZEROS.get(locale.default_numbering_system)
    return words.translate({ord("0") + n: zero + n for n in range(10)}) if zero else words


@lru_cache(maxsize=200)
def _locale(lang: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    # CLDR's plain `en` writes dates the American way, as does most of the web for `lang="en"`.
    for tag in (lang, lang.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return None
