"""Tables in HTML: alignment, scopes, and a frame that scrolls where the page is narrow."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from blogcli.markdown import markup
from blogcli.markdown.events import Event
from blogcli.markdown.html_options import Words

_NUMBER = re.compile(r"[^\w\s]{0,2}\s?\d[\d\s.,:/+%‰°$€£¥×()–−-]{0,20}(?:\s?[^\W\d]{1,3}[²³]?)?")
_LONG = 30
"""Letters: a cell of more gets room for some words on a line, however many columns there are."""
_ALIGNMENTS = {"Left": "left", "Center": "center", "Right": "right"}


class Table:
    """Writes the tags of one table; cells come in order."""

    def __init__(self, alignments: tuple[str, ...], *, bare: bool) -> None:
        self.alignments = alignments
        self.bare = bare
        self.in_head = False
        self.has_body = False
        self.names_rows = False
        self.column = 0
        self.tag = "td"

    def find_row_names(self, events: Sequence[Event], position: int) -> None:
        """See whether the first column names the rows: the first cell of the head is empty."""
        start = [{"Start": "TableHead"}, {"Start": "TableCell"}, {"End": "TableCell"}]
        self.names_rows = not self.bare and list(events[position + 1 : position + 4]) == start

    def start(self, words: Words, lang: str) -> str:
        """Begin the table, with words that name it to those who can't see it."""
        if self.bare:
            return "<table>\n"
        own = f' lang="{escape(lang)}"' if words.lang and lang else ""
        return f"{_frame(words)}<table{own}>\n"

    def head(self) -> str:
        """Begin the head."""
        self.in_head, self.column = True, 0
        return "<thead>\n<tr>\n"

    def row(self) -> str:
        """Begin a row of the body."""
        self.column = 0
        first, self.has_body = not self.has_body, True
        return "<tbody>\n<tr>\n" if first else "<tr>\n"

    def cell(self, text: str) -> str:
        """Begin a cell that says `text`: running text is told apart from numbers."""
        column, self.column = self.column, self.column + 1
        name_of_row = self.names_rows and column == 0
        self.tag = "th" if self.in_head != name_of_row else "td"
        scope = ""
        if self.tag == "th" and not self.bare:
            scope = ' scope="col"' if self.in_head else ' scope="row"'
        scope += "" if self.bare else _kind(text.strip())
        side = _ALIGNMENTS.get(self.alignments[column] if column < len(self.alignments) else "")
        style = f' style="text-align: {side}"' if side else ""
        return f"<{self.tag}{scope}{style}>"

    def end_cell(self) -> str:
        """End a cell."""
        return f"</{self.tag}>\n"

    def end_head(self) -> str:
        """End the head."""
        self.in_head = False
        return "</tr>\n</thead>\n"

    def end_row(self) -> str:
        """End a row."""
        return "</tr>\n"

    def end(self) -> str:
        """End the table."""
        body = "</tbody>\n" if self.has_body else ""
        return f"{body}</table>\n" if self.bare else f"{body}</table>\n</div>\n"


def framed(source: str, words: Words, lang: str) -> str:
    """Put each table of raw HTML in a frame that scrolls; one left open, or afloat, stays bare."""
    if "<table" not in source.lower():
        return source
    depth, floats, out = 0, False, []
    for token in markup.scan(source):
        written = token.source
        if token.name == "table" and token.kind == "open":
            floats = floats if depth else bool(_AFLOAT.search(written))
            if not depth and not floats:
                out.append(_frame(words))
                if words.lang and lang and "lang" not in token.attributes():
                    written = f'<table lang="{escape(lang)}"{written[len("<table") :]}'
            depth += 1
        out.append(written)
        if token.name == "table" and token.kind == "close":
            depth -= 1
            out += ["\n</div>"] if not depth and not floats else []
        if depth < 0:
            return source
    return source if depth else "".join(out)


_AFLOAT = re.compile(r"(?i)\balign\s*=\s*[\"']?(?:left|right)|float\s*:")


def _frame(words: Words) -> str:
    label = f'aria-label="{escape(words.table)}"{words.mark}'
    return f'<div class="table" role="group" tabindex="0" {label}>\n'


def _kind(text: str) -> str:
    if len(text) > _LONG:
        return ' class="long"'
    return ' class="number"' if _NUMBER.fullmatch(text) else ""


ENDS: dict[str, Callable[[Table], str]] = {
    "TableCell": Table.end_cell,
    "TableHead": Table.end_head,
    "TableRow": Table.end_row,
    "Table": Table.end,
}
