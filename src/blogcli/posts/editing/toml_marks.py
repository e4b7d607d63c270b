"""The marks of a TOML header: its tables, keys and values.

The standard library has read the header before, so that only what TOML allows is met here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace

from blogcli.posts.editing.marks import Entry, Kind, Node

_BLANK = re.compile(r"(?:[ \t\n\r]|#[^\n]*)*")
_PART = re.compile(r"[ \t]*(\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*(\.?)")
_STRINGS = {
    '"""': re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}', re.DOTALL),
    "'''": re.compile(r"'''(?:[^']|'(?!''))*'{3,5}", re.DOTALL),
    '"': re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    "'": re.compile(r"'[^'\n]*'"),
}
_BARE = re.compile(r"[^,\]}#\n]*")


@dataclass(slots=True)
class _Table:
    """A table while it is being read; one key may come back in several places."""

    kind: Kind = "mapping"
    style: str = "table"
    start: int = 0
    end: int = 0
    entries: dict[str, Entry] = field(default_factory=dict)
    tables: dict[str, tuple[_Table, int, int]] = field(default_factory=dict)

    def node(self) -> Node:
        entries = list(self.entries.values())
        for key, (table, start, end) in self.tables.items():
            entries.append(Entry(key, start, end, table.node()))
        entries.sort(key=lambda entry: entry.start)
        return Node(self.kind, self.start, self.end, self.style, entries=tuple(entries))


def mark(text: str) -> Node:
    """Find what a header holds that the loader has read."""
    top = _Table()
    table, at = top, _blank(text, 0)
    while at < len(text):
        if text[at] == "[":
            double = text.startswith("[[", at)
            keys, end = _keys(text, at + 1 + double)
            at = text.find("\n", end) if "\n" in text[end:] else len(text)
            table = _enter(top, keys, double=double)
            table.start, table.end = keys[0][1], at
        else:
            at = _pair(text, at, table)
            table.end = max(table.end, at) if table is not top else table.end
        at = _blank(text, at)
    return top.node()


def _blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _keys(text: str, at: int) -> tuple[list[tuple[str, int, int]], int]:
    """Read a dotted key; give its parts with their places, and what comes behind."""
    keys = []
    while found := _PART.match(text, at):
        written = found[1]
        name = next(iter(tomllib.loads(f"{written} = 1"))) if written[0] in "\"'" else written
        keys.append((name, found.start(1), found.end(1)))
        at = found.end()
        if not found[2]:
            break
    return keys, at


def _enter(top: _Table, keys: list[tuple[str, int, int]], *, double: bool) -> _Table:
    table = top
    for place, (name, start, end) in enumerate(keys):
        tables = double and place == len(keys) - 1
        if name not in table.tables or tables:
            new = _Table("list", "tables") if tables else _Table()
            table.tables[name] = (new, start, end)
        table = table.tables[name][0]
    return table


def _pair(text: str, at: int, table: _Table) -> int:
    keys, end = _keys(text, at)
    value = _value(text, _blank(text, text.index("=", end) + 1))
    for name, start, stop in keys[:-1]:
        if name not in table.tables:
            table.tables[name] = (_Table(style="dotted", start=start, end=value.end), start, stop)
        table = table.tables[name][0]
        table.end = max(table.end, value.end)
    name, start, stop = keys[-1]
    if len(keys) > 1:  # the whole dotted key stands in front of the value
        start = keys[0][1]
    table.entries[name] = Entry(name, start, stop, value)
    return value.end


def _value(text: str, at: int) -> Node:
    for quote, pattern in _STRINGS.items():
        if text.startswith(quote, at) and (found := pattern.match(text, at)):
            return Node("scalar", at, found.end(), quote)
    if text[at] == "[":
        items, end = _items(text, at + 1)
        return Node("list", at, end, "flow", items)
    if text[at] == "{":
        return _inline(text, at)
    found = _BARE.match(text, at)
    end = len(text[: found.end()].rstrip()) if found else at
    return Node("scalar", at, end)


def _items(text: str, at: int) -> tuple[tuple[Node, ...], int]:
    items = []
    at = _blank(text, at)
    while text[at] != "]":
        items.append(_value(text, at))
        at = _behind_comma(text, items[-1].end)
    return tuple(items), at + 1


def _inline(text: str, start: int) -> Node:
    table = _Table(style="flow", start=start)
    at = _blank(text, start + 1)
    while text[at] != "}":
        at = _behind_comma(text, _pair(text, at, table))
    return replace(table.node(), end=at + 1)


def _behind_comma(text: str, at: int) -> int:
    at = _blank(text, at)
    return _blank(text, at + 1) if text[at] == "," else at
