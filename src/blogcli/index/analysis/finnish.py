"""What simplemma leaves out of Finnish: participles, comparatives, and the other reading of forms.

Its dictionary gives participles as words of their own (*väittänyt*, not *väittää*) and one
reading where a form has two (*iloista*). What is built here counts only if the dictionary has it
as a dictionary form, so no word is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_VOWELS = "aeiouyäö"
_SHORTEST = 6
"""Letters of the shortest participle or comparative: below are words of other kinds (*hyvä*)."""

_ENDINGS = (
    "mpi", "s", "in", "nut", "nyt", "lut", "lyt", "rut", "ryt", "sut", "syt",
    "va", "vä", "ma", "mä", "tu", "ty",
)  # fmt: skip
_STRONG = {"d": "t", "t": "tt", "p": "pp", "k": "kk", "v": "p"}
_IRREGULAR = {
    "parempi": "hyvä", "paras": "hyvä", "vanhin": "vanha", "tekevä": "tehdä", "tekemä": "tehdä",
    "näkevä": "nähdä", "näkemä": "nähdä", "juokseva": "juosta", "juoksema": "juosta",
    "suljettu": "sulkea", "jaettu": "jakaa",
}  # fmt: skip


def readings(form: str, dictionary: Mapping[str, str]) -> Iterator[str]:
    """Give words in -nen whose partitive the form may be: *iloista*, *iloisia*."""
    if form.endswith(("sta", "stä", "sia", "siä")):
        yield from _known([form[:-3] + "nen"], dictionary)


def bases(lemma: str, dictionary: Mapping[str, str]) -> Iterator[str]:
    """Give the verb behind a participle, the adjective behind a comparative."""
    if not lemma.endswith(_ENDINGS):
        return
    if lemma in _IRREGULAR:
        yield _IRREGULAR[lemma]
    elif len(lemma) >= _SHORTEST:
        # Where a word can be active or passive (*kehittävä*), it is active.
        for candidates in (_comparatives(lemma), _actives(lemma), _passives(lemma)):
            found = list(_known(candidates, dictionary))
            if found:
                yield from found
                return


def _known(candidates: Iterable[str], dictionary: Mapping[str, str]) -> Iterator[str]:
    for candidate in dict.fromkeys(candidates):
        if dictionary.get(candidate) == candidate:
            yield candidate


def _comparatives(lemma: str) -> Iterator[str]:
    """*Tärkeämpi*, *pahempi*, *lyhyempi*, *helpompi*, *rakkaampi*."""
    if not lemma.endswith("mpi"):
        return
    stem = lemma[:-3]
    a = _a(stem)
    if stem.endswith("e"):
        yield from (stem[:-1] + a, stem[:-1] + "i", stem[:-1] + "t")
    else:
        yield from _strengthened(stem)
    if stem.endswith(("kaa", "kää")):
        yield from (stem[:-1] + "s", re.sub("k(k?)(aa|ää)$", "k", stem) + a + "s")


def _actives(lemma: str) -> Iterator[str]:
    """*Väittänyt*, *eronnut*, *juossut*; *kestävä*, *palveleva*; *sisältämä*, *tarjoama*."""
    a = _a(lemma)
    stem = lemma[:-3]
    if lemma.endswith(("nut", "nyt")):
        yield from (stem + a, stem + "d" + a)
        if stem.endswith("n"):
            yield from (stem[:-1] + "t" + a, stem + "n" + a)
    elif re.search("(l[uy]|r[uy]|s[uy])t$", lemma) and lemma[-4] == lemma[-3]:
        yield stem + ("t" if lemma[-3] == "s" else lemma[-3]) + a
    elif lemma.endswith(("va", "vä", "ma", "mä")) and lemma[-3] in _VOWELS:
        yield from _of_vowel_stem(lemma[:-2], a)


def _of_vowel_stem(stem: str, a: str) -> Iterator[str]:
    yield from (stem + a, stem + "d" + a)
    if stem[-1] in "aä":
        yield stem[:-1] + "t" + a
    elif stem[-1] == "e" and stem[-2] not in _VOWELS:
        yield stem[:-1] + ("t" if stem[-2] == "s" else stem[-2]) + a


def _passives(lemma: str) -> Iterator[str]:
    """*Sanottu*, *järjestetty*, *rajoitettava*; *organisoitu*, *tultu*, *viety*."""
    found = re.search("(tt?)(u|y|ava|ävä)$", lemma)
    stem = lemma[: found.start()] if found else ""
    if not found or len(stem) < len("vie"):
        return
    a = _a(lemma)
    if found[1] == "tt":
        if stem[-1] in _VOWELS:
            yield from (stem + a, stem + "t" + a)
        if stem[-1] == "e":
            yield from (strong + a + a for strong in _strengthened(stem[:-1]))
    elif stem[-1] in _VOWELS + "h":
        yield stem + "d" + a
    elif stem[-1] in "lnrs":
        yield stem + ("t" if stem[-1] == "s" else stem[-1]) + a


def _strengthened(stem: str) -> Iterator[str]:
    """Undo what consonant gradation may have done to the last consonant."""
    yield stem
    end = len(stem.rstrip(_VOWELS))
    last = stem[end - 1 : end]
    if last in _STRONG:
        yield stem[: end - 1] + _STRONG[last] + stem[end:]
    elif end > 1 and last and stem[end - 2] == last and last in "lnrm":
        yield stem[: end - 1] + ("p" if last == "m" else "t") + stem[end:]


def _a(word: str) -> str:
    """Give the `a` or `ä` that goes with the word's last vowels (vowel harmony)."""
    back, front = max(map(word.rfind, "aou")), max(map(word.rfind, "äöy"))
    return "a" if back > front else "ä" if front >= 0 or back < 0 else "a"
