"""Raw HTML in events → the events it stands for, for media that are not HTML.

Output is well nested whatever the input, and no visible word is lost: comments, scripts and styles
go, what HTML doesn't know (`<string>`) is text, all else becomes the event that is nearest to it.
"""

from __future__ import annotations

from typing import Any

from blogcli.markdown import headings, markup
from blogcli.markdown.elements import Elements
from blogcli.markdown.events import BLOCKS, Event, tag_name
from blogcli.markdown.nest import Node, Role
from blogcli.markdown.spans import merged

_LEAVES = frozenset({"Paragraph", "Heading", "TableCell", "DefinitionListTitle", "CodeBlock"})
_WORDS = frozenset({"Text", "Code", "InlineMath", "DisplayMath"})


def has_html(events: list[Event]) -> bool:
    """Say whether there is any raw HTML to reduce."""
    return any("InlineHtml" in event or "Html" in event for event in events)


def reduce_html(events: list[Event]) -> list[Event]:
    """Turn raw HTML into equivalent events or its text; well nested, no word lost."""
    if not has_html(events):
        return events
    reducer = _Reducer(events)
    out = merged(reducer.run())
    if found := reducer.elements.headings:
        _identify(out, found)
    return out


def silent_pictures(events: list[Event]) -> frozenset[str]:
    """Give the targets of reduced pictures that say with `alt=""` that they need no words."""
    found: set[str] = set()
    for event in events:
        tag = event.get("Start") if type(event) is dict else None
        if type(tag) is dict and "Image" in tag and tag["Image"].get("silent"):
            found.add(tag["Image"]["dest_url"])
    return frozenset(found)


def _identify(events: list[Event], made: list[dict[str, object]]) -> None:
    """Give the headings that HTML made ids beside those of Markdown's own, which stay."""
    ours = {id(heading) for heading in made}
    taken = {
        tag["Heading"]["id"]
        for event in events
        if isinstance(event, dict) and isinstance(tag := event.get("Start"), dict)
        if "Heading" in tag and id(tag["Heading"]) not in ours
    }
    for heading in made:
        if heading["id"] in taken:
            heading["id"] = None
    headings.identify(events, "")


class _Reducer:
    """Walks the events; Markdown's own tags are here, those of HTML in `Elements`."""

    def __init__(self, events: list[Event]) -> None:
        self.events = events
        self.elements = Elements()
        self.flow = self.elements.flow
        self.open: list[tuple[Node | None, int]] = []  # None for what is not shown
        self.raw: list[str] = []
        self.endless: set[str] = set()

    def run(self) -> list[Event]:
        for position, event in enumerate(self.events):
            if isinstance(event, str):
                self.elements.line_end(event)
                continue
            self._take(event, position)
        self._raw(len(self.events))
        self.elements.end_capture()
        self.flow.finish()
        return self.flow.out

    def _take(self, event: dict[str, Any], position: int) -> None:
        ((kind, value),) = event.items()
        if kind == "Html":
            self.raw.append(value)
            return
        self._raw(position)
        if kind == "Start":
            self._start(tag_name(value), event)
        elif kind == "End":
            self._end(tag_name(value))
        elif kind == "InlineHtml":
            self._scan(value, position)
        elif kind in _WORDS:
            self.elements.words(value, event)
        elif not self.elements.hiding:
            self.flow.emit(event)

    def _raw(self, position: int) -> None:
        if self.raw:
            source, self.raw = "".join(self.raw), []
            self._scan(source, position)

    def _scan(self, source: str, position: int) -> None:
        for token in markup.scan(source):
            if token.kind != "open" or token.name not in {"script", "style"}:
                self.elements.token(token)
            elif self._ends_later(token.name, position):
                self.elements.hiding = token.name

    def _ends_later(self, name: str, position: int) -> bool:
        """Say whether a script goes on behind a blank line, in later events."""
        if name in self.endless:
            return False
        for event in self.events[position:]:
            if isinstance(event, dict):
                source = event.get("Html") or event.get("InlineHtml") or ""
                if f"</{name}" in source.lower():
                    return True
        self.endless.add(name)
        return False

    def _start(self, name: str, event: Event) -> None:
        if name != "HtmlBlock":
            height = len(self.flow.stack)
            opened = self._block(name, event) if name in BLOCKS else self._inline(name, event)
            self.open.append((opened, height))

    def _block(self, name: str, event: Event) -> Node | None:
        elements, flow = self.elements, self.flow
        elements.end_capture()
        if elements.hiding:
            return None
        if not flow.make_room(name):
            flow.separate(name)
            return None
        role: Role = "leaf" if name in _LEAVES else "block"
        return self._push(Node(role, name, starts=(event,), splits=name == "Paragraph"))

    def _inline(self, name: str, event: Event) -> Node | None:
        elements, flow = self.elements, self.flow
        if elements.hiding or elements.capture is not None:
            return None
        if name == "Link" and flow.in_link():
            return None
        flow.ensure_leaf()
        return self._push(Node("inline", name, starts=(event,)))

    def _push(self, node: Node) -> Node:
        self.flow.push(node)
        if node.tag in {"Image", "CodeBlock"}:
            self.elements.verbatim = node
        return node

    def _end(self, name: str) -> None:
        if name == "HtmlBlock":
            return
        node, height = self.open.pop() if self.open else (None, 0)
        if node is None:
            if name in BLOCKS and not self.elements.hiding:
                self.flow.separate(name)
            return
        self.elements.end_capture()
        self.flow.end(node)
        if name == "Image":
            self.flow.spaced = False
        if node.role != "inline":
            while len(self.flow.stack) > height:
                self.flow.end(self.flow.stack[-1])
