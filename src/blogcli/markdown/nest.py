"""What is open while events are written: keeps them well nested, whatever is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from blogcli.markdown.events import Event, tag_name

Role: TypeAlias = Literal["block", "leaf", "inline", "format"]
"""`block` holds blocks, `leaf` holds words, `inline` lies in a leaf; a `format` is inline markup
that was opened between blocks, and is written anew in every leaf that follows."""

_MOST_REOPENED = 8
_EMPTY = frozenset(
    {"Paragraph", "Emphasis", "Strong", "Strikethrough", "Mark", "Span", "Subscript", "Superscript"}
)


@dataclass(slots=True, eq=False)
class Node:
    """Something open."""

    role: Role
    tag: str = ""
    """The name of its event, if it has one."""
    html: str = ""
    """The HTML tag that opened it; empty for Markdown's own."""
    starts: tuple[Event, ...] = ()
    splits: bool = False
    """A leaf that may end and go on behind a block, as paragraphs may."""
    is_open: bool = False
    at: int = 0
    """Where its start stands in the output."""
    owner: Node | None = None
    """The format that this one repeats."""

    def ends(self) -> list[Event]:
        """Give the events that end it."""
        return [_ending(start) for start in reversed(self.starts)]


def _ending(start: Event) -> Event:
    tag: Any = start["Start"] if isinstance(start, dict) else ""
    name = tag_name(tag)
    if name == "Heading":
        return {"End": {"Heading": tag["Heading"]["level"]}}
    if name == "BlockQuote":
        return {"End": {"BlockQuote": tag["BlockQuote"]}}
    if name == "List":
        return {"End": {"List": tag["List"] is not None}}
    return {"End": name}


@dataclass(slots=True)
class Nest:
    """The output, and the stack of what is open in it."""

    out: list[Event] = field(default_factory=list)
    stack: list[Node] = field(default_factory=list)
    leaf: Node | None = None
    counts: dict[str, int] = field(default_factory=dict)
    spaced: bool = True
    """Nothing or white space stands before, in this leaf."""

    def push(self, node: Node) -> None:
        """Open a node where we are."""
        node.is_open = True
        node.at = len(self.out)
        self.stack.append(node)
        if node.html:
            self.counts[node.html] = self.counts.get(node.html, 0) + 1
        if node.role != "format":
            self.out += node.starts
        if node.role == "leaf":
            self.leaf = node
            self.spaced = True
            for other in [other for other in self.stack if other.role == "format"]:
                self.push(Node("inline", other.tag, other.html, other.starts, owner=other))

    def close(self, node: Node, *, reopen: bool = False) -> None:
        """Close a node with all that is open in it; `reopen` begins Markdown's own inlines anew."""
        again: list[Node] = []
        while node.is_open:
            last = self.stack.pop()
            self._closed(last)
            if last is not node and last.role == "inline" and not last.html:
                again.append(last)
        if reopen and len(again) <= _MOST_REOPENED and self.leaf:
            for other in reversed(again):
                self.push(other)

    def _closed(self, node: Node) -> None:
        node.is_open = False
        if node.html:
            self.counts[node.html] -= 1
        if node is self.leaf:
            self.leaf = None
            self._trim()
        if node.role == "format":
            return
        for end in node.ends():
            name = tag_name(end["End"]) if isinstance(end, dict) else ""
            last = self.out[-1] if self.out else ""
            began = tag_name(last.get("Start", "")) if isinstance(last, dict) else ""
            if name in _EMPTY and began == name:
                self.out.pop()
            else:
                self.out.append(end)

    def _trim(self) -> None:
        """Take white space from the end of a leaf."""
        last = self.out[-1] if self.out else ""
        while last in ("SoftBreak", "HardBreak"):
            self.out.pop()
            last = self.out[-1] if self.out else ""
        self._trim_space()

    def _trim_space(self) -> None:
        last = self.out[-1] if self.out else ""
        if isinstance(last, dict) and "Text" in last and last["Text"][-1:] == " ":
            self.out.pop()
            if text := last["Text"].rstrip(" "):
                self.out.append({"Text": text})

    def forget(self, owner: Node) -> None:
        """End a format: it is repeated no more."""
        if owner.is_open:
            owner.is_open = False
            self.stack.remove(owner)
            self.counts[owner.html] -= 1

    def block(self) -> Node | None:
        """Give the innermost open block that shows in the output."""
        for node in reversed(self.stack):
            if node.role == "block" and node.tag:
                return node
        return None

    def find(self, name: str) -> Node | None:
        """Find the innermost node that an HTML end tag of this name may close."""
        if not self.counts.get(name):
            return None
        for node in reversed(self.stack):
            if node.html == name:
                return node
            if not node.html and (
                node.role == "block" or (node.role == "leaf" and not node.splits)
            ):
                return None
        return None
