"""The full-text table: how the words of posts are written to it.

Every word of a post stands in the table `words` as one position with several keys (see
`analysis.morphology`): its letters, and what it shares with other forms of the same word. Table
`form` remembers the keys of each form, so that a query for a form which the blog holds needs no
dictionary.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

import apsw

from blogcli.index.analysis import letters, segments
from blogcli.index.analysis.morphology import (
    SEPARATOR,
    Keys,
    analysable,
    analyser,
    spelling_keys,
)
from blogcli.index.lookup import COLUMNS, RANK, Column, Lookup, Match, Mode, Phrase
from blogcli.posts.post import Post

__all__ = [
    "COLUMNS",
    "RANK",
    "Column",
    "Lookup",
    "Match",
    "Mode",
    "Phrase",
]  # made there, used with these tables

_KEPT = 300_000
"""Forms whose keys stay in memory while writing."""

_PENDING = 32 << 20
"""Bytes of words that are kept in memory while writing."""

_TABLES = """
CREATE VIRTUAL TABLE words USING fts5(
  title, tags, summary, body, content='', contentless_delete=1, tokenize='blog'
);
CREATE VIRTUAL TABLE words_vocabulary USING fts5vocab(words, row);
CREATE TABLE form(
  form TEXT NOT NULL, lang TEXT NOT NULL,
  keys TEXT NOT NULL,  -- apart from its letters, as `Keys.pack` writes them
  PRIMARY KEY(form, lang)
) WITHOUT ROWID;
"""


class _Known(dict[str, tuple[str, ...]]):
    """The keys of positions of posts in one language, worked out when they are first written."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.fresh: list[tuple[str, str, str]] = []
        """Rows for the table `form`."""
        self._lang = lang
        self._given: dict[str, str] = {}
        self._packed: _Packed | None = None

    def learn(self, prepared: Prepared) -> None:
        """Take in what a worker found out about forms that were new to it."""
        if len(self) > _KEPT:
            self.clear()
        self._packed = _packed(self._lang, Path(prepared.dictionaries))
        if prepared.keys:
            lines = (line.partition("\t") for line in prepared.keys.split("\n"))
            self._given.update((form, keys) for form, _, keys in lines)

    def __missing__(self, position: str) -> tuple[str, ...]:
        forms = position.split("|")
        if len(forms) > 1:
            keys = tuple(dict.fromkeys(key for form in forms for key in self[form]))
        else:
            keys = self._keys(position)
        self[position] = keys
        return keys

    def _keys(self, form: str) -> tuple[str, ...]:
        letter_keys = spelling_keys(form, self._lang)
        if self._packed is None or not analysable(form):
            return letter_keys
        packed = self._given.pop(form, None) or self._packed[form]
        self.fresh.append((form, self._lang, packed))
        return (*letter_keys, *Keys.unpack(packed).told)


class _Tokenizer:
    """Gives the keys of each position: of posts as the writer knows them, of queries as told."""

    def __init__(self) -> None:
        self.known = _Known("")

    def __call__(self, utf8: bytes, flags: int, locale: str | None) -> list[tuple[str, ...]]:
        del locale
        words = utf8.decode().split(" ") if utf8 else []
        if flags & apsw.FTS5_TOKENIZE_QUERY:
            return [tuple(word.split(SEPARATOR)) for word in words]
        known = self.known
        return [known[position] for position in words]


_TOKENIZERS: WeakKeyDictionary[apsw.Connection, _Tokenizer] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words of one post, ready to write; made in any process."""

    lang: str
    columns: tuple[str, ...]
    """For each of `COLUMNS`, its positions (see `segments.row`)."""
    keys: str
    """The packed keys of each form that is new to this process, a line each: form, tab, keys."""
    dictionaries: str


def register(connection: apsw.Connection) -> None:
    """Make the tokenizer known to this connection: once, before it touches the table `words`."""
    if connection not in _TOKENIZERS:
        _TOKENIZERS[connection] = tokenizer = _Tokenizer()
        connection.register_fts5_tokenizer("blog", lambda _connection, _arguments: tokenizer)


def create_tables(connection: apsw.Connection) -> None:
    """Create the tables `words` and `form`, and what belongs to them."""
    register(connection)
    for _ in connection.execute(_TABLES):
        pass
    # Each flush of what is kept in memory makes a segment, which has to be merged later.
    connection.execute("INSERT INTO words(words, rank) VALUES ('hashsize', ?)", (_PENDING,))


def prepare(post: Post, text: str, dictionaries_dir: Path) -> Prepared:
    """Analyse a post whose title and summary are complete; `text` is its plain body (`to_text`).

    A language that is met for the first time on this machine has its dictionary prepared, which
    takes seconds: call `dictionaries.ensure` before, where somebody waits.
    """
    lang = letters.primary(post.lang)
    tags = " ".join(filter(None, (_tag_row(tag, lang) for tag in post.tags)))
    title, summary, body = (segments.row(part, lang) for part in (post.title, post.summary, text))
    columns = (title, tags, summary, body)
    packed = _packed(lang, dictionaries_dir)
    forms = segments.fresh_forms(lang)
    fresh = [form for form in forms if form not in packed and analysable(form)]
    keys = "\n".join(f"{form}\t{packed[form]}" for form in fresh)
    return Prepared(lang, columns, keys, str(dictionaries_dir))


class Writer:
    """Writes posts within one transaction; make a new one for each transaction."""

    def __init__(self, connection: apsw.Connection) -> None:
        register(connection)
        self._connection = connection
        self._tokenizer = _TOKENIZERS[connection]
        self._known: dict[str, _Known] = {}

    def write(self, post_id: int, prepared: Prepared) -> None:
        """Put the words of a post in place of those it had."""
        lang = prepared.lang
        known = self._known.get(lang) or self._known.setdefault(lang, _Known(lang))
        known.learn(prepared)
        self._tokenizer.known = known
        self._connection.execute(
            "INSERT OR REPLACE INTO words(rowid, title, tags, summary, body)"
            " VALUES (?, ?, ?, ?, ?)",
            (post_id, *prepared.columns),
        )
        if known.fresh:
            self._connection.executemany(
                "INSERT OR REPLACE INTO form(form, lang, keys) VALUES (?, ?, ?)", known.fresh
            )
            known.fresh.clear()

    def remove(self, post_id: int) -> None:
        """Forget the words of a post."""
        self._connection.execute("DELETE FROM words WHERE rowid = ?", (post_id,))


def write(connection: apsw.Connection, post_id: int, prepared: Prepared) -> None:
    """Put the words of one post in place of those it had; for many, use one `Writer`."""
    Writer(connection).write(post_id, prepared)


def remove(connection: apsw.Connection, post_id: int) -> None:
    """Forget the words of a post."""
    Writer(connection).remove(post_id)


def _tag_row(tag: str, lang: str) -> str:
    """Write a tag so that it is found with a `#` too, as one word."""
    row = segments.row(tag, lang)
    if not row or segments.is_gram(row):
        return row
    first, *others = row.split(" ")
    written = "".join(position.partition("|")[0] for position in (first, *others))
    return " ".join((f"{first}|#{written}", *others))


class _Packed(dict[str, str]):
    """The packed keys of forms of one language, analysed once per process."""

    def __init__(self, lang: str, dictionaries_dir: Path) -> None:
        super().__init__()
        self._analyser = analyser(lang, dictionaries_dir)

    def __missing__(self, form: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        packed = self._analyser.keys(form).pack()
        self[form] = packed
        return packed


@lru_cache(maxsize=64)
def _packed(lang: str, dictionaries_dir: Path) -> _Packed:
    return _Packed(lang, dictionaries_dir)
