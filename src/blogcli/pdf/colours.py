"""The colours of code: its parts by line, each with the name of a style of the templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from blogcli.markdown.highlight import tokens

if TYPE_CHECKING:
    from pygments.token import _TokenType

Line: TypeAlias = list[str | list[str]]
"""Plain parts, and pairs of style and part."""

TAB = 4
"""Columns from one tab stop to the next, as in `design.typ`."""

_STYLES = {
    "Comment": "comment",
    "Comment.Preproc": "keyword",
    "Keyword": "keyword",
    "Keyword.Constant": "number",
    "Literal.Number": "number",
    "Literal.String": "string",
    "Name.Attribute": "tag",
    "Name.Builtin": "name",
    "Name.Class": "name",
    "Name.Constant": "number",
    "Name.Function": "name",
    "Name.Tag": "tag",
    "Operator.Word": "keyword",
    "Generic.Deleted": "deleted",
    "Generic.Heading": "heading",
    "Generic.Inserted": "string",
    "Generic.Subheading": "heading",
}
"""By the kinds of Pygments; what is not named follows the kind above it."""


def coloured_lines(code: str, language: str) -> list[Line] | None:
    """Divide code into lines and parts; None where it stays plain."""
    # Many lexers know a line by its end.
    found = tokens(f"{code}\n", language)
    if found is None:
        return None
    lines: list[Line] = [[]]
    for style, text in _runs(found):
        first, *more = text.split("\n")
        _add(lines[-1], style, first)
        for line in more:
            lines.append([])
            _add(lines[-1], style, line)
    return [_without_tabs(line) for line in lines[:-1]]


def _runs(found: Iterable[tuple[_TokenType, str]]) -> Iterator[tuple[str, str]]:
    """Join neighbours that look alike; spaces look like whatever they stand beside."""
    last, text = "", ""
    for kind, value in found:
        style = last if value.isspace() else _style(kind)
        if style != last:
            yield last, text
            last, text = style, ""
        text += value
    yield last, text


@lru_cache(maxsize=512)
def _style(kind: _TokenType) -> str:
    for one in (*reversed(kind.split()),):
        if (name := ".".join(one)) in _STYLES:
            return _STYLES[name]
    return ""


def _add(line: Line, style: str, text: str) -> None:
    if text:
        line.append([style, text] if style else text)


def _without_tabs(line: Line) -> Line:
    """Put spaces in the place of tabs, as far as each reaches from where it stands."""
    column = 0
    filled: Line = []
    for part in line:
        style, text = ("", part) if isinstance(part, str) else part
        shown = (" " * column + text).expandtabs(TAB)[column:] if "\t" in text else text
        column += len(shown)
        _add(filled, style, shown)
    return filled
