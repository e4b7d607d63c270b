"""Markdown on a terminal, built from the one event stream, with no word lost."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from blogcli.markdown.parse import parse
from blogcli.markdown.reduce import reduce_html
from blogcli.terminal.renderer.blocks import Blocks, Look
from blogcli.terminal.renderer.header import Facts, header_lines

__all__ = ["Facts", "Lines", "Look", "body_lines", "header_lines"]


def body_lines(body: str, lang: str, look: Look) -> Iterator[Text]:
    """Give the lines of a post's text.

    Raises:
        Nothing for any text: what has no form of its own is shown as its source.
    """
    return Blocks(look, lang).lines(reduce_html(parse(body, lang)))


class Lines:
    """Ready lines as one renderable, which Rich neither wraps nor pads again."""

    def __init__(self, lines: Iterator[Text]) -> None:
        self._lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._lines:
            # Rich gives text that has a style as a whole, and no other, without it.
            styled = Text().append_text(line) if line.style else line
            yield from styled.render(console, end="\n")
