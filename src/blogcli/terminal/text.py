"""Text of strangers, made harmless for a terminal and measured in its cells."""

from __future__ import annotations

import re

# Overrides of the writing direction are among them: they make text read as what it is not
# (CVE-2021-42574).
# Patterns are compiled on first use: most text is printable, and start-up has a budget.
_TELLING = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]"
_BREAKS = r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+"


def visible(text: str) -> str:
    """Show control characters and terminal escapes as signs; tabs and line feeds stay."""
    return text if text.isprintable() else re.sub(_TELLING, _sign, text)


def one_line(text: str) -> str:
    """Show text on one line: breaks and tabs become a space, control characters signs."""
    return text if text.isprintable() else visible(re.sub(_BREAKS, " ", text))


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:  # noqa: PLR2004 - the first 32 have pictures
        return chr(0x2400 + code)
    if code == 0x7F:  # noqa: PLR2004 - DEL
        return "\u2421"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - two digits


def cells(text: str) -> int:
    """Give the width of text in cells of a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def lines_of_words(text: str, width: int) -> list[str]:
    """Break plain text between words into lines of at most `width` cells, as far as words allow."""
    lines: list[str] = []
    for word in text.split():
        if lines and cells(lines[-1]) + 1 + cells(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


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


def cut_begin(text: str, width: int) -> str:
    """Shorten text to `width` cells where its end tells most, `…` in place of its begin."""
    if cells(text) <= width:
        return text
    kept = text[-max(0, width - 1) :] if width > 1 else ""
    while kept and cells(kept) > width - 1:
        kept = kept[1:]
    return f"…{kept}" if width > 0 else ""
