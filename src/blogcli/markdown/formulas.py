r"""What is written between `$$` and `$$`: on lines of its own display maths, amid words inline.

kramdown, and Jekyll's sites with it, write all maths so. The parser passes by formulas whose
braces don't balance (`$$ a \\{ b $$`): these are found here too.

Where Markdown has read the formula first, its escapes are gone, as on the sites of the generators
that work so; the formula is what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from blogcli.markdown.events import BLOCKS, Event, tag_name


def gather(events: list[Event]) -> list[Event]:
    """Turn paragraphs that are text between `$$` and `$$` into display maths."""
    out: list[Event] = []
    done = 0
    for position, event in enumerate(events):
        if event != {"Start": "Paragraph"} or position < done:
            continue
        found = _formula(events, position + 1)
        if found is not None:
            tex, end = found
            out += (*events[done : position + 1], {"DisplayMath": tex})
            done = end
    return out + events[done:] if done else events


def settle(events: list[Event]) -> list[Event]:
    """Turn display maths into inline maths where it stands amid the words of a line."""
    settled = list(events)
    for position, event in enumerate(events):
        if not isinstance(event, dict) or "\n" in (tex := event.get("DisplayMath", "\n")):
            continue
        before = (events[at] for at in range(position - 1, max(-1, position - _FAR), -1))
        behind = events[position + 1 : position + _FAR]
        if _amid(before, _WORD) or _amid(behind, _LETTER):
            settled[position] = {"InlineMath": tex}
    return settled


# A stop behind a formula, as printers set it, makes no sentence around it.
_WORD = re.compile(r"\S")
_LETTER = re.compile(r"\w")
_FAR = 100
"""Events beyond which no words are looked for."""
_ALONE = frozenset({"Heading", "TableCell", "DefinitionListTitle"})
"""What holds one line of words only, so that no formula can stand below it."""


def _amid(beside: Iterable[Event], words: re.Pattern[str]) -> bool:
    """Say whether words stand on this side of the line, or whether the line may hold no display."""
    for event in beside:
        if isinstance(event, str):
            return False
        ((kind, value),) = event.items()
        if kind in {"Start", "End"}:
            name = tag_name(value)
            if name in BLOCKS:
                return name in _ALONE
        elif kind in {"Code", "InlineMath"} or (kind == "Text" and words.search(value)):
            return True
    return False


def _formula(events: list[Event], start: int) -> tuple[str, int] | None:
    """Read a paragraph of text and line ends only; give the formula and the place of the end."""
    parts: list[str] = []
    for position in range(start, len(events)):
        event = events[position]
        if isinstance(event, str):
            parts.append("\n" if event == "SoftBreak" else "\\\\\n")
        elif "Text" in event:
            parts.append(event["Text"])
            if len(parts) == 1 and not event["Text"].startswith("$$"):
                return None
        else:
            text = "".join(parts)
            whole = event == {"End": "Paragraph"} and text.endswith("$$") and text.count("$$") == 2  # noqa: PLR2004 - one pair
            return (text[2:-2], position) if whole and text[2:-2].strip() else None
    return None
