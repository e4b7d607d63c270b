"""Raw HTML in events → the events it stands for, for media that are not HTML."""

from __future__ import annotations

import html
import re

from blogcli.markdown.events import Event

_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def reduce_html(events: list[Event]) -> list[Event]:
    """Turn raw HTML into equivalent events or its text; well nested, no word lost."""
    reduced: list[Event] = []
    for event in events:
        if isinstance(event, dict):
            ((kind, value),) = event.items()
            if value == "HtmlBlock":
                reduced.append({kind: "Paragraph"})
                continue
            if kind in {"Html", "InlineHtml"}:
                if text := html.unescape(_TAG.sub("", value)):
                    reduced.append({"Text": text})
                continue
        reduced.append(event)
    return reduced
