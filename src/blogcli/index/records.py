"""Writing and removing the rows of files."""

from __future__ import annotations

import apsw

from blogcli.index import words
from blogcli.index.parsing import Job, Outcome
from blogcli.index.rows import PostRow
from blogcli.index.settling import touch

_PLACES = ", ".join("?" for _ in PostRow._fields)


class Records:
    """Writes rows; make a new one after a transaction that failed."""

    def __init__(self, connection: apsw.Connection, seen_ns: int) -> None:
        self._connection = connection
        self._seen_ns = seen_ns
        self._words = words.Writer(connection)

    def put(self, outcome: Outcome, *, known: bool) -> None:
        """Keep what came of one file; `known` says that there may be older rows of it."""
        if outcome.same:
            touch(self._connection, Job(outcome.entry), self._seen_ns)
            return
        entry = outcome.entry
        self._connection.execute(
            "INSERT OR REPLACE INTO file VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(entry.path, entry.kind, entry.size, entry.mtime_ns, entry.inode),
                *(self._seen_ns, outcome.digest),
                *(outcome.hidden, outcome.error, outcome.doubts),
            ),
        )
        post_id = self._id_of(entry.path) if known else None
        if outcome.post is not None and outcome.words is not None:
            self._put_post(outcome.post, post_id, outcome)
        elif post_id is not None:
            self._remove_post(post_id)

    def remove(self, path: str) -> None:
        """Forget a file that is gone."""
        post_id = self._id_of(path)
        if post_id is not None:
            self._remove_post(post_id)
        self._connection.execute("DELETE FROM file WHERE path = ?", (path,))

    def remove_hidden(self) -> None:
        """Take out what is read but not listed."""
        for (post_id,) in self._connection.execute(
            "SELECT id FROM post WHERE path IN (SELECT path FROM file WHERE hidden)"
        ).fetchall():
            self._remove_post(int(str(post_id)))

    def _put_post(self, row: PostRow, post_id: int | None, outcome: Outcome) -> None:
        if post_id is not None:
            self._connection.execute("DELETE FROM value WHERE post_id = ?", (post_id,))
        self._connection.execute(
            f"INSERT OR REPLACE INTO post VALUES(?, {_PLACES})",
            (post_id, *row),
        )
        post_id = post_id or self._connection.last_insert_rowid()
        self._connection.executemany(
            "INSERT INTO value VALUES(?, ?, ?, ?)", ((post_id, *value) for value in outcome.values)
        )
        if outcome.words is not None:
            self._words.write(post_id, outcome.words)

    def _remove_post(self, post_id: int) -> None:
        self._connection.execute("DELETE FROM value WHERE post_id = ?", (post_id,))
        self._connection.execute("DELETE FROM post WHERE id = ?", (post_id,))
        self._words.remove(post_id)

    def _id_of(self, path: str) -> int | None:
        found = self._connection.execute("SELECT id FROM post WHERE path = ?", (path,)).get
        return None if found is None else int(str(found))


def has_listed_posts(connection: apsw.Connection) -> bool:
    """Tell whether there is a post that the generator itself would list."""
    found = connection.execute(
        "SELECT 1 FROM post JOIN file USING(path) WHERE post.kind = 'post' AND NOT hidden LIMIT 1"
    )
    return found.get is not None


def hidden_paths(connection: apsw.Connection) -> frozenset[str]:
    """Give the posts that were read, but are not to be found because they are not listed."""
    rows = connection.execute(
        "SELECT path FROM file WHERE hidden AND kind = 'post'"
        " AND path NOT IN (SELECT path FROM post)"
    )
    return frozenset(str(path) for (path,) in rows)
