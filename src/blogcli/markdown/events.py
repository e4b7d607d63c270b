"""The document model: pyromark's events, and what our own passes add to them.

An event is a dict with one key (`{"Text": "hi"}`, `{"Start": "Paragraph"}`, `{"End": …}`) or one of
`"SoftBreak"`, `"HardBreak"`, `"Rule"`. Beside what `pyromark.event` lists, ours are
`{"Start": "Mark"}`, `{"Start": {"Span": {"lang": "sv"}}}` and, from `reduce`, `"Subscript"` and
`"Superscript"`, each with its `{"End": name}`. There, too, the data of an image that needs no words
has `"silent"`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

Event: TypeAlias = dict[str, Any] | str

BLOCKS = frozenset(
    {
        "Paragraph",
        "Heading",
        "BlockQuote",
        "CodeBlock",
        "HtmlBlock",
        "List",
        "Item",
        "FootnoteDefinition",
        "DefinitionList",
        "DefinitionListTitle",
        "DefinitionListDefinition",
        "Table",
        "TableHead",
        "TableRow",
        "TableCell",
        "MetadataBlock",
    }
)


def tag_name(tag: object) -> str:
    """Name a tag, whether it comes bare (`"Paragraph"`) or with data (`{"Heading": …}`)."""
    return tag if isinstance(tag, str) else next(iter(tag)) if isinstance(tag, dict) else ""


def inside(events: Sequence[Event], start: int) -> Iterator[Event]:
    """Give the events within the element whose start stands at this position."""
    depth = 1
    for position in range(start + 1, len(events)):
        event = events[position]
        if isinstance(event, dict):
            if "Start" in event:
                depth += 1
            elif "End" in event:
                depth -= 1
                if depth == 0:
                    return
        yield event


def plain_text(events: Iterable[Event]) -> str:
    """Join the words of inline events: text, code, math, breaks as spaces, images by their alt."""
    parts: list[str] = []
    for event in events:
        if isinstance(event, str):
            parts.append(" ")
            continue
        (kind, value), *_ = event.items()
        if kind in {"Text", "Code", "InlineMath", "DisplayMath"}:
            parts.append(value)
    return "".join(parts)
