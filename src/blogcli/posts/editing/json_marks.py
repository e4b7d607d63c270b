"""The marks of a JSON header, in braces or, as Hexo has it, without them."""

from __future__ import annotations

import json
import re

from blogcli.posts.editing.marks import Entry, Node

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def mark(text: str) -> Node:
    """Find what a header holds that the loader has read."""
    if text.lstrip().startswith("{"):
        return _value(text, _skip(text, 0))
    entries, _ = _entries(text + "}", 0)
    return Node("mapping", 0, len(text.rstrip()), "bare", entries=entries)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int) -> Node:
    if text[at] == "{":
        entries, end = _entries(text, at + 1)
        return Node("mapping", at, end, "flow", entries=entries)
    if text[at] == "[":
        items, end = _items(text, at + 1)
        return Node("list", at, end, "flow", items)
    _, end = _DECODER.raw_decode(text, at)
    return Node("scalar", at, end, '"' if text[at] == '"' else "")


def _entries(text: str, at: int) -> tuple[tuple[Entry, ...], int]:
    entries = []
    at = _skip(text, at)
    while text[at] != "}":
        key, end = _DECODER.raw_decode(text, at)
        value = _value(text, _skip(text, _skip(text, end) + 1))
        entries.append(Entry(key, at, end, value))
        at = _behind_comma(text, value.end)
    return tuple(entries), at + 1


def _items(text: str, at: int) -> tuple[tuple[Node, ...], int]:
    items = []
    at = _skip(text, at)
    while text[at] != "]":
        items.append(_value(text, at))
        at = _behind_comma(text, items[-1].end)
    return tuple(items), at + 1


def _behind_comma(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at
