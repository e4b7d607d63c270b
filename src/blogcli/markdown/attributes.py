"""Attribute lists of Pandoc and Goldmark (`{lang=sv .note}`) and kramdown (`{: lang="sv" .note}`).

Languages and ids mean something in every medium and are kept; classes and sizes are dropped.
"""

from __future__ import annotations

import re

from blogcli.markdown.events import Event, tag_name

_ITEM = (
    r"""(?:[.#][\w:-]+(?:[.#][\w:-]+)*|[A-Za-z][\w:-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)|toc)"""
)
LIST = re.compile(rf"\{{:?\s*{_ITEM}(?:\s+{_ITEM})*\s*\}}")
_LANG = re.compile(r"""\blang=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s{}"']+))""")
_ID = re.compile(r"[{\s:]#([\w:-]+)")
_TOC = re.compile(r"[{\s:]toc[\s}]")
_TAKERS = frozenset({"Link", "Image", "Emphasis", "Strong", "Strikethrough"})
_TAG_SHAPE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def language(attributes: str) -> str:
    """Give the language that an attribute list names, or nothing."""
    if not (found := _LANG.search(attributes)):
        return ""
    name = next((group for group in found.groups() if group), "")
    return name if is_tag(name) else ""


def is_tag(name: str) -> bool:
    """Say whether a name has the shape of a BCP 47 tag."""
    return _TAG_SHAPE.fullmatch(name) is not None


def may_hold(text: str) -> bool:
    """Say whether a text could hold attribute lists outside bracketed spans: cheap."""
    return "{:" in text or "\n{" in text or "){" in text or "`{" in text or "*{" in text


def apply(events: list[Event]) -> list[Event]:
    """Take attribute lists out of the text, and do what they mean for language and ids."""
    return _Pass().run(events)


def _is_line(text: str) -> bool:
    """Say whether a line is a list for the block above: kramdown's, or Goldmark's without colon."""
    return (text[1:2] in {":", ".", "#"} or "=" in text) and LIST.fullmatch(text) is not None


class _Pass:
    def __init__(self) -> None:
        self.out: list[Event] = []
        self.starts: list[int] = []  # where the open tags stand in `out`
        self.taker = -1  # where the element that ended last began, if it takes a list
        self.doomed: list[int] = []  # starts of lists that only hold a place for the contents

    def run(self, events: list[Event]) -> list[Event]:
        for event in events:
            taker, self.taker = self.taker, -1
            if isinstance(event, str):
                self.out.append(event)
                continue
            if (text := event.get("Text")) is not None:
                self._text(text, taker)
                continue
            if "End" in event:
                self._end(event)
                continue
            if "Start" in event:
                self.starts.append(len(self.out))
            elif "Code" in event:
                self.taker = len(self.out)
            self.out.append(event)
        return self.out

    def _text(self, text: str, taker: int) -> None:
        at = 0
        while taker >= 0 and (found := LIST.match(text, at)):  # several may follow each other
            at = found.end()
            if name := language(found.group()):
                self.out.insert(taker, {"Start": {"Span": {"lang": name}}})
                self.out.append({"End": "Span"})
        if at < len(text):
            self.out.append({"Text": text[at:]})

    def _end(self, event: dict[str, object]) -> None:
        name = tag_name(event["End"])
        start = self.starts.pop() if self.starts else 0
        if name in {"Paragraph", "Item", "Heading", "DefinitionListDefinition"}:
            start = self._block(name, start)
            if start < 0:
                return
        if name == "TableRow" and self._is_list(start):
            del self.out[start:]  # it stands below the table, where nothing ends that
            return
        if name == "List" and start in self.doomed:
            del self.out[start:]
            return
        self.out.append(event)
        if name in _TAKERS:
            self.taker = start

    def _block(self, name: str, start: int) -> int:
        """Look for a list around a block; -1 where the block was nothing else."""
        if name == "Paragraph":
            self._before(start)
        last = self.out[-1] if self.out else ""
        text = last.get("Text", "").strip() if isinstance(last, dict) else ""
        if not _is_line(text):
            return start
        if len(self.out) - 2 == start and name == "Paragraph":
            del self.out[start:]
            self._to_previous(text)
            return -1
        if self.out[-2] != "SoftBreak":
            return start
        del self.out[-2:]
        if _TOC.search(text) and len(self.starts) >= 1:
            self.doomed.append(self.starts[-1])
        if tag := language(text):
            self.out.insert(start + 1, {"Start": {"Span": {"lang": tag}}})
            self.out.append({"End": "Span"})
        return start

    def _before(self, start: int) -> None:
        """Take out a list of kramdown's on the first line: it is for what follows."""
        first, *rest = self.out[start + 1 : start + 3] or [""]
        text = first.get("Text", "").strip() if isinstance(first, dict) else ""
        if rest == ["SoftBreak"] and text.startswith("{:") and LIST.fullmatch(text):
            del self.out[start + 1 : start + 3]

    def _is_list(self, start: int) -> bool:
        """Say whether a row of a table is nothing but an attribute list."""
        row = self.out[start:]
        texts = [event["Text"] for event in row if isinstance(event, dict) and "Text" in event]
        return len(texts) == 1 and _is_line(texts[0])

    def _to_previous(self, text: str) -> None:
        previous = self.out[-1] if self.out else ""
        ended = previous.get("End") if isinstance(previous, dict) else None
        if not isinstance(ended, dict) or not (found := _ID.search(text)):
            return
        for event in reversed(self.out):
            tag = event.get("Start") if isinstance(event, dict) else None
            if isinstance(tag, dict) and "Heading" in tag:
                tag["Heading"]["id"] = found[1]
                return
