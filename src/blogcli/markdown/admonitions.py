"""Callouts of other generators → those of GFM, line for line.

Python-Markdown writes `!!! note "Title"`; Docusaurus, VuePress, Astro and Quarto write
`:::note[Title]` … `:::`, each in its way; themes of Hugo `{{< admonition note "Title" >}}` …
`{{< /admonition >}}`, those of Hexo `{% note info %}` … `{% endnote %}`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from blogcli.markdown.callouts import kind_of
from blogcli.markdown.source import Edit, Source, ranged

_INDENTED = re.compile(
    rb"^(?:!!!|\?\?\?\+?)[ \t]+(?P<name>[A-Za-z]+)(?P<more>[^\n\"]*)"
    rb"(?:\"(?P<title>[^\"\n]*)\")?[ \t]*$"
)
_FENCED = re.compile(
    rb"^:{3,}[ \t]*(?:\{\.(?:callout-)?)?(?P<name>[A-Za-z]+)"
    rb"(?:\[([^\]\n]*)\]|[^\n]*\btitle=\"([^\"\n]*)\"[^\n]*|[ \t]+([^\n{}]*)|[^\n]*)$"
)
_SHORTCODE = re.compile(
    rb"^\{\{[<%][ \t]*(?:admonition|notice|hint|callout)[ \t]+(?:type=)?\"?(?P<name>[A-Za-z]+)\"?"
    rb"(?:[ \t]+(?:title=)?\"([^\"\n]*)\")?[^\n\"]*[>%]\}\}[ \t]*$"
    rb"|^\{%[ \t]*note[ \t]+(?P<hexo>[A-Za-z]+)(?:[ \t]++(?:no-icon\b)?([^\n%{}]*))?%\}[ \t]*$"
)
_SHORTCODE_END = re.compile(
    rb"^(?:\{\{[<%][ \t]*/[ \t]*(?:admonition|notice|hint|callout)[ \t]*[>%]\}\}"
    rb"|\{%[ \t]*endnote[ \t]*%\})[ \t]*$"
)
_STARTS = (b"!!!", b"???", b":::", b"{{<", b"{{%", b"{% ")
_ENDED = (b":::", b"{{<", b"{{%", b"{% ")
"""Starts of those that a line of their own ends."""
_HEXOS = {b"default": b"note", b"primary": b"note"}
_INDENT = re.compile(rb" {4}| {0,3}\t")
_FENCE = re.compile(rb"^ {0,3}:{3,}[ \t]*$")
_SILENT = re.compile(rb"^:{3,}[ \t]*(?:v-pre|raw|code-group|tabs|center|left|right)\b")
"""Containers of VuePress and VitePress that say nothing to a reader."""


def translate(source: Source) -> None:
    """Write the admonitions of a body as GFM's callouts, in place."""
    body = _Body(source.data)
    number = 0
    while number < len(body.lines):
        number = body.read(number)
    source.apply(body.edits)


class _Body:
    def __init__(self, data: bytes) -> None:
        self.lines = data.split(b"\n")
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))
        self.code = sorted(_code_lines(data, self.starts))
        self.ends = self._pairs()
        self.edits: list[Edit] = []
        self.silent: set[int] = set()  # fences that end what is not seen

    def is_code(self, number: int) -> bool:
        """Say whether a line lies in a fenced block of code."""
        index = bisect_right(self.code, (number, 1 << 62)) - 1
        return index >= 0 and self.code[index][0] <= number <= self.code[index][1]

    def read(self, number: int) -> int:
        """Edit the admonition that begins on a line, if one does; give the line to go on with."""
        line = self.lines[number]
        if number in self.silent:
            self._edit(number, len(line), b"")
            return number + 1
        if line[:3] not in _STARTS or self.is_code(number):
            return number + 1
        fenced = line[:3] in _ENDED
        found = _opening(line)
        end = self.ends.get(number) if fenced else _end_of_indented(self.lines, number + 1)
        name = _name(found) if found else b""
        if end is not None and _SILENT.match(line):
            self._edit(number, len(line), b"")
            self.silent.add(end)
            return number + 1
        if found is None or end is None or kind_of(name.decode()) is None:
            if line[:3] == b":::":
                self._edit(number, 0, b"\\")  # else it would be a definition
            return number + 1
        mark = b"> [!" + name.upper() + b"] " + _title(found)
        self._edit(number, len(line), mark.rstrip())
        for inner in range(number + 1, end):
            indent = None if fenced else _INDENT.match(self.lines[inner])
            self._edit(inner, indent.end() if indent else 0, b"> ")
        if fenced:
            self._edit(end, len(self.lines[end]), b"")
        return end + fenced

    def _edit(self, number: int, length: int, new: bytes) -> None:
        """Put something else in place of the first bytes of a line."""
        self.edits.append((self.starts[number], self.starts[number] + length, new))

    def _pairs(self) -> dict[int, int]:
        """Find the line that ends each `:::`, as they lie within each other."""
        pairs: dict[int, int] = {}
        waiting: list[int] = []
        for number, line in enumerate(self.lines):
            closes = _FENCE.match(line) is not None
            if (line[:3] not in _ENDED and not closes) or self.is_code(number):
                continue
            if closes or (line[:3] != b":::" and _SHORTCODE_END.match(line)):
                if waiting:
                    pairs[waiting.pop()] = number
            elif line[:3] == b":::" or _SHORTCODE.match(line):
                waiting.append(number)
        return pairs


def _opening(line: bytes) -> re.Match[bytes] | None:
    if line[:3] == b":::":
        return _FENCED.match(line)
    return (_SHORTCODE if line[:1] == b"{" else _INDENTED).match(line)


def _name(found: re.Match[bytes]) -> bytes:
    names = found.groupdict()
    name = names.get("name") or names.get("hexo") or b""
    if names.get("title"):
        # Python-Markdown takes any words, as classes: `!!! alert alert-warning "Title"`.
        words = re.findall(rb"[A-Za-z]+", name + b" " + names["more"])
        name = next((word for word in words if kind_of(word.decode())), b"note")
    return _HEXOS.get(name.lower(), name)


def _title(found: re.Match[bytes]) -> bytes:
    """Give the words that are no name."""
    names = {at for name, at in found.re.groupindex.items() if name != "title"}
    groups = enumerate(found.groups(), 1)
    return next((text for at, text in groups if text and at not in names), b"").strip()


def _end_of_indented(lines: list[bytes], first: int) -> int:
    end = first
    for number in range(first, len(lines)):
        line = lines[number]
        if line.startswith((b"    ", b"\t")):
            end = number + 1
        elif line.strip():
            break
    return end


def _code_lines(data: bytes, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Give the lines that each block of code takes, first and last."""
    for event, start, end in ranged(data):
        tag = event.get("Start") if isinstance(event, dict) else None
        if isinstance(tag, dict) and isinstance(tag.get("CodeBlock"), dict):
            yield bisect_right(starts, start) - 1, bisect_right(starts, max(end - 1, start)) - 1
