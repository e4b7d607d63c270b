"""Headings of a post below the page's own: one title, and no level skipped (WCAG 2.1, 1.3.1)."""

from __future__ import annotations

import unicodedata

from blogcli.markdown.events import Event, plain_text

_DEEPEST = 6


def settle(events: list[Event], title: str) -> list[Event]:
    """Drop a first heading that repeats the title, and let the others begin at h2 without gaps."""
    events = _without_title(events, title)
    levels: list[int] = []
    settled: list[Event] = []
    for event in events:
        level = _level(event)
        if level is None:
            settled.append(event)
            continue
        if "Start" in event:
            while levels and levels[-1] >= level:
                levels.pop()
            levels.append(level)
        settled.append(_at(event, min(len(levels) + 1, _DEEPEST)))
    return settled


def _without_title(events: list[Event], title: str) -> list[Event]:
    if not events or _level(events[0]) is None:
        return events
    end = next(i for i, event in enumerate(events) if i and _level(event) is not None)
    if _fold(plain_text(events[:end])) != _fold(title):
        return events
    return events[end + 1 :]


def _level(event: Event) -> int | None:
    if isinstance(event, str):
        return None
    tag = event.get("Start") or event.get("End")
    if not isinstance(tag, dict) or "Heading" not in tag:
        return None
    heading = tag["Heading"]
    name = heading["level"] if isinstance(heading, dict) else heading
    return int(str(name)[1:])


def _at(event: Event, level: int) -> Event:
    if isinstance(event, str):
        return event
    if "Start" in event:
        heading = {**event["Start"]["Heading"], "level": f"H{level}"}
        return {"Start": {"Heading": heading}}
    return {"End": {"Heading": f"H{level}"}}


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
