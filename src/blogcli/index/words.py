"""The full-text table: how the words of posts are written to it.

Every word of a post stands in the table `words` by its letters alone (see `tokens`), which makes
it small and quick to write. What its forms share is kept once for each form: table `form` holds the
keys of each (see `analysis.morphology`), `form_key` leads from a key to the forms. A query is
widened from its words to all forms in the blog that share a key, which FTS5 takes as synonyms at
one position: https://sqlite.org/fts5.html#synonym_support, the second way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from weakref import WeakSet

import apsw

from blogcli.index import tokens
from blogcli.index.analysis import letters
from blogcli.index.analysis.morphology import SEPARATOR, Keys, analyser, folded_keys
from blogcli.index.lookup import COLUMNS, RANK, Column, Lookup, Match, Mode, Phrase
from blogcli.index.tokens import Fresh
from blogcli.posts.post import Post

__all__ = [
    "COLUMNS",
    "RANK",
    "Column",
    "Lookup",
    "Match",
    "Mode",
    "Phrase",
    "Prepared",
    "Writer",
    "create_tables",
    "prepare",
    "register",
    "remove",
    "write",
]

_KEPT = 400_000
_SIGNS = ("-", "~")
"""What parts the language of a key from its letters."""
_PENDING = 32 << 20
"""Bytes of words that are kept in memory while writing: each flush makes a segment to merge."""

_TABLES = """
CREATE VIRTUAL TABLE words USING fts5(
  title, tags, summary, body, content='', contentless_delete=1, tokenize='blog'
);
CREATE VIRTUAL TABLE words_vocabulary USING fts5vocab(words, row);
CREATE TABLE form(
  lang TEXT NOT NULL, form TEXT NOT NULL,
  keys TEXT NOT NULL,  -- as `Keys.pack` writes them
  PRIMARY KEY(lang, form)
) WITHOUT ROWID;
CREATE TABLE form_key(
  key TEXT NOT NULL,
  token TEXT NOT NULL,  -- of a form with this key, as it stands in `words`
  PRIMARY KEY(key, token)
) WITHOUT ROWID;
"""


class Prepared(NamedTuple):
    """The words of one post, ready to write; made in any process."""

    lang: str
    columns: tuple[str, ...]
    """The row of each of `COLUMNS` (see `tokens.Teller.row`)."""
    dictionaries: Path | None
    """Their folder; None where the words are to do without."""
    fresh: Fresh
    keys: tuple[str, ...] | None = None
    """The packed keys of the fresh forms; None: not analysed yet."""

    def __reduce__(self) -> tuple[object, ...]:
        # What leaves a worker is analysed there. In the writer's own process only what the index
        # lacks is analysed, which after an edit is little. Few long texts cross fastest.
        keys = _packed(self) if self.keys is None else self.keys
        texts = ("\n".join(self.fresh.forms), "\n".join(keys))
        empty = self.fresh._replace(forms=())
        folder = str(self.dictionaries) if self.dictionaries else None
        return _restored, (self.lang, self.columns, folder, empty, texts)


def _restored(
    lang: str, columns: tuple[str, ...], folder: str | None, empty: Fresh, texts: tuple[str, str]
) -> Prepared:
    forms, keys = (tuple(text.split("\n")) if texts[0] else () for text in texts)
    place = Path(folder) if folder else None
    return Prepared(lang, columns, place, empty._replace(forms=forms), keys)


def _packed(prepared: Prepared) -> tuple[str, ...]:
    language = analyser(prepared.lang, prepared.dictionaries)
    return tuple(language.keys(form).pack() for form in prepared.fresh.forms)


def register(connection: apsw.Connection) -> None:
    """Make the tokenizer known to this connection: once, before it touches the table `words`."""
    if connection not in _REGISTERED:
        _REGISTERED.add(connection)
        connection.register_fts5_tokenizer("blog", lambda _connection, _arguments: _tokenize)


_REGISTERED: WeakSet[apsw.Connection] = WeakSet()


def _tokenize(utf8: bytes, flags: int, locale: str | None) -> list[str | tuple[str, ...]]:
    """Cut what is already cut: posts by `tokens`, queries by `lookup`."""
    del locale
    separator = SEPARATOR if flags & apsw.FTS5_TOKENIZE_QUERY else "|"
    text = utf8.decode()
    positions = text.split(" ") if text else []
    if separator not in text:
        return list(positions)
    return [tuple(place.split(separator)) if separator in place else place for place in positions]


def create_tables(connection: apsw.Connection) -> None:
    """Create the tables `words`, `form` and `form_key`, and what belongs to them."""
    register(connection)
    for _ in connection.execute(_TABLES):
        pass
    connection.execute("INSERT INTO words(words, rank) VALUES ('hashsize', ?)", (_PENDING,))


def prepare(post: Post, text: str, dictionaries_dir: Path | None) -> Prepared:
    """Cut a post whose title and summary are complete; `text` is its plain body (`to_text`).

    A language that is met for the first time on this machine has its dictionary prepared when its
    words are analysed, which takes seconds; without a folder they do with their stems.
    """
    lang = letters.primary(post.lang)
    teller = tokens.teller(lang)
    tags = " ".join(filter(None, map(teller.tag_row, post.tags)))
    title, summary, body = (teller.row(part) for part in (post.title, post.summary, text))
    columns = (title, tags, summary, body)
    return Prepared(lang, columns, dictionaries_dir, teller.take_fresh())


class Writer:
    """Writes posts; make a new one after a transaction that failed."""

    def __init__(self, connection: apsw.Connection) -> None:
        register(connection)
        self._connection = connection
        self._known: dict[str, set[str]] = {}
        """Forms that the index has, by language."""
        self._received: dict[tuple[tuple[int, str], str], int] = {}
        """How many forms each process has told of, by language, without a gap."""

    def write(self, post_id: int, prepared: Prepared) -> None:
        """Put the words of a post in place of those it had."""
        self._learn(prepared)
        self._connection.execute(
            "INSERT OR REPLACE INTO words(rowid, title, tags, summary, body)"
            " VALUES (?, ?, ?, ?, ?)",
            (post_id, *prepared.columns),
        )

    def analyse_again(self, lang: str, dictionaries: Path) -> None:
        """Find out anew what the words of a language have in common: its dictionary is ready."""
        found = self._connection.execute("SELECT form FROM form WHERE lang = ?", (lang,))
        forms = [str(form) for (form,) in found]
        for sign in _SIGNS:
            self._connection.execute(
                "DELETE FROM form_key WHERE key >= ? AND key < ?",
                (f"{lang}{sign}", f"{lang}{chr(ord(sign) + 1)}"),
            )
        language = analyser(lang, dictionaries)
        self._known.setdefault(lang, set())
        self._put(lang, [(form, language.keys(form).pack()) for form in forms])

    def remove(self, post_id: int) -> None:
        """Forget the words of a post."""
        self._connection.execute("DELETE FROM words WHERE rowid = ?", (post_id,))

    def _learn(self, prepared: Prepared) -> None:
        """See to it that the index has every form of the post."""
        lang, fresh = prepared.lang, prepared.fresh
        known = self._known.setdefault(lang, set())
        if prepared.keys is not None:
            pairs = zip(fresh.forms, prepared.keys, strict=True)
            told = {form: keys for form, keys in pairs if form not in known}
            known |= self._stored(lang, told)
            self._put(lang, [(form, keys) for form, keys in told.items() if form not in known])
        received = self._received.get((fresh.process, lang), 0)
        if fresh.before <= received:
            self._received[fresh.process, lang] = max(received, fresh.before + len(fresh.forms))
            missing = set(fresh.forms) if prepared.keys is None else set()
        else:
            # Texts that told of forms have not come here: they may have been another index's.
            missing = set(_forms(prepared))
        missing -= known
        if missing:
            self._analyse(prepared, missing)

    def _analyse(self, prepared: Prepared, forms: set[str]) -> None:
        lang = prepared.lang
        stored = self._stored(lang, forms)
        self._known[lang] |= stored
        if forms > stored:
            language = analyser(lang, prepared.dictionaries)
            self._put(lang, [(form, language.keys(form).pack()) for form in forms - stored])

    def _stored(self, lang: str, forms: Iterable[str]) -> set[str]:
        """Find out which forms the index has."""
        held = self._connection.execute(
            "SELECT form FROM form WHERE lang = ? AND form IN (SELECT value FROM json_each(?))",
            (lang, json.dumps(list(forms))),
        )
        return {str(form) for (form,) in held}

    def _put(self, lang: str, rows: list[tuple[str, str]]) -> None:
        if not rows:
            return
        known = self._known[lang]
        if len(known) > _KEPT:
            known.clear()
        known.update(form for form, _ in rows)
        self._connection.executemany(
            "INSERT OR REPLACE INTO form(lang, form, keys) VALUES (?, ?, ?)",
            [(lang, form, keys) for form, keys in rows],
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO form_key(key, token) VALUES (?, ?)",
            [
                (key, tokens.token(form, lang))
                for form, keys in rows
                for key in (*folded_keys(form, lang), *Keys.unpack(keys).told)
            ],
        )


def _forms(prepared: Prepared) -> Iterable[str]:
    """Give the words of a post."""
    prefix = f"{prepared.lang}="
    places = set(" ".join(prepared.columns).replace("|", " ").split(" "))
    return (place.removeprefix(prefix) for place in places if place.startswith(prefix))


def write(connection: apsw.Connection, post_id: int, prepared: Prepared) -> None:
    """Put the words of one post in place of those it had; for many, use one `Writer`."""
    Writer(connection).write(post_id, prepared)


def remove(connection: apsw.Connection, post_id: int) -> None:
    """Forget the words of a post."""
    Writer(connection).remove(post_id)
