"""Text inside paragraphs: what may stand in a PDF, and where a line may break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeAlias

Node: TypeAlias = str | dict[str, Any]
Nodes: TypeAlias = list[Node]

INLINE_KINDS = frozenset(
    {
        "Emphasis",
        "Strong",
        "Strikethrough",
        "Superscript",
        "Subscript",
        "Mark",
        "Span",
        "Link",
        "Image",
    }
)
"""Tags of events that stand inside a paragraph (a span may hold paragraphs, too)."""

BLOCK_KINDS = frozenset(
    {
        "par",
        "heading",
        "quote",
        "callout",
        "listing",
        "list",
        "definitions",
        "table",
        "figure",
        "division",
        "rule",
        "seam",
        "item",
        "term",
        "definition",
    }
)
"""Kinds of nodes that stand between paragraphs."""

REPLACEMENT = "\ufffd"

_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if code not in {9, 10}}
# U+FEFF and noncharacters have no place in text for interchange (Unicode 23.7, 23.8).
_TABLE: dict[int, str | None] = {
    **_CONTROLS,
    0x09: " ",
    0xFEFF: None,
    0x2028: "\n",
    0x2029: "\n",
    **dict.fromkeys(range(0xFDD0, 0xFDF0)),
    **dict.fromkeys(
        code for plane in range(17) for code in (plane << 16 | 0xFFFE, plane << 16 | 0xFFFF)
    ),
}
_LEAST_PRIVATE = "\ue000"
_WIDE = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
"""Chinese and Japanese, which have no spaces."""
_FIRST_WIDE, _LAST_WIDE = "\u3000", "\ud7af"
_LONG = re.compile(r"\S{31,}")
_LONG_CODE = re.compile(r"\S{13,}")
_AFTER_SIGN = re.compile(r"(?<=[/\\._\-:=&?,;()\[\]{}<>|+@#%~])(?=\w)")
_LETTERS_BEFORE_BREAK = 80
"""A run of letters alone is a word, which hyphenation divides, up to this length."""
_LONG_IN_LISTING = re.compile(r"\S{56,}")
"""Code that fills a line without a space; `templates/nodes.typ` has the same number."""
_LINE_WITH_LONG_WORD = re.compile(r"^.*\S{56}.*$", re.MULTILINE)
_BREAKS = re.compile(r"[^\s\w]|\w{16}")
_MOST_BREAKS = 400
"""The engine gives up at 512 in one listing."""
_PIECE = 16
ENDLESS = 2_000
"""Characters without a space, beyond which a break is a character (U+200B), not a node: a thousand
nodes a line take minutes, and nobody copies such a word."""
_SPACE = "\u200b"


def clean(text: str, replace: Mapping[int, str]) -> str:
    """Leave out what PDF forbids, and put a replacement for what can't be shown."""
    if not text.isascii() or not text.isprintable():
        text = text.translate(_TABLE)
        if text and max(text) >= _LEAST_PRIVATE:
            text = private().sub(REPLACEMENT, text)
    return text.translate(replace) if replace else text


@cache
def private() -> re.Pattern[str]:
    """Match characters that mean what a font wants them to; PDF/A and PDF/UA forbid them."""
    return re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


@cache
def _wide_break() -> re.Pattern[str]:
    return re.compile(f"(?<=[{_WIDE}])\n(?=[{_WIDE}])")


def divided(text: str, every: int) -> tuple[str, bool]:
    """Prepare long words of code to be broken; tell whether the template has to find them.

    The template breaks them without a character, so that copied code stays whole; where it would
    have to do so too often, a character has to do.
    """
    lines = _LINE_WITH_LONG_WORD.findall(text)
    if not lines:
        return text, False
    if sum(len(_BREAKS.findall(line)) for line in lines) <= _MOST_BREAKS:
        return text, True
    return _LONG_IN_LISTING.sub(lambda found: _chopped(found[0], every), text), False


def _chopped(word: str, every: int) -> str:
    return _SPACE.join(word[start : start + every] for start in range(0, len(word), every))


def clean_listing(text: str, replace: Mapping[int, str]) -> str:
    """Clean code, whose tabs stay."""
    return "\t".join(clean(part, replace) for part in text.split("\t"))


def merged(children: Iterable[Node], *, trim: bool = False) -> Nodes:
    """Join neighbouring strings, and mark where very long words may break."""
    joined: Nodes = []
    for child in children:
        if isinstance(child, str) and joined and isinstance(last := joined[-1], str):
            joined[-1] = last + child
        elif isinstance(child, str) or child["k"] != "seam":
            joined.append(child)
    if trim:
        _trim(joined)
    content: Nodes = []
    for node in joined:
        if isinstance(node, str):
            if "\n" in node:
                node = node if node.isascii() else _wide_break().sub("", node)  # noqa: PLW2901
                node = node.replace("\n", " ")  # noqa: PLW2901 - the same words, in one line
            content.extend(_breakable(node))
        else:
            content.append(node)
    return content


def _trim(nodes: Nodes) -> None:
    if nodes and isinstance(first := nodes[0], str):
        nodes[0] = first.lstrip(" \n")
    if nodes and isinstance(last := nodes[-1], str):
        nodes[-1] = last.rstrip(" \n")


def _breakable(text: str) -> Nodes:
    if len(text) <= _PIECE or not _LONG.search(text):
        return [text] if text else []
    return _split(text, _LONG, _LETTERS_BEFORE_BREAK)


def code_parts(text: str) -> Nodes:
    """Split code inside a line where it may break, since it has few spaces and no hyphens."""
    return _split(text, _LONG_CODE, _PIECE * 2) or [text]


def _is_wide(word: str) -> bool:
    """Tell whether a script breaks between any two of its letters."""
    middle = word[len(word) // 2]
    return _FIRST_WIDE <= middle <= _LAST_WIDE


def _split(text: str, long: re.Pattern[str], letters: int) -> Nodes:
    nodes: Nodes = []
    end = 0
    for found in long.finditer(text):
        if _is_wide(found[0]):
            continue
        nodes.append(text[end : found.start()])
        if len(found[0]) > ENDLESS:
            nodes.append(_SPACE.join(_pieces(found[0], letters)))
        else:
            for piece in _pieces(found[0], letters):
                nodes += [piece, {"k": "wbr"}]
            nodes.pop()
        end = found.end()
    nodes.append(text[end:])
    return [node for node in nodes if node]


def _pieces(word: str, letters: int) -> Iterable[str]:
    for part in _AFTER_SIGN.split(word):
        if len(part) <= letters and (len(part) <= _PIECE * 2 or part.isalpha()):
            yield part
        else:
            for start in range(0, len(part), _PIECE):
                yield part[start : start + _PIECE]


def plain(nodes: Iterable[Node]) -> str:
    """Give the words of inline nodes."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        elif node["k"] == "br":
            parts.append(" ")
        else:
            parts.append(str(node.get("alt", "")) or plain(node.get("c", ())))
    return "".join(parts)


def is_blank(nodes: Nodes) -> bool:
    """Tell whether nothing would be seen."""
    return not any(
        node.strip() if isinstance(node, str) else node["k"] not in {"br", "wbr"} for node in nodes
    )
