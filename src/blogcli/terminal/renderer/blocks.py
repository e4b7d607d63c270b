"""Block events as lines of styled text: one walk without recursion, however deep the nesting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from rich.cells import cell_len
from rich.text import Text

from blogcli.terminal.renderer.code import coloured
from blogcli.terminal.renderer.inline import ASCII_MARKS, Inline, Links, Marks, visible
from blogcli.terminal.renderer.tables import Table
from blogcli.terminal.renderer.wrap import wrap

Event: TypeAlias = Any

_LEAST_WIDTH = 12  # cells that nested blocks leave for words
_LEAF_BLOCKS = ("Paragraph", "DefinitionListTitle", "HtmlBlock")


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is drawn."""

    width: int | None = 80
    """Cells; None: no line is broken."""
    links: Links = "inline"
    ascii_only: bool = False
    code_theme: str = ""
    """A Pygments style; empty: code is not coloured."""


@dataclass(slots=True)
class _Container:
    """An open block around others: what its first line begins with, and the others."""

    name: str
    first: Text
    rest: Text
    begun: bool = False
    number: int | None = None
    ends_loose: bool = False


@dataclass(slots=True)
class Blocks:
    """Walks events and gives lines; footnotes and addresses wait for the end."""

    look: Look
    lang: str = "en"
    marks: Marks = field(init=False)
    _stack: list[_Container] = field(default_factory=list)
    _inline: Inline = field(init=False)
    _targets: list[str] = field(default_factory=list)
    _gap: bool = False
    _heading: str = ""
    _definition_term: bool = False
    _code: list[str] | None = None
    _code_language: str = ""
    _table: Table | None = None
    _lead: Text | None = None
    """What the next line begins with: the label of a footnote."""

    def __post_init__(self) -> None:
        self.marks = ASCII_MARKS if self.look.ascii_only else Marks()
        self._inline = Inline(self.look.links, self.marks, self._targets)

    def lines(self, events: Iterable[Event]) -> Iterator[Text]:
        """Give the document line by line, its footnotes and addresses last."""
        body, footnotes = _without_footnotes(events)
        for event in body:
            yield from self._event(event)
        yield from self._flush()
        yield from self._footnotes(footnotes)
        yield from self._addresses()

    # -- events ---------------------------------------------------------------

    def _event(self, event: Event) -> Iterator[Text]:
        if self._code is not None and not _is(event, "End", "CodeBlock"):
            self._code.append(str(event["Text"]) if "Text" in event else "\n")
        elif event == "Rule":
            yield from self._flush()
            yield from self._emit([Text(self.marks.rule * self._rule_width(), "md.rule")])
            self._gap = True
        elif isinstance(event, dict) and "Start" in event:
            yield from self._start(event)
        elif isinstance(event, dict) and "End" in event:
            yield from self._end(event)
        elif isinstance(event, dict) and "TaskListMarker" in event and self._in_item():
            self._task(done=bool(event["TaskListMarker"]))
        else:
            self._inline.add(event)

    def _start(self, event: Event) -> Iterator[Text]:
        name, data = _named(event["Start"])
        if self._table is not None:
            self._start_in_table(name, event)
        elif name in ("Heading", "CodeBlock", "Table", *_LEAF_BLOCKS):
            yield from self._flush()
            self._start_leaf(name, data)
        elif name in ("List", "Item", "BlockQuote", "DefinitionList", "DefinitionListDefinition"):
            yield from self._flush()
            yield from self._open(name, data)
        else:
            self._inline.add(event)

    def _start_leaf(self, name: str, data: Any) -> None:  # noqa: ANN401
        if name == "Heading":
            self._heading = data["level"]
        elif name == "CodeBlock":
            self._code = []
            info = data.get("Fenced", "") if isinstance(data, dict) else ""
            self._code_language = visible(info).strip()
        elif name == "Table":
            self._table = Table(tuple(data))
        elif name == "DefinitionListTitle":
            self._definition_term = True
        elif self._container_name() == "Item":
            self._stack[-1].ends_loose = True

    def _start_in_table(self, name: str, event: Event) -> None:
        if name in ("TableHead", "TableRow"):
            assert self._table is not None  # noqa: S101 - the caller looked
            self._table.rows.append([])
        elif name in ("Table", "TableCell", *_LEAF_BLOCKS, "List", "Item"):
            if name != "TableCell" and not self._inline.empty:
                self._inline.add("HardBreak")
        else:
            self._inline.add(event)

    def _end(self, event: Event) -> Iterator[Text]:
        name, _ = _named(event["End"])
        if self._table is not None:
            yield from self._end_in_table(name, event)
        elif name == "CodeBlock":
            yield from self._code_block()
        elif name == "Heading" or name in _LEAF_BLOCKS:
            yield from self._flush()
            if name != "DefinitionListTitle":
                self._gap = True
        elif name in ("List", "Item", "BlockQuote", "DefinitionList", "DefinitionListDefinition"):
            yield from self._close(name)
        else:
            self._inline.add(event)

    def _end_in_table(self, name: str, event: Event) -> Iterator[Text]:
        assert self._table is not None  # noqa: S101 - the caller looked
        if name == "TableCell":
            if not self._table.rows:
                self._table.rows.append([])
            self._table.rows[-1].append(self._inline.take())
        elif name == "Table":
            table, self._table = self._table, None
            yield from self._emit(table.lines(self._room(), self.marks))
            self._gap = True
        elif name not in ("TableHead", "TableRow", *_LEAF_BLOCKS, "List", "Item"):
            self._inline.add(event)

    # -- containers -----------------------------------------------------------

    def _open(self, name: str, data: Any) -> Iterator[Text]:  # noqa: ANN401
        if name == "Item":
            first = self._marker()
            self._push(name, first, Text(" " * cell_len(first.plain)))
        elif name == "BlockQuote":
            bar = Text(f"{self.marks.bar} ", f"md.callout.{data.lower()}" if data else "md.quote")
            self._push(name, bar, bar)
            if data:
                from blogcli.blog.words import callout_words

                kind = data.lower()
                yield from self._emit([Text(callout_words(self.lang)[kind], f"md.callout.{kind}")])
        elif name == "DefinitionListDefinition":
            indent = Text("    ")
            self._gap = False
            self._push(name, indent, indent)
        else:
            if name == "List" and self._container_name() == "Item" and not self._loose():
                self._gap = False
            self._push(name, Text(), Text())
            self._stack[-1].number = data if isinstance(data, int) else None

    def _push(self, name: str, first: Text, rest: Text) -> None:
        self._stack.append(_Container(name, first, rest))

    def _marker(self) -> Text:
        parent = self._stack[-1] if self._stack else None
        if parent is None or parent.number is None:
            return Text(f"{self.marks.bullet} ", "md.bullet")
        parent.number += 1
        return Text(f"{parent.number - 1}. ", "md.bullet")

    def _task(self, *, done: bool) -> None:
        """Put a box in the place of a bullet, or behind a number."""
        item = self._stack[-1]
        box = (f"{self.marks.done if done else self.marks.open} ", "md.task")
        number = Text() if item.first.plain.startswith(self.marks.bullet) else item.first
        item.first = Text.assemble(number, box)
        item.rest = Text(" " * cell_len(item.first.plain))

    def _close(self, name: str) -> Iterator[Text]:
        yield from self._flush()
        container = self._stack.pop() if self._stack else None
        if container is None:
            return
        if name == "Item":
            if not container.begun:  # an empty item still has its marker
                self._stack.append(container)
                yield from self._emit([Text()])
                self._stack.pop()
            self._gap = container.ends_loose
        elif name == "List":
            self._gap = self._container_name() != "Item" or self._loose()
        else:
            self._gap = True

    def _container_name(self) -> str:
        return self._stack[-1].name if self._stack else ""

    def _in_item(self) -> bool:
        return self._container_name() == "Item" and self._table is None

    def _loose(self) -> bool:
        return bool(self._stack) and self._stack[-1].ends_loose

    # -- lines ----------------------------------------------------------------

    def _flush(self) -> Iterator[Text]:
        """Give the lines of the text collected so far."""
        if self._inline.empty:
            self._heading, self._definition_term = "", False
            return
        text = self._inline.take()
        text.rstrip()
        if self._heading:
            level = int(self._heading[1])
            text.stylize(f"md.heading.{level}")
            text = Text.assemble(("#" * level + " ", "md.marker"), text)
        elif self._definition_term:
            text.stylize("md.term")
        self._heading, self._definition_term = "", False
        if self._lead is not None:
            text, self._lead = self._lead.append_text(text), None
        yield from self._emit(wrap(text, self._room()))

    def _code_block(self) -> Iterator[Text]:
        code = visible("".join(self._code or ())).rstrip("\n")
        self._code = None
        info = self._code_language
        language = info.split()[0].split(",")[0].strip("{}.") if info else ""
        indent = Text("  ")
        room = self._room()
        lines = wrap(Text(info, "md.code.info"), room) if info else []
        inner = None if room is None else max(room - 2, 2)
        coloured_lines = wrap(coloured(code, language, self.look.code_theme), inner)
        lines.extend(indent.copy().append_text(line) for line in coloured_lines)
        yield from self._emit(lines)
        self._gap = True

    def _emit(self, lines: Iterable[Text]) -> Iterator[Text]:
        if self._gap:
            yield self._prefixed(Text(), opening=False)
        self._gap = False
        if self._lead is not None:
            lead, self._lead = self._lead, None
            yield from self._emit(wrap(lead, self._room()))
        for line in lines:
            yield self._prefixed(line, opening=True)

    def _prefixed(self, line: Text, *, opening: bool) -> Text:
        result = Text()
        for container in self._visible_stack():
            if container.begun or not opening:
                result.append_text(container.rest if container.begun else Text())
            else:
                result.append_text(container.first)
        if opening:
            for container in self._stack:
                container.begun = True
        result.append_text(line)
        result.rstrip()
        return result

    def _visible_stack(self) -> list[_Container]:
        """Leave out the outermost containers where nesting would leave no room for words."""
        if self.look.width is None:
            return self._stack
        room = min(self.look.width - _LEAST_WIDTH, self.look.width // 2)
        kept: list[_Container] = []
        for container in reversed(self._stack):
            room -= cell_len(container.rest.plain)
            if room < 0:
                break
            kept.append(container)
        return kept[::-1]

    def _room(self) -> int | None:
        if self.look.width is None:
            return None
        used = sum(cell_len(container.rest.plain) for container in self._visible_stack())
        return max(self.look.width - used, min(self.look.width, _LEAST_WIDTH))

    def _rule_width(self) -> int:
        return min(self._room() or 40, 40)

    # -- the end --------------------------------------------------------------

    def _footnotes(self, footnotes: list[tuple[str, list[Event]]]) -> Iterator[Text]:
        for number, (label, events) in enumerate(footnotes):
            self._gap = True
            if number == 0:
                yield from self._emit([Text(self.marks.rule * self._rule_width(), "md.rule")])
            self._lead = Text.assemble((f"[^{visible(label)}] ", "md.footnote"))
            self._push("Footnote", Text(), Text("    "))
            for event in events:
                yield from self._event(event)
            yield from self._flush()
            if self._lead is not None:
                yield from self._emit(())
            self._stack.clear()

    def _addresses(self) -> Iterator[Text]:
        self._gap = True
        for number, target in enumerate(self._targets, start=1):
            entry = Text.assemble((f"[{number}] ", "md.footnote"), (target, "md.url"))
            yield from self._emit(wrap(entry, self._room()))


def _named(tag: Any) -> tuple[str, Any]:  # noqa: ANN401 - pyromark's open dicts
    return (tag, None) if isinstance(tag, str) else next(iter(tag.items()))


def _is(event: Event, edge: str, name: str) -> bool:
    return isinstance(event, dict) and edge in event and _named(event[edge])[0] == name


def _without_footnotes(
    events: Iterable[Event],
) -> tuple[list[Event], list[tuple[str, list[Event]]]]:
    """Take the footnotes out of the text, each with its label, in the order of their definition."""
    body: list[Event] = []
    footnotes: list[tuple[str, list[Event]]] = []
    depth = 0
    for event in events:
        if _is(event, "Start", "FootnoteDefinition"):
            depth += 1
            footnotes.append((event["Start"]["FootnoteDefinition"], []))
        elif _is(event, "End", "FootnoteDefinition"):
            depth -= 1
        else:
            (footnotes[-1][1] if depth else body).append(event)
    return body, footnotes
