"""HTML's tokens as events: what each tag opens, closes or says."""

from __future__ import annotations

import html

from blogcli.markdown import markup
from blogcli.markdown.element_events import (
    BLOCKS,
    CODE,
    DEFINITIONS,
    INLINE,
    MEDIA,
    UNSEEN,
    block_starts,
    block_tag,
    cell_start,
    code_language,
    language,
    link_data,
)
from blogcli.markdown.events import Event
from blogcli.markdown.flow import GRID, IMPLIED, SPACES, Flow
from blogcli.markdown.nest import Node, Role

_CLOSES = {
    "li": ("li", ("ul", "ol", "menu", "dir")),
    "dt": ("dd", ("dl",)),
    "dd": ("dt", ("dl",)),
    "tr": ("tr", ("table", GRID)),
    "td": ("th", ("tr", "table", GRID)),
    "th": ("td", ("tr", "table", GRID)),
}
_DEEPEST = 120


class Elements:
    """Writes into a `Flow` what HTML's tokens mean."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.hiding = ""  # within a script or style that ends in a later event
        self.capture: list[str] | None = None  # the text of a code element
        self.captured = ""  # its tag
        self.language = ""
        self.depth = 0
        self.verbatim: Node | None = None  # an image or code block of Markdown's own
        self.headings: list[dict[str, object]] = []
        self.bracketed = False  # a ruby has brackets of its own for its readings
        self.reading = False  # within one that we gave brackets
        self.media = False  # a video or audio that waits for its source

    def token(self, token: markup.Token) -> None:
        """Take a piece of raw HTML."""
        if self.hiding:
            if f"</{self.hiding}" in token.source.lower():
                self.hiding = ""
        elif token.kind == "hidden":
            return
        elif token.kind == "text" or not markup.is_tag(token.name):
            self._text(html.unescape(token.source) if token.kind == "text" else token.source)
        elif self.capture is not None:
            self._captured(token)
        elif self.verbatim and self.verbatim.is_open:
            return
        elif token.kind == "open":
            self._open(token)
        else:
            self._close(token.name)

    def words(self, text: str, event: Event) -> None:
        """Take words of Markdown's own."""
        if self.hiding:
            return
        if self.capture is not None:
            self.capture.append(text)
        elif self.verbatim and self.verbatim.is_open:
            self.flow.out.append(event)
            self.flow.spaced = False
        elif "Text" not in event or not (text[:1] == " " and self._at_edge()):
            self.flow.emit(event)
            self.flow.spaced = text[-1:].isspace()
        elif text := text.lstrip(" "):  # a tag that says nothing stood between two spaces
            self.words(text, {"Text": text})

    def _at_edge(self) -> bool:
        return self.flow.leaf is None or self.flow.spaced

    def line_end(self, event: Event) -> None:
        """Take a break or a rule of Markdown's own."""
        if self.hiding:
            return
        if event == "Rule":
            self.end_capture()
            self.flow.rule()
        elif self.capture is not None:
            self.capture.append("\n" if self.captured == "pre" else " ")
        elif self.flow.leaf is None or (event == "SoftBreak" and self.flow.out[-1] == "HardBreak"):
            return  # `a<br>` ends its line, as most people write it
        else:
            self.flow.emit(event)
            self.flow.spaced = True

    def _text(self, text: str) -> None:
        if self.capture is not None:
            self.capture.append(text)
        else:
            self.flow.text(text)

    # Code

    def _captured(self, token: markup.Token) -> None:
        if token.name == self.captured:
            self.depth += 1 if token.kind == "open" else -1
            if self.depth == 0:
                self.end_capture()
        elif token.name == "code" and token.kind == "open":
            self.language = self.language or code_language(token.attributes())
        elif token.name == "br":
            self._text("\n")
        elif token.name == "img":
            self._text(token.attributes().get("alt", ""))

    def end_capture(self) -> None:
        """Write the code that was gathered, where its element ends or must end."""
        if self.capture is None:
            return
        text, self.capture = "".join(self.capture), None
        if self.captured == "pre":
            self._preformatted(text.removeprefix("\n"))
        elif text := SPACES.sub(" ", text):
            self.flow.emit({"Code": text})

    def _preformatted(self, text: str) -> None:
        flow = self.flow
        if not text.strip():
            return
        if flow.make_room("CodeBlock"):
            code: Event = {"Start": {"CodeBlock": {"Fenced": self.language}}}
            flow.out += (code, {"Text": text.rstrip() + "\n"}, {"End": "CodeBlock"})
            return
        for line in text.splitlines():
            flow.break_line()
            if line.strip():
                flow.emit({"Code": line.strip()})
        flow.break_line()

    # Tags

    def _open(self, token: markup.Token) -> None:
        name = token.name
        if len(self.flow.stack) > _DEEPEST and name not in markup.VOID:
            if name in BLOCKS:
                self.flow.separate(name)
            return
        attributes = token.attributes()
        if name in CODE or name == "pre":
            self.capture, self.captured, self.depth = [], name, 1
            self.language = code_language(attributes)
        elif name in BLOCKS:
            self._open_block(name, attributes)
        elif name in markup.VOID or name in MEDIA:
            self._open_void(name, attributes)
        else:
            self._open_inline(name, attributes)

    def _open_void(self, name: str, attributes: dict[str, str]) -> None:
        if name == "br":
            self.flow.break_line(always=True)
        elif name == "hr":
            self.flow.rule()
        elif name == "img":
            self._image(attributes)
        elif name in MEDIA or (name == "source" and self.media):
            target = attributes.get("src") or attributes.get("data") or ""
            self.media = not target and name in {"video", "audio"}
            if target:
                self._link(target, attributes.get("title") or target)

    def _image(self, attributes: dict[str, str]) -> None:
        target, words = attributes.get("src", "").strip(), attributes.get("alt", "")
        if not target:
            self.flow.text(words)
            return
        data = link_data(target, attributes.get("title", ""))
        if "alt" in attributes and not words.strip():
            data["silent"] = "yes"  # HTML's way to say that a picture is decoration
        self.flow.emit({"Start": {"Image": data}})
        if words.strip():
            self.flow.out.append({"Text": SPACES.sub(" ", words)})
        self.flow.out.append({"End": "Image"})

    def _link(self, target: str, words: str) -> None:
        if self.flow.in_link():
            self.flow.text(words)
            return
        self.flow.emit({"Start": {"Link": link_data(target, "")}})
        self.flow.out += ({"Text": words}, {"End": "Link"})
        self.flow.text(" ")  # the words for those who can't play it are no part of its name

    def _open_inline(self, name: str, attributes: dict[str, str]) -> None:
        self._open_ruby(name)
        starts: list[Event] = list(language(attributes))
        tag = INLINE.get(name, "")
        if tag:
            starts.append({"Start": tag})
        elif name == "q":
            self.flow.text('"')
        elif name == "a" and "href" in attributes:
            self._close("a")
            if not self.flow.in_link():
                tag = "Link"
                data = link_data(attributes["href"], attributes.get("title", ""))
                starts.append({"Start": {"Link": data}})
        if starts:
            self._push_inline(tag or "Span", name, starts)

    def _open_ruby(self, name: str) -> None:
        """Put how characters are read into brackets behind them, where it doesn't stand so."""
        if name == "ruby":
            self.bracketed = self.reading = False
        elif name == "rp":
            self.bracketed = True
        elif name in {"rt", "rb", "rtc"}:
            self._end_reading("rt")
            if name == "rt" and not self.bracketed:
                self.flow.text("(")
                self.reading = True

    def _end_reading(self, name: str) -> None:
        if self.reading and name in {"rt", "ruby"}:
            self.flow.text(")")
            self.reading = False

    def _push_inline(self, tag: str, name: str, starts: list[Event]) -> None:
        leaf = self.flow.leaf
        self.flow.push(Node("inline" if leaf else "format", tag, name, tuple(starts)))

    def _open_block(self, name: str, attributes: dict[str, str]) -> None:
        flow = self.flow
        self._imply_ends(name)
        if flow.leaf is not None and not flow.leaf.splits:
            flow.separate(name)
            return
        if flow.leaf is not None:
            flow.end(flow.leaf)
        if name in {"tr", "td", "th"}:
            self._push_table_part(name, attributes)
        elif name not in UNSEEN:
            self._push_block(name, attributes)
        if spans := language(attributes):
            self._push_inline("Span", f"{name} lang", list(spans))

    def _imply_ends(self, name: str) -> None:
        if paragraph := self.flow.find("p"):
            self.flow.end(paragraph)
        if name not in _CLOSES:
            return
        twin, bounds = _CLOSES[name]
        for node in reversed(self.flow.stack):
            if node.html in bounds or (not node.html and node.role == "block"):
                return
            if node.html in {name, twin}:
                self.flow.end(node)
                return

    def _push_block(self, name: str, attributes: dict[str, str]) -> None:
        flow, tag = self.flow, block_tag(name)
        if not flow.make_room(tag):
            flow.separate(name)
            return
        parent = flow.block()
        outer = parent.tag if parent else ""
        if tag == "Item" and outer != "List":
            flow.push(Node("block", "List", IMPLIED, ({"Start": {"List": None}},)))
        elif tag in DEFINITIONS and outer != "DefinitionList":
            flow.push(Node("block", "DefinitionList", IMPLIED, ({"Start": "DefinitionList"},)))
        starts = block_starts(name, attributes)
        if tag == "Heading" and isinstance(starts[0], dict):
            self.headings.append(starts[0]["Start"]["Heading"])
        role: Role = "leaf" if tag in {"Heading", "DefinitionListTitle"} else "block"
        flow.push(Node(role, tag, name, starts))
        if name == "summary":
            flow.push(Node("format", "Strong", "b", ({"Start": "Strong"},)))

    def _push_table_part(self, name: str, attributes: dict[str, str]) -> None:
        flow = self.flow
        parent = flow.block()
        outer = parent.tag if parent else ""
        if outer not in {"Table", "TableRow"}:
            if not flow.make_room("Table"):
                flow.separate(name)
                return
            flow.push(Node("block", "Table", GRID, ({"Start": {"Table": ()}},)))
        if name == "tr" or outer != "TableRow":
            flow.push(Node("block", "TableRow", "tr", ({"Start": "TableRow"},)))
        if name != "tr":
            flow.push(Node("leaf", "TableCell", name, (cell_start(attributes),)))

    def _close(self, name: str) -> None:
        flow = self.flow
        self._end_reading(name)
        if name == "br":
            flow.break_line(always=True)
        elif name == "q":
            flow.text('"')
        elif node := flow.find(name):
            if node.role in {"block", "leaf"}:
                flow.end(node)
                return
            if node.owner is not None:
                flow.forget(node.owner)
            flow.close(node, reopen=True)
        elif name in BLOCKS and flow.leaf is not None:
            if flow.leaf.splits:
                flow.end(flow.leaf)
            else:
                flow.separate(name)
