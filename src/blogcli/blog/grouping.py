"""Posts in groups: by year, tag, status or language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from blogcli.index.ordering import STAGES
from blogcli.index.rows import folded

By: TypeAlias = Literal["year", "tag", "status", "lang"]
Record: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Group:
    """Posts that have one thing in common; no name: what the others have, these lack."""

    name: str | None
    records: list[Record]


@dataclass(frozen=True, slots=True)
class Grouping:
    """All groups, in the order in which they are read."""

    by: By
    groups: tuple[Group, ...]


def grouped(records: Iterable[Record], by: By, *, turned: bool = False) -> Grouping:
    """Put posts into groups; one that has several tags is in several.

    Within a group the posts keep their order. Years stand newest first, statuses in the order of a
    post's life, tags and languages by their number of posts; `turned` is the other way round. Posts
    without date or tags come last in any case. Tags that differ only in case are one, spelled as
    most posts spell it.
    """
    found: dict[str, list[Record]] = {}
    spellings: dict[str, Counter[str]] = {}
    rest: list[Record] = []
    for record in records:
        names = _names(record, by)
        for key, name in names.items():
            found.setdefault(key, []).append(record)
            spellings.setdefault(key, Counter())[name] += 1
        if not names:
            rest.append(record)
    groups = [Group(spellings[key].most_common(1)[0][0], posts) for key, posts in found.items()]
    groups.sort(key=_ORDERS[by], reverse=turned)
    return Grouping(by, tuple([*groups, Group(None, rest)] if rest else groups))


def _names(record: Record, by: By) -> dict[str, str]:
    """Give the groups of a post: what tells them apart, and what they are called."""
    if by == "tag":
        tags = record["tags"]
        return {folded(tag): tag for tag in tags} if isinstance(tags, list) else {}
    value = record["date"] if by == "year" else record[by]
    name = str(value or "")
    name = name.partition("-")[0] if by == "year" else name
    return {name: name} if name else {}


def _by_size(group: Group) -> tuple[int, str]:
    return -len(group.records), folded(str(group.name))


_ORDERS: dict[By, Callable[[Group], Any]] = {
    "year": lambda group: -int(str(group.name)),
    "status": lambda group: [str(status) for status in STAGES].index(str(group.name)),
    "tag": _by_size,
    "lang": _by_size,
}
