"""Where a post points: links and images, with their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, TypeAlias

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
    silent: bool = False
    """True for a picture of raw HTML that says `alt=""`: one that only decorates (HTML 4.8.4.4)."""


def references(text: str) -> list[Reference]:
    """Find links and images in a body, in order; lines count from its first, 1."""
    return Outline(text).references()


class Outline:
    """A body read once: its links and headings, with their places."""

    def __init__(self, text: str) -> None:
        self._source, self._events = read(text)
        self._places = Places(clean(text).encode())

    def references(self) -> list[Reference]:
        """Find links and images, in order; lines count from the body's first, 1."""
        found: list[Reference] = []
        for kind, target, words, offset in _Finder(self._events).run():
            silent, shown = words is None, " ".join((words or "").split())
            found.append(Reference(kind, target, shown, *self._place(offset), silent))
        return found

    def headings(self) -> list[tuple[int, int, int]]:
        """Give the level, line and column of every heading that holds something, in order."""
        found: list[tuple[int, int, int]] = []
        for position, (event, start, _) in enumerate(self._events):
            if not isinstance(event, dict):
                continue
            if isinstance(tag := event.get("Start"), dict) and "Heading" in tag:
                following = self._events[position + 1][0]
                if not (isinstance(following, dict) and "End" in following):
                    found.append((int(tag["Heading"]["level"][1]), *self._place(start)))
            elif source := event.get("Html") or event.get("InlineHtml"):
                for token in markup.scan(source) if "<h" in source or "<H" in source else ():
                    if token.kind == "open" and (level := _LEVELS.get(token.name)):
                        at = start + len(source[: token.start].encode())
                        found.append((level, *self._place(at)))
        return found

    def lost_cells(self) -> list[tuple[str, int, int]]:
        """Give what stands in rows of tables behind the last cell that the head has a column for.

        It is in no output (GFM 0.29 §4.10: "the excess is ignored"): text, line and column.
        """
        found: list[tuple[str, int, int]] = []
        end = 0
        for event, _, behind in self._events:
            if isinstance(event, dict) and event.get("End") == "TableCell":
                end = behind
            elif isinstance(event, dict) and event.get("End") == "TableRow":
                rest = self._source.data[end:behind].decode("utf-8", "replace")
                if words := rest.strip(" \t\r\n|>"):
                    before = rest[: rest.index(words)].encode()
                    found.append((words, *self._place(end + len(before))))
        return found

    def _place(self, offset: int) -> tuple[int, int]:
        place = self._source.original(offset)
        return self._places.line(place), self._places.column(place)


def _is_mail(link: dict[str, str]) -> bool:
    """Say whether a link is `<a@b.fi>`, which has no scheme of its own."""
    return link.get("link_type") == "Email" and not link["dest_url"].startswith("mailto:")


_LEVELS = {f"h{level}": level for level in range(1, 7)}


_Found: TypeAlias = tuple[Literal["link", "image"], str, str | None, int]
"""Kind, target, words (None: a picture says that it needs none) and byte offset."""


class _Finder:
    """Walks the parser's events; texts come in pieces, each a slice of the source."""

    def __init__(self, events: list[Ranged]) -> None:
        self.events = events
        self.pieces: list[tuple[str, int]] = []
        self.quiet = 0  # within a link, image or code: no bare addresses here
        self.anchor: tuple[str, int, list[str]] | None = None  # an open `<a>` of raw HTML

    def run(self) -> Iterator[_Found]:
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
    ) -> Iterator[_Found]:
        name = next(iter(tag))
        if name not in {"Link", "Image", "CodeBlock"}:
            return
        self.quiet += 1
        if name != "CodeBlock":
            words = plain_text(self._inside(position))
            kind: Literal["link", "image"] = "link" if name == "Link" else "image"
            target = tag[name]["dest_url"]
            yield kind, f"mailto:{target}" if _is_mail(tag[name]) else target, words, start

    def _inside(self, position: int) -> Iterator[Event]:
        depth = 0
        for place in range(position, len(self.events)):
            event = self.events[place][0]
            if isinstance(event, dict):
                depth += ("Start" in event) - ("End" in event)
                if depth == 0:
                    return
            yield event

    def _bare(self) -> Iterator[_Found]:
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

    def _markup(self, source: str, start: int) -> Iterator[_Found]:
        for token in markup.scan(source):
            offset = start + len(source[: token.start].encode())
            if token.kind == "text" and self.anchor is not None:
                self.anchor[2].append(token.source)
            elif token.kind == "close" and token.name == "a":
                yield from self._anchored()
            elif token.kind == "open" and token.name == "img":
                attributes = token.attributes()
                alt = attributes.get("alt", "")
                silent = "alt" in attributes and not alt.strip()
                yield "image", attributes.get("src", ""), None if silent else alt, offset
            elif token.kind == "open" and token.name == "a":
                yield from self._anchored()
                target = token.attributes().get("href")
                self.anchor = (target, offset, []) if target is not None else None

    def _anchored(self) -> Iterator[_Found]:
        if self.anchor is not None:
            target, offset, words = self.anchor
            self.anchor = None
            yield "link", target, "".join(words), offset
