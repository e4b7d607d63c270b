"""Events → plain text, and what is counted and found in it."""

from __future__ import annotations

import re
import unicodedata

from blogcli.markdown.events import BLOCKS, Event, inside, tag_name
from blogcli.markdown.reduce import reduce_html

_TITLE = 60

_IDEOGRAPH = (
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)
_BEYOND = r"[^\x00-\u2fff]"
"""Holds all ideographs, whose set is only compiled where one may be found."""
_WORD = r"[^\W_]\S*"
_SAYING = ("Text", "Code", "InlineMath", "DisplayMath")
_BREAKS = {"SoftBreak": " ", "HardBreak": "\n", "Rule": ""}
_WIDTHS = {"": 0, "\t": 1, "\n": 2, "\n\n": 3}
_SEPARATORS = {"TableRow": "\n", "TableHead": "\n", "TableCell": "\t", "Item": "\n"}


def to_text(events: list[Event]) -> str:
    """Give the plain reading text: every word, blocks separated by blank lines.

    Items of lists and rows of tables take a line each, cells are separated by tabs.
    """
    return reduced_to_text(reduce_html(events))


def reduced_to_text(events: list[Event]) -> str:
    """Do the same with events whose raw HTML is reduced already."""
    reader = _Reader()
    for event in events:
        if type(event) is not dict:
            reader.parts.append(_BREAKS[str(event)])
        elif "Start" in event:
            reader.tag(tag_name(event["Start"]), 1)
        elif "End" in event:
            reader.tag(tag_name(event["End"]), -1)
        else:
            ((kind, value),) = event.items()
            if kind in _SAYING:
                reader.say(value)
    reader.flush()
    return "".join(reader.out)


class _Reader:
    """Gathers words into blocks."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.parts: list[str] = []
        self.separator = ""  # the widest of what has been passed since the last words
        self.lists = 0
        self.pictured = False  # an image has just ended

    def say(self, text: str) -> None:
        if self.pictured and text[:1].isalnum():
            self.parts.append(" ")
        self.parts.append(text)
        self.pictured = False

    def tag(self, name: str, step: int) -> None:
        if name not in BLOCKS:
            if name == "Image":
                self._image(step)
            return
        self.flush()
        self.lists += step * (name == "List")
        name = "Item" if name == "List" and self.lists > 0 else name
        new = _SEPARATORS.get(name, "\n\n")
        if _WIDTHS[new] > _WIDTHS[self.separator]:
            self.separator = new

    def _image(self, step: int) -> None:
        """Keep the words of an image apart from those around it."""
        self.pictured = step < 0
        if step > 0 and self.parts and not self.parts[-1][-1:].isspace():
            self.parts.append(" ")

    def flush(self) -> None:
        if text := "".join(self.parts).strip():
            self.out += (self.separator if self.out else "", text)
            self.separator = ""
        self.parts.clear()


def title_of(events: list[Event]) -> str:
    """Give the text of the first heading that has any, else the first words; empty if there are none."""  # noqa: E501 - one sentence
    events = reduce_html(events)
    for _, text, _ in outline(events):
        if text:
            return text
    return excerpt(reduced_to_text(events), _TITLE)


def outline(events: list[Event]) -> list[tuple[int, str, str]]:
    """List the headings: level from 1 to 6, text, id."""
    found: list[tuple[int, str, str]] = []
    for position, event in enumerate(events):
        if type(event) is not dict or "Start" not in event:
            continue
        tag = event["Start"]
        if type(tag) is dict and (heading := tag.get("Heading")):
            text = to_text(list(inside(events, position)))
            found.append((int(heading["level"][1]), " ".join(text.split()), heading["id"] or ""))
    return found


def word_count(text: str) -> int:
    """Count words; in Chinese and Japanese, characters."""
    ideographs = len(re.findall(_IDEOGRAPH, text)) if re.search(_BEYOND, text) else 0
    return ideographs + len(
        re.findall(_WORD, re.sub(_IDEOGRAPH, " ", text) if ideographs else text)
    )


def excerpt(text: str, limit: int) -> str:
    """Shorten to at most `limit` code points, at the end of a word, with `…` for what is left out."""  # noqa: E501 - one sentence
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    cut = limit - 1
    if text[cut] != " " and (space := text.rfind(" ", 0, cut)) > 0:
        cut = space
    while cut > 0 and (unicodedata.combining(text[cut]) or text[cut] == "\u200d"):
        cut -= 1
    return text[:cut].rstrip(" ,;:–—-") + "…"
