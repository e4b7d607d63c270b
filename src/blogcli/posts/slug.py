"""Slugs: a title as the name of a file and the end of an address.

The language decides first how its own letters are written without marks (`slug_rules`), then
anyascii romanises the rest. Chinese is parted into syllables. Japanese with kanji keeps its own
writing: its readings are in no table, and Chinese ones would be wrong.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from blogcli.posts.signs import spell
from blogcli.posts.slug_rules import romanise

MAX_LENGTH = 80
_MAX_BYTES = 180
"""With a date before and a suffix behind, below the 255 that file systems take."""

_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
HAN = r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
"""A Chinese character."""
_BEYOND = re.compile(r"[^\x00-\u036f]")
"""Holds all of `HAN`, which is only compiled where it may be found."""
_DASHES = re.compile(r"-{2,}")
_NOT_ASCII = re.compile(r"[^a-z0-9]+")
# Names that Windows keeps for devices, and those that make a file a bundle or a section.
_PORTS = tuple(f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_RESERVED = frozenset(("con", "prn", "aux", "nul", "index", *_PORTS))


def slugify(
    text: str, lang: str, mode: Literal["ascii", "unicode"] = "ascii", *, fallback: str = "post"
) -> str:
    """Make a slug: words in lower case joined by `-`, cut at a word before 80 letters.

    It is `fallback` where nothing of the text can be written, never a reserved name, and makes
    itself again.
    """
    base = lang.partition("-")[0]
    lowered = _lower(text[: MAX_LENGTH * 10], base)
    slug = _cut(_words(lowered))
    if mode != "unicode" and not (base == "ja" and re.search(HAN, slug)):
        slug = _cut(_NOT_ASCII.sub("-", _ascii(lowered, base)).strip("-"))
    slug = slug or fallback
    return f"{slug}-post" if slug in _RESERVED else slug


def _lower(text: str, lang: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    if lang in ("tr", "az"):
        text = text.replace("İ", "i").replace("I", "ı")
    return spell(_APOSTROPHES.sub("", unicodedata.normalize("NFKC", text.lower())))


def _ascii(text: str, lang: str) -> str:
    from anyascii import anyascii

    parted = romanise(text, lang)
    if _BEYOND.search(parted):
        parted = re.sub(HAN, r" \1 ", parted)
    return anyascii(parted).lower().replace("'", "").replace("`", "")


def _words(text: str) -> str:
    """Keep letters, their marks and digits of any script; all else parts words."""
    kept = "-"
    for letter in text:
        kind = unicodedata.category(letter)[0]
        # A mark without a letter is no word.
        kept += letter if kind in "LN" or (kind == "M" and kept[-1] != "-") else "-"
    return _DASHES.sub("-", kept).strip("-")


def _cut(slug: str) -> str:
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH + 1].rpartition("-")[0] or slug[:MAX_LENGTH]
    while len(slug.encode()) > _MAX_BYTES:
        slug = slug[:-1]
    return slug.strip("-")
