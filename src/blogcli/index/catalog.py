"""Questions about posts that need no ranking: filter, sort, count, find by name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from blogcli.index.condition import Condition, of_kind
from blogcli.index.context import QueryContext
from blogcli.index.database import Database
from blogcli.index.faults import translated
from blogcli.index.ordering import fetch, ordered
from blogcli.posts.post import Post

if TYPE_CHECKING:
    from blogcli.query.tree import Query

_SOME = 1000
"""Posts that are read from the index at once."""
_FEWER = 200
"""Posts up to which their translations are."""


def find(db: Database, query: Query, context: QueryContext) -> list[Post]:
    """Give the posts that a query asks for, in its order, else the newest first.

    Raises:
        QueryError: The query can't be answered: nothing to search for, or a pattern is too slow.
        IndexFault: The index can't be read.
    """
    return [*each(db, query, context)]


def each(db: Database, query: Query, context: QueryContext) -> Iterator[Post]:
    """Give the posts that `find` gives, some at a time: those of a large blog fill the memory.

    Raises:
        QueryError: As for `find`.
        IndexFault: The index can't be read.
    """
    with translated():
        numbers = _numbers(db, query, context)
        for start in range(0, len(numbers), _SOME):
            for row in fetch(db.connection, "post.data", numbers[start : start + _SOME]):
                yield _post(row[0])


def count(db: Database, query: Query, context: QueryContext) -> int:
    """Count the posts that a query asks for, whatever its limit."""
    with translated():
        condition = _condition(db, query, context)
        sql = f"SELECT count(*) FROM post WHERE {condition.sql}"  # noqa: S608 - user values are bound
        return int(str(db.connection.execute(sql, condition.values).get))


def by_path(db: Database, path: str) -> Post | None:
    """Give the post or page of a file, named as in the index."""
    return next(iter(_where(db, "path = ?", path)), None)


def by_slug(db: Database, slug: str) -> list[Post]:
    """Give the posts and pages of a slug, by path."""
    return _where(db, "slug = ?", slug)


def by_slug_beginning(db: Database, beginning: str) -> list[Post]:
    """Give the posts and pages whose slugs begin so, by path."""
    return _where(db, "substr(slug, 1, ?) = ?", len(beginning), beginning)


def by_title(db: Database, title: str) -> list[Post]:
    """Give the posts and pages of this title, case and kind of space aside, by path."""
    from blogcli.index.matching import fold

    wanted = fold(" ".join(title.split()))
    with translated():
        pairs = db.connection.execute("SELECT id, title FROM post").fetchall()
    found = [number for number, text in pairs if fold(" ".join(str(text).split())) == wanted]
    return _where(db, "id IN (SELECT value FROM json_each(?))", json.dumps(found))


def last_changed(db: Database) -> Post | None:
    """Give the post or page whose file was changed last."""
    return next(iter(_where(db, "1", order="mtime_ns DESC, path LIMIT 1")), None)


def translations(db: Database, post: Post) -> dict[str, Post]:
    """Give the other languages of a post; of two in one language the first path counts."""
    key = post.translation_key or post.slug
    found = _where(db, "translation_key = ? AND kind = ? AND lang <> ?", key, post.kind, post.lang)
    found.sort(key=lambda other: (other.lang, other.path))
    first: dict[str, Post] = {}
    for other in found:
        first.setdefault(other.lang, other)
    return first


def translations_of(db: Database, posts: Sequence[Post]) -> dict[str, dict[str, Post]]:
    """Give the other languages of posts, by path; those without any may be missing."""
    # Asking for each of a few posts is quicker than finding out which posts have any.
    having = translation_languages(db) if len(posts) > _FEWER else None
    return {
        post.path: translations(db, post) for post in posts if having is None or post.path in having
    }


def translation_languages(db: Database) -> dict[str, tuple[str, ...]]:
    """Give, for each path whose post has translations, their languages by alphabet."""
    sql = (
        "SELECT post.path, group_concat(DISTINCT other.lang) FROM post JOIN post AS other"
        " ON other.translation_key = post.translation_key AND other.kind = post.kind"
        " AND other.lang <> post.lang GROUP BY post.id"
    )
    with translated():
        return {
            str(path): tuple(sorted(str(langs).split(",")))
            for path, langs in db.connection.execute(sql)
        }


def values(db: Database, key: str) -> list[tuple[str, int]]:
    """Give the values of a front-matter key with the number of posts, the most used first.

    Values that differ only in case are one, spelled as most posts spell it.
    """
    sql = (
        "SELECT value, count(DISTINCT post_id), folded FROM value WHERE key = ?"
        " GROUP BY folded, value ORDER BY 2 DESC, 1"
    )
    spelled: dict[object, tuple[str, int]] = {}
    with translated():
        for value, number, folded in db.connection.execute(sql, (key,)):
            first, total = spelled.get(folded, (str(value), 0))
            spelled[folded] = (first, total + int(str(number)))
    return sorted(spelled.values(), key=lambda pair: (-pair[1], pair[0]))


def tags(db: Database) -> list[tuple[str, int]]:
    """Give the tags in use with the number of posts, the most used first."""
    return values(db, "tag")


def slugs(db: Database) -> list[str]:
    """Give every slug once, by alphabet."""
    return _texts(db, "SELECT DISTINCT slug FROM post ORDER BY slug")


def languages(db: Database) -> list[str]:
    """Give the languages that posts are in, that of most posts first."""
    return _texts(db, "SELECT lang FROM post GROUP BY lang ORDER BY count(*) DESC, lang")


def unlisted(db: Database) -> list[str]:
    """Give the paths of files among the posts that are read and in no list, by alphabet."""
    from blogcli.index.records import hidden_paths

    with translated():
        return sorted(hidden_paths(db.connection))


def keys(db: Database) -> frozenset[str]:
    """Give the front-matter keys that the blog uses, in lower case, for `query.parse`."""
    # One step of the index for each key, instead of one for each value.
    return frozenset(
        _texts(
            db,
            "WITH RECURSIVE step(key) AS (SELECT min(key) FROM value UNION ALL"
            " SELECT (SELECT min(key) FROM value WHERE key > step.key) FROM step"
            " WHERE step.key IS NOT NULL) SELECT key FROM step WHERE key IS NOT NULL",
        )
    )


def _condition(db: Database, query: Query, context: QueryContext) -> Condition:
    if query.where is None:
        return of_kind(context)
    from blogcli.index.bodies import compiled

    return compiled(db.connection, query, context)[1]


def _numbers(db: Database, query: Query, context: QueryContext) -> list[int]:
    condition = _condition(db, query, context)
    return ordered(db.connection, query, context, condition)


def _texts(db: Database, sql: str) -> list[str]:
    with translated():
        return [str(row[0]) for row in db.connection.execute(sql)]


def _where(db: Database, sql: str, *values: str | int, order: str = "path") -> list[Post]:
    with translated():
        found = db.connection.execute(
            f"SELECT data FROM post WHERE {sql} ORDER BY {order}",  # noqa: S608 - our own SQL
            values,
        ).fetchall()
    return [_post(row[0]) for row in found]


def _post(data: object) -> Post:
    return Post.from_json(json.loads(str(data)))
