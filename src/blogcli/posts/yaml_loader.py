"""YAML front matter to plain values, from libyaml's events in one pass.

The events are counted while the values are made, so that neither nesting, aliases nor merges can
exhaust the process (libyaml's own composer crashes on 30,000 nested lists). Plain scalars follow
the core schema of YAML 1.2.2 (chapter 10.3): `no` and `12:30` are text. Dates stay text as well,
since only the key tells whether a value is a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn, TypeAlias

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

from blogcli.posts.values import (
    MAX_DEPTH,
    MAX_VALUES,
    Decimal,
    FrontMatter,
    HeaderProblem,
    Integer,
    as_text,
    check_text,
)

Event: TypeAlias = Any  # PyYAML's C events are untyped

_WORDS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_LONGEST_WORD = 5
_LONGEST_NUMBER = 90
_NUMBER_START = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}", re.ASCII)
_BASED = re.compile(r"0o[0-7]{1,18}|0x[0-9a-fA-F]{1,15}")
_DECIMAL = re.compile(
    r"[-+]?(?:\.[0-9]{1,40}|[0-9]{1,40}(?:\.[0-9]{0,40})?)(?:[eE][-+]?[0-9]{1,3})?", re.ASCII
)
# What PyYAML's own set leaves out: to compile a set takes as long as the ranges in it are wide.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_OLD_BREAKS = "\x85\u2028\u2029"
_TEXT_TAG = "tag:yaml.org,2002:str"


def load(text: str) -> FrontMatter:
    """Read one YAML mapping.

    Raises:
        HeaderProblem: The text is no YAML, no mapping, or larger than front matter may be; with
            line and column from 1 in `text`.
    """
    try:
        return _Builder(text).document()
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from error
    except ReaderError as error:
        raise _unprintable(text) from error


class _Builder:
    """Makes values from events, keeping count of what they would hold written out."""

    def __init__(self, text: str) -> None:
        self._next = events(text)
        self._count = 0
        self._anchors: dict[str, tuple[object, int] | None] = {}

    def document(self) -> FrontMatter:
        self._next()  # the stream begins
        if isinstance(self._next(), StreamEndEvent):
            return FrontMatter()
        front_matter = self._top(self._next())
        self._next()  # the document ends
        if isinstance(event := self._next(), DocumentStartEvent):
            _refuse("front matter is one YAML document: here a second one begins", event)
        return front_matter

    def _top(self, event: Event) -> FrontMatter:
        front_matter = FrontMatter()
        if isinstance(event, MappingStartEvent):
            if event.anchor:
                self._anchors[event.anchor] = None
            self._mapping(front_matter, 1, front_matter)
        elif not isinstance(event, ScalarEvent) or self._scalar(event) is not None:
            kind = "a list" if isinstance(event, SequenceStartEvent) else "text"
            _refuse(f"front matter is a mapping of keys to values, and this is {kind}", event)
        return front_matter

    def _value(self, event: Event, depth: int) -> object:
        self._count += 1
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            return self._alias(event)
        return self._collection(event, depth)

    def _scalar(self, event: Event) -> object:
        value: object = event.value
        if event.implicit[0] and event.tag != _TEXT_TAG:
            value = _plain(event.value)
        elif event.style == '"':
            _check_escapes(event)
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        return value

    def _collection(self, event: Event, depth: int) -> object:
        if depth >= MAX_DEPTH:
            _refuse(f"nested more than {MAX_DEPTH} levels deep", event)
        before = self._count
        if event.anchor:
            self._anchors[event.anchor] = None
        value: dict[str, object] | list[object]
        if isinstance(event, MappingStartEvent):
            value = {}
            self._mapping(value, depth + 1)
        else:
            value = []
            self._sequence(value, depth + 1)
        if event.anchor:
            self._anchors[event.anchor] = (value, self._count - before + 1)
        return value

    def _alias(self, event: Event) -> object:
        if event.anchor not in self._anchors:
            _refuse(f"no value is marked &{event.anchor} above", event)
        known = self._anchors[event.anchor]
        if known is None:
            _refuse(f"&{event.anchor} holds itself", event)
        self._count += known[1]
        return known[0]

    def _sequence(self, target: list[object], depth: int) -> None:
        step, value = self._next, self._value
        while not isinstance(event := step(), SequenceEndEvent):
            target.append(value(event, depth))
            if self._count > MAX_VALUES:
                _refuse(f"more than {MAX_VALUES:,} values", event)

    def _mapping(
        self, target: dict[str, object], depth: int, front_matter: FrontMatter | None = None
    ) -> None:
        step = self._next
        merged: list[dict[str, object]] = []
        while not isinstance(event := step(), MappingEndEvent):
            key = self._key(event, depth)
            event = step()
            value = self._value(event, depth)
            if self._count > MAX_VALUES:
                _refuse(f"more than {MAX_VALUES:,} values", event)
            if key == "<<" and isinstance(value, (dict, list)):
                merged += self._merged(value, event)
                continue
            if front_matter is not None:
                _remember(front_matter, key, event)
            target[key] = value
        for source in merged:
            target.update({key: value for key, value in source.items() if key not in target})

    def _key(self, event: Event, depth: int) -> str:
        if isinstance(event, ScalarEvent):
            self._scalar(event)
            return str(event.value)
        if isinstance(event, AliasEvent):
            return as_text(self._value(event, depth))
        return _refuse("a key must be plain text", event)

    def _merged(self, value: object, event: Event) -> list[dict[str, object]]:
        sources = value if isinstance(value, list) else [value]
        found = [source for source in sources if isinstance(source, dict)]
        if len(found) < len(sources):
            _refuse("`<<` merges mappings only", event)
        self._count += sum(map(len, found))
        return found


def events(text: str) -> Callable[[], Event]:
    """Give what steps through the events of a text.

    To YAML 1.2 only CR and LF end a line (chapter 5.4), to libyaml's 1.1 three others do too.
    """
    others = [letter for letter in _OLD_BREAKS if letter in text]
    if not others:
        return _events(text)
    unused = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
    names = dict(zip(others, unused, strict=False))
    step = _events(text.translate({ord(letter): name for letter, name in names.items()}))
    back = {ord(name): letter for letter, name in names.items()}

    def restored() -> Event:
        event = step()
        if isinstance(event, ScalarEvent):
            event.value = event.value.translate(back)
        return event

    return restored


def _events(text: str) -> Callable[[], Event]:
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]  # it is there, unannounced
    except ImportError:  # PyYAML built without libyaml
        return yaml.SafeLoader(text).get_event
    step: Callable[[], Event] = CParser(text).get_event
    return step


def _remember(front_matter: FrontMatter, key: str, event: Event) -> None:
    mark = event.start_mark
    if key in front_matter:
        front_matter.duplicates.append((key, mark.line + 1))
    front_matter.places[key] = (mark.line + 1, mark.column + 1)


def _plain(text: str) -> object:
    """Give the value of a scalar without quotes."""
    if len(text) <= _LONGEST_WORD and text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_START or len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return Integer(text, int(text))
    if _BASED.fullmatch(text):
        return Integer(text, int(text, 0))
    return Decimal(text) if _DECIMAL.fullmatch(text) else text


def _check_escapes(event: Event) -> None:
    try:
        check_text(event.value)
    except HeaderProblem as problem:
        _refuse(problem.reason, event)


def _refuse(reason: str, event: Event) -> NoReturn:
    mark = event.start_mark
    raise HeaderProblem(reason, mark.line + 1, mark.column + 1)


def _unprintable(text: str) -> HeaderProblem:
    found = _UNPRINTABLE.search(text)
    at = found.start() if found else 0
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    shown = f"U+{ord(text[at]):04X}" if found else "a character"
    return HeaderProblem(f"{shown}: control characters are not allowed in YAML", line, column)


# What libyaml was in the midst of, and what of it lacks its end.
_OPENED = {
    "while scanning a quoted scalar": "the quote that opens here is never closed",
    "while parsing a flow sequence": "the [ that opens here is not closed, or lacks a comma",
    "while parsing a flow mapping": "the { that opens here is not closed, or lacks a comma",
    "while scanning a simple key": "a key needs a : behind it",
}


def _explained(error: yaml.MarkedYAMLError, text: str) -> HeaderProblem:
    """Say what is wrong where its cause is: libyaml notices some faults lines later."""
    reason = error.problem or error.context or "this is no YAML"
    mark, begun = error.problem_mark, error.context_mark
    if begun and (not mark or mark.line > begun.line):
        ends = text.rstrip().count("\n")
        if error.context in _OPENED:
            mark, reason = begun, _OPENED[error.context]
        elif not mark or mark.line > ends:
            mark = begun
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return HeaderProblem(reason, line, column, hint=_hint(reason, text, line))


def _hint(reason: str, text: str, line: int) -> str:
    lines = text.split("\n")
    source = lines[line - 1] if line <= len(lines) else ""
    if "\t" in source[: len(source) - len(source.lstrip())]:
        return "indent YAML with spaces, not tabs"
    if "mapping values are not allowed" in reason:
        return "put quotes around a value that holds `: `"
    if "cannot start any token" in reason:
        return "put quotes around a value that begins with @, ` or %"
    if "did not find expected key" in reason and source.count("'") > 1:
        return "within '…' write ' twice, or use \"…\""
    return ""
