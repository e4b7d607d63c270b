"""The tree of a query as conditions of SQL, every value of it bound."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import apsw

from blogcli.errors import QueryError
from blogcli.index.condition import Condition, of_kind
from blogcli.index.context import QueryContext
from blogcli.index.matching import Stopwatch, Test, fold, range_test, text_test, unmarked
from blogcli.query.dates import bounds
from blogcli.query.fields import kind_of
from blogcli.query.tree import And, Has, Match, Node, Not, Query, Range, Text, Value

if TYPE_CHECKING:
    from blogcli.index.words import Column, Lookup
    from blogcli.index.words import Match as Found

COLUMNS: dict[str, tuple[Column, ...]] = {
    "": (),
    "title": ("title",),
    "summary": ("summary",),
    "body": ("body",),
}
"""Fields whose words are in the full-text table; no column named means all of them."""

_FOUND = "post.id IN (SELECT rowid FROM words WHERE words MATCH ?)"
_OWN_COLUMNS = frozenset(("title", "summary", "slug", "path", "lang", "series"))
_STATUS = {
    "draft": "post.draft",
    "expired": "NOT post.draft AND post.expires IS NOT NULL AND post.expires <= ?",
    "scheduled": "NOT post.draft AND (post.expires IS NULL OR post.expires > ?)"
    " AND post.date IS NOT NULL AND post.date > ?",
    "published": "NOT post.draft AND (post.expires IS NULL OR post.expires > ?)"
    " AND (post.date IS NULL OR post.date <= ?)",
}
_ALWAYS = frozenset(("path", "slug", "lang", "status"))
_IF_SET = {
    "date": "post.date IS NOT NULL",
    "updated": "post.updated IS NOT NULL",
    "expires": "post.expires IS NOT NULL",
    "series": "coalesce(post.series, '') <> ''",
    "body": "post.word_count > 0",
    "word_count": "post.word_count > 0",
    "url": "json_extract(post.data, '$.url') IS NOT NULL",
    "translation_key": "json_extract(post.data, '$.translation_key') IS NOT NULL",
}
_SUMMARIES = ("summary", "description", "excerpt")


class Conditions:
    """Compiles one query for one index."""

    def __init__(
        self,
        connection: apsw.Connection,
        query: Query,
        context: QueryContext,
    ) -> None:
        self.bodies: Callable[[Match, str], Iterable[object]] | None = None
        """Gives the ids of posts whose body has a pattern; until it is set, patterns in bodies
        are taken to match wherever that makes the answer larger."""
        self.unread = False
        """True once a pattern in a body was only assumed."""
        self._connection = connection
        self._query = query
        self._context = context
        self._lookup: Lookup | None = None
        self._clock = Stopwatch(query)
        self._terms: dict[tuple[str, Text], Found | None] = {}

    @property
    def lookup(self) -> Lookup:
        """What analyses words; made when the first is asked for."""
        if self._lookup is None:
            from blogcli.index.words import Lookup

            # In the languages that posts are in, whichever the blog says it has.
            self._lookup = Lookup(self._connection, self._context.dictionaries)
        return self._lookup

    @property
    def clock(self) -> Stopwatch:
        """The time that patterns may take."""
        return self._clock

    def whole(self) -> Condition:
        """Compile the query, with the kind of post that the context asks for.

        Raises:
            QueryError: It holds nothing that could be searched for, or a pattern takes too long.
        """
        where = self._query.where
        part = None if where is None else self.compile(where)
        if where is not None and part is None:
            raise self._nothing()
        return self._of_kind(part)

    def part(self, node: Node | None) -> Condition:
        """Compile a part of the query, with the kind of post that the context asks for."""
        return self._of_kind(None if node is None else self.compile(node))

    def _of_kind(self, part: Condition | None) -> Condition:
        kind = of_kind(self._context)
        return _joined(" AND ", (kind, part)) or kind

    def compile(self, node: Node, *, positive: bool = True) -> Condition | None:
        """Compile a part; None for signs that no text is searched for.

        `positive` is False below a NOT.
        """
        if isinstance(node, Match):
            return self._match(node, positive=positive)
        if isinstance(node, Has):
            return self._has(node)
        if isinstance(node, Not):
            part = self.compile(node.part, positive=not positive)
            return Condition(f"NOT ({part.sql})", part.values) if part else None
        sign = " AND " if isinstance(node, And) else " OR "
        return _joined(sign, [self.compile(part, positive=positive) for part in node.parts])

    def term(self, field: str, text: Text) -> Found | None:
        """Analyse a text for the full-text table, once."""
        key = (field, text)
        if key not in self._terms:
            mode = text.mode
            assert mode != "regex"  # noqa: S101 - patterns go another way
            self._terms[key] = self.lookup.term(text.text, mode, COLUMNS[field])
        return self._terms[key]

    def _nothing(self) -> QueryError:
        text = self._query.text
        reason = "there is nothing in it to search for"
        return QueryError(reason, text, 0, length=max(1, len(text)))

    def _match(self, node: Match, *, positive: bool) -> Condition | None:
        parts = [self._value(node, value, positive=positive) for value in node.values]
        return _joined(" OR ", parts)

    def _value(self, node: Match, value: Value, *, positive: bool) -> Condition | None:
        if isinstance(value, Range):
            return self._range(node.field, value)
        if value.mode == "regex":
            return self._pattern(node, value.text, positive=positive)
        if node.field in COLUMNS:
            found = self.term(node.field, value)
            return Condition(_FOUND, (found.expression,)) if found else None
        return self._kept(node.field, value)

    def _kept(self, field: str, value: Text) -> Condition:
        """Compile a value that is kept as it is, outside the full-text table."""
        if field == "status":
            return self._status(value.text)
        if field == "lang" and value.mode in {"word", "phrase", "exact"}:
            return _language(value)
        if value.mode == "exact" or self._plainly_equal(field, value):
            return self._equal(field, fold(value.text))
        return self._tested(field, text_test(kind_of(field), value))

    def _status(self, name: str) -> Condition:
        sql = _STATUS[name]
        return Condition(sql, (self._context.now.timestamp(),) * sql.count("?"))

    def _range(self, field: str, span: Range) -> Condition:
        context = self._context
        if field == "word_count":
            return _within("word_count", span.start, span.end)
        if kind_of(field) == "date":
            low, high = bounds(span, context.now, context.timezone)
            return Condition(
                f"post.{field} IS NOT NULL AND post.{field} >= ? AND post.{field} < ?", (low, high)
            )
        return self._tested(field, range_test(span, context.now, context.timezone), "value")

    def _pattern(self, node: Match, pattern: str, *, positive: bool) -> Condition:
        if node.field != "body":
            return self._tested(node.field, self._clock.test(node, pattern), "value")
        if self.bodies is None:
            self.unread = True
            return Condition("1" if positive else "0")
        return _among("post.id", self.bodies(node, pattern))

    @staticmethod
    def _plainly_equal(field: str, value: Text) -> bool:
        """Say whether an index answers: names written with accents equal only themselves."""
        folded = fold(value.text)
        equal = kind_of(field) == "name" and value.mode in {"word", "phrase"}
        return equal and field != "slug" and unmarked(folded) != folded

    def _equal(self, field: str, folded: str) -> Condition:
        if field in _OWN_COLUMNS:
            return self._tested(field, lambda value: fold(value) == folded)
        return Condition(
            "post.id IN (SELECT post_id FROM value WHERE key = ? AND folded = ?)", (field, folded)
        )

    def _tested(self, field: str, test: Test, column: str = "folded") -> Condition:
        """Choose among the values that the blog has, each tested once."""
        if field in _OWN_COLUMNS:
            sql = f"SELECT DISTINCT {field} FROM post WHERE {field} IS NOT NULL"  # noqa: S608 - no user text in it
            chosen = [text for text in self._texts(sql) if test(text)]
            return _among(f"coalesce(post.{field}, '')", chosen)
        # Folded values come from the table's index alone.
        sql = f"SELECT DISTINCT {column} FROM value WHERE key = ? AND {column} IS NOT NULL"  # noqa: S608 - no user text in it
        chosen = [text for text in self._texts(sql, field) if test(text)]
        inner = _among(column, chosen)
        return Condition(
            f"post.id IN (SELECT post_id FROM value WHERE key = ? AND {inner.sql})",  # noqa: S608 - no user text in it
            (field, *inner.values),
        )

    def _texts(self, sql: str, *values: str) -> list[str]:
        return [str(row[0]) for row in self._connection.execute(sql, values)]

    def _has(self, node: Has) -> Condition:
        if node.key == "translation":
            return _translated(node.detail)
        if node.key in _ALWAYS:
            return Condition("1")
        if node.key in _IF_SET:
            return Condition(_IF_SET[node.key])
        # A mapping is kept as `cover.image`, `cover.alt`: it is there when one of them is.
        keys = _SUMMARIES if node.key in _SUMMARIES else (node.key,)
        # A value of nothing (`description: ""`) is as good as none.
        tests = " OR ".join("(key = ? OR (key >= ? AND key < ?)) AND folded <> ''" for _ in keys)
        bound = tuple(text for key in keys for text in (key, f"{key}.", f"{key}/"))
        return Condition(f"post.id IN (SELECT post_id FROM value WHERE {tests})", bound)  # noqa: S608 - no user text in it


def _joined(sign: str, parts: Iterable[Condition | None]) -> Condition | None:
    given = [part for part in parts if part is not None]
    if len(given) < 2:  # noqa: PLR2004 - nothing to join
        return given[0] if given else None
    sql = sign.join(f"({part.sql})" for part in given)
    return Condition(sql, tuple(value for part in given for value in part.values))


def _among(column: str, chosen: Iterable[object]) -> Condition:
    """Compare with any number of values, bound as one."""
    values = json.dumps(list(chosen), ensure_ascii=False)
    return Condition(f"{column} IN (SELECT value FROM json_each(?))", (values,))  # noqa: S608 - no user text in it


def _within(column: str, low: object, high: object) -> Condition:
    tests = [f"post.{column} IS NOT NULL"]
    tests += [
        f"post.{column} {sign} ?" for sign, end in ((">=", low), ("<=", high)) if end is not None
    ]
    return Condition(" AND ".join(tests), tuple(end for end in (low, high) if end is not None))


def _language(value: Text) -> Condition:
    """Match a language with its regions, as RFC 4647 §3.3.1 filters; exactly: without."""
    from blogcli.posts.language import normalise

    tag = normalise(value.text) or value.text
    if value.mode == "exact":
        return Condition("post.lang = ?", (tag,))
    return Condition("post.lang = ? OR substr(post.lang, 1, ?) = ?", (tag, len(tag) + 1, f"{tag}-"))


def _translated(lang: str) -> Condition:
    pair = "(post.kind, post.translation_key) IN (SELECT kind, translation_key FROM post"
    if not lang:
        return Condition(f"{pair} GROUP BY kind, translation_key HAVING count(DISTINCT lang) > 1)")
    part = _language(Text(lang))
    return Condition(f"{pair} WHERE {part.sql})", part.values)
