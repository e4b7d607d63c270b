"""The order of titles and names, as readers of a language expect it."""

from __future__ import annotations

import re

from blogcli.index.matching import fold, unmarked

_TAILORED = {
    "fi": "zåäö",
    "sv": "zåäö",
    "da": "zæøå",
    "nb": "zæøå",
    "nn": "zæøå",
    "no": "zæøå",
    "is": "zþæöå",
    "et": "wõäöü",
    "es": "nñ",
    "tr": "cç gğ hı oö sş uü",
    "az": "cç eə gğ hı oö sş uü",
    "pl": "aą cć eę lł nń oó sś zźż",
    "cs": "cč rř sš zž",
    "sk": "aä cč oô sš zž",
    "sl": "cč sš zž",
    "hr": "cčć dđ sš zž",
    "lv": "cč gģ kķ lļ nņ sš zž",
    "lt": "cč sš zž",
    "hu": "oö uü",
    "ro": "aăâ iî sș tț",
}
"""Letters of their own, behind the letter that they follow; others sort with their plain letter."""

_DIGITS = 20
"""Numbers are filled up with zeros to this length."""
_BEHIND = "\U0010fff0"
"""Sorts after every letter, so that `zå` with it in between comes after `zz`."""


class Collation:
    """Makes sort keys for the language of the blog's readers."""

    def __init__(self, lang: str) -> None:
        groups = _TAILORED.get(lang.partition("-")[0], "").split()
        self._own = {
            ord(letter): f"{group[0]}{_BEHIND}{rank}"
            for group in groups
            for rank, letter in enumerate(group[1:], 1)
        }

    def key(self, text: str) -> tuple[str, str]:
        """Give a key: letters by alphabet, numbers by size, signs before words left out."""
        folded = fold(text)
        letters = folded
        if not folded[:1].isalnum():
            letters = folded.lstrip("".join({sign for sign in folded[:8] if not sign.isalnum()}))
        if not letters.isascii():
            letters = unmarked(letters.translate(self._own))
        if re.search(r"\d", letters):
            letters = re.sub(r"\d+", lambda digits: digits[0].zfill(_DIGITS), letters)
        return letters, folded
