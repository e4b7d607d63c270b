"""Signs as words, where a name is no other's only by them: `C#`, `C++`, `.NET`, `100%`, `?`."""

from __future__ import annotations

import re
import unicodedata

_SHARP = re.compile(r"(?<=[^\W\d_])[#♯](?!\w)")
_PLUS = re.compile(r"(?<=[^\W_])(\++)(?![^\W\d_]|\+)")
_DOT = re.compile(r"(?<![^\s])\.(?=[^\W\d_])")
_PERCENT = re.compile(r"(?<=\d)%")
_STAR = re.compile(r"(?<=[^\W_])\*(?!\w)")
_MARKED = re.compile("[.%*]")
_HYPHEN = re.compile(r"(?<=[^\W_])[-_](?=[^\W_])")


def spell(text: str) -> str:
    """Write the signs that end a word's name as words: `c#` is c sharp, `c++` c plus plus."""
    if "#" not in text and "+" not in text and "♯" not in text:
        return text
    return _PLUS.sub(_plus, _SHARP.sub(" sharp ", text))


def spell_name(text: str) -> str:
    """Write the signs of a tag's name as words: those of any text, `.net`, `100%` and `a*`."""
    if _MARKED.search(text):
        text = _STAR.sub(" star ", _PERCENT.sub(" percent ", _DOT.sub(" dot ", text)))
    return spell(text)


def spell_all(text: str) -> str:
    """Put the Unicode name of each sign in its place: `r&d` is r ampersand d."""
    joined = _HYPHEN.sub(" ", text)
    return "".join(letter if _is_of_word(letter) else f" {_name(letter)} " for letter in joined)


def _plus(found: re.Match[str]) -> str:
    return " plus " * len(found[0])


def _is_of_word(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter)[0] in "LMNZ"


def _name(letter: str) -> str:
    return unicodedata.name(letter, f"u {ord(letter):x}")
