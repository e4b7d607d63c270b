"""The event stream → plain data that the Typst templates walk.

A document is made of nodes: text is a string, everything else a dict whose `k` names its kind.
`templates/nodes.typ` has one function for each kind. The tree is normalised on the way: headings
neither skip levels nor begin below the first (ISO 14289-1, 7.4.2), nothing nests deeper than the
engine can lay out, and text holds no character that PDF forbids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from blogcli.markdown.events import Event, tag_name
from blogcli.markdown.highlight import language_of
from blogcli.pdf.blocks import SEAM, WIDE_CODE, callout, paragraphs, widen
from blogcli.pdf.colours import coloured_lines
from blogcli.pdf.inline import (
    BLOCK_KINDS,
    INLINE_KINDS,
    Node,
    Nodes,
    clean,
    clean_listing,
    code_parts,
    divided,
    is_blank,
    merged,
    plain,
)
from blogcli.pdf.languages import UNKNOWN, typst_language
from blogcli.pdf.references import Tree, settle, walk

MAX_BLOCK_DEPTH = 10
MAX_INLINE_DEPTH = 8
HIGHLIGHT_LIMIT = 25_000
"""Bytes of one block of code, beyond which its many parts take seconds to set."""
HIGHLIGHT_BUDGET = 75_000
"""Bytes of all coloured code in one post."""

_NESTING = frozenset({"BlockQuote", "List", "DefinitionList"})
_PARTS = frozenset({"Item", "DefinitionListTitle", "DefinitionListDefinition"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What the tree asks others for while it grows."""

    link: Callable[[str], str | None]
    """From a target as written to an absolute address, or `#id`; None: no link, only its words."""
    picture: Callable[[str, str], dict[str, Any]]
    """From target and alternative text to a node."""
    formula: Callable[[str, bool], dict[str, Any] | None]
    """From LaTeX and whether it is displayed to a node; None: show the source."""
    replace: dict[int, str] = field(default_factory=dict)
    """Characters that no font has, and what stands for them."""
    title: str = ""
    """Of the post: a heading that repeats it at the beginning is left out."""
    coloured: bool = True
    """Whether code is coloured by its language."""


@dataclass(slots=True)
class _Frame:
    name: str
    data: Any
    children: Nodes
    flat: bool = False


def build(events: Iterable[Event], sources: Sources) -> Tree:
    """Grow the tree of a whole post."""
    return _Builder(sources).build(events)


class _Builder:
    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.stack: list[_Frame] = [_Frame("", None, [])]
        self.characters: set[str] = set()
        self.footnotes: dict[str, Nodes] = {}
        self.levels: list[int] = []
        self.coloured = 0
        self.ids: set[str] = set()

    def build(self, events: Iterable[Event]) -> Tree:
        for event in events:
            if isinstance(event, str):
                self._bare(event)
                continue
            ((kind, value),) = event.items()
            if kind == "Start":
                self._start(value)
            elif kind == "End":
                self._end(tag_name(value))
            else:
                self._leaf(kind, value)
        while len(self.stack) > 1:
            self._end(self.stack[-1].name)
        blocks = paragraphs(self.stack[0].children)
        widen(blocks)
        return settle(blocks, self.footnotes, self.ids, self.characters)

    # Leaves

    def _bare(self, event: str) -> None:
        node = "\n" if event == "SoftBreak" else {"k": "br" if event == "HardBreak" else "rule"}
        self.stack[-1].children.append(node)

    def _leaf(self, kind: str, value: Any) -> None:  # noqa: ANN401 - text, or what an event holds
        children = self.stack[-1].children
        if kind == "Text":
            listing = self.stack[-1].name == "CodeBlock"
            children.append(self._clean(value, clean_listing if listing else clean))
        elif kind == "Code":
            children.append(self._code(value))
        elif kind in {"InlineMath", "DisplayMath"}:
            children.append(self._formula(value, displayed=kind == "DisplayMath"))
        elif kind == "FootnoteReference":
            children.append({"k": "note", "label": value})
        elif kind == "TaskListMarker":
            self._mark_task(done=bool(value))
        else:
            children.append(self._clean(str(value)))

    def _clean(self, text: str, by: Callable[[str, dict[int, str]], str] = clean) -> str:
        text = by(text, self.sources.replace)
        self.characters.update(text)
        return text

    def _code(self, text: str) -> dict[str, Any]:
        return {"k": "code", "c": code_parts(self._clean(text).replace("\n", " "))}

    def _formula(self, latex: str, *, displayed: bool) -> dict[str, Any]:
        node = self.sources.formula(latex, displayed)
        if node is not None:
            return node
        mark = "$$" if displayed else "$"
        return self._code(f"{mark}{latex.strip()}{mark}")

    def _mark_task(self, *, done: bool) -> None:
        for frame in reversed(self.stack):
            if frame.name == "Item":
                if frame.flat:
                    frame.children.append("☑ " if done else "☐ ")
                else:
                    frame.data = done
                self.characters.add("☑" if done else "☐")
                return

    # Containers

    def _start(self, tag: object) -> None:
        name = tag_name(tag)
        data = tag[name] if isinstance(tag, dict) else None
        parent = self.stack[-1]
        if self._too_deep(name):
            if name not in INLINE_KINDS:
                parent.children.append(SEAM)
            self.stack.append(_Frame(name, data, parent.children, flat=True))
            return
        self.stack.append(_Frame(name, data, []))

    def _too_deep(self, name: str) -> bool:
        if name in INLINE_KINDS:
            open_inline = [f.name for f in self.stack if f.name in INLINE_KINDS]
            nested_link = name == "Link" and "Link" in open_inline
            return nested_link or (len(open_inline) >= MAX_INLINE_DEPTH and name != "Image")
        if name in _PARTS:
            return self.stack[-1].flat
        depth = sum(1 for frame in self.stack if frame.name in _NESTING and not frame.flat)
        return name in _NESTING and depth >= MAX_BLOCK_DEPTH

    def _end(self, name: str) -> None:
        if len(self.stack) == 1 or self.stack[-1].name != name:
            return
        frame = self.stack.pop()
        if frame.flat:
            if name not in INLINE_KINDS:
                frame.children.append(SEAM)
            return
        finish = _FINISH.get(name)
        node = finish(self, frame) if finish else _group(frame)
        if node is not None:
            self.stack[-1].children.append(node)

    # What becomes of a container once all is in it

    def paragraph(self, frame: _Frame) -> Node | None:
        blocks = paragraphs(frame.children)
        if len(blocks) <= 1:
            return blocks[0] if blocks else None
        return {"k": "division", "lang": "", "c": blocks}

    def heading(self, frame: _Frame) -> Node | None:
        content = merged(frame.children, trim=True)
        if is_blank(content):
            return None
        if any(outer.name == "FootnoteDefinition" for outer in self.stack):
            # Notes are set apart from the text, whose headings theirs would disorder.
            return {"k": "par", "c": [{"k": "strong", "c": content}]}
        if not self.levels and self._repeats_title(content):
            return None
        level = int(frame.data["level"][1])
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        node: dict[str, Any] = {"k": "heading", "level": len(self.levels), "c": content}
        if identifier := frame.data.get("id"):
            node["id"] = identifier
            self.ids.add(identifier)
        return node

    def _repeats_title(self, content: Nodes) -> bool:
        if len(self.stack) > 1 or any(not is_blank([c]) for c in self.stack[0].children):
            return False
        return " ".join(plain(content).split()).casefold() == self.sources.title.casefold()

    def quote(self, frame: _Frame) -> Node | None:
        blocks = paragraphs(frame.children)
        if not blocks:
            return None
        if frame.data:
            return callout(str(frame.data).lower(), blocks)
        return {"k": "quote", "c": blocks}

    def code_block(self, frame: _Frame) -> Node:
        text = "".join(part for part in frame.children if isinstance(part, str)).rstrip("\n")
        info = frame.data.get("Fenced", "") if isinstance(frame.data, dict) else ""
        size = len(text.encode())
        text, unbroken = divided(text, WIDE_CODE // 2)
        node: dict[str, Any] = {"k": "listing", "text": text}
        if unbroken:
            node["unbroken"] = True
        language = language_of(info) if self.sources.coloured else ""
        if language and size <= HIGHLIGHT_LIMIT and self.coloured + size <= HIGHLIGHT_BUDGET:
            self.coloured += size
            if lines := coloured_lines(text, language):
                node["lines"] = lines
        return node

    def list(self, frame: _Frame) -> Node | None:
        items = [c for c in frame.children if isinstance(c, dict) and c["k"] == "item"]
        if not items:
            return None
        node: dict[str, Any] = {"k": "list", "items": [item["c"] for item in items]}
        if frame.data is not None:
            node["start"] = frame.data
        if any(item["task"] is not None for item in items):
            node["tasks"] = [item["task"] for item in items]
        node["tight"] = not any(item["loose"] for item in items)
        return node

    def item(self, frame: _Frame) -> Node:
        # In a tight list the words stand in the item itself, without a paragraph (CommonMark 5.3).
        loose = any(isinstance(c, dict) and c["k"] == "par" for c in frame.children)
        return {"k": "item", "c": paragraphs(frame.children), "task": frame.data, "loose": loose}

    def footnote(self, frame: _Frame) -> None:
        self.footnotes.setdefault(str(frame.data), paragraphs(frame.children))

    def definitions(self, frame: _Frame) -> Node | None:
        items: list[dict[str, Any]] = []
        for child in frame.children:
            if not isinstance(child, dict):
                continue
            if child["k"] == "term":
                items.append({"term": child["c"], "c": []})
            elif child["k"] == "definition":
                if not items:
                    items.append({"term": [], "c": []})
                items[-1]["c"].extend(child["c"])
        return {"k": "definitions", "items": items} if items else None

    def table(self, frame: _Frame) -> Node | None:
        rows = [child for child in frame.children if isinstance(child, dict)]
        width = max((len(row["c"]) for row in rows), default=0)
        if not width:
            return None
        cells = [row["c"] + [[]] * (width - len(row["c"])) for row in rows]
        head = cells[0] if rows[0]["k"] == "head" else []
        align = [str(a).lower() for a in (*frame.data, *["none"] * width)][:width]
        return {
            "k": "table",
            "align": align,
            "head": [] if all(is_blank(cell) for cell in head) else head,
            # A note in it would come again, under another number, on each page.
            "repeats": not any(node["k"] == "note" for node in walk(head)),
            "rows": cells[1:] if rows[0]["k"] == "head" else cells,
        }

    def link(self, frame: _Frame) -> Node | None:
        content = merged(frame.children)
        if is_blank(content):
            return None
        target = self.sources.link(frame.data["dest_url"])
        if target is None:
            return {"k": "span", "c": content}
        return {"k": "link", "to": target, "c": content}

    def image(self, frame: _Frame) -> Node | None:
        alt = " ".join(plain(frame.children).split())
        node = self.sources.picture(frame.data["dest_url"], alt)
        if title := self._clean(frame.data.get("title") or ""):
            node["title"] = title
        if node["k"] == "absent":
            self.characters.update(alt)
        return node

    def span(self, frame: _Frame) -> Node:
        lang, region = typst_language((frame.data or {}).get("lang", ""))
        node: dict[str, Any] = {"k": "span", "lang": "" if lang == UNKNOWN else lang}
        if region:
            node["region"] = region
        if any(isinstance(c, dict) and c["k"] in BLOCK_KINDS for c in frame.children):
            return node | {"k": "division", "c": paragraphs(frame.children)}
        return node | {"c": merged(frame.children)}


def _simple(kind: str) -> Callable[[_Builder, _Frame], Node | None]:
    def finish(_: _Builder, frame: _Frame) -> Node | None:
        content = merged(frame.children)
        return {"k": kind, "c": content} if content else None

    return finish


def _blocks_as(kind: str) -> Callable[[_Builder, _Frame], Node | None]:
    return lambda _, frame: {"k": kind, "c": paragraphs(frame.children)}


def _cell(_: _Builder, frame: _Frame) -> Node:
    return {"k": "cell", "c": merged(frame.children, trim=True)}


def _row(kind: str) -> Callable[[_Builder, _Frame], Node | None]:
    def finish(_: _Builder, frame: _Frame) -> Node:
        cells = [c["c"] for c in frame.children if isinstance(c, dict) and c["k"] == "cell"]
        return {"k": kind, "c": cells}

    return finish


def _group(frame: _Frame) -> Node | None:
    blocks = paragraphs(frame.children)
    return {"k": "division", "lang": "", "c": blocks} if blocks else None


_FINISH: dict[str, Callable[[_Builder, _Frame], Node | None]] = {
    "Paragraph": _Builder.paragraph,
    "Heading": _Builder.heading,
    "BlockQuote": _Builder.quote,
    "CodeBlock": _Builder.code_block,
    "List": _Builder.list,
    "Item": _Builder.item,
    "FootnoteDefinition": _Builder.footnote,
    "DefinitionList": _Builder.definitions,
    "DefinitionListTitle": _simple("term"),
    "DefinitionListDefinition": _blocks_as("definition"),
    "Table": _Builder.table,
    "TableHead": _row("head"),
    "TableRow": _row("row"),
    "TableCell": _cell,
    "Link": _Builder.link,
    "Image": _Builder.image,
    "Span": _Builder.span,
    "Emphasis": _simple("emph"),
    "Strong": _simple("strong"),
    "Strikethrough": _simple("strike"),
    "Superscript": _simple("super"),
    "Subscript": _simple("sub"),
    "Mark": _simple("mark"),
}
