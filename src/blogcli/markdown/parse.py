"""Markdown text → events: one parse that feeds every medium."""

from __future__ import annotations

import re

import pyromark

from blogcli.markdown.events import Event, plain_text

_FLAGS = pyromark.Options
_EXTENSIONS = (
    _FLAGS.ENABLE_TABLES
    | _FLAGS.ENABLE_FOOTNOTES
    | _FLAGS.ENABLE_STRIKETHROUGH
    | _FLAGS.ENABLE_TASKLISTS
    | _FLAGS.ENABLE_HEADING_ATTRIBUTES
    | _FLAGS.ENABLE_MATH
    | _FLAGS.ENABLE_GFM
    | _FLAGS.ENABLE_DEFINITION_LIST
)
_FULL = pyromark.Markdown(options=_EXTENSIONS)
_PLAIN = pyromark.Markdown()


def parse(text: str, lang: str = "") -> list[Event]:
    """Read Markdown with all our extensions into events; no text is ever refused.

    `lang` (BCP 47) decides how letters become heading ids.
    """
    events: list[Event] = list(_FULL.events(_clean(text)))  # type: ignore[arg-type]
    return _with_heading_ids(events, lang)


def parse_plain(text: str) -> list[Event]:
    """Read strict CommonMark 0.31.2, with every extension off."""
    return list(_PLAIN.events(_clean(text)))  # type: ignore[arg-type]


def _clean(text: str) -> str:
    # CommonMark 0.31.2 §2.3: NUL is not allowed; lone surrogates can't be encoded at all.
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _with_heading_ids(events: list[Event], lang: str) -> list[Event]:
    used: set[str] = set()
    for position, event in enumerate(events):
        if isinstance(event, str) or not isinstance(tag := event.get("Start"), dict):
            continue
        if (heading := tag.get("Heading")) is None:
            continue
        end = position
        while "End" not in (inner := events[end]) or "Heading" not in inner["End"]:  # type: ignore[index]
            end += 1
        base = heading["id"] or _anchor(plain_text(events[position:end]), lang)
        name, number = base, 2
        while name in used:
            name, number = f"{base}-{number}", number + 1
        used.add(name)
        heading["id"] = name
    return events


def _anchor(text: str, lang: str) -> str:
    from anyascii import anyascii

    folded = anyascii(text.casefold()).lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-") or "section"


def ranged(text: str) -> list[tuple[Event, int]]:
    """Read Markdown into pairs of event and byte offset (in UTF-8), before our passes."""
    pairs = _FULL.events_with_range(_clean(text))
    return [(event, span["start"]) for event, span in pairs]  # type: ignore[misc]
