"""The headings of a page: one title, and the outline below it."""

from __future__ import annotations

from typing import NamedTuple

from blogcli.markdown.events import Event, inside, plain_text
from blogcli.markdown.headings import levels, places


class Heading(NamedTuple):
    """A heading of a page, as a table of contents names it."""

    level: int
    id: str
    text: str


def outline(events: list[Event]) -> list[Heading]:
    """Give the headings of a body with the levels that the page shows: 2 and below."""
    found = []
    there = list(places(events))
    if not there:
        return []
    for (position, tag), level in zip(there, levels(events, 2, there), strict=True):
        if text := " ".join(plain_text(inside(events, position)).split()):
            found.append(Heading(level, str(tag["id"]), text))
    return found
