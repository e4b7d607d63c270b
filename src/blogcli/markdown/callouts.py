"""Callouts beyond GFM's own: other names, and titles (`> [!TIP] Title`), as in Obsidian and Hugo.

A title becomes the quote's first paragraph, one `Strong` and nothing else.
"""

from __future__ import annotations

import re

from blogcli.markdown.events import BLOCKS, Event, tag_name

_MARK = re.compile(r"\[!([A-Za-z]+)\][+-]?[ \t]*")
_KINDS = {
    "Note": "note info abstract summary tldr todo example quote cite question help faq",
    "Tip": "tip hint success check done",
    "Important": "important",
    "Warning": "warning attention",
    "Caution": "caution danger error bug failure fail missing",
}
_NAMES = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_GFM = frozenset(kind.lower() for kind in _KINDS)


def may_hold(text: str) -> bool:
    """Say whether a text could hold callouts: cheap."""
    return "[!" in text


def recognise(events: list[Event]) -> list[Event]:
    """Turn block quotes that begin with a callout's mark into callouts."""
    out: list[Event] = []
    quotes: list[str | None] = []
    position = 0
    while position < len(events):
        event = events[position]
        position += 1
        if isinstance(event, dict) and tag_name(event.get("End", "")) == "BlockQuote":
            kind = quotes.pop() if quotes else None
            event = {"End": {"BlockQuote": kind}} if kind else event
        elif event == {"Start": {"BlockQuote": None}}:
            kind, opened, position = _callout(events, position)
            quotes.append(kind)
            out += opened
            continue
        elif isinstance(event, dict) and tag_name(event.get("Start", "")) == "BlockQuote":
            quotes.append(None)
        out.append(event)
    return out


def _callout(events: list[Event], position: int) -> tuple[str | None, list[Event], int]:
    """Read what follows the start of a quote: its kind, its first events, where to go on."""
    plain: list[Event] = [{"Start": {"BlockQuote": None}}]
    if events[position] != {"Start": "Paragraph"}:
        return None, plain, position
    first = events[position + 1]
    found = _MARK.match(first["Text"]) if isinstance(first, dict) and "Text" in first else None
    if not found or (kind := _NAMES.get(found[1].lower())) is None:
        return None, plain, position
    end = position + 1
    while not _ends_line(events[end]):
        end += 1
    title: list[Event] = list(events[position + 2 : end])
    if rest := first["Text"][found.end() :]:  # type: ignore[index]  # it matched: a Text
        title.insert(0, {"Text": rest})
    if not title and found[1].lower() not in _GFM:
        title = [{"Text": found[1].capitalize()}]
    opened: list[Event] = [{"Start": {"BlockQuote": kind}}]
    if title:
        opened += [{"Start": "Paragraph"}, {"Start": "Strong"}, *title]
        opened += [{"End": "Strong"}, {"End": "Paragraph"}]
    if isinstance(events[end], str):
        opened.append({"Start": "Paragraph"})
        return kind, opened, end + 1
    return kind, opened, end + 1


def _ends_line(event: Event) -> bool:
    if isinstance(event, str):
        return True
    return tag_name(event.get("End", "")) in BLOCKS


def kind_of(name: str) -> str | None:
    """Give the kind of callout that goes by a name, in any case; None if there is none."""
    return _NAMES.get(name.lower())


def without_mark(line: str) -> str:
    """Take the mark from the beginning of a callout's first line."""
    found = _MARK.match(line)
    return line[found.end() :] if found and found[1].lower() in _NAMES else line
