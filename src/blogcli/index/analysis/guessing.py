"""simplemma's rules for forms that its dictionaries lack, over our dictionaries.

The same strategies in the same order as its `DefaultStrategy`, with a faster look-up: a whole blog
holds tens of thousands of such forms. Importing this imports simplemma.
"""

from __future__ import annotations

from collections.abc import Mapping

from simplemma.strategies import (
    AffixDecompositionStrategy,
    DictionaryLookupStrategy,
    HyphenRemovalStrategy,
    LemmatizationStrategy,
    MorphemeDecompositionStrategy,
    PrefixDecompositionStrategy,
    RulesStrategy,
)
from simplemma.strategies.apostrophe_boundary import ApostropheBoundaryStrategy
from simplemma.strategies.clitic_decomposition import CliticDecompositionStrategy
from simplemma.strategies.defaultrules import RULE_FUNCTIONS, fi
from simplemma.utils import CANON_LANGS

_PARTICULAR = frozenset({*CANON_LANGS, "hy"})
"""Languages whose forms simplemma makes equal before it looks them up."""


class Guesser:
    """Guesses lemmas in one language, by simplemma's code."""

    def __init__(self, code: str, dictionary: Mapping[str, str]) -> None:
        self._code = code
        lookup = _Lookup(_One(dictionary))
        self._chain: list[LemmatizationStrategy] = [
            ApostropheBoundaryStrategy(lambda form, _code: self.guess(form), lookup),
            lookup,
            CliticDecompositionStrategy(lookup),
            HyphenRemovalStrategy(lookup),
            RulesStrategy({**RULE_FUNCTIONS, "fi": _finnish_rules}),
            PrefixDecompositionStrategy(dictionary_lookup=lookup),
            AffixDecompositionStrategy(greedy=False, dictionary_lookup=lookup),
            MorphemeDecompositionStrategy(lookup),
        ]

    def guess(self, form: str) -> str | None:
        """Give the likeliest lemma of a form, None where nothing is likely."""
        for strategy in self._chain:
            if lemma := strategy.get_lemma(form, self._code):
                return lemma
        return None


class _One:
    """A factory of one dictionary."""

    def __init__(self, dictionary: Mapping[str, str]) -> None:
        self.dictionary = dictionary

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        del lang
        return self.dictionary


class _Lookup(DictionaryLookupStrategy):
    """The usual case without the detours of the rare ones."""

    __slots__ = ("_dictionary",)

    def __init__(self, factory: _One) -> None:
        super().__init__(factory)
        self._dictionary = factory.dictionary

    def get_lemma(self, token: str, lang: str) -> str | None:
        """Look a form up as it is, and with its first letter in the other case."""
        if lang in _PARTICULAR or not token.isalpha():
            return super().get_lemma(token, lang)
        found = self._dictionary.get(token)
        if found is None:
            other = token.lower() if token[0].isupper() else token.capitalize()
            found = self._dictionary.get(other)
        return found


_FINNISH_ENDINGS = frozenset(
    ending
    for pattern in fi.DEFAULT_RULES
    for ending in pattern.pattern.removeprefix("(?:").removesuffix(")$").split("|")
)
_LONGEST_ENDING = max(map(len, _FINNISH_ENDINGS))


def _finnish_rules(form: str) -> str | None:
    """Try the hundred patterns of Finnish only on what ends like one of them."""
    ends = range(1, _LONGEST_ENDING + 1)
    return fi.apply_fi(form) if any(form[-end:] in _FINNISH_ENDINGS for end in ends) else None
