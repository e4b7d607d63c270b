"""How the words of a PDF are held against those of its Markdown."""

from __future__ import annotations

from blogcli.markdown.events import Event, tag_name

APART = {"Image", "FootnoteDefinition"}
"""Pictures speak through their alternative text, and notes stand at the foot of a page."""


def flowing(events: list[Event]) -> list[Event]:
    """Leave out formulas, pictures and notes."""
    kept: list[Event] = []
    depth = 0
    for event in events:
        if isinstance(event, dict):
            ((kind, value),) = event.items()
            if kind in {"InlineMath", "DisplayMath"}:
                kept.append({"Text": " "})
                continue
            if tag_name(value) in APART and kind in {"Start", "End"}:
                depth += 1 if kind == "Start" else -1
                continue
        if not depth:
            kept.append(event)
    return kept


def first_missing(words: list[str], text: str) -> str | None:
    """Find the first word that doesn't come where it should."""
    at = 0
    for word in words:
        found = text.find(word, at)
        if found < 0:
            return f"{word!r} after {text[max(0, at - 60) : at]!r}"
        at = found + len(word)
    return None
