"""The marks of a YAML header, from libyaml's events."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from blogcli.posts.editing.marks import Entry, Node
from blogcli.posts.yaml_loader import events

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+|[&!]\S*\Z)+")


def mark(text: str) -> Node:
    """Find what a header holds that the loader has read."""
    step = events(text)
    step()
    if isinstance(step(), StreamEndEvent):
        return Node("mapping", len(text), len(text), "block")
    found = _Marker(text, step).node(step())
    return found if found.kind == "mapping" else Node("mapping", len(text), len(text), "block")


class _Marker:
    def __init__(self, text: str, step: Callable[[], Any]) -> None:
        self._text = text
        self._step = step

    def node(self, event: Any) -> Node:  # noqa: ANN401 - PyYAML's C events are untyped
        """Give the node that begins with an event."""
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, AliasEvent):
            return Node("alias", start, end)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, start, end)
        named = bool(event.anchor)
        style = "flow" if event.flow_style else "block"
        if named or event.tag:
            start = self._behind_properties(start, end)
        if isinstance(event, MappingStartEvent):
            entries, end = self._entries(end)
            end = end if style == "flow" or not entries else entries[-1].value.end
            return Node("mapping", start, end, style, entries=entries, named=named)
        items, end = self._items(end)
        end = end if style == "flow" or not items else items[-1].end
        return Node("list", start, end, style, items, named=named)

    def _scalar(self, event: Any, start: int, end: int) -> Node:  # noqa: ANN401 - as above
        style = event.style or ""
        if event.anchor or event.tag:
            start = self._behind_properties(start, end)
        if style in ("|", ">"):  # the blank lines behind are nobody's
            end = max(start, len(self._text[:end].rstrip()))
        return Node("scalar", start, end, style, named=bool(event.anchor))

    def _behind_properties(self, start: int, end: int) -> int:
        found = _PROPERTIES.match(self._text, start, max(end, start))
        return found.end() if found else start

    def _entries(self, end: int) -> tuple[tuple[Entry, ...], int]:
        entries = []
        event: Any
        while not isinstance(event := self._step(), MappingEndEvent):
            key = self.node(event)
            name = str(getattr(event, "value", ""))
            value = self.node(self._step())
            entries.append(Entry(name, key.start, key.end, value))
        return tuple(entries), max(end, int(event.end_mark.index))  # type: ignore[union-attr]  # it has one

    def _items(self, end: int) -> tuple[tuple[Node, ...], int]:
        items = []
        event: Any
        while not isinstance(event := self._step(), SequenceEndEvent):
            items.append(self.node(event))
        return tuple(items), max(end, int(event.end_mark.index))  # type: ignore[union-attr]  # it has one
