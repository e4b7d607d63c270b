"""From what a person asks for to FTS5 expressions, and to the words that are spelled alike."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import apsw

from blogcli.index.analysis import letters, segments
from blogcli.index.analysis.morphology import (
    LEMMAS,
    SEPARATOR,
    Keys,
    analysable,
    analyser,
    folded_key,
)
from blogcli.index.spelling import Spelling
from blogcli.index.tokens import token
from blogcli.query.spelling import tolerance

Column = Literal["title", "tags", "summary", "body"]
Mode = Literal["word", "prefix", "phrase", "exact", "fuzzy"]

COLUMNS: tuple[Column, ...] = ("title", "tags", "summary", "body")
RANK = "bm25(words, 10.0, 6.0, 3.0, 1.0)"
"""For `ORDER BY`: smaller is better. Title before tags before summary before body."""

_ALIKE = 40
"""Words at most that a fuzzy word stands for."""

_MANY = 2000
"""Words at most that are looked through for their beginnings."""

_Row = list[tuple[str, ...]]


class Phrase(NamedTuple):
    """Words next to each other, each with the tokens that will do for it."""

    words: tuple[frozenset[str], ...]
    prefix: bool = False
    """True where the last word's tokens need only be the beginning."""


class Match(NamedTuple):
    """A part of a query as FTS5 expressions, which are safe to join by `AND`, `OR` and `NOT`.

    `expression` finds the posts; `exact` finds those of them that hold the very letters, which
    come first: `ORDER BY post.id IN (SELECT rowid FROM words WHERE words MATCH ?) DESC, …`.
    `phrases` is the same for `snippet.Finder`, which marks the words found.
    """

    expression: str
    exact: str
    phrases: tuple[Phrase, ...] = ()


class Lookup:
    """Turns what a person asks for into FTS5 expressions, for one open index.

    A query is analysed in each of `languages` and of those that the index holds. No text given
    here reaches FTS5 unquoted; the methods never raise for any text, and answer None where it
    holds nothing that the index could hold (punctuation alone).
    """

    def __init__(
        self, connection: apsw.Connection, dictionaries_dir: Path, languages: Sequence[str] = ()
    ) -> None:
        self._connection = connection
        self._dictionaries = dictionaries_dir
        named = (*map(letters.primary, languages), *self._held())
        self._languages = tuple(dict.fromkeys(named)) or ("",)

    def term(self, text: str, mode: Mode, columns: Iterable[Column] = ()) -> Match | None:
        """Analyse `text`, found in these columns only (none named: in any).

        Args:
            text: What was typed, without the marks of the query language (`*`, `~`, `=`, quotes).
            mode: `word` finds every form of a word (of several parts, next to each other);
                `phrase` the same for several words in this order; `prefix` words whose letters
                begin so; `exact` these letters only, case aside; `fuzzy` words spelled alike.
            columns: Restricts the search.
        """
        rows = self._rows(text)
        if not rows:
            return None
        exact = [[self._tokens(forms[0]) for forms in row] for row in rows]
        wanted = exact if mode == "exact" else [self._row(row, mode) for row in rows]
        prefix = mode == "prefix"
        scope = _scope(columns)
        return Match(
            f"({scope}({_any(wanted, prefix=prefix)}))",
            f"({scope}({_any(exact, prefix=False)}))",
            tuple(Phrase(tuple(map(frozenset, row)), prefix) for row in wanted),
        )

    def suggestions(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Name words of the blog that are spelled like `text`, likeliest first ("did you mean").

        Empty where `text` is no single word, or stands in the blog itself.
        """
        word = self._single(text)
        if word is None or self._posts_with(word):
            return ()
        ranked = sorted(
            (far, -posts, found)
            for far, found in self._alike(word)
            if (posts := self._posts_with(found))
        )
        return tuple(found for _, _, found in ranked[:limit])

    def _held(self) -> tuple[str, ...]:
        """Name the languages of the index, hopping from one to the next."""
        rows = self._connection.execute(
            "WITH RECURSIVE held(lang) AS (SELECT min(lang) FROM form UNION ALL"
            " SELECT (SELECT min(lang) FROM form WHERE lang > held.lang) FROM held"
            " WHERE held.lang IS NOT NULL) SELECT lang FROM held WHERE lang IS NOT NULL"
        )
        return tuple(str(lang) for (lang,) in rows)

    def _rows(self, text: str) -> list[_Row]:
        """Cut the text into words as each language does (they differ in capitals at most)."""
        rows = [row for lang in self._languages for row in segments.readings(text, lang)]
        return [row for index, row in enumerate(rows) if row not in rows[:index]]

    def _row(self, row: _Row, mode: Mode) -> _Row:
        *before, last = row
        keyed = [self._position(forms) for forms in before]
        if mode == "prefix":
            return [*keyed, self._beginnings(last[0])]
        if mode == "fuzzy" and not before:
            return [self._fuzzy(last)]
        return [*keyed, self._position(last)]

    def _tokens(self, form: str) -> tuple[str, ...]:
        """Write a form as it stands in posts of each language."""
        return tuple(dict.fromkeys(token(form, lang) for lang in self._languages))

    def _position(self, forms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(found for form in forms for found in self._every_form(form)))

    def _every_form(self, form: str) -> Iterator[str]:
        """Give the tokens of all words that a form asks for: of one word, in any language."""
        yield from self._tokens(form)
        if not segments.is_word(form):
            return
        folded = letters.fold_for_all(letters.casefold(form), self._languages)
        yield from self._tokens(folded)
        keys = [folded_key(folded, lang) for lang in self._languages]
        for found in self._analysed(form):
            keys += found.stems
            # A name is the same in posts of other languages, whose stems are others.
            for lemma in found.lemmas:
                yield from self._tokens(lemma)
        rows = self._connection.execute(
            "SELECT token FROM form_key WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(keys),),
        )
        yield from (str(found) for (found,) in rows)

    def _analysed(self, form: str) -> Iterator[Keys]:
        """Analyse a form in each language, with the dictionary only where the index lacks it."""
        if not analysable(form):
            return
        languages = json.dumps(self._languages)
        rows = self._connection.execute(
            "SELECT lang, keys FROM form"
            " WHERE lang IN (SELECT value FROM json_each(?)) AND form = ?",
            (languages, form),
        )
        known = {str(lang): Keys.unpack(str(keys)) for lang, keys in rows}
        for lang in self._languages:
            if lang in known:
                yield known[lang]
            else:
                # simplemma's rules, slow to import, are asked about what the blog doesn't hold.
                yield analyser(lang, self._dictionaries).keys(form, guess=not known)

    def _beginnings(self, form: str) -> tuple[str, ...]:
        """Give tokens that begin as words do whose letters begin like this form."""
        tokens = list(self._tokens(form))
        if segments.is_word(form):
            folded = letters.fold_for_all(letters.casefold(form), self._languages)
            tokens += self._tokens(folded)
            for lang in self._languages:
                tokens += self._accented(folded, lang)
        return tuple(dict.fromkeys(tokens))

    def _accented(self, folded: str, lang: str) -> Iterator[str]:
        """Give the beginnings of words that begin so but for diacritics (*caf*: `fr=caf`)."""
        start = folded_key(folded, lang)
        rows = self._connection.execute(
            "SELECT token FROM form_key WHERE key >= ? AND key < ? LIMIT ?",
            (start, start + chr(sys.maxunicode), _MANY),
        )
        for (found,) in rows:
            before, _, form = str(found).partition("=")
            for end in range(1, len(form) + 1):
                if letters.fold(letters.casefold(form[:end]), lang).startswith(folded):
                    yield f"{before}={form[:end]}"
                    break

    def _fuzzy(self, forms: tuple[str, ...]) -> tuple[str, ...]:
        return self._position((*forms, *(word for _, word in self._alike(forms[0]))))

    def _alike(self, word: str) -> list[tuple[int, str]]:
        """Give forms and dictionary forms of the blog's words spelled like this, nearest first."""
        limit = tolerance(word)
        if not limit:
            return []
        spelling = Spelling(word)
        near = (
            (spelling.distance(candidate), candidate)
            for candidate in self._candidates(len(word) - limit, len(word) + limit)
            if spelling.possible(candidate, limit)
        )
        return sorted(pair for pair in near if pair[0] <= limit)[:_ALIKE]

    def _candidates(self, shortest: int, longest: int) -> set[str]:
        """Give the words of the index that are so long, and their dictionary forms."""
        forms = self._connection.execute(
            "SELECT form FROM form WHERE length(form) BETWEEN ? AND ?", (shortest, longest)
        )
        found = {str(form) for (form,) in forms}
        lemmas = self._connection.execute(
            "SELECT asked FROM (SELECT substr(keys, instr(keys, ?) + 1) AS asked FROM form)"
            " WHERE length(asked) BETWEEN ? AND ? OR instr(asked, ?)",
            (LEMMAS, shortest, longest, SEPARATOR),
        )
        for asked in {str(asked) for (asked,) in lemmas}:
            found.update(asked.split(SEPARATOR))
        return {word for word in found if shortest <= len(word) <= longest}

    def _single(self, text: str) -> str | None:
        rows = self._rows(text)
        alone = rows and len(rows[0]) == 1 and analysable(rows[0][0][0])
        return rows[0][0][0] if alone else None

    def _posts_with(self, word: str) -> int:
        expression = _any([[self._position((word,))]], prefix=False)
        row = self._connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT 1000)",
            (expression,),
        ).get
        return int(str(row))


def _scope(columns: Iterable[Column]) -> str:
    chosen = tuple(columns)
    return f"{{{' '.join(chosen)}}} : " if chosen else ""


def _any(rows: list[_Row], *, prefix: bool) -> str:
    """Join rows by OR, each a phrase whose words are given as alternatives."""
    phrases = (" ".join(SEPARATOR.join(keys) for keys in row) for row in rows)
    star = " *" if prefix else ""
    return " OR ".join('"' + phrase.replace('"', '""') + '"' + star for phrase in phrases)
