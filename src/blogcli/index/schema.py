"""The tables of the index."""

from __future__ import annotations

import os

import apsw

SCHEMA_VERSION = 12
"""Raised with every change of the tables or of what they hold: other versions are built anew."""

APPLICATION_ID = 0x626C6F67
"""`blog`, in the file's header: tells our files from any other SQLite file."""

_TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

-- Every candidate file. `digest` is NULL where the bytes could not be read: it is tried each time.
CREATE TABLE file(
  path TEXT PRIMARY KEY, kind TEXT, size INT, mtime_ns INT, inode INT,
  seen_ns INT,     -- when the file was looked at, to tell a later change within one clock tick
  digest BLOB,     -- of the bytes that were read
  hidden INT NOT NULL DEFAULT 0,  -- read, but the generator would not list it
  error TEXT,      -- JSON of PostError
  doubts TEXT      -- JSON list of PostErrors: what the front matter says in vain
) WITHOUT ROWID;
CREATE INDEX file_error ON file(path) WHERE error IS NOT NULL;
CREATE INDEX file_doubts ON file(path) WHERE doubts IS NOT NULL;
CREATE INDEX file_hidden ON file(path) WHERE hidden;

CREATE TABLE post(
  id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, kind TEXT, listed INT, slug TEXT, title TEXT,
  lang TEXT,
  date REAL, updated REAL, expires REAL,  -- Unix seconds, UTC
  draft INT, series TEXT, word_count INT,
  translation_key TEXT NOT NULL,          -- else the slug
  mtime_ns INT, summary TEXT,
  data TEXT NOT NULL                      -- JSON of the whole Post
);
CREATE INDEX post_date ON post(kind, date);
CREATE INDEX post_slug ON post(slug);
CREATE INDEX post_translation ON post(translation_key);

CREATE TABLE value(post_id INT, key TEXT, value TEXT, folded TEXT);
CREATE INDEX value_post ON value(post_id);
CREATE INDEX value_key ON value(key, folded);
"""

_NEXT_TABLE = r"""
SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC LIMIT 1
"""


def create_tables(connection: apsw.Connection) -> None:
    """Make all tables in an empty file and sign it; call inside a transaction."""
    from blogcli.index import words

    for _ in connection.execute(_TABLES):
        pass
    words.create_tables(connection)
    put_meta(connection, "generation", os.urandom(8).hex())
    connection.pragma("application_id", APPLICATION_ID)
    connection.pragma("user_version", SCHEMA_VERSION)


def drop_tables(connection: apsw.Connection) -> None:
    """Remove every table, ours or not; call inside a transaction."""
    # A virtual table goes with its shadow tables, so the names are asked anew each time.
    while name := connection.execute(_NEXT_TABLE).get:
        quoted = str(name).replace('"', '""')
        connection.execute(f'DROP TABLE "{quoted}"')


def clear(connection: apsw.Connection) -> None:
    """Forget all, faster than row by row; call inside a transaction."""
    generation = all_meta(connection)["generation"]
    drop_tables(connection)
    create_tables(connection)
    put_meta(connection, "generation", generation)


def put_meta(connection: apsw.Connection, key: str, value: str | None) -> None:
    """Remember one fact about the whole index."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (key, value))


def all_meta(connection: apsw.Connection) -> dict[str, str | None]:
    """Give all facts about the whole index."""
    return {str(key): value for key, value in connection.execute("SELECT key, value FROM meta")}
