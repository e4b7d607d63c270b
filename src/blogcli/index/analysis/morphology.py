"""From a form to the keys that it shares with the other forms of its word.

A key is the language and `-` and a stem: of the lemma, and of the form itself; or the language and
`~` and the letters without diacritics, where that differs. Keys go by language, so that a guess in
one language meets no word of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from blogcli.index import dictionaries
from blogcli.index.analysis import finnish, letters, segments, voikko
from blogcli.index.analysis.second_readings import second_readings

if TYPE_CHECKING:
    from blogcli.index.analysis.guessing import Guesser

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian",
    "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
"""Snowball's algorithm for each language."""

_CAPITALISED = frozenset({"de", "lb"})
"""Languages that write nouns with a capital: a form may be a noun too."""

_NONE: Mapping[str, str] = {}
"""For languages that no dictionary is of."""

SEPARATOR, DERIVED, LEMMAS = "\x1f", "\x1e", "\x1d"


class Keys(NamedTuple):
    """What a form shares with others, apart from its letters (see `folded_keys`)."""

    stems: tuple[str, ...] = ()
    """Keys by which all forms of a word are found, and find each other."""
    derived: tuple[str, ...] = ()
    """Keys by which it is found without finding by them: a verb finds its participles, a
    participle, which may be a word of its own, not the verb; a part finds the compound."""
    lemmas: tuple[str, ...] = ()
    """Its dictionary forms, where they aren't the form itself: not keys."""

    @property
    def told(self) -> tuple[str, ...]:
        """The keys by which a form in a post is found."""
        return self.stems + self.derived

    def pack(self) -> str:
        """Write the keys as text, for the index."""
        stems, derived, lemmas = map(SEPARATOR.join, (self.stems, self.derived, self.lemmas))
        return f"{stems}{DERIVED}{derived}{LEMMAS}{lemmas}"

    @classmethod
    def unpack(cls, text: str) -> Keys:
        """Read what `pack` wrote."""
        told, _, lemmas = text.partition(LEMMAS)
        stems, _, derived = told.partition(DERIVED)
        parts = (stems, derived, lemmas)
        return cls(*(tuple(part.split(SEPARATOR)) if part else () for part in parts))


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - PyStemmer's name


class Analyser:
    """Knows one language: its dictionary, its rules for words outside it, its stemmer."""

    def __init__(self, lang: str, folder: Path | None) -> None:
        self.lang = letters.primary(lang)
        self._dictionary = None if folder is None else dictionaries.load(lang, folder)
        self._stemmer = _stemmer(self.lang)
        self._guesser: Guesser | None = None
        self._prefix = f"{self.lang}-"

    def keys(self, form: str, *, guess: bool = True) -> Keys:
        """Analyse a form, in lower case, of a post or a query.

        Args:
            form: In lower case.
            guess: Whether simplemma's rules may be asked about a form that no dictionary has:
                their import costs more than a query for a known form may.
        """
        if not analysable(form):
            return Keys()
        lemmas = self.lemmas(form, guess=guess)
        # Without a stemmer a form has no key of its own but its letters.
        stems = self._stems((*lemmas, form) if self._stemmer else lemmas, known=bool(lemmas))
        derived = self._stems(self._bases((form, *lemmas)), known=True) + self.part_keys(form)
        others = tuple(lemma for lemma in lemmas if lemma != form)
        return Keys(stems, tuple(key for key in dict.fromkeys(derived) if key not in stems), others)

    def _stems(self, words: Iterable[str], *, known: bool) -> tuple[str, ...]:
        stems = (self._prefix + self._stem(word, known=known) for word in words)
        return tuple(dict.fromkeys(stems))

    def _bases(self, words: tuple[str, ...]) -> Iterator[str]:
        if self.lang == "fi" and self._dictionary is not None:
            for word in dict.fromkeys(words):
                yield from finnish.bases(word, self._dictionary)

    def part_keys(self, form: str) -> tuple[str, ...]:
        """Give the keys of the words that a compound is made of, where Voikko is there to tell."""
        if self.lang != "fi":
            return ()
        parts = (part for reading in voikko.readings(form) for part in reading.parts)
        return self._stems((_word(part, self.lang) for part in parts), known=True)

    def _stem(self, word: str, *, known: bool) -> str:
        if self._stemmer is None:
            return letters.fold(word, self.lang)
        stem = self._stemmer.stemWord(word)
        # German's stemmer takes off umlauts: a help with words that no dictionary knows, but
        # of those it knows it makes one word of *schon* and *schön*.
        start = word[: len(stem)]
        if known and start != stem and letters.fold(start, "") == letters.fold(stem, ""):
            stem = start
        return letters.fold(stem, self.lang)

    def lemmas(self, form: str, *, guess: bool = True) -> tuple[str, ...]:
        """Give the dictionary forms, in lower case, of a form in lower case.

        Args:
            form: In lower case.
            guess: Whether simplemma's rules may be asked about a form that no dictionary has.
        """
        if not analysable(form):
            return ()
        dictionary: Mapping[str, str] = self._dictionary or _NONE
        lemmas = [*self._looked_up(form), *second_readings(form, self.lang)]
        if self.lang == "fi":
            lemmas += finnish.readings(form, dictionary)
            lemmas += (reading.base for reading in voikko.readings(form))
        if not lemmas and guess and (guessed := self._guess(form)):
            lemmas = [guessed]
        # Participles and the like have entries as words and as forms: one step further.
        for lemma in lemmas.copy():
            if lemma != form and (further := dictionary.get(lemma)):
                lemmas.append(further)
        return tuple(dict.fromkeys(_word(lemma, self.lang) for lemma in lemmas))

    def _looked_up(self, form: str) -> Iterator[str]:
        if self._dictionary is None:
            return
        if found := self._dictionary.get(form):
            yield found
            if self.lang not in _CAPITALISED:
                return
        # Names are in the dictionary with a capital, the index knows no case.
        if found := self._dictionary.get(form[:1].upper() + form[1:]):
            yield found

    def _guess(self, form: str) -> str | None:
        code = dictionaries.code_of(self.lang)
        if self._dictionary is None or code is None:
            return None
        if self._guesser is None:
            from blogcli.index.analysis.guessing import Guesser

            self._guesser = Guesser(code, self._dictionary)
        return self._guesser.guess(form)


@lru_cache(maxsize=64)
def analyser(lang: str, folder: Path | None) -> Analyser:
    """Give the analyser of a language, one per process; without a folder, by stems alone."""
    return Analyser(lang, folder)


def analysable(form: str) -> bool:
    """Say whether a form is a word with forms: no figure, no sign, no single letter."""
    return len(form) > 1 and segments.is_word(form)


def folded_keys(form: str, lang: str) -> tuple[str, ...]:
    """Give the key of a form's letters without diacritics; none where that is how it is written."""
    folded = letters.fold(letters.casefold(form), lang)
    return () if folded == form else (folded_key(folded, lang),)


def folded_key(folded: str, lang: str) -> str:
    """Give the key of letters that have no diacritics any more."""
    return f"{lang}~{folded}"


def _word(lemma: str, lang: str) -> str:
    """Some entries hold spaces and quotes, which would end a key."""
    return "".join(letters.lower(lemma, lang).replace('"', " ").split())


@lru_cache(maxsize=64)
def _stemmer(lang: str) -> _Stemmer | None:
    algorithm = _STEMMERS.get(lang)
    if algorithm is None:
        return None
    import Stemmer

    # A cache of its own would hold each word twice: the index's is enough.
    stemmer: _Stemmer = Stemmer.Stemmer(algorithm, 0)
    return stemmer
