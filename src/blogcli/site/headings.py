"""A page has one title: a body that begins with it again is shown without it."""

from __future__ import annotations

import unicodedata

from blogcli.markdown.events import Event, inside, plain_text


def without_title(events: list[Event], title: str) -> list[Event]:
    """Leave out a first heading that says what the title says."""
    first = events[0] if events else ""
    tag = first.get("Start") if isinstance(first, dict) else None
    if not isinstance(tag, dict) or "Heading" not in tag:
        return events
    held = list(inside(events, 0))
    return events[len(held) + 2 :] if _fold(plain_text(held)) == _fold(title) else events


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
