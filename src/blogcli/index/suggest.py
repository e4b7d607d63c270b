"""What may have been meant by a query that finds nothing."""

from __future__ import annotations

from blogcli.index import catalog
from blogcli.index.conditions import COLUMNS, Conditions
from blogcli.index.context import QueryContext
from blogcli.index.database import Database
from blogcli.index.faults import translated
from blogcli.index.terms import positive
from blogcli.query.fields import kind_of
from blogcli.query.spelling import near
from blogcli.query.tree import Match, Query, Text
from blogcli.query.writing import write

_MOST = 3


def did_you_mean(db: Database, query: Query, context: QueryContext) -> tuple[str, ...]:
    """Rewrite a query that found nothing with words and names that the blog has; likeliest first.

    Only what stands in no post of its own is replaced; the rest of the query stays as typed.
    """
    with translated():
        conditions = Conditions(db.connection, query, context)
        found = [
            choices
            for match in positive(query.where)
            if not _from_saved(query, match) and (choices := _instead(db, match, conditions))
        ]
    count = min(_MOST, max(map(len, found), default=0))
    return tuple(dict.fromkeys(_rewritten(query.text, found, index) for index in range(count)))


def _from_saved(query: Query, match: Match) -> bool:
    """Say whether the condition stands in a saved query, which is not rewritten here."""
    return match.field != "query" and query.text.startswith("query:", match.position)


def _instead(db: Database, match: Match, conditions: Conditions) -> list[Match]:
    """Give what may be meant by one condition; nothing where it finds something."""
    value = match.values[0]
    if len(match.values) > 1 or not isinstance(value, Text) or value.mode not in {"word", "phrase"}:
        return []
    if match.field in COLUMNS:
        words = conditions.lookup.suggestions(value.text, _MOST)
    elif kind_of(match.field) in {"name", "value"}:
        words = _names(db, match.field, value.text)
    else:
        return []
    return [
        Match(match.field, (Text(word),), match.position, match.length)
        for word in words
        if word.casefold() != value.text.casefold()
    ]


def _names(db: Database, field: str, text: str) -> tuple[str, ...]:
    known = catalog.slugs(db) if field == "slug" else []
    known = known or [name for name, _ in catalog.values(db, field)]
    folded = {name.casefold(): name for name in known}
    if text.casefold() in folded:
        return ()
    return tuple(folded[name] for name in near(text.casefold(), folded, _MOST))


def _rewritten(text: str, found: list[list[Match]], index: int) -> str:
    """Put the `index`-th choice in place of each condition, or its last where it has fewer."""
    for choices in sorted(found, key=lambda choices: choices[0].position, reverse=True):
        chosen = choices[min(index, len(choices) - 1)]
        end = chosen.position + chosen.length
        text = text[: chosen.position] + write(chosen) + text[end:]
    return text
