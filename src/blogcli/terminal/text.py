"""Text of strangers, made harmless for a terminal and measured in its cells."""

from __future__ import annotations

import re

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_PICTURES[0x7F] = "\u2421"
_PICTURES |= {code: f"\\x{code:02x}" for code in range(0x80, 0xA0)}
# Overrides of the writing direction can make text read as what it is not (CVE-2021-42574).
_PICTURES |= {code: f"\\u{code:04x}" for code in (0x202D, 0x202E)}
_TELLING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def visible(text: str) -> str:
    """Show control characters and terminal escapes as signs; tabs and line feeds stay."""
    if not _TELLING.search(text):
        return text
    return re.sub(r"[\ud800-\udfff]", _surrogate, text.translate(_PICTURES))


def one_line(text: str) -> str:
    """Show text on one line: breaks and tabs become a space, control characters signs."""
    return visible(_BREAKS.sub(" ", text))


def _surrogate(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def cells(text: str) -> int:
    """Give the width of text in cells of a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """Shorten text to `width` cells, with `…` where something is left out."""
    if cells(text) <= width:
        return text
    if width < 1:
        return ""
    if text.isascii():
        return text[: width - 1].rstrip() + "…"
    from rich.cells import set_cell_size

    return set_cell_size(text, width - 1).rstrip() + "…"
