"""Letters: one spelling for what reads the same, and which diacritics make a letter of its own."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_OWN = {
    "az": "çğıöşüə",
    "be": "йў",
    "bg": "й",
    "bs": "čćđšž",
    "cs": "čřšž",
    "da": "æøå",
    "de": "äöü",
    "eo": "ĉĝĥĵŝŭ",
    "es": "ñ",
    "et": "äöüõšž",
    "eu": "ñ",
    "fi": "äöå",
    "fo": "áðíóúýæø",
    "gl": "ñ",
    "hr": "čćđšž",
    "hsb": "čćłńšžěř",
    "hu": "öőüű",
    "is": "áðéíóúýþæö",
    "kk": "й",
    "kl": "æøå",
    "ky": "й",
    "lt": "čšž",
    "lv": "čģķļņšž",
    "mk": "ѓќ",
    "nb": "æøå",
    "nn": "æøå",
    "no": "æøå",
    "pl": "ąćęłńóśźż",
    "ro": "ăâîșț",
    "ru": "й",
    "se": "áčđŋšŧž",
    "sk": "äčôšž",
    "sl": "čšž",
    "sq": "çë",
    "sr": "čćđšžђћй",
    "sv": "äöå",
    "tr": "çğıöşü",
    "uk": "їй",
    "vi": "ăâđêôơư",
}
"""The letters that an alphabet counts as its own: they differ at the first level of CLDR's
collation for the language. German's umlauts differ only at the second there, but make other
words (*schon*, *schön*)."""

_SPELT_OUT = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i",
    "ŧ": "t", "ŋ": "n", "ĸ": "k", "ə": "e", "ƒ": "f", "ĳ": "ij",
}  # fmt: skip
"""Letters that Unicode doesn't decompose, as those write them who lack the key."""

# Marks over and under Latin, Greek, Cyrillic, Hebrew and Arabic letters. Those of other scripts
# are vowels: without them nothing of the word would be left.
_MARKS = (
    (0x300, 0x36F), (0x483, 0x487), (0x591, 0x5C7), (0x610, 0x61A), (0x640, 0x640),
    (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
)  # fmt: skip


def primary(lang: str) -> str:
    """Give the language of a BCP 47 tag, without region and script."""
    return lang.replace("_", "-").partition("-")[0].lower()


def lower(text: str, lang: str) -> str:
    """Put a word in lower case as its language does, composed (NFKC: ﬁ is fi, １ is 1)."""
    if text.isascii() and lang not in DOTLESS:
        return text.lower()
    if lang in DOTLESS:
        text = text.replace("İ", "i").replace("I", "ı")
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())


def casefold(form: str) -> str:
    """Give the letters of a lower-case form without what only case or typography changes."""
    return form if form.isascii() else unicodedata.normalize("NFC", form.casefold())


def fold(form: str, lang: str) -> str:
    """Take off the diacritics that don't make a letter of its own in `lang`."""
    return form if form.isascii() else form.translate(_folding((primary(lang),)))


def fold_for_all(form: str, langs: tuple[str, ...]) -> str:
    """Take off only the diacritics that make a letter of its own in none of these languages."""
    return form if form.isascii() else form.translate(_folding(tuple(map(primary, langs))))


class _Folding(dict[int, str | None]):
    """A table for `str.translate` that works out each character when it first comes."""

    def __init__(self, own: frozenset[str]) -> None:
        super().__init__()
        self._own = own

    def __missing__(self, code: int) -> str | None:
        folded = None if _is_mark(code) else self._fold(chr(code))
        self[code] = folded
        return folded

    def _fold(self, character: str) -> str:
        if character in self._own:
            return character
        apart = unicodedata.normalize("NFD", character)
        letter, marks = apart[0], apart[1:]
        if not all(_is_mark(ord(mark)) for mark in marks):
            return character
        composed = (unicodedata.normalize("NFC", letter + mark) for mark in marks)
        kept = next((own for own in composed if own in self._own), letter)
        return kept if kept in self._own else _SPELT_OUT.get(kept, kept)


@lru_cache(maxsize=64)
def _folding(langs: tuple[str, ...]) -> _Folding:
    return _Folding(frozenset("".join(_OWN.get(lang, "") for lang in langs)))


def _is_mark(code: int) -> bool:
    return code >= _MARKS[0][0] and any(first <= code <= last for first, last in _MARKS)


DOTLESS = frozenset({"tr", "az"})
