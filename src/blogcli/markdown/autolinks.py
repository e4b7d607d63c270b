"""Bare addresses in text → links, as GFM 0.29 §6.9 has them.

Beyond the specification: `ftp:`, an address may follow any character but a letter or digit (as
where Chinese or quotation marks stand before it), and full-width punctuation ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from blogcli.markdown.events import BLOCKS, Event, tag_name

_CANDIDATE = (
    r"(?i)(?<![A-Za-z0-9])(?:https?|ftp)://[^\s<]+"
    r"|(?<![^\s*_~(])www\.[^\s<]+"
    r"|(?<![A-Za-z0-9._+-])(?:mailto:|xmpp:)?[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+"
    r"(?:/[A-Za-z0-9@.]+)?"
)
_FULL_WIDTH = (
    "[\u3000-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
_ENTITY = r"&[A-Za-z0-9]+;\Z"
_TRAILING = "?!.,:*_~'\"”’»“…"
_HOST = r"[\w.\-\u0080-\U0010ffff]+"
_MAIL = r"(?:mailto:|xmpp:)?[^/]+"


class Address(NamedTuple):
    """A bare address in a text: its offsets there, and where it leads."""

    start: int
    end: int
    target: str
    email: bool


def may_hold(text: str) -> bool:
    """Say whether a text could hold bare addresses: cheap."""
    return "://" in text or "@" in text or "ww." in text or "WW." in text


def find(text: str) -> Iterator[Address]:
    """Find the bare addresses of a text."""
    for found in re.finditer(_CANDIDATE, text):
        shown = found.group()
        if "://" in shown or shown[:4].lower() == "www.":
            address = _web(found.start(), shown)
        else:
            address = _mail(found.start(), shown)
        if address is not None:
            yield address


def _web(start: int, shown: str) -> Address | None:
    if cut := re.search(_FULL_WIDTH, shown):
        shown = shown[: cut.start()]
    shown = _trimmed(shown)
    _, colon, rest = shown.partition("://")
    domain = re.split(r"[/?#]", rest if colon else shown, maxsplit=1)[0]
    if not _is_domain(domain.rpartition("@")[2], dotted=not colon):
        return None
    return Address(start, start + len(shown), shown if colon else f"http://{shown}", email=False)


def _mail(start: int, shown: str) -> Address | None:
    scheme = shown.partition(":")[0].lower() if ":" in shown else ""
    if scheme != "xmpp" and (plain := re.match(_MAIL, shown)):
        shown = plain.group()
    shown = shown.rstrip(".")
    if shown[-1] in "-_":
        return None
    return Address(start, start + len(shown), shown, email=not scheme)


def _trimmed(shown: str) -> str:
    """Leave trailing punctuation outside, and brackets that open before the address."""
    surplus = shown.count(")") - shown.count("(")
    while shown:
        last = shown[-1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last == ";" and (entity := re.search(_ENTITY, shown[-40:])):
            shown = shown[: entity.start() - min(len(shown), 40)]
            continue
        elif last not in _TRAILING:
            break
        shown = shown[:-1]
    return shown


def _is_domain(domain: str, *, dotted: bool) -> bool:
    """Check a host: the last two parts have no underscore; a port may follow."""
    host = domain.partition(":")[0]
    parts = host.split(".")
    if not all(parts) or (dotted and len(parts) < 2):  # noqa: PLR2004 - a name and its domain
        return False
    if any("_" in part for part in parts[-2:]):
        return False
    return re.fullmatch(_HOST, host) is not None


def link(text: str) -> list[Event]:
    """Split a text at its addresses into text and link events."""
    events: list[Event] = []
    done = 0
    for address in find(text):
        if address.start > done:
            events.append({"Text": text[done : address.start]})
        kind = "Email" if address.email else "Autolink"
        data = {"link_type": kind, "dest_url": address.target, "title": "", "id": ""}
        events += (
            {"Start": {"Link": data}},
            {"Text": text[address.start : address.end]},
            {"End": "Link"},
        )
        done = address.end
    if done < len(text):
        events.append({"Text": text[done:]})
    return events


def apply(events: list[Event], places: list[int], *, anchored: bool) -> list[Event]:
    """Link the bare addresses in the texts at these places; `anchored`: not within raw `<a>`."""
    taken = _in_anchors(events) if anchored else frozenset()
    out: list[Event] = []
    done = 0
    for place in places:
        event = events[place]
        if isinstance(event, dict) and place not in taken:
            out += events[done:place]
            out += link(event["Text"])
            done = place + 1
    return out + events[done:] if done else events


def _in_anchors(events: list[Event]) -> frozenset[int]:
    """Find what stands within links of raw HTML, up to the end of their paragraph."""
    taken: set[int] = set()
    anchors = 0
    for place, event in enumerate(events):
        if not isinstance(event, dict):
            continue
        if "InlineHtml" in event:
            anchors = max(0, anchors + _anchor(event["InlineHtml"]))
        elif tag_name(event.get("End", "")) in BLOCKS:
            anchors = 0
        elif anchors:
            taken.add(place)
    return frozenset(taken)


def _anchor(html: str) -> int:
    tag = html[:3].lower()
    if tag == "</a":
        return -1
    return tag[:2] == "<a" and not html[2:3].isalnum()
