"""Headings get ids that stay, differ, and read well in their language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias
from urllib.parse import unquote

from blogcli.markdown.events import Event, inside, plain_text

_NORDIC = {"å": "aa", "ø": "oe", "æ": "ae"}
_BY_LANGUAGE: dict[str, dict[int, str]] = {
    "de": str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"}),
    "da": str.maketrans(_NORDIC),
    "nb": str.maketrans(_NORDIC),
    "nn": str.maketrans(_NORDIC),
    "no": str.maketrans(_NORDIC),
}
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "’": ""})
_GAPS = re.compile(r"[^a-z0-9]+")
_HAN = r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
Place: TypeAlias = tuple[int, dict[str, Any]]
"""Where a heading begins among events, and what its tag says."""
_RESERVED = ("fn:", "fnref:")  # footnotes: `html`
_LONGEST = 80  # an id is for people to read and paste


def identify(events: list[Event], lang: str) -> None:
    """Give every heading in place an id: its own, else one made of its text; `-2` on repeats."""
    found = list(_headings(events))
    if not found:
        return
    used: set[str] = set()
    counters: dict[str, int] = {}
    for heading, _ in found:
        if heading["id"]:
            heading["id"] = _unique(_explicit(heading["id"]), used, counters)
    for heading, text in found:
        if not heading["id"]:
            heading["id"] = _unique(anchor(text, lang), used, counters)


def levels(events: Sequence[Event], first: int, found: Iterable[Place] = ()) -> list[int]:
    """Give each heading a level from `first` to 6, in order, none more than one below the one before.

    What the author wrote keeps its order: deeper stays deeper. WCAG 2.2 technique G141. `found` is
    what `places` gives, where somebody knows it.
    """  # noqa: E501 - one sentence
    given: list[int] = []
    above: list[int] = []
    for start, heading in found or places(events):
        level = int(str(heading["level"])[1])
        if is_empty(events, start):
            given.append(first)
            continue
        while above and above[-1] >= level:
            above.pop()
        given.append(min(first + len(above), 6))
        above.append(level)
    return given


def anchor(text: str, lang: str) -> str:
    """Make an id of a text: lower-case ASCII by the language's own rules, words joined by `-`."""
    text = text.lower()
    if not text.isascii():
        if table := _BY_LANGUAGE.get(lang.partition("-")[0].lower()):
            text = unicodedata.normalize("NFC", text).translate(table)
        text = _ascii(text)
    name = _GAPS.sub("-", text.replace("'", "")).strip("-")
    if len(name) > _LONGEST:
        name = name[:_LONGEST].rpartition("-")[0] or name[:_LONGEST]
    return name or "section"


def resolve(events: list[Event], lang: str) -> None:
    """Lead links to `#…` in place to the heading they mean, however another generator spelled it."""  # noqa: E501 - one sentence
    aliases: dict[str, str] = {}
    ids: set[str] = set()
    for heading, text in _headings(events):
        ids.add(heading["id"])
        for name in _names(text, lang):
            aliases.setdefault(name, heading["id"])
    for event in events:
        tag = event.get("Start") if isinstance(event, dict) else None
        if not isinstance(tag, dict) or not (data := tag.get("Link")):
            continue
        target = data["dest_url"]
        name = unquote(target[1:])
        if target[:1] != "#" or name in ids:
            continue
        if known := aliases.get(name) or aliases.get(name.lower()):
            data["dest_url"] = f"#{known}"


def names(events: Sequence[Event], lang: str) -> set[str]:
    """Give every name by which a link within the body may call its headings."""
    found: set[str] = set()
    for heading, text in _headings(events):
        found.update((heading["id"], *_names(text, lang)))
    return found


def _headings(events: Sequence[Event]) -> Iterator[tuple[dict[str, Any], str]]:
    for start, heading in places(events):
        yield heading, plain_text(inside(events, start))


def places(events: Sequence[Event]) -> Iterator[Place]:
    """Give where each heading begins, and what its tag says."""
    for start, event in enumerate(events):
        if type(event) is dict and "Start" in event:
            tag = event["Start"]
            if type(tag) is dict and "Heading" in tag:
                yield start, tag["Heading"]


def is_empty(events: Sequence[Event], start: int) -> bool:
    """Say whether the heading that begins at `start` holds nothing."""
    return next(inside(events, start), None) is None


def _unique(name: str, used: set[str], counters: dict[str, int]) -> str:
    unique = name
    while unique in used:
        counters[name] = counters.get(name, 1) + 1
        unique = f"{name}-{counters[name]}"
    used.add(unique)
    return unique


def _explicit(name: str) -> str:
    # HTML allows every character in an id but white space.
    name = "-".join(name.split()) or "section"
    return f"h-{name}" if name.startswith(_RESERVED) else name


def _ascii(text: str) -> str:
    simple = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    simple = "".join(letter for letter in simple if not unicodedata.combining(letter))
    if not any(letter.isalnum() and not letter.isascii() for letter in simple):
        return simple
    from anyascii import anyascii

    return str(anyascii(text)).lower()


def _github(text: str) -> str:
    kept = (letter for letter in text.lower() if letter.isalnum() or letter in " -_")
    return "".join(kept).strip().replace(" ", "-")


def _names(text: str, lang: str) -> tuple[str, ...]:
    """Give what our site and the generators call a heading of this text."""
    return (anchor(text, lang), _github(text), _kramdown(text), _zola(text))


def _zola(text: str) -> str:
    if not text.isascii():
        from anyascii import anyascii

        text = str(anyascii(re.sub(_HAN, r"\1 ", text)))
    return _GAPS.sub("-", text.lower()).strip("-")


def _kramdown(text: str) -> str:
    kept = re.sub(r"[^a-z0-9 -]", "", re.sub(r"^[^A-Za-z]+", "", text).lower())
    return kept.replace(" ", "-")


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
