"""Values of a post as text for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from blogcli.errors import UsageError
from blogcli.terminal.text import one_line

# What JSON leaves as it is, though a terminal or a decoder may stumble over it.
_RAW = "[\x7f-\x9f\u202d\u202e\ud800-\udfff]"


def to_json(value: object) -> str:
    """Write a value as one line of JSON, with nothing in it that could steer a terminal."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return re.sub(_RAW, lambda found: f"\\u{ord(found[0]):04x}", text)


def cell(value: object) -> str:
    """Write a value on one line of text: lists by commas, nothing for what is missing."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list() if all(isinstance(item, str) for item in value):
            return one_line(", ".join(value))
        case list() | dict():
            return to_json(value)
        case _:
            return one_line(str(value))


def unknown_field(name: str, keys: Sequence[str]) -> UsageError:
    """Make the error for a field that no record has."""
    import difflib

    close = difflib.get_close_matches(name, keys, n=1)
    meant = f"did you mean {close[0]}? " if close else ""
    return UsageError(f"unknown field {name!r}", hint=f"{meant}fields: {' '.join(keys)}")
