"""The headings of a page: one title, and the outline below it."""

from __future__ import annotations

from typing import NamedTuple

from blogcli.markdown.events import Event, inside, plain_text
from blogcli.markdown.headings import is_empty, levels


class Heading(NamedTuple):
    """A heading of a page, as a table of contents names it."""

    level: int
    id: str
    text: str


def outline(events: list[Event]) -> list[Heading]:
    """Give the headings of a body with the levels that the page shows: 2 and below."""
    found = []
    shown = iter(levels(events, 2))
    for position, event in enumerate(events):
        tag = event.get("Start") if isinstance(event, dict) else None
        if isinstance(tag, dict) and "Heading" in tag:
            level = next(shown, 2)
            if not is_empty(events, position):
                text = " ".join(plain_text(list(inside(events, position))).split())
                found.append(Heading(level, str(tag["Heading"]["id"]), text))
    return [heading for heading in found if heading.text]
