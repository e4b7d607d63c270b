"""Running text in a language, drawn by chance but always the same for one seed."""

from __future__ import annotations

import random
from bisect import bisect
from functools import cache
from itertools import accumulate
from typing import Literal, Protocol, TypeAlias

from benchmarks import english, finnish
from benchmarks.wordlists import pairs

Lang: TypeAlias = Literal["fi", "en"]

INVENTED = 600
"""Finnish compounds that no dictionary knows, as every text has them."""

EXPONENT = 1.2
"""With it 10,000 posts hold about 80,000 different words, half of them known to dictionaries."""


class Writer(Protocol):
    """Draws from one language."""

    def sentence(self, chance: random.Random) -> str:
        """Give one sentence, with its full stop."""

    def words(self, chance: random.Random, count: int) -> str:
        """Give some nouns in their dictionary form."""


class _Pool:
    """Items with Zipf's weights: the second is drawn half as often as the first."""

    def __init__(self, items: list[str], exponent: float = 1.0) -> None:
        self._items = items
        weights = (1 / (rank + 3) ** exponent for rank in range(len(items)))
        self._totals = list(accumulate(weights))
        self._last = self._totals[-1]

    def draw(self, chance: random.Random) -> str:
        return self._items[bisect(self._totals, chance.random() * self._last)]


@cache
def writer(lang: Lang) -> Writer:
    """Give the writer of a language; it is made once."""
    return _Finnish() if lang == "fi" else _English()


class _Finnish:
    """Noun phrases that agree in number and case, around a verb."""

    def __init__(self) -> None:
        nouns = _shuffled(finnish.NOUNS, 1)
        compounds = _compounds(nouns)
        # Of a compound the last part is inflected, so its forms are those of the noun.
        self._nouns = {word: _by_case(word) for word in nouns}
        self._adjectives = {word: _by_case(word) for word in finnish.ADJECTIVES}
        self._noun_pool = _Pool([f" {word}" for word in nouns] + compounds, EXPONENT)
        self._adjective_pool = _Pool(_shuffled(finnish.ADJECTIVES, 2))
        verbs = [form for verb in _shuffled(finnish.VERBS, 3) for form in finnish.verb_forms(verb)]
        self._verb_pool = _Pool(verbs, 0.8)
        self._cases = _Weighted(
            {(number, case): share * (3 if number == "sg" else 1)
             for case, share in finnish.CASES.items() for number in ("sg", "pl")}
        )  # fmt: skip

    def sentence(self, chance: random.Random) -> str:
        parts = [self._phrase(chance, ("sg", "nom")), self._verb_pool.draw(chance)]
        for _ in range(chance.randint(1, 4)):
            parts.append(self._phrase(chance, self._cases.draw(chance)))
            if chance.random() < 0.2:
                parts.append(chance.choice(finnish.ADVERBS))
        if chance.random() < 0.3:
            parts[-1] += ","
            parts += [chance.choice(finnish.CONJUNCTIONS), self._phrase(chance, ("pl", "nom"))]
            parts.append(self._verb_pool.draw(chance))
        text = " ".join(parts)
        return f"{text[0].upper()}{text[1:]}."

    def words(self, chance: random.Random, count: int) -> str:
        return " ".join(self._form(chance, ("sg", "nom")) for _ in range(count))

    def _phrase(self, chance: random.Random, case: tuple[str, str]) -> str:
        noun = self._form(chance, case)
        if (share := chance.random()) < 0.03:
            noun = finnish.harmonise(noun, chance.choice(("kin", "kaan", "ko", "han")))
        if share > 0.75:
            adjective = self._adjectives[self._adjective_pool.draw(chance)]
            return f"{adjective[case]} {noun}"
        return noun

    def _form(self, chance: random.Random, case: tuple[str, str]) -> str:
        first, _, last = self._noun_pool.draw(chance).partition(" ")
        return first + self._nouns[last][case]


class _English:
    """Words in no order of meaning, with the endings and small words of English."""

    def __init__(self) -> None:
        nouns = _shuffled(english.NOUNS, 1)
        compounds = [a + b for a in nouns[:90] for b in nouns[:130] if a != b]
        random.Random(4).shuffle(compounds)
        self._nouns = _Pool(_all_forms(nouns + compounds[:4000], english.noun_forms), 0.95)
        self._plain = _Pool(nouns)
        stems = [p + v for p in english.PREFIXES for v in _shuffled(english.VERBS, 2)]
        self._verbs = _Pool(_all_forms(list(dict.fromkeys(stems)), english.verb_forms))
        self._adjectives = _Pool(
            _all_forms(_shuffled(english.ADJECTIVES, 3), english.adjective_forms)
        )
        self._small = _Pool(english.SMALL)

    def sentence(self, chance: random.Random) -> str:
        parts: list[str] = []
        for _ in range(chance.randint(2, 5)):
            parts += [self._small.draw(chance), self._adjectives.draw(chance)]
            parts += [self._nouns.draw(chance), self._verbs.draw(chance), self._small.draw(chance)]
        parts.append(self._nouns.draw(chance))
        text = " ".join(parts)
        return f"{text[0].upper()}{text[1:]}."

    def words(self, chance: random.Random, count: int) -> str:
        return " ".join(self._plain.draw(chance) for _ in range(count))


class _Weighted:
    def __init__(self, shares: dict[tuple[str, str], int]) -> None:
        self._items = list(shares)
        self._totals = list(accumulate(shares.values()))

    def draw(self, chance: random.Random) -> tuple[str, str]:
        return self._items[bisect(self._totals, chance.random() * self._totals[-1])]


def _by_case(written: str) -> dict[tuple[str, str], str]:
    return {(number, case): form for number, case, form in finnish.Noun(written).forms()}


def _compounds(nouns: list[str]) -> list[str]:
    """Pairs of first part and last noun: those in use, and some that nobody has said before."""
    by_name = {finnish.Noun(word).nominative: word for word in nouns}
    made = [f"{first} {by_name[last]}" for first, last in pairs("compounds")]
    chance = random.Random(5)
    made += [
        f"{finnish.Noun(chance.choice(nouns)).weak}n {chance.choice(nouns)}"
        for _ in range(INVENTED)
    ]
    chance.shuffle(made)
    return list(dict.fromkeys(made))


def _shuffled(words: list[str], seed: int) -> list[str]:
    mixed = list(dict.fromkeys(words))
    random.Random(seed).shuffle(mixed)
    return mixed


def _all_forms(stems: list[str], forms: object) -> list[str]:
    """All forms, each kind after the commoner one: the third form of the first stem is rare."""
    ranked = []
    for rank, stem in enumerate(stems):
        ranked += [((rank + 2) * (number + 1), form) for number, form in enumerate(forms(stem))]  # type: ignore[operator]
    return [form for _, form in sorted(ranked)]
