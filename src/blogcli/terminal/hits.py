"""What a search found, as a list for a person: title, date, tags, and the passage that matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from blogcli.blog.lines import resolved
from blogcli.terminal.console import Console
from blogcli.terminal.post_table import relative_date
from blogcli.terminal.text import cells, cut, cut_begin, one_line

_INDENT = "  "


def lines(
    console: Console, records: Iterable[Mapping[str, object]], now: datetime
) -> Iterator[str]:
    """Give the list line by line, an empty line between posts."""
    first = True
    for record in records:
        if not first:
            yield ""
        first = False
        yield _title(console, record)
        yield _facts(console, record, now)
        yield from _snippet(console, record)


def _title(console: Console, record: Mapping[str, object]) -> str:
    line = one_line(resolved(str(record["title"])))
    title = console.paint(cut(line, console.width), "post.title")
    if record["status"] == "published":
        return title
    room = console.width - cells(line) - 2
    status = str(record["status"])
    return f"{title}  {console.paint(status, f'status.{status}')}" if room > len(status) else title


def _facts(console: Console, record: Mapping[str, object], now: datetime) -> str:
    tags = record["tags"]
    place = f"{one_line(str(record['path']))}:{record['line']}"
    shown = cut_begin(place, console.width - len(_INDENT))
    line = _INDENT + console.paint(shown, "path")
    room = console.width - len(_INDENT) - cells(shown)
    parts = [(relative_date(record["date"], now), "post.date")]
    if isinstance(tags, list) and tags:
        parts.append((one_line(" ".join(f"#{tag}" for tag in tags)), "post.tag"))
    for text, style in parts:
        if text and cells(text) + 2 <= room:
            line += f"  {console.paint(text, style)}"
            room -= cells(text) + 2
    return line


def _snippet(console: Console, record: Mapping[str, object]) -> Iterator[str]:
    """Wrap the passage to the width, its matches marked."""
    text, matches = str(record["snippet"]), record["matches"]
    if not text:
        return
    marks = [pair for pair in matches if pair] if isinstance(matches, list) else []
    for begin, end in _wrapped(text, max(1, console.width - len(_INDENT))):
        yield _INDENT + _marked(console, text, (begin, end), marks)


def _wrapped(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Break text into pieces of at most `width` cells, at spaces where there are any."""
    begin = 0
    while begin < len(text):
        end = _reach(text, begin, width)
        if end < len(text):
            space = text.rfind(" ", begin + 1, end + 1)
            end = space if space > begin else end
        yield begin, end
        begin = end
        while begin < len(text) and text[begin] == " ":
            begin += 1


def _reach(text: str, begin: int, width: int) -> int:
    """Say up to where `width` cells reach: at least one code point."""
    end = min(len(text), begin + width)
    while end > begin + 1 and cells(one_line(text[begin:end])) > width:
        end -= 1
    return end


def _marked(
    console: Console, text: str, span: tuple[int, int], marks: Sequence[Sequence[int]]
) -> str:
    begin, end = span
    parts = []
    for mark_begin, mark_end in marks:
        left, right = max(mark_begin, begin), min(mark_end, end)
        if left < right:
            parts.append(one_line(text[begin:left]))
            parts.append(console.paint(one_line(text[left:right]), "match"))
            begin = right
    return "".join([*parts, one_line(text[begin:end])])
