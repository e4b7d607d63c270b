"""Lines no wider than the terminal, measured in cells."""

from __future__ import annotations

import re

from rich.text import Text

from blogcli.terminal.text import cells

# Scripts written without spaces between words: a line may end after any letter of theirs.
_WIDE = (
    "\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003134f"
)
# Marks that may not begin or end a line (JIS X 4051, the common part).
_NOT_FIRST = "、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝〕〉》」』】…‥"
_NOT_LAST = "（［｛〔〈《「『【"
_TOKEN = re.compile(rf"\n| +|[{_NOT_LAST}]*[{_WIDE}][{_NOT_FIRST}]*|[^ \n{_WIDE}]+")


def wrap(text: Text, width: int | None) -> list[Text]:
    """Break `text` into lines of at most `width` cells; None breaks only where the text does.

    Words that are wider than a line are broken between grapheme clusters, so that nothing is lost.
    """
    if width is None:
        return list(text.split("\n", allow_blank=True))
    offsets = _offsets(text.plain, max(width, 2))
    lines = list(text.divide(offsets)) if offsets else [text]
    for line in lines:
        line.rstrip()
    return lines


def _offsets(plain: str, width: int) -> list[int]:
    """Where new lines begin, as offsets into `plain`."""
    offsets: list[int] = []
    used = 0
    for match in _TOKEN.finditer(plain):
        piece, start = match.group(), match.start()
        if piece == "\n":
            offsets.append(match.end())
            used = 0
            continue
        size = cells(piece)
        if used + size <= width:
            used += size
        elif piece.startswith(" "):
            used = width  # spaces at the end of a line are dropped
        elif size <= width:
            offsets.append(start)
            used = size
        else:
            used = _fold(piece, start, offsets, (used, width))
    return offsets


def _fold(word: str, start: int, offsets: list[int], room: tuple[int, int]) -> int:
    """Break one word that is wider than a line; gives the cells used on its last line."""
    import regex

    used, width = room
    if used:
        offsets.append(start)
        used = 0
    position = start
    for cluster in regex.findall(r"\X", word):
        size = cells(cluster)
        if used and used + size > width:
            offsets.append(position)
            used = 0
        used += size
        position += len(cluster)
    return used
