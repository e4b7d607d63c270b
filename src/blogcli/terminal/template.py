"""Templates for a line about a post: field names and date patterns, never Python's `format`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from blogcli.errors import UsageError
from blogcli.terminal.text import one_line
from blogcli.terminal.values import cell, unknown_field

_PIECE = r"\{\{|\}\}|\{([^{}]*)\}|[{}]|\\(.)|[^{}\\]+|\\"
_ESCAPES = {"n": "\n", "t": "\t", "0": "\0", "\\": "\\"}
_DATES = ("date", "updated", "expires")
_DIRECTIVES = r"%[YymdHMSjaAbBpIuVGzZ%]"
# What every C library writes alike; the others differ from machine to machine (strftime(3)).

_Part = Callable[[Mapping[str, object]], str]


def compile_template(template: str, keys: Sequence[str]) -> _Part:
    r"""Read a template such as `{date:%Y}\t{slug}`; `\t`, `\n`, `\0` and `\\` are understood.

    Raises:
        UsageError: A field is unknown, a brace stays open, or a date pattern isn't one.
    """
    parts = [_part(found, template, keys) for found in re.finditer(_PIECE, template)]
    return lambda record: "".join(part(record) for part in parts)


def _part(found: re.Match[str], template: str, keys: Sequence[str]) -> _Part:
    piece = found[0]
    if found[1] is not None:
        return _field(found[1], keys)
    if piece in {"{", "}"}:
        message = f"a brace stands alone in the template at {found.start() + 1}: {template}"
        raise UsageError(message, hint="write {{ or }} for a brace itself")
    if found[2] is not None:
        return _constant(_ESCAPES.get(found[2], piece))
    return _constant({"{{": "{", "}}": "}"}.get(piece, piece))


def _constant(text: str) -> _Part:
    return lambda _record: text


def _field(text: str, keys: Sequence[str]) -> _Part:
    name, colon, pattern = text.partition(":")
    if name not in keys:
        raise unknown_field(name, keys)
    if not colon:
        return lambda record: cell(record[name])
    if name not in _DATES or "%" not in pattern or "%" in re.sub(_DIRECTIVES, "", pattern):
        message = f"{{{text}}} is not a field with a date pattern such as {{date:%Y-%m-%d}}"
        raise UsageError(message)
    return lambda record: _date(record[name], pattern)


def _date(value: object, pattern: str) -> str:
    if not isinstance(value, str):
        return ""
    return one_line(datetime.fromisoformat(value).strftime(pattern))
