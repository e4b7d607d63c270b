"""What one reader finds out about words, told to the others: hardly any word is analysed twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from blogcli.index.analysis.morphology import analyser
from blogcli.index.parsing import Outcome

News: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A language, forms and their packed keys."""

_KEPT = 400_000


def news_of(outcomes: Iterable[Outcome]) -> list[News]:
    """Give what these outcomes tell about words that were new to their reader."""
    prepared = (outcome.words for outcome in outcomes)
    return [(one.lang, one.fresh.forms, one.keys) for one in prepared if one and one.keys]


class Shared:
    """The keys of forms that other readers have met."""

    def __init__(self) -> None:
        self._keys: dict[str, dict[str, str]] = {}

    def learn(self, news: Iterable[News]) -> None:
        """Take in what others found out."""
        for lang, forms, keys in news:
            known = self._keys.setdefault(lang, {})
            if len(known) > _KEPT:
                known.clear()
            known.update(zip(forms, keys, strict=True))

    def analysed(self, outcome: Outcome) -> Outcome:
        """Complete the words of a post, asking the language only about what nobody has met."""
        prepared = outcome.words
        if prepared is None or prepared.keys is not None:
            return outcome
        known = self._keys.get(prepared.lang, {})
        language = analyser(prepared.lang, prepared.dictionaries)
        keys = tuple(
            known[form] if form in known else language.keys(form).pack()
            for form in prepared.fresh.forms
        )
        return outcome._replace(words=prepared._replace(keys=keys))
