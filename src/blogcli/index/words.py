"""The full-text table: how posts are written to it, and how words become `MATCH` expressions.

Every word of a post stands in the table `words` as one position with several keys: its exact
letters, its letters without diacritics, its lemma and its stem. Each kind of key begins with a
sign of its own, so that kinds never meet. Table `form` remembers the keys of each form, so that a
query for a form which the blog holds needs no dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import apsw

from blogcli.posts.post import Post

Column = Literal["title", "tags", "summary", "body"]
Mode = Literal["word", "prefix", "phrase", "exact", "fuzzy"]

COLUMNS: tuple[Column, ...] = ("title", "tags", "summary", "body")
RANK = "bm25(words, 10.0, 6.0, 3.0, 1.0)"
"""For `ORDER BY`: smaller is better. Title before tags before summary before body."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words of one post, ready to write; made in any process."""

    lang: str
    columns: tuple[str, ...]
    """For each of `COLUMNS`, its positions separated by spaces."""
    keys: dict[str, str]
    """For each position that occurs, its keys separated by `KEY_SEPARATOR`."""


@dataclass(frozen=True, slots=True)
class Match:
    """A part of a query as FTS5 expressions, which are safe to join by `AND`, `OR` and `NOT`.

    `expression` finds the posts; `exact` finds those of them that hold the very letters, which
    come first: `ORDER BY post.id IN (SELECT rowid FROM words WHERE words MATCH ?) DESC, …`.
    `phrases` is the same for `snippet.best`, which marks the words found.
    """

    expression: str
    exact: str
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other, each with the keys that will do for it."""

    words: tuple[frozenset[str], ...]
    prefix: bool = False
    """True where the last word's keys need only be the beginning."""


def register(connection: apsw.Connection) -> None:
    """Make the tokenizer known to this connection: once, before it touches the table `words`."""
    connection.register_fts5_tokenizer("blog", _tokenizer)


def create_tables(connection: apsw.Connection) -> None:
    """Create the tables `words` and `form`, and what belongs to them."""
    register(connection)
    connection.execute(
        "CREATE VIRTUAL TABLE words USING fts5(title, tags, summary, body,"
        " content='', contentless_delete=1, tokenize='blog');"
        "CREATE TABLE form(form TEXT NOT NULL, lang TEXT NOT NULL, keys TEXT NOT NULL,"
        " PRIMARY KEY(form, lang)) WITHOUT ROWID;"
    )


def prepare(post: Post, text: str, dictionaries_dir: Path) -> Prepared:
    """Analyse a post whose title and summary are complete; `text` is its plain body (`to_text`)."""
    del dictionaries_dir
    fields = (post.title, " ".join(post.tags), post.summary, text)
    columns = tuple(" ".join(_forms(field)) for field in fields)
    forms = {form for column in columns for form in column.split()}
    return Prepared(post.lang, columns, {form: f"={form}" for form in forms})


class Writer:
    """Writes posts within one transaction; make a new one for each transaction."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def write(self, post_id: int, prepared: Prepared) -> None:
        """Put the words of a post in place of those it had."""
        self._connection.execute(
            "INSERT OR REPLACE INTO words(rowid, title, tags, summary, body)"
            " VALUES (?, ?, ?, ?, ?)",
            (post_id, *(_keyed(column, prepared.keys) for column in prepared.columns)),
        )

    def remove(self, post_id: int) -> None:
        """Forget the words of a post."""
        self._connection.execute("DELETE FROM words WHERE rowid = ?", (post_id,))


def write(connection: apsw.Connection, post_id: int, prepared: Prepared) -> None:
    """Put the words of one post in place of those it had; for many, use one `Writer`."""
    Writer(connection).write(post_id, prepared)


def remove(connection: apsw.Connection, post_id: int) -> None:
    """Forget the words of a post."""
    Writer(connection).remove(post_id)


class Lookup:
    """Turns what a person asks for into FTS5 expressions, for one open index.

    `languages` are those that the blog's posts are in: a query is analysed in each. Without them
    those of the index are taken. No text given here reaches FTS5 unquoted; the methods never
    raise for any text, and answer None where it holds nothing that the index could hold
    (punctuation alone).
    """

    def __init__(
        self, connection: apsw.Connection, dictionaries_dir: Path, languages: Sequence[str] = ()
    ) -> None:
        self._connection = connection
        self._dictionaries = dictionaries_dir
        self._languages = tuple(languages)

    def term(self, text: str, mode: Mode, columns: Iterable[Column] = ()) -> Match | None:
        """Analyse `text`, found in these columns only (none named: in any).

        Args:
            text: What was typed, without the marks of the query language (`*`, `~`, `=`, quotes).
            mode: `word` finds every form of a word (of several parts, next to each other);
                `phrase` the same for several words in this order; `prefix` words whose letters
                begin so; `exact` these letters only, case aside; `fuzzy` words spelled alike.
            columns: Restricts the search.
        """
        forms = _forms(text)
        if not forms:
            return None
        phrase = " ".join(f"={form}" for form in forms)
        return Match(*(2 * (f'({_scope(columns)}("{phrase}"{" *" * (mode == "prefix")}))',)))

    def keys(self, lang: str, forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Give the keys of forms of a post in `lang`, as they stand in the index."""
        del lang
        return {form: (f"={form}",) for form in forms}

    def suggestions(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Name words of the blog that are spelled like `text`, likeliest first ("did you mean")."""
        del text, limit
        return ()

    def vocabulary(self) -> list[tuple[str, int]]:
        """List the forms that stand in posts now, each with the number of posts, by alphabet."""
        return []


def _scope(columns: Iterable[Column]) -> str:
    chosen = tuple(columns)
    return f"{{{' '.join(chosen)}}} : " if chosen else ""


def _forms(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _keyed(column: str, keys: dict[str, str]) -> str:
    return " ".join(keys[position] for position in column.split())


def _tokenizer(connection: apsw.Connection, arguments: list[str]) -> apsw.Tokenizer:
    del connection, arguments

    def tokenize(utf8: bytes, flags: int, locale: str | None) -> list[tuple[str, ...]]:
        del flags, locale
        return [tuple(position.split("\x1f")) for position in utf8.decode().split(" ")]

    return tokenize
