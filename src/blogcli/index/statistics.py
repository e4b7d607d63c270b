"""How much there is of what: posts and words by month, tag, language and status, summed by SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

import apsw

from blogcli.index.condition import Condition, of_kind
from blogcli.index.context import QueryContext
from blogcli.index.database import Database
from blogcli.index.faults import translated
from blogcli.index.ordering import STAGE, STAGES, ordered
from blogcli.query.tree import Query

UNDATED = "undated"
AGES = {"week": 7, "month": 30, "quarter": 91, "year": 365}
"""Days that a draft of each age has at most, since it was updated, else dated."""
OLDER = "older"
_DAY = 86_400
_NUMBERS = "count(*), sum(post.word_count)"
# The plus keeps SQLite from its index of keys, through which the whole table is read more slowly.
_HAS_TAGS = "post.id IN (SELECT post_id FROM value WHERE +key = 'tag')"
_LIMITS = " ".join(f"WHEN age <= {days * _DAY} THEN '{name}'" for name, days in AGES.items())
_AGE = (
    f"CASE WHEN post.draft THEN (SELECT CASE WHEN age IS NULL THEN '{UNDATED}' {_LIMITS}"  # noqa: S608 - our own numbers
    f" ELSE '{OLDER}' END FROM (SELECT ? - coalesce(post.updated, post.date) AS age)) END"
)


class Amount(NamedTuple):
    """Posts, and their words together."""

    posts: int = 0
    words: int = 0

    def __add__(self, other: object) -> Amount:
        """Sum both."""
        if not isinstance(other, Amount):
            return NotImplemented
        return Amount(self.posts + other.posts, self.words + other.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The amounts of the posts that were asked for."""

    statuses: dict[str, Amount]
    """All four, in the order of a post's life."""
    languages: dict[str, Amount]
    """The one of most posts first."""
    months: dict[str, Amount]
    """Those with posts, as `2026-11`, the oldest first, in the blog's time zone."""
    undated: Amount
    tags: dict[str, Amount]
    """The most used first; those that differ only in case are one, as most posts spell it."""
    untagged: Amount
    drafts: dict[str, Amount]
    """By age: `AGES`, then `OLDER`, then `UNDATED`, all of them."""

    @property
    def total(self) -> Amount:
        """All posts."""
        return sum(self.statuses.values(), Amount())

    @property
    def years(self) -> dict[str, Amount]:
        """Those with posts, the oldest first."""
        found: dict[str, Amount] = {}
        for month, amount in self.months.items():
            year = month.partition("-")[0]
            found[year] = found.get(year, Amount()) + amount
        return found


def gather(db: Database, query: Query, context: QueryContext) -> Statistics:
    """Sum up the posts that a query asks for, its limit included.

    Raises:
        QueryError: The query can't be answered.
        IndexFault: The index can't be read.
    """
    now = context.now.timestamp()
    with translated():
        condition = _condition(db, query, context)
        month = _month_function(db.connection, context.timezone)
        columns = (STAGE, "post.lang", f"{month}(post.date)", _HAS_TAGS, _AGE)
        rows = _rows(db, columns, condition, (now, now, now))
        tags = _tags(db, condition)
    stages, languages, months, tagged, ages = (_summed(rows, place) for place in range(5))
    undated = months.pop(None, Amount())
    return Statistics(
        statuses={status: stages.get(place, Amount()) for place, status in enumerate(STAGES)},
        languages=_most_first(languages),
        months=dict(sorted(months.items())),
        undated=undated,
        tags=tags,
        untagged=tagged.get(0, Amount()),
        drafts={age: ages.get(age, Amount()) for age in (*AGES, OLDER, UNDATED)},
    )


def _condition(db: Database, query: Query, context: QueryContext) -> Condition:
    if query.where is None:
        condition = of_kind(context)
    else:
        from blogcli.index.bodies import compiled

        condition = compiled(db.connection, query, context)[1]
    if query.limit is None:
        return condition
    numbers = ordered(db.connection, query, context, condition)
    return Condition("post.id IN (SELECT value FROM json_each(?))", (json.dumps(numbers),))


def _month_function(connection: apsw.Connection, zone: tzinfo) -> str:
    """Teach SQLite the months of a time zone; gives the name of the function."""

    def month(*arguments: apsw.SQLiteValue) -> str | None:
        (moment,) = arguments
        if not isinstance(moment, float):
            return None
        local = datetime.fromtimestamp(moment, zone)
        return f"{local.year:04}-{local.month:02}"

    connection.create_scalar_function("blog_month", month, 1, deterministic=True)
    return "blog_month"


def _rows(
    db: Database, columns: Sequence[str], condition: Condition, values: Iterable[object]
) -> list[tuple[object, ...]]:
    """Sum up posts by columns, whose question marks `values` are bound to."""
    places = ", ".join(str(place) for place in range(1, len(columns) + 1))
    sql = (
        f"SELECT {', '.join(columns)}, {_NUMBERS} FROM post"  # noqa: S608 - user values are bound
        f" WHERE {condition.sql} GROUP BY {places}"
    )
    return db.connection.execute(sql, (*values, *condition.values)).fetchall()


def _tags(db: Database, condition: Condition) -> dict[str, Amount]:
    # CROSS JOIN keeps the order of the tables: SQLite would look for the tags of each post instead.
    source = f"value AS tag CROSS JOIN post ON post.id = tag.post_id WHERE ({condition.sql})"
    sql = f"SELECT tag.folded, tag.value, {_NUMBERS} FROM {source} AND +tag.key = 'tag'"  # noqa: S608 - user values are bound
    rows = db.connection.execute(f"{sql} GROUP BY 1, 2", condition.values).fetchall()
    sums = _summed(rows, 0)
    spelled: dict[object, list[tuple[int, str]]] = {}
    for folded, value, posts, _ in rows:
        spelled.setdefault(folded, []).append((-int(str(posts)), str(value)))
    several = json.dumps([folded for folded, values in spelled.items() if len(values) > 1])
    if several != "[]":
        # A post that has a tag in two spellings has it once.
        sql = (
            f"SELECT folded, {_NUMBERS} FROM (SELECT DISTINCT tag.folded, post.id, post.word_count"  # noqa: S608 - the same
            f" FROM {source} AND +tag.key = 'tag'"
            " AND tag.folded IN (SELECT value FROM json_each(?))) AS post GROUP BY 1"
        )
        sums |= _summed(db.connection.execute(sql, (*condition.values, several)), 0)
    return _most_first({min(spelled[folded])[1]: amount for folded, amount in sums.items()})


def _summed(rows: Iterable[tuple[object, ...]], place: int) -> dict[Any, Amount]:
    """Sum up rows that end in posts and words by one of their other columns."""
    found: dict[Any, Amount] = {}
    for row in rows:
        amount = Amount(int(str(row[-2])), int(str(row[-1] or 0)))
        found[row[place]] = found.get(row[place], Amount()) + amount
    return found


def _most_first(amounts: dict[Any, Amount]) -> dict[str, Amount]:
    return dict(sorted(amounts.items(), key=lambda pair: (-pair[1].posts, pair[0])))
