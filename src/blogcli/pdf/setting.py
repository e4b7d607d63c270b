"""Paper, margins and sizes: from `[pdf]` to lengths in points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.errors import ConfigError

if TYPE_CHECKING:
    from blogcli.config import PdfConfig

BLOG_TOML = "blog.toml"
_MM = 72 / 25.4
_UNITS = {"pt": 1.0, "mm": _MM, "cm": 10 * _MM, "in": 72.0}
PAPERS = {
    "a4": (210 * _MM, 297 * _MM),
    "a5": (148 * _MM, 210 * _MM),
    "letter": (612.0, 792.0),
}
_NAMES = {"us-letter": "letter"}
_MEASURE = 30.6
"""Width of the text in em: about 66 letters of the built-in face."""
_SMALL_PAPER = 450.0
"""Paper narrower than this is set a point smaller."""
_LEAST_MARGIN = 15 * _MM
_ROOM_FOR_NUMBERS = 5 * _MM
_CODE_MEASURE = 39.5
"""Width in em of a box that holds 80 columns of code."""
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(pt|mm|cm|in)")
_SIZES = (6.0, 24.0)
_LEAST_TEXT = 144.0


@dataclass(frozen=True, slots=True)
class Setting:
    """The page; every length is in points."""

    width: float
    height: float
    size: float
    """Of the text."""
    top: float
    bottom: float
    side: float
    """Left and right."""
    bleed: float
    """How far code and wide tables may reach into each side margin."""

    @property
    def text_width(self) -> float:
        """Width of the column of text."""
        return self.width - 2 * self.side

    @property
    def text_height(self) -> float:
        """Height of the column of text."""
        return self.height - self.top - self.bottom


def setting_of(config: PdfConfig) -> Setting:
    """Work out the page from `[pdf]`.

    Raises:
        ConfigError: The paper is unknown, or a length can't be read or leaves no room for text.
    """
    problems: list[str] = []
    name = config.paper.strip().lower() or "a4"
    name = _NAMES.get(name, name)
    if name not in PAPERS:
        problems.append(f"pdf.paper: {config.paper!r} is unknown; use {', '.join(sorted(PAPERS))}")
    width, height = PAPERS.get(name, PAPERS["a4"])
    size = 10.0 if width < _SMALL_PAPER else 11.0
    if config.font_size:
        wanted = _length(config.font_size, "pdf.font_size", problems, size)
        if _SIZES[0] <= wanted <= _SIZES[1]:
            size = wanted
        else:
            problems.append(f"pdf.font_size: {config.font_size!r} is not from 6pt to 24pt")
    side = max(_LEAST_MARGIN, (width - _MEASURE * size) / 2)
    top, bottom = height * 0.11, height * 0.13
    if config.margin:
        side = top = bottom = _length(config.margin, "pdf.margin", problems, side)
        if side < _ROOM_FOR_NUMBERS:
            problems.append(f"pdf.margin: {config.margin!r} leaves no room for page numbers")
    if min(width - 2 * side, height - top - bottom) < _LEAST_TEXT:
        problems.append(f"pdf.margin: {config.margin!r} leaves no room for text")
    if problems:
        raise ConfigError(BLOG_TOML, tuple(problems), hint=_hint(name, problems))
    room = max(0.0, side - _LEAST_MARGIN)
    bleed = min(room, max(0.0, (_CODE_MEASURE * size - (width - 2 * side)) / 2))
    return Setting(width, height, size, top, bottom, side, bleed)


def _hint(paper: str, problems: list[str]) -> str:
    """Name the paper that was meant, where only that is wrong."""
    if paper in PAPERS or len(problems) > 1:
        return "lengths are like 11pt, 25mm or 1in"
    from difflib import get_close_matches

    close = get_close_matches(paper, sorted({*PAPERS, *_NAMES}), n=1, cutoff=0.5)
    return f'did you mean paper = "{close[0]}"?' if close else ""


def _length(text: str, key: str, problems: list[str], otherwise: float) -> float:
    found = _LENGTH.fullmatch(text.strip().lower())
    if found is None:
        problems.append(f"{key}: {text!r} is not a length")
        return otherwise
    return float(found[1]) * _UNITS[found[2]]
