"""The headings of a page: one title, and the outline below it."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from blogcli.markdown.events import Event, inside, plain_text
from blogcli.markdown.headings import levels, places


def without_title(events: list[Event], title: str) -> list[Event]:
    """Leave out a first heading that says what the title says."""
    first = events[0] if events else ""
    tag = first.get("Start") if isinstance(first, dict) else None
    if not isinstance(tag, dict) or "Heading" not in tag:
        return events
    held = list(inside(events, 0))
    return events[len(held) + 2 :] if _fold(plain_text(held)) == _fold(title) else events


class Heading(NamedTuple):
    """A heading of a page, as a table of contents names it."""

    level: int
    id: str
    text: str


def outline(events: list[Event]) -> list[Heading]:
    """Give the headings of a body with the levels that the page shows: 2 and below."""
    found = []
    for (position, tag), level in zip(places(events), levels(events, 2), strict=True):
        if text := " ".join(plain_text(inside(events, position)).split()):
            found.append(Heading(level, str(tag["id"]), text))
    return found


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
