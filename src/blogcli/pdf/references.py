"""References inside a document: notes to their marks, links to headings that exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from blogcli.pdf.inline import Node, Nodes


@dataclass(slots=True)
class Tree:
    """A document as data: its blocks, its notes by number, and the characters to be set."""

    blocks: Nodes
    notes: list[Nodes]
    characters: set[str]


def settle(blocks: Nodes, footnotes: dict[str, Nodes], ids: set[str], characters: set[str]) -> Tree:
    """Number the notes in the order of their marks, and unlink what leads nowhere.

    A note that nothing refers to is set at the end: no word is lost.
    """
    numbers: dict[str, int] = {}
    notes: list[Nodes] = []
    _settle(blocks, footnotes, numbers, ids)
    while len(notes) < len(numbers):
        label = list(numbers)[len(notes)]
        body = footnotes[label]
        notes.append(body)
        _settle(body, footnotes, numbers, ids, inside=label)
    rest = [(label, body) for label, body in footnotes.items() if label not in numbers]
    if rest:
        blocks.append({"k": "rule"})
    for label, body in rest:
        _settle(body, {}, {}, ids, inside=label)
        blocks.append({"k": "par", "c": [f"[{label}]"]})
        blocks.extend(body)
        characters.update(label)
    return Tree(blocks, notes, characters | set("[]^"))


def _settle(
    nodes: Nodes,
    footnotes: dict[str, Nodes],
    numbers: dict[str, int],
    ids: set[str],
    inside: str = "",
) -> None:
    for node in walk(nodes):
        if node["k"] == "note":
            label = node.pop("label")
            if label not in footnotes or label == inside:
                node.update(k="span", c=[f"[^{label}]"])
                continue
            node["first"] = label not in numbers
            node["n"] = numbers.setdefault(label, len(numbers))
        elif node["k"] == "link" and str(node["to"]).startswith("#") and node["to"][1:] not in ids:
            node["k"] = "span"


def walk(value: object) -> Iterator[dict[str, Any]]:
    """Give every node in reading order; the depth is bounded by the builder."""
    if isinstance(value, dict):
        if "k" in value:
            yield value
        for key, inner in value.items():
            if key != "math" and isinstance(inner, (dict, list)):
                yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            if not isinstance(inner, str):
                yield from walk(inner)


__all__ = ["Node", "Tree", "settle", "walk"]
