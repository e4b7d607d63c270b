r"""Display maths that the parser passes by, since its braces don't balance (`$$ a \\{ b $$`).

Where Markdown has read the formula first, its escapes are gone, as on the sites of the generators
that work so; the formula is what is left.
"""

from __future__ import annotations

from blogcli.markdown.events import Event


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
