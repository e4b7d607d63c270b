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

_DIGITS = re.compile(r"([0-9]{1,18})")


class Collation:
    """Makes sort keys for the language of the blog's readers."""

    def __init__(self, lang: str) -> None:
        groups = _TAILORED.get(lang.partition("-")[0], "").split()
        self._own = {
            letter: (group[0], rank) for group in groups for rank, letter in enumerate(group[1:], 1)
        }

    def key(self, text: str) -> tuple[object, ...]:
        """Give a key: letters by alphabet, numbers by size, signs before words left out."""
        folded = fold(text)
        letters = folded.lstrip("".join({sign for sign in folded[:8] if not sign.isalnum()}))
        parts: list[tuple[int, int, str, int]] = []
        for index, part in enumerate(_DIGITS.split(letters)):
            if index % 2:
                parts.append((0, int(part), "", 0))
            else:
                parts.extend(self._letters(part))
        return (tuple(parts), folded)

    def _letters(self, text: str) -> list[tuple[int, int, str, int]]:
        if text.isascii():
            return [(1, 0, letter, 0) for letter in text]
        return [(1, 0, *self._letter(letter)) for letter in text]

    def _letter(self, letter: str) -> tuple[str, int]:
        return self._own.get(letter) or (unmarked(letter), 0)
