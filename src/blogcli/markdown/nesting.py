"""A bound for nesting: below it, quotes and lists go on without a new level.

Every medium then may count on a shallow document: browsers give up at 512 levels, Typst at 17.
"""

from __future__ import annotations

from blogcli.markdown.events import Event, tag_name

DEEPEST = 60
_LEVELS = frozenset({"BlockQuote", "List", "Item"})
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Mark", "Span"})


def flatten(events: list[Event]) -> list[Event]:
    """Drop the tags of quotes, lists and emphasis that lie deeper than the bound; keep their words."""  # noqa: E501 - one sentence
    out: list[Event] = []
    kept: list[bool] = []
    loose = False  # within a paragraph that we opened for the words of a dropped item
    for event in events:
        name = tag_name(event.get("Start", "")) if isinstance(event, dict) else ""
        ending = isinstance(event, dict) and "End" in event
        if name:
            keep = len(kept) < DEEPEST or name not in (_LEVELS | _INLINE)
            kept.append(keep)
            if loose and name not in _INLINE and name not in {"Link", "Image"}:
                out.append({"End": "Paragraph"})
                loose = False
            if keep:
                out.append(event)
            continue
        if ending:
            name = tag_name(event["End"]) if isinstance(event, dict) else ""
            if loose and name in (_LEVELS | {"FootnoteDefinition", "DefinitionListDefinition"}):
                out.append({"End": "Paragraph"})
                loose = False
            if kept.pop():
                out.append(event)
            continue
        if not loose and _needs_paragraph(out):
            out.append({"Start": "Paragraph"})
            loose = True
        out.append(event)
    return out


def _needs_paragraph(out: list[Event]) -> bool:
    """Say whether words would now stand directly in a quote, or behind a block in an item."""
    last = out[-1] if out else ""
    if isinstance(last, str):
        return not out or last == "Rule"
    name = tag_name(last.get("Start", ""))
    if name:
        return name == "BlockQuote"
    return tag_name(last.get("End", "")) in {"Paragraph", "List", "BlockQuote", "CodeBlock"}
