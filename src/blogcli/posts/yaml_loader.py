"""YAML front matter to plain values, from libyaml's events in one pass.

The events are counted while the values are made, so that neither nesting, aliases nor merges can
exhaust the process (libyaml's own composer crashes on 30,000 nested lists). Plain scalars follow
the core schema of YAML 1.2.2 (chapter 10.3): `no` and `12:30` are text. Dates stay text as well,
since only the key tells whether a value is a date.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from blogcli.posts.values import Decimal, FrontMatter, HeaderProblem, Integer, as_text

try:
    from yaml.cyaml import CParser as Parser
except ImportError:  # PyYAML built without libyaml
    from yaml.loader import SafeLoader as Parser

MAX_DEPTH = 100
MAX_VALUES = 50_000
"""Values with every alias and merge written out."""

_WORDS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER_START = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_BASED = re.compile(r"0o[0-7]{1,18}\Z|0x[0-9a-fA-F]{1,15}\Z")
_DECIMAL = re.compile(
    r"[-+]?(?:\.[0-9]{1,40}|[0-9]{1,40}(?:\.[0-9]{0,40})?)(?:[eE][-+]?[0-9]{1,3})?\Z"
)
_STRING_TAG = "tag:yaml.org,2002:str"


def load(text: str) -> FrontMatter:
    """Read one YAML mapping.

    Raises:
        HeaderProblem: The text is no YAML, no mapping, or larger than front matter may be; with
            line and column from 1 in `text`.
    """
    try:
        return _Builder(text).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = error.problem or error.context or "this is no YAML"
        raise HeaderProblem(reason, line, column, hint=_hint(reason, text, line)) from error
    except ReaderError as error:
        line, column = _first_control(text)
        raise HeaderProblem("control characters are not allowed in YAML", line, column) from error


class _Builder:
    """Makes values from events, keeping count of what they would hold written out."""

    def __init__(self, text: str) -> None:
        self._next = Parser(text).get_event
        self._count = 0
        self._anchors: dict[str, tuple[object, int] | None] = {}

    def document(self) -> FrontMatter:
        self._next()  # the stream starts
        event = self._next()
        if isinstance(event, StreamEndEvent):
            return FrontMatter()
        event = self._next()
        front_matter = self._top(event)
        self._next()  # the document ends
        event = self._next()
        if isinstance(event, DocumentStartEvent):
            _refuse("front matter is one YAML document: here a second one begins", event)
        return front_matter

    def _top(self, event: Any) -> FrontMatter:  # noqa: ANN401 - PyYAML's events are untyped
        front_matter = FrontMatter()
        if isinstance(event, MappingStartEvent):
            self._mapping(event, front_matter, 1)
        elif not (isinstance(event, ScalarEvent) and _scalar(event) is None):
            kind = "a list" if isinstance(event, SequenceStartEvent) else "text"
            _refuse(f"front matter is a mapping of keys to values, and this is {kind}", event)
        return front_matter

    def _value(self, event: Any, depth: int) -> object:  # noqa: ANN401
        self._count += 1
        if isinstance(event, ScalarEvent):
            value = _scalar(event)
            if event.anchor:
                self._anchors[event.anchor] = (value, 1)
            return value
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if depth >= MAX_DEPTH:
            _refuse(f"nested more than {MAX_DEPTH} levels deep", event)
        before = self._count
        if event.anchor:
            self._anchors[event.anchor] = None
        value = {} if isinstance(event, MappingStartEvent) else []
        if isinstance(value, dict):
            self._mapping(event, value, depth + 1)
        else:
            self._sequence(value, depth + 1)
        if event.anchor:
            self._anchors[event.anchor] = (value, self._count - before + 1)
        return value

    def _alias(self, event: Any) -> object:  # noqa: ANN401
        if event.anchor not in self._anchors:
            _refuse(f"no value is marked &{event.anchor} above", event)
        known = self._anchors[event.anchor]
        if known is None:
            _refuse(f"&{event.anchor} holds itself", event)
        self._add(known[1], event)
        return known[0]

    def _add(self, count: int, event: Any) -> None:  # noqa: ANN401
        self._count += count
        if self._count > MAX_VALUES:
            _refuse(f"more than {MAX_VALUES:,} values", event)

    def _sequence(self, target: list[object], depth: int) -> None:
        step, value = self._next, self._value
        while not isinstance(event := step(), SequenceEndEvent):
            target.append(value(event, depth))
            if self._count > MAX_VALUES:
                self._add(0, event)

    def _mapping(self, start: Any, target: dict[str, object], depth: int) -> None:  # noqa: ANN401
        if start.anchor:
            self._anchors.setdefault(start.anchor, None)
        places = target.places if isinstance(target, FrontMatter) else None
        merged: list[dict[str, object]] = []
        step = self._next
        while not isinstance(event := step(), MappingEndEvent):
            key = self._key(event, depth)
            event = step()  # noqa: PLW2901 - the value's event follows its key's
            value = self._value(event, depth)
            if key == "<<" and not isinstance(value, str):
                merged.extend(self._merge(value, event))
                continue
            if places is not None:
                if key in target:
                    target.duplicates += ((key, event.start_mark.line + 1),)  # type: ignore[attr-defined]
                mark = event.start_mark
                places[key] = (mark.line + 1, mark.column + 1)
            target[key] = value
            self._add(0, event)
        for source in merged:
            for key, value in source.items():
                target.setdefault(key, value)

    def _key(self, event: Any, depth: int) -> str:  # noqa: ANN401
        if not isinstance(event, (ScalarEvent, AliasEvent)):
            _refuse("a key must be plain text", event)
        if isinstance(event, ScalarEvent) and not event.anchor:
            return str(event.value)
        return as_text(self._value(event, depth))

    def _merge(self, value: object, event: Any) -> list[dict[str, object]]:  # noqa: ANN401
        sources = value if isinstance(value, list) else [value]
        for source in sources:
            if not isinstance(source, dict):
                _refuse("`<<` merges mappings only", event)
            self._add(len(source), event)
        return sources


def _scalar(event: Any) -> object:  # noqa: ANN401
    text: str = event.value
    if not event.implicit[0] or event.tag == _STRING_TAG:  # quoted, block, or tagged
        return text
    if len(text) <= 5 and text in _WORDS:  # noqa: PLR2004 - the longest of them has five letters
        return _WORDS[text]
    if text[0] in _NUMBER_START and len(text) < 90:  # noqa: PLR2004 - no number is that long
        return _number(text)
    return text


def _number(text: str) -> object:
    if _INTEGER.match(text):
        return Integer(text, int(text))
    if _BASED.match(text):
        return Integer(text, int(text, 0))
    if _DECIMAL.match(text):
        return Decimal(text)
    return text


def _refuse(reason: str, event: Any) -> NoReturn:  # noqa: ANN401
    mark = event.start_mark
    raise HeaderProblem(reason, mark.line + 1, mark.column + 1)


def _hint(reason: str, text: str, line: int) -> str:
    lines = text.split("\n")
    source = lines[line - 1] if line <= len(lines) else ""
    if source.startswith("\t") or "\t" in source[: len(source) - len(source.lstrip())]:
        return "indent YAML with spaces, not tabs"
    if "mapping values are not allowed" in reason:
        return "put quotes around a value that holds `: `"
    if "cannot start any token" in reason:
        return "put quotes around a value that begins with @, ` or %"
    if "unexpected end of stream" in reason:
        return "a quote is opened and never closed"
    return ""


def _first_control(text: str) -> tuple[int, int]:
    for number, line in enumerate(text.split("\n"), 1):
        for column, letter in enumerate(line, 1):
            if (letter < " " and letter not in "\t\r") or letter in "\x7f\ufffe\uffff":
                return number, column
    return 1, 1
