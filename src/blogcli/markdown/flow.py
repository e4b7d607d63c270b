"""Words and blocks put where they may stand, opening and closing what that needs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from blogcli.markdown.events import BLOCKS, Event, tag_name
from blogcli.markdown.nest import Nest, Node
from blogcli.markdown.tables import tabulate

SPACES = re.compile(r"[ \t\r\n\f]+")
IMPLIED = "implied list"  # of an item that has none: it ends before all that is no item
GRID = "table grid"  # no tag has this name: the grid ends with its table, or what holds it

_HELD = {
    "List": frozenset({"Item"}),
    "DefinitionList": frozenset({"DefinitionListTitle", "DefinitionListDefinition"}),
}
_DEFINITION: tuple[Event, ...] = ({"Start": "DefinitionListDefinition"},)


@dataclass(slots=True)
class Flow(Nest):
    """A `Nest` that knows what may stand where."""

    def emit(self, event: Event) -> None:
        """Write an event that stands in a leaf."""
        self.ensure_leaf()
        self.out.append(event)
        self.spaced = False

    def text(self, text: str) -> None:
        """Write text whose white space means as little as it does in HTML."""
        text = SPACES.sub(" ", text)
        if self.leaf is None and text == " ":
            return
        if self.leaf is None or self.spaced:
            text = text.lstrip(" ")
        if text:
            self.emit({"Text": text})
            self.spaced = text[-1] == " "

    def ensure_leaf(self) -> None:
        """Open what is needed for words to stand here."""
        if self.leaf is not None:
            return
        parent = self._holder("")
        name = parent.tag if parent else ""
        if name in {"List", "DefinitionList", "Table", "TableRow"}:
            self._fill(name)
        if self.leaf is not None:
            return
        if name in {"", "BlockQuote", "FootnoteDefinition"}:
            self.push(Node("leaf", "Paragraph", starts=({"Start": "Paragraph"},), splits=True))
        else:
            if self._behind_words():
                self.out.append("HardBreak")
            self.push(Node("leaf", splits=True))

    def _holder(self, name: str) -> Node | None:
        """Give the block that is to hold what comes; an implied list holds items only."""
        parent = self.block()
        if parent is not None and parent.html == IMPLIED and name not in _HELD[parent.tag]:
            self.end(parent)
            parent = self.block()
        return parent

    def _behind_words(self) -> bool:
        """Say whether words stand directly before, in an item whose block has ended."""
        last = self.out[-1]
        if isinstance(last, str):
            return last not in {"Rule", "HardBreak"}
        return "Start" not in last and tag_name(last.get("End", "")) not in BLOCKS

    def _fill(self, name: str) -> None:
        """Open the item or cell that a list or table needs before anything else."""
        if name == "List":
            self.push(Node("block", "Item", "li", ({"Start": "Item"},)))
        elif name == "DefinitionList":
            self.push(Node("block", "DefinitionListDefinition", "dd", _DEFINITION))
        else:
            if name == "Table":
                self.push(Node("block", "TableRow", "tr", ({"Start": "TableRow"},)))
            self.push(Node("leaf", "TableCell", "td", ({"Start": "TableCell"},)))

    def make_room(self, name: str) -> bool:
        """Ready the place for a block; False where only words may stand."""
        if self.leaf is not None and not self.leaf.splits:
            return False
        if self.leaf is not None:
            self.end(self.leaf)
        parent = self._holder(name)
        if parent is None or not parent.html:
            return True
        outer = parent.tag
        belongs = (
            (outer == "List" and name == "Item")
            or (outer == "DefinitionList" and name.startswith("DefinitionList") and name != outer)
            or (outer in {"Table", "TableRow"} and name in {"TableRow", "TableCell"})
        )
        if outer in {"List", "DefinitionList", "Table", "TableRow"} and not belongs:
            self._fill(outer)
        return self.leaf is None

    def break_line(self, *, always: bool = False) -> None:
        """Break the line, if any words stand before; `always`, also behind another break."""
        leaf = self.leaf
        if leaf is None or len(self.out) <= leaf.at + len(leaf.starts):
            return
        self._trim_space()
        last = self.out[-1]
        if always or (last != "HardBreak" and not (isinstance(last, dict) and "Start" in last)):
            self.out.append("HardBreak")
            self.spaced = True

    def rule(self) -> None:
        """Write a rule, or break the line where none may stand."""
        if self.make_room("Rule"):
            self.out.append("Rule")
        else:
            self.break_line()

    def separate(self, name: str) -> None:
        """Part the words of blocks that can't be blocks where they stand."""
        if name in {"TableCell", "td", "th"}:
            self.text(" ")
        else:
            self.break_line()

    def in_link(self) -> bool:
        """Say whether a link is open: none may stand within another."""
        return any(node.tag == "Link" for node in self.stack)

    def end(self, node: Node) -> None:
        """Close a node with all that is open in it; tables get their shape."""
        while node.is_open:
            last = self.stack[-1]
            self.close(last)
            if last.html == GRID:
                tabulate(self.out, last.at)

    def finish(self) -> None:
        """Close all that is open."""
        while self.stack:
            self.end(self.stack[0])
