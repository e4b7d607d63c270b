"""Voikko's analysis of Finnish, where it is installed (`blogcli[voikko]`): an optional help.

The only module that drives libvoikko. Importing it and opening its dictionary costs more than a
query may, so it happens when the first Finnish word is analysed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple, Protocol

_MOST_PARTS = 5
"""Parts of a compound that are told apart: what has more is rare, and most often a mistake."""
_SHORTEST = 2
"""Letters of a part: *yö*, *tie*."""


class Reading(NamedTuple):
    """One way to understand a form."""

    base: str
    """Its dictionary form, in lower case."""
    parts: tuple[str, ...]
    """Dictionary forms of a compound's parts, and of neighbouring parts together."""


class _Engine(Protocol):
    def analyze(self, word: str) -> list[dict[str, str]]: ...


def available() -> bool:
    """Say whether Voikko and a Finnish dictionary of it can be opened."""
    return _engine() is not None


def forget() -> None:
    """Open Voikko anew when it is next asked: for what turns it on and off in one process."""
    _engine.cache_clear()
    readings.cache_clear()


@lru_cache(maxsize=256)  # a form is asked for its bases, then for its parts
def readings(form: str) -> tuple[Reading, ...]:
    """Give the ways to understand a Finnish form in lower case; none where Voikko knows none.

    Of several readings those of the fewest parts count: *teemana* is a theme, not tea's own mana.
    """
    engine = _engine()
    if engine is None:
        return ()
    found = [(_cut(form, one), one) for one in engine.analyze(form) if one.get("BASEFORM")]
    fewest = min((len(cut) for cut, _ in found), default=0)
    told = (_reading(cut, one) for cut, one in found if len(cut) == fewest)
    return tuple(dict.fromkeys(told))


@lru_cache(maxsize=1)
def _engine() -> _Engine | None:
    try:
        libvoikko = import_module("libvoikko")
    except ImportError:
        return None
    try:
        # First the library alone: what `Voikko` leaves half made complains when it is thrown away.
        libvoikko.VoikkoLibrary.open()
        engine: _Engine = libvoikko.Voikko("fi")
    except (OSError, AttributeError, libvoikko.VoikkoException):
        return None  # the library or its dictionary is not there, or another version
    return engine


def _cut(form: str, analysis: Mapping[str, str]) -> tuple[str, ...]:
    """Cut a form where its parts begin: `=` in STRUCTURE, all else there is one of its letters."""
    parts: list[str] = []
    at = 0
    for sign in analysis.get("STRUCTURE", ""):
        if sign == "=":
            parts.append("")
        elif at < len(form) and parts:
            parts[-1] += form[at]
            at += 1
    return tuple(part.strip("-") for part in parts)


def _reading(cut: tuple[str, ...], analysis: Mapping[str, str]) -> Reading:
    base = analysis["BASEFORM"].lower()
    if not 1 < len(cut) <= _MOST_PARTS:
        return Reading(base, ())
    return Reading(base, tuple(dict.fromkeys(_spans(cut, base, analysis.get("WORDBASES", "")))))


def _spans(cut: tuple[str, ...], base: str, told: str) -> Iterator[str]:
    """Give the parts and the neighbours together, each ending in a dictionary form."""
    # +kaupungin(kaupunki)+valtuusto(valtuusto), or a part that is itself made of several.
    bases = dict(re.findall(r"\+([^+()]+)\(([^+()=|]+)\)", told.lower()))
    start = "".join(cut[:-1])
    last = base.replace("-", "")
    last = last.removeprefix(start) if last.startswith(start) else bases.get(cut[-1], cut[-1])
    for end, part in enumerate(cut):
        word = last if end == len(cut) - 1 else bases.get(part, part)
        for begin in range(end + 1):
            span = "".join(cut[begin:end]) + word
            if len(span) >= _SHORTEST and (begin, end) != (0, len(cut) - 1):
                yield span
