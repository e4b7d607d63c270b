"""From a form to the keys that it shares with the other forms of its word.

Three kinds of keys stand in the index, told apart by how they begin:

- `=` and the exact letters (case aside), `~` and the letters without diacritics where that differs;
- `%` and one or two characters of a script without spaces;
- the language and `-` and the stem of the lemma, and the stem of the form itself.

Stems go by language, so that a guess in one language meets no word of another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from blogcli.index import dictionaries
from blogcli.index.analysis import letters, segments

if TYPE_CHECKING:
    from simplemma.strategies import DefaultStrategy

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

EXACT, FOLDED, GRAM = "=", "~", "%"
SEPARATOR, _HALVES = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class Keys:
    """What a form shares with others, apart from its letters (see `spelling_keys`)."""

    told: tuple[str, ...] = ()
    """Keys under which it stands in the index."""
    asked: tuple[str, ...] = ()
    """What else is looked for by somebody who asks for it: the letters of its lemmas."""

    def pack(self) -> str:
        """Write the keys as text, for the index."""
        return f"{SEPARATOR.join(self.told)}{_HALVES}{SEPARATOR.join(self.asked)}"

    @classmethod
    def unpack(cls, text: str) -> Keys:
        """Read what `pack` wrote."""
        told, _, asked = text.partition(_HALVES)
        return cls(*(tuple(part.split(SEPARATOR)) if part else () for part in (told, asked)))


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - PyStemmer's name


class Analyser:
    """Knows one language: its dictionary, its rules for words outside it, its stemmer."""

    def __init__(self, lang: str, folder: Path) -> None:
        self.lang = letters.primary(lang)
        self._folder = folder
        self._dictionary = dictionaries.load(lang, folder)
        self._stemmer = _stemmer(self.lang)
        self._strategy: DefaultStrategy | None = None
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
        # A name is the same in posts of other languages, whose stems are others.
        asked = tuple(EXACT + letters.casefold(lemma) for lemma in lemmas if lemma != form)
        return Keys(self._stems(form, lemmas), asked)

    def _stems(self, form: str, lemmas: tuple[str, ...]) -> tuple[str, ...]:
        if self._stemmer is None:
            found = [lemma for lemma in lemmas if lemma != form]
        else:
            found = [self._stem(word, known=bool(lemmas)) for word in (*lemmas, form)]
        return tuple(
            dict.fromkeys(self._prefix + letters.fold(stem, self.lang) for stem in found if stem)
        )

    def _stem(self, word: str, *, known: bool) -> str:
        stemmer = self._stemmer
        stem = stemmer.stemWord(word) if stemmer is not None else word
        # German's stemmer takes off umlauts: a help with words that no dictionary knows, but
        # of those it knows it makes one word of *schon* and *schön*.
        start = word[: len(stem)]
        if known and start != stem and letters.fold(start, "") == letters.fold(stem, ""):
            return start
        return stem

    def lemmas(self, form: str, *, guess: bool = True) -> tuple[str, ...]:
        """Give the dictionary forms, in lower case, of a form in lower case.

        Args:
            form: In lower case.
            guess: Whether simplemma's rules may be asked about a form that no dictionary has.
        """
        if self._dictionary is None or not analysable(form):
            return ()
        # Names and German nouns are in the dictionary with a capital, the index knows no case.
        found = [self._dictionary.get(word) for word in (form, form[:1].upper() + form[1:])]
        lemmas = [lemma for lemma in found if lemma]
        if not lemmas and guess and (guessed := self._guess(form)):
            lemmas = [guessed]
        # Participles and the like have entries as words and as forms: one step further.
        lemmas += [further for lemma in lemmas if (further := self._dictionary.get(lemma))]
        return tuple(dict.fromkeys(_word(lemma, self.lang) for lemma in lemmas))

    def _guess(self, form: str) -> str | None:
        if self._strategy is None:
            from simplemma.strategies import DefaultStrategy

            self._strategy = DefaultStrategy(dictionary_factory=_Factory(self._folder))
        return self._strategy.get_lemma(form, dictionaries.code_of(self.lang) or "")


@lru_cache(maxsize=64)
def analyser(lang: str, folder: Path) -> Analyser:
    """Give the analyser of a language, one per process."""
    return Analyser(lang, folder)


def analysable(form: str) -> bool:
    """Say whether a form is a word with forms: no figure, no sign, no single letter."""
    return len(form) > 1 and form.replace("'", "").isalpha() and not segments.is_gram(form)


def spelling_keys(form: str, lang: str) -> tuple[str, ...]:
    """Give the keys of a form's letters alone."""
    if segments.is_gram(form):
        return (GRAM + form,)
    exact = letters.casefold(form)
    folded = letters.fold(exact, lang)
    return (EXACT + exact,) if folded == exact else (EXACT + exact, FOLDED + folded)


def _word(lemma: str, lang: str) -> str:
    """Some entries hold spaces and quotes, which would end a key."""
    return "".join(letters.lower(lemma, lang).replace('"', " ").split())


class _Factory:
    """simplemma's door to our dictionaries."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_dictionary(self, lang: str) -> dictionaries.Dictionary:
        dictionary = dictionaries.load(lang, self._folder)
        if dictionary is None:
            raise ValueError(lang)
        return dictionary


@lru_cache(maxsize=64)
def _stemmer(lang: str) -> _Stemmer | None:
    algorithm = _STEMMERS.get(lang)
    if algorithm is None:
        return None
    import Stemmer

    # A cache of its own would hold each word twice: the index's is enough.
    stemmer: _Stemmer = Stemmer.Stemmer(algorithm, 0)
    return stemmer
