"""Where in a source code is, raw HTML, mathematics and links: signs mean something else there."""

from __future__ import annotations

from bisect import bisect_right
from typing import TypeAlias

from blogcli.markdown.source import ranged

Regions: TypeAlias = list[tuple[int, int]]
"""From which to which byte each lasts, in order."""


def code_and_markup(data: bytes) -> tuple[Regions, Regions]:
    """Find where code is, and where raw HTML is."""
    code, markup, *_ = find(data)
    return code, markup


def find(data: bytes) -> tuple[Regions, Regions, Regions, Regions]:
    """Find where code is, where raw HTML is, where formulas are, and where links and images are."""
    code: Regions = []
    markup: Regions = []
    formulas: Regions = []
    links: Regions = []
    for event, start, end in ranged(data):
        if isinstance(event, str):
            continue
        ((kind, value),) = event.items()
        if kind == "Code" or (kind == "Start" and isinstance(value, dict) and "CodeBlock" in value):
            code.append((start, end))
        elif kind == "InlineHtml" or value == "HtmlBlock":
            markup.append((start, end))
        elif kind in {"InlineMath", "DisplayMath"}:
            formulas.append((start, end))
        elif kind == "Start" and isinstance(value, dict) and ("Link" in value or "Image" in value):
            links.append((start, end))
    return code, markup, formulas, links


def inside(regions: Regions, offset: int) -> bool:
    """Say whether a byte lies in one of these."""
    index = bisect_right(regions, (offset, 1 << 62)) - 1
    return index >= 0 and regions[index][0] <= offset < regions[index][1]
