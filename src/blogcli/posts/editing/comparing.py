"""Whether a header says what it said before, but for one value."""

from __future__ import annotations

import re
from datetime import date, datetime

from blogcli.posts.editing.header import Outcome
from blogcli.posts.header_writing import Raw
from blogcli.posts.values import Decimal, FrontMatter, Integer, as_text


def differences(before: FrontMatter, after: FrontMatter, outcome: Outcome) -> str:
    """Say what is other than it should be; empty where nothing is."""
    path, value = outcome.path, after
    name = ".".join(path)
    if len(after.duplicates) > len(before.duplicates):
        return f"{name} would be there twice"
    if outcome.renamed:
        return _renamed(before, after, outcome)
    if _canonical(_without(before, path)) != _canonical(_without(after, path)):
        return f"other values than {name} would change with it"
    found, there = _at(value, path)
    if outcome.gone:
        return f"{name} is there more than once" if there else ""
    if not there or not _same(found, outcome.wanted):
        return f"{name} can't be written so that it is read as it is"
    return ""


def _renamed(before: FrontMatter, after: FrontMatter, outcome: Outcome) -> str:
    new = (*outcome.path[:-1], outcome.renamed)
    moved = _canonical(_at(before, outcome.path)[0]) == _canonical(_at(after, new)[0])
    rest = _canonical(_without(before, outcome.path)) == _canonical(_without(after, new))
    return "" if moved and rest else "other values would change with it"


def _same(found: object, wanted: object) -> bool:
    if isinstance(wanted, (list, tuple)):
        if isinstance(found, str):  # Pelican's and Nikola's lists are text
            return _names(found) == _names(", ".join(map(as_text, wanted)))
        return (
            isinstance(found, list) and len(found) == len(wanted) and all(map(_same, found, wanted))
        )
    if isinstance(wanted, dict):
        return _canonical(found) == _canonical(wanted)
    if isinstance(found, date):  # TOML has dates of its own
        return _is_moment(found, as_text(wanted))
    if isinstance(wanted, str) and not isinstance(wanted, Raw) and isinstance(found, bool):
        return False
    return _words(as_text(found)) == _words(as_text(wanted))


def _is_moment(found: date, text: str) -> bool:
    try:
        wanted = datetime.fromisoformat(text)
    except ValueError:
        return False
    return wanted == found if isinstance(found, datetime) else wanted.date() == found


def _words(text: str) -> list[str]:
    return text.split()


def _names(text: str) -> list[str]:
    return re.split(r"[\s,;]+", text)


def _at(values: object, path: tuple[str, ...]) -> tuple[object, bool]:
    for name in path:
        if not isinstance(values, dict) or name not in values:
            return None, False
        values = values[name]
    return values, True


def _without(values: dict[str, object], path: tuple[str, ...]) -> dict[str, object]:
    """Leave one value out, and mappings that held nothing else."""
    name, *rest = path
    inner = values.get(name)
    kept = {key: value for key, value in values.items() if key != name}
    if rest and isinstance(inner, dict):
        left = _without(inner, tuple(rest))
        return {**kept, name: left} if left else kept
    return kept


def _canonical(value: object) -> object:
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_canonical(item) for item in value]
    if isinstance(value, (Integer, Decimal)):
        return ("number", value.text)
    return (type(value).__name__, repr(value))
