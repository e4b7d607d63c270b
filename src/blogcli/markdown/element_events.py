"""The events that HTML's elements stand for."""

from __future__ import annotations

import re

from blogcli.markdown.attributes import is_tag
from blogcli.markdown.events import Event

INLINE = {
    **dict.fromkeys(("b", "strong"), "Strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "Emphasis"),
    **dict.fromkeys(("del", "s", "strike"), "Strikethrough"),
    "mark": "Mark",
    "sub": "Subscript",
    "sup": "Superscript",
}
CODE = frozenset({"code", "kbd", "samp", "tt"})
MEDIA = frozenset({"iframe", "video", "audio", "embed", "object"})
_BLOCKS = """
address article aside blockquote body button caption center col colgroup dd details dialog
dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup html
legend li main menu nav ol optgroup option p search section select summary table tbody td
template textarea tfoot th thead title tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
UNSEEN = frozenset({"tbody", "thead", "tfoot", "colgroup", "col", "body", "html", "head"})
DEFINITIONS = frozenset({"DefinitionListTitle", "DefinitionListDefinition"})

_TAGS = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), "List"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "Heading"),
    "li": "Item",
    "blockquote": "BlockQuote",
    "dl": "DefinitionList",
    "dt": "DefinitionListTitle",
    "dd": "DefinitionListDefinition",
}
_NUMBER = re.compile(r"[0-9]{1,9}")
_PREFIXES = ("language-", "lang-", "brush:")


def block_tag(name: str) -> str:
    """Name the event of a block element, if it has one."""
    return _TAGS.get(name, "")


def block_starts(name: str, attributes: dict[str, str]) -> tuple[Event, ...]:
    """Give the event that a block element begins with, if any."""
    tag = block_tag(name)
    if not tag:
        return ()
    if tag == "Heading":
        own = attributes.get("id") or None
        return (
            {"Start": {"Heading": {"level": f"H{name[1]}", "id": own, "classes": (), "attrs": ()}}},
        )
    if tag == "List":
        start = attributes.get("start", "1")
        first = int(start) if _NUMBER.fullmatch(start) else 1
        return ({"Start": {"List": first if name == "ol" else None}},)
    if tag == "BlockQuote":
        return ({"Start": {"BlockQuote": None}},)
    return ({"Start": tag},)


def cell_start(attributes: dict[str, str]) -> Event:
    """Give the event that a cell begins with; `tables` reads the columns it spans from it."""
    columns = attributes.get("colspan", "1")
    width = min(int(columns), 100) if _NUMBER.fullmatch(columns) else 1
    return {"Start": "TableCell", "columns": width}


def link_data(target: str, title: str) -> dict[str, str]:
    """Give the data of a link or image event."""
    return {"link_type": "Inline", "dest_url": target.strip(), "title": title, "id": ""}


def language(attributes: dict[str, str]) -> tuple[Event, ...]:
    """Give the span that a `lang` attribute stands for, if it names a language."""
    name = attributes.get("lang") or attributes.get("xml:lang") or ""
    return ({"Start": {"Span": {"lang": name}}},) if is_tag(name) else ()


def code_language(attributes: dict[str, str]) -> str:
    """Give the programming language that a class names, as HTML 5 recommends (`language-go`)."""
    for word in attributes.get("class", "").split():
        for prefix in _PREFIXES:
            if word.startswith(prefix):
                return word.removeprefix(prefix)
    return ""
