"""How words stand in the full-text table.

A word is its language, `=` and its form in lower case (`fi=talossa`): the same letters are another
word in another language. Figures and signs are `=` and themselves, characters of scripts without
spaces `%` and one or two of them.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import NamedTuple

from blogcli.index.analysis import letters, segments

_KEPT = 200_000
_BORN = os.urandom(4).hex()

# Between words, these belong to neither; in this order a text is cut fastest.
_BETWEEN = (
    ",", ". ", ".\n", "; ", "!", "?", "(", ")", '"', ": ", "[", "]", "\u00ab", "\u00bb",
    "\u201c", "\u201d", "\u201e", "\u2026", "\u2013 ", "\u2014", " - ", "*",
)  # fmt: skip


def token(form: str, lang: str) -> str:
    """Give a form of a text in `lang` (a primary language) as it stands in the table."""
    if segments.is_word(form):
        return f"{lang}={form}"
    return ("%" if segments.is_gram(form) else "=") + form


class Fresh(NamedTuple):
    """Words that a process met for the first time."""

    forms: tuple[str, ...]
    process: tuple[int, str]
    before: int
    """How many the process had met before, which were told with earlier texts."""


class Teller:
    """Writes the words of texts in one language, and notes which it meets for the first time."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._fresh: list[str] = []
        self._told = 0
        self._plain = lang not in letters.DOTLESS
        self._forms: set[str] = set()
        self._rows = _Rows(self)

    def row(self, text: str) -> str:
        """Give the positions of a text separated by spaces, what stands at one separated by `|`."""
        if self._plain:
            text = text.lower()
        for sign in _BETWEEN:
            text = text.replace(sign, " ")
        return " ".join(filter(None, map(self._rows.__getitem__, text.split())))

    def tag_row(self, tag: str) -> str:
        """Write a tag so that it is found with a `#` too, as one word."""
        places = [place for raw in tag.split() for place in segments.positions(raw, self.lang)]
        forms = [place.forms[0] for place in places]
        row = self.row(tag)
        if not row or segments.is_gram(forms[0]):
            return row
        first, *others = row.split(" ")
        return " ".join((f"{first}|{token('#' + ''.join(forms), self.lang)}", *others))

    def take_fresh(self) -> Fresh:
        """Give the words that came for the first time since this was last asked."""
        fresh = Fresh(tuple(self._fresh), (os.getpid(), _BORN), self._told)
        self._told += len(self._fresh)
        self._fresh.clear()
        return fresh

    def tell(self, forms: tuple[str, ...]) -> str:
        """Write the forms of one position, and note those that are new."""
        for form in forms:
            if segments.is_word(form):
                self._meet(form)
        return "|".join(dict.fromkeys(token(form, self.lang) for form in forms))

    def _meet(self, form: str) -> None:
        if form not in self._forms:
            if len(self._forms) > _KEPT:
                self._forms.clear()
            self._forms.add(form)
            self._fresh.append(form)


class _Rows(dict[str, str]):
    """The positions of what stands between spaces, worked out once per process."""

    def __init__(self, teller: Teller) -> None:
        super().__init__()
        self._teller = teller

    def __missing__(self, raw: str) -> str:
        teller = self._teller
        found = segments.positions(raw, teller.lang)
        row = " ".join(teller.tell(position.forms) for position in found)
        if len(raw) <= segments.LONGEST:
            if len(self) > _KEPT:
                self.clear()
            self[raw] = row
        return row


@lru_cache(maxsize=64)
def teller(lang: str) -> Teller:
    """Give the teller of a language, one per process."""
    return Teller(lang)
