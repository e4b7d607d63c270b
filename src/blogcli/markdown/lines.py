"""The visible text of a body line by line, for showing where something was found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

from blogcli.markdown import callouts
from blogcli.markdown.events import tag_name
from blogcli.markdown.prepared import read
from blogcli.markdown.source import Places, Ranged

_SAYING = ("Code", "InlineMath", "DisplayMath")
_MARK = r"==(?=\S)([^=\n]+?)(?<=\S)=="
_CODE = "\ufdd0"  # a noncharacter: stands for code while marks are taken away


def visible(body: str) -> list[tuple[int, str]]:
    """Give the visible text of each line that has any, with the line's number from 1."""
    source, events = read(body)
    return _Lines(Places(source.data)).of(events)


class _Lines:
    def __init__(self, places: Places) -> None:
        self.places = places
        self.found: defaultdict[int, list[tuple[str, bool]]] = defaultdict(list)
        self.raw: list[tuple[str, int]] = []

    def of(self, events: list[Ranged]) -> list[tuple[int, str]]:
        in_code = False
        line = self.places.line
        for event, start, _ in events:
            if isinstance(event, str):
                continue
            if (text := event.get("Text")) is not None:  # most events, so they come first
                self._say(text, line(start), code=in_code)
                continue
            ((kind, value),) = event.items()
            if kind == "Start":
                in_code = tag_name(value) == "CodeBlock"
            elif kind == "End":
                in_code = False
            self._others(kind, value, line(start), in_code=in_code)
        self._markup()
        lines = ((number, self._line(number)) for number in sorted(self.found))
        return [(number, text) for number, text in lines if text]

    def _others(self, kind: str, value: object, line: int, *, in_code: bool) -> None:
        """Take what is said by all but plain text."""
        if kind == "Start" and value == "TableCell":
            self._say(" ", line, code=False)
        elif kind == "End":
            self._markup()
        elif kind in {"Html", "InlineHtml"}:
            self.raw.append((str(value), line))
            if kind == "InlineHtml":
                self._markup()
        elif kind in _SAYING:
            self._say(str(value), line, code=in_code or kind == "Code")

    def _say(self, text: str, line: int, *, code: bool) -> None:
        if "\n" not in text:
            self.found[line].append((text, code))
            return
        for number, piece in enumerate(text.split("\n"), line):
            if piece:
                self.found[number].append((piece, code))

    def _markup(self) -> None:
        """Take the words from raw HTML, whose lines came one by one."""
        if not self.raw:
            return
        import html

        from blogcli.markdown import markup

        raw, self.raw = self.raw, []
        starts, length = [], 0
        for piece, _ in raw:
            starts.append(length)
            length += len(piece)
        for token in markup.scan("".join(piece for piece, _ in raw)):
            if token.kind == "text" or (token.kind != "hidden" and not markup.is_tag(token.name)):
                index = bisect_right(starts, token.start) - 1
                self._say(html.unescape(token.source), raw[index][1], code=False)
            elif token.name in {"br", "td", "th", "li", "p"}:
                index = bisect_right(starts, token.start) - 1
                self._say(" ", raw[index][1], code=False)

    def _line(self, number: int) -> str:
        pieces = self.found[number]
        if len(pieces) == 1 and pieces[0][1]:
            return " ".join(pieces[0][0].split())
        text = "".join(_CODE if code else piece for piece, code in pieces)
        if "==" in text:
            text = re.sub(_MARK, r"\1", text)
        if "{" in text:
            text = _without_attributes(text)
        if text.startswith("[!"):
            text = callouts.without_mark(text)
        for piece, code in pieces:
            if code:
                text = text.replace(_CODE, piece, 1)
        return " ".join(text.split())


def _without_attributes(text: str) -> str:
    from blogcli.markdown.attributes import LIST

    return LIST.sub("", re.sub(rf"\[([^\[\]\n]*)\](?:{LIST.pattern})", r"\1", text))
