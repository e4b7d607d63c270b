"""Where a post points: links and images, with their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from blogcli.markdown.events import plain_text


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or image; `line` and `column` count from 1, columns in code points."""

    kind: Literal["link", "image"]
    target: str
    text: str
    """The link's words, or the image's alternative text."""
    line: int
    column: int


def references(text: str) -> list[Reference]:
    """Find links and images in a body; lines count from its first, 1."""
    from blogcli.markdown.parse import ranged

    data = text.encode("utf-8", "replace")
    starts = [0, *(found.end() for found in re.finditer(rb"\n", data))]
    found: list[Reference] = []
    pairs = list(ranged(text))
    for position, (event, offset) in enumerate(pairs):
        if not isinstance(event, dict) or not isinstance(tag := event.get("Start"), dict):
            continue
        name = next(iter(tag))
        if name not in {"Link", "Image"}:
            continue
        end = position
        while pairs[end][0] != {"End": name}:
            end += 1
        line = bisect_right(starts, offset)
        column = len(data[starts[line - 1] : offset].decode("utf-8", "replace")) + 1
        words = plain_text(event for event, _ in pairs[position:end])
        kind: Literal["link", "image"] = "link" if name == "Link" else "image"
        found.append(Reference(kind, tag[name]["dest_url"], words, line, column))
    return found
