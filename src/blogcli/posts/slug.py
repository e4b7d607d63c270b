"""Slugs: a title as the name of a file and the end of an address.

The language decides first how its own letters are written without marks, then anyascii
romanises the rest.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

MAX_LENGTH = 80

# How a language itself writes its letters where it can't have the marks. Finnish and Swedish drop
# them, as their domain names and libraries do (the Finnish Kotus, the Swedish library catalogue
# LIBRIS); German writes ae, oe, ue (DIN 5007-2); Danish and Norwegian ae, oe, aa (their official
# spelling before å, and their passports); Turkish, Estonian, Hungarian and Czech drop them.
_RULES: dict[str, dict[str, str]] = {
    "fi": {"å": "a", "ä": "a", "ö": "o", "š": "s", "ž": "z"},
    "sv": {"å": "a", "ä": "a", "ö": "o"},
    "et": {"ä": "a", "ö": "o", "ü": "u", "õ": "o"},
    "de": {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"},
    "da": {"æ": "ae", "ø": "oe", "å": "aa"},
    "no": {"æ": "ae", "ø": "oe", "å": "aa"},
    "nb": {"æ": "ae", "ø": "oe", "å": "aa"},
    "nn": {"æ": "ae", "ø": "oe", "å": "aa"},
    "is": {"æ": "ae", "ö": "o", "þ": "th", "ð": "d"},
    "tr": {"ı": "i", "ö": "o", "ü": "u", "ş": "s", "ç": "c", "ğ": "g"},
}
_NOT_WORD = re.compile(r"[^\w]+|_+")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")


def slugify(
    text: str, lang: str, mode: Literal["ascii", "unicode"] = "ascii", *, fallback: str = "post"
) -> str:
    """Make a slug: words in lower case joined by `-`, cut at a word before 80 letters, not empty."""
    text = unicodedata.normalize("NFKC", text)
    text = _APOSTROPHES.sub("", text.lower())
    if mode == "ascii":
        text = _ascii(text, lang.partition("-")[0])
    slug = _NOT_WORD.sub("-", text).strip("-")
    return _cut(slug) or fallback


def _ascii(text: str, lang: str) -> str:
    from anyascii import anyascii

    rules = _RULES.get(lang, {})
    return anyascii("".join(rules.get(letter, letter) for letter in text)).lower()


def _cut(slug: str) -> str:
    if len(slug) <= MAX_LENGTH:
        return slug
    cut = slug[: MAX_LENGTH + 1]
    words = cut.rpartition("-")[0]
    return words or slug[:MAX_LENGTH]
