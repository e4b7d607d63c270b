"""Inline events as one styled `Text`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from rich.style import Style
from rich.text import Text

from blogcli.markdown import wikilinks

Links = Literal["hyperlink", "inline", "footnote", "none"]

_STYLED = {
    "Emphasis": "md.emphasis",
    "Strong": "md.strong",
    "Strikethrough": "md.strikethrough",
    "Mark": "md.mark",
    "Superscript": "md.script",
    "Subscript": "md.script",
    "Link": "md.link",
    "Image": "md.image",
}
# What stands around a passage where its style alone would not show on a plain terminal.
_MARKS = {"Strikethrough": "~~", "Mark": "==", "Superscript": "^", "Subscript": "~"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


# What a terminal can open: an address with its scheme (RFC 3986, 3.1).
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BARE = ("Autolink", "Email")


def visible(text: str) -> str:
    """Replace what could steer a terminal (ECMA-48 control codes, bidi overrides) by U+FFFD."""
    return _CONTROL.sub("\ufffd", text.expandtabs(4).replace("\r\n", "\n"))


@dataclass(slots=True)
class Marks:
    """The signs that the renderer draws with, for terminals with and without Unicode."""

    bullet: str = "•"
    bar: str = "▌"
    done: str = "☑"
    open: str = "☐"
    image: str = "▣"
    rule: str = "─"
    column: str = " │ "
    crossing: str = "─┼─"


ASCII_MARKS = Marks("*", "|", "[x]", "[ ]", "[image]", "-", " | ", "-+-")


@dataclass(slots=True)
class Inline:
    """Collects the inline events of one block."""

    links: Links
    marks: Marks
    targets: list[str]
    """Addresses of the links met so far, in order, for `footnote` links."""
    text: Text = field(default_factory=Text)
    _open: list[tuple[str, int, dict[str, Any]]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """True where nothing was collected."""
        return not self.text.plain

    def take(self) -> Text:
        """Hand over the text collected and begin anew."""
        taken, self.text = self.text, Text()
        self._open.clear()
        return taken

    def add(self, event: Any) -> None:  # noqa: ANN401 - events are pyromark's open dicts
        """Add one event; what is unknown is added as its source."""
        if isinstance(event, str):
            self._add_break(event)
            return
        ((kind, value),) = event.items()
        if kind == "Start":
            self._start(value)
        elif kind == "End":
            self._end(value if isinstance(value, str) else next(iter(value)))
        else:
            self._add_leaf(kind, value)

    def _add_break(self, event: str) -> None:
        if event == "HardBreak":
            self.text.append("\n")
        elif not (self.text.plain and _UNSPACED.match(self.text.plain[-1])):
            self.text.append(" ")

    def _add_leaf(self, kind: str, value: object) -> None:
        content = visible(str(value))
        if kind == "Code":
            self.text.append(content.replace("\n", " "), "md.code")
        elif kind == "InlineMath":
            self.text.append(f"${content}$", "md.math")
        elif kind == "DisplayMath":
            self.text.append(f"$${content}$$", "md.math")
        elif kind == "FootnoteReference":
            self.text.append(f"[^{content}]", "md.footnote")
        elif kind == "TaskListMarker":
            sign = self.marks.done if value else self.marks.open
            self.text.append(f"{sign} ", "md.task")
        else:
            self.text.append(content)

    def _start(self, value: Any) -> None:  # noqa: ANN401
        name, data = (value, {}) if isinstance(value, str) else next(iter(value.items()))
        details = data if isinstance(data, dict) else {}
        if name == "Image":
            self.text.append(f"{self.marks.image} ", "md.image")
        self.text.append(_MARKS.get(name, ""), "md.marker")
        self._open.append((name, len(self.text), details))

    def _end(self, name: str) -> None:
        if not self._open:
            return
        opened, start, details = self._open.pop()
        style = _STYLED.get(opened)
        if style and start < len(self.text):
            self.text.stylize(style, start, len(self.text))
        self.text.append(_MARKS.get(name, ""), "md.marker")
        if opened == "Link":
            self._end_link(start, details)
        elif opened == "Image":
            self._end_image(visible(_named(details.get("dest_url", ""))))

    def _end_link(self, start: int, details: dict[str, Any]) -> None:
        target = visible(_named(details.get("dest_url", "")))
        is_mail = details.get("link_type") == "Email" and not target.startswith("mailto:")
        address = f"mailto:{target}" if is_mail else target
        label = self.text.plain[start:]
        if not target or self.links == "none":
            return
        if self.links == "hyperlink" and _ABSOLUTE.match(address):
            self.text.stylize(Style(link=address), start, len(self.text))
        elif details.get("link_type") in _BARE or label in (target, target.removeprefix("mailto:")):
            return  # the text is the address
        elif self.links == "footnote":
            self.targets.append(target)
            self.text.append(f"[{len(self.targets)}]", "md.url")
        else:
            self.text.append(f" <{target}>", "md.url")

    def _end_image(self, target: str) -> None:
        if target and not target.startswith("data:"):
            self.text.append(f" <{target}>", "md.url")


def _named(target: str) -> str:
    """Give the target of a link between notes without its brackets, any other as it is."""
    return target[2:-2] if wikilinks.divide(target) else target
