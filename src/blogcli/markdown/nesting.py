"""A bound for nesting: below it, quotes and lists go on without a new level.

Every medium then may count on a shallow document: browsers give up at 512 levels, Typst at 17.
"""

from __future__ import annotations

from blogcli.markdown.events import BLOCKS, Event, tag_name

DEEPEST = 60
_DROPPED = frozenset(
    {"BlockQuote", "List", "Item", "Emphasis", "Strong", "Strikethrough", "Mark", "Span"}
)


def flatten(events: list[Event]) -> list[Event]:
    """Drop the tags of quotes, lists and emphasis beyond the bound; keep their words."""
    out: list[Event] = []
    kept: list[bool] = []
    loose = False  # within a paragraph that we opened for the words of a dropped item
    parted = False  # a tag was dropped that parted the words before from those that come
    for event in events:
        tag = (event.get("Start") or event.get("End")) if isinstance(event, dict) else None
        name = tag_name(tag) if tag else ""
        if name in BLOCKS or event == "Rule":
            if loose:
                out.append({"End": "Paragraph"})
            loose = False
            parted = True
        else:
            if not loose and _needs_paragraph(out):
                out.append({"Start": "Paragraph"})
                loose = True
            elif parted and _behind_words(out):
                out.append("HardBreak")
            parted = False
        if not name or _is_kept(event, name, kept):
            out.append(event)
    return out


def _behind_words(out: list[Event]) -> bool:
    last = out[-1] if out else ""
    if isinstance(last, str):
        return False
    return "Start" not in last and tag_name(last.get("End", "")) not in BLOCKS


def _is_kept(event: Event, name: str, kept: list[bool]) -> bool:
    """Say whether a tag stays; `kept` holds that for every tag that is open."""
    if isinstance(event, dict) and "End" in event:
        return kept.pop() if kept else True
    if name == "Item" and kept:
        kept.append(kept[-1])  # as its list
    else:
        kept.append(len(kept) < DEEPEST or name not in _DROPPED)
    return kept[-1]


def _needs_paragraph(out: list[Event]) -> bool:
    """Say whether words would now stand directly in a quote, or behind a block in an item."""
    last = out[-1] if out else ""
    if isinstance(last, str):
        return not out or last == "Rule"
    name = tag_name(last.get("Start", ""))
    if name:
        return name == "BlockQuote"
    return tag_name(last.get("End", "")) in {"Paragraph", "List", "BlockQuote", "CodeBlock"}
