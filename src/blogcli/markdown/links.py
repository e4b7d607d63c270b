"""Where a post points: links and images, with their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from blogcli.markdown import autolinks, markup
from blogcli.markdown.events import Event, plain_text
from blogcli.markdown.prepared import read
from blogcli.markdown.source import Places, Ranged, clean


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or image; `line` and `column` count from 1, columns in code points."""

    kind: Literal["link", "image"]
    target: str
    """As written, in Markdown or raw HTML; bare addresses with their scheme."""
    text: str
    """The link's words, or the image's alternative text."""
    line: int
    column: int


def references(text: str) -> list[Reference]:
    """Find links and images in a body, in order; lines count from its first, 1."""
    source, events = read(text)
    places = Places(clean(text).encode())
    found: list[Reference] = []
    for kind, target, words, offset in _Finder(events).run():
        place = source.original(offset)
        found.append(
            Reference(
                kind, target, " ".join(words.split()), places.line(place), places.column(place)
            )
        )
    return found


class _Finder:
    """Walks the parser's events; texts come in pieces, each a slice of the source."""

    def __init__(self, events: list[Ranged]) -> None:
        self.events = events
        self.pieces: list[tuple[str, int]] = []
        self.quiet = 0  # within a link, image or code: no bare addresses here
        self.anchor: tuple[str, int, list[str]] | None = None  # an open `<a>` of raw HTML

    def run(self) -> Iterator[tuple[Literal["link", "image"], str, str, int]]:
        """Give kind, target, words and byte offset of each."""
        for position, (event, start, _) in enumerate(self.events):
            if isinstance(event, dict) and "Text" in event:
                self._text(event["Text"], start)
                continue
            yield from self._bare()
            if isinstance(event, str):
                continue
            ((kind, value),) = event.items()
            if kind in {"Html", "InlineHtml"}:
                yield from self._markup(value, start)
            elif kind == "Start" and isinstance(value, dict):
                yield from self._started(value, position, start)
            elif kind == "End" and value in ("Link", "Image", "CodeBlock"):
                self.quiet -= 1
        yield from self._bare()
        yield from self._anchored()

    def _text(self, text: str, start: int) -> None:
        if self.anchor is not None:
            self.anchor[2].append(text)
        elif not self.quiet:
            self.pieces.append((text, start))

    def _started(
        self, tag: dict[str, dict[str, str]], position: int, start: int
    ) -> Iterator[tuple[Literal["link", "image"], str, str, int]]:
        name = next(iter(tag))
        if name not in {"Link", "Image", "CodeBlock"}:
            return
        self.quiet += 1
        if name != "CodeBlock":
            words = plain_text(self._inside(position))
            kind: Literal["link", "image"] = "link" if name == "Link" else "image"
            yield kind, tag[name]["dest_url"], words, start

    def _inside(self, position: int) -> Iterator[Event]:
        depth = 0
        for place in range(position, len(self.events)):
            event = self.events[place][0]
            if isinstance(event, dict):
                depth += ("Start" in event) - ("End" in event)
                if depth == 0:
                    return
            yield event

    def _bare(self) -> Iterator[tuple[Literal["link", "image"], str, str, int]]:
        if not self.pieces:
            return
        pieces, self.pieces = self.pieces, []
        text = "".join([piece for piece, _ in pieces])
        if not autolinks.may_hold(text):
            return
        ends = list(accumulate(len(piece) for piece, _ in pieces))
        for address in autolinks.find(text):
            place = bisect_right(ends, address.start)
            piece, start = pieces[place]
            before = piece[: address.start - ends[place] + len(piece)]
            target = f"mailto:{address.target}" if address.email else address.target
            shown = text[address.start : address.end]
            yield "link", target, shown, start + len(before.encode())

    def _markup(
        self, source: str, start: int
    ) -> Iterator[tuple[Literal["link", "image"], str, str, int]]:
        for token in markup.scan(source):
            offset = start + len(source[: token.start].encode())
            if token.kind == "text" and self.anchor is not None:
                self.anchor[2].append(token.source)
            elif token.kind == "close" and token.name == "a":
                yield from self._anchored()
            elif token.kind == "open" and token.name == "img":
                attributes = token.attributes()
                yield "image", attributes.get("src", ""), attributes.get("alt", ""), offset
            elif token.kind == "open" and token.name == "a":
                yield from self._anchored()
                target = token.attributes().get("href")
                self.anchor = (target, offset, []) if target is not None else None

    def _anchored(self) -> Iterator[tuple[Literal["link", "image"], str, str, int]]:
        if self.anchor is not None:
            target, offset, words = self.anchor
            self.anchor = None
            yield "link", target, "".join(words), offset
