"""The text that is parsed: what the author wrote, made safe for the parser, with a way back.

Three things are mended in the source, since events have lost what they need: tags of other
generators (`generators`), dollars that are no maths by Pandoc's rules, and bare addresses that
emphasis would cut. No line is added or removed; `Source.original` leads back to the columns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pyromark

from blogcli.markdown.events import Event

_FLAGS = pyromark.Options
EXTENSIONS = (
    _FLAGS.ENABLE_TABLES
    | _FLAGS.ENABLE_FOOTNOTES
    | _FLAGS.ENABLE_STRIKETHROUGH
    | _FLAGS.ENABLE_TASKLISTS
    | _FLAGS.ENABLE_HEADING_ATTRIBUTES
    | _FLAGS.ENABLE_MATH
    | _FLAGS.ENABLE_GFM
    | _FLAGS.ENABLE_DEFINITION_LIST
)
FULL = pyromark.Markdown(options=EXTENSIONS)
PLAIN = pyromark.Markdown()

Edit: TypeAlias = tuple[int, int, bytes]
"""Bytes from…to of the source, and what stands there instead."""

Ranged: TypeAlias = tuple[Event, int, int]
"""An event, and from which to which byte of the source it was read."""

_ROUNDS = 6  # each mends every fault it sees; what is left then stays as the parser took it
_EMPHASES = frozenset({"Emphasis", "Strong", "Strikethrough"})
# From the last sign of an address in a word to the first mark after it, so in linear time.
_MARKED_ADDRESS = re.compile(r"(?:://|www\.)(?:(?!://|www\.)[^\s_*~])*[_*~]")
_CALLOUT = re.compile(
    r"(?m)^(?:\{\{[<%][ \t]*(?:admonition|notice|hint|callout)\b|\{%[ \t]*note\b)"
)
_WORD = re.compile(rb"[^\s<]*")
_DELIMITER = re.compile(rb"(?<!\\)[_*~$]")


def has_tags(text: str) -> bool:
    """Say whether a text could hold tags of other generators (`generators`): cheap."""
    # To look for one letter takes a tenth of the time that two take.
    return "{" in text and ("{{" in text or "{%" in text)


def has_admonitions(text: str) -> bool:
    """Say whether a text could hold callouts of other generators (`admonitions`): cheap."""
    plain = (
        (":" in text and ":::" in text)
        or ("!" in text and "!!! " in text)
        or ("?" in text and ("??? " in text or "???+ " in text))
    )
    return plain or (has_tags(text) and _CALLOUT.search(text) is not None)


def has_wikilinks(text: str) -> bool:
    """Say whether a text could hold links between notes (`wikilinks`): cheap."""
    return "[[" in text


@dataclass(slots=True)
class Source:
    """Text as it goes to the parser; `original` gives the author's byte offset for one of its own."""  # noqa: E501 - one sentence

    data: bytes
    _layers: list[tuple[list[int], list[int]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text itself."""
        return self.data.decode("utf-8", "replace")

    def apply(self, edits: Sequence[Edit]) -> None:
        """Make edits, which are sorted and don't overlap."""
        if not edits:
            return
        pieces: list[bytes] = []
        ends, shifts = [0], [0]
        done = length = 0
        for start, end, new in edits:
            pieces += (self.data[done:start], new)
            length += start - done + len(new)
            done = end
            ends.append(length)
            shifts.append(end - length)
        pieces.append(self.data[done:])
        self.data = b"".join(pieces)
        self._layers.append((ends, shifts))

    def original(self, offset: int) -> int:
        """Lead a byte offset back to the text before all edits."""
        for ends, shifts in reversed(self._layers):
            offset += shifts[bisect_right(ends, offset) - 1]
        return offset


def clean(text: str) -> str:
    """Replace what no parser or encoder takes: NUL (CommonMark 0.31.2 §2.3) and lone surrogates."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def ranged(data: bytes) -> list[Ranged]:
    """Read Markdown into events and their byte offsets, before our passes; texts come in pieces."""
    pairs = FULL.events_with_range(data.decode("utf-8", "replace"))
    return [(event, span["start"], span["end"]) for event, span in pairs]  # type: ignore[misc]


def may_be_faulty(text: str) -> bool:
    """Say whether dollars or addresses could be misread here: cheap, and never wrongly no."""
    return "$" in text or _MARKED_ADDRESS.search(text) is not None


def faults(events: Iterable[Event]) -> Iterator[tuple[int, bool]]:
    """Find the events that only look like maths or emphasis: position, and whether all of the word is.

    Maths whose closing dollar is followed by a digit is none (Pandoc's manual, `tex_math_dollars`);
    within a bare address, delimiters are letters up to its end (GFM 0.29 §6.9).
    """  # noqa: E501 - one sentence
    tail = ""
    maths = -1
    for position, event in enumerate(events):
        if isinstance(event, str):
            tail, maths = "", -1
        elif (text := event.get("Text")) is not None:
            if maths >= 0 and text[:1].isdigit():
                yield maths, False
            tail, maths = tail + text, -1
        elif "InlineMath" in event or _opens_emphasis(event):
            if in_address(tail):
                yield position, True
            maths = position if "InlineMath" in event else -1
            tail = ""
        else:
            tail, maths = "", -1


def _opens_emphasis(event: dict[str, Any]) -> bool:
    tag = event.get("Start")
    return isinstance(tag, str) and tag in _EMPHASES


def in_address(before: str) -> bool:
    """Say whether a text ends within a bare address."""
    if not before or before[-1].isspace():
        return False
    last = before.rsplit(None, 1)[-1]
    return "://" in last or "www." in last


def mend(source: Source) -> list[Ranged]:
    """Escape each fault's delimiter, until none is left; give what is then read."""
    for _ in range(_ROUNDS):
        parsed = ranged(source.data)
        edits: list[Edit] = []
        done = 0
        for position, whole in faults(event for event, _, _ in parsed):
            start = max(parsed[position][1], done)
            word = _WORD.match(source.data, start) if whole else None
            done = max(done, word.end() if word else start + 1)
            signs = _DELIMITER.finditer(source.data, start, done)
            edits += [(sign.start(), sign.start(), b"\\") for sign in signs]
        if not edits:
            return parsed
        source.apply(edits)
    return ranged(source.data)


_LINE_ENDS = re.compile(rb"\r\n?|\n")


class Places:
    """Byte offsets of a text → its lines and columns, from 1 (columns in code points)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._starts = [0, *(found.end() for found in _LINE_ENDS.finditer(data))]

    def line(self, offset: int) -> int:
        """Give the line of a byte offset."""
        return bisect_right(self._starts, offset)

    def column(self, offset: int) -> int:
        """Give the column of a byte offset."""
        start = self._starts[self.line(offset) - 1]
        return len(self._data[start:offset].decode("utf-8", "replace")) + 1
