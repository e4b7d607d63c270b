"""`==mark==` and `[words]{lang=sv}`, also around other inline markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from blogcli.markdown import attributes
from blogcli.markdown.events import BLOCKS, Event, tag_name

_TOKEN = re.compile(rf"(?<!=)==(?!=)|\[|\](?:{attributes.LIST.pattern})?")
_BEFORE_MARK = re.compile(r"[A-Za-z0-9_)\]]\Z")


@dataclass(slots=True)
class _Level:
    """What is open among the direct children of one inline element: positions in the output."""

    mark: int = -1
    brackets: list[int] = field(default_factory=list)


def pair(events: list[Event]) -> list[Event]:
    """Turn paired marks and bracketed spans with a language into `Mark` and `Span` events."""
    out: list[Event] = []
    levels = [_Level()]
    verbatim = 0
    for event in events:
        if isinstance(event, str):
            out.append(event)
            continue
        ((kind, value),) = event.items()
        if kind in {"Start", "End"}:
            name = tag_name(value)
            verbatim += (name in {"CodeBlock", "Image"}) * (1 if kind == "Start" else -1)
            if name in BLOCKS:
                levels = [_Level()]
            elif kind == "Start":
                levels.append(_Level())
            elif len(levels) > 1:
                levels.pop()
            out.append(event)
        elif kind == "Text" and not verbatim and ("==" in value or "[" in value or "]" in value):
            _split(value, out, levels[-1])
        else:
            out.append(event)
    return merged(out)


def _split(text: str, out: list[Event], level: _Level) -> None:
    done = 0
    for found in _TOKEN.finditer(text):
        sign = found.group()
        if found.start() > done:
            out.append({"Text": text[done : found.start()]})
        done = found.end()
        if sign == "==":
            _mark(text, found, out, level)
        elif sign == "[":
            level.brackets.append(len(out))
            out.append({"Text": sign})
        else:
            _bracket(sign, out, level)
    if done < len(text):
        out.append({"Text": text[done:]})


def _mark(text: str, found: re.Match[str], out: list[Event], level: _Level) -> None:
    before, after = text[: found.start()], text[found.end() : found.end() + 1]
    if 0 <= level.mark < len(out) - 1 and not before[-1:].isspace():
        out[level.mark] = {"Start": "Mark"}
        out.append({"End": "Mark"})
        # Brackets that opened within the mark may not close beyond it.
        level.brackets = [place for place in level.brackets if place < level.mark]
        level.mark = -1
        return
    if not after.isspace() and not _BEFORE_MARK.search(before[-1:]):
        level.mark = len(out)
    out.append({"Text": "=="})


def _bracket(sign: str, out: list[Event], level: _Level) -> None:
    place = level.brackets.pop() if level.brackets else -1
    if place < 0 or sign == "]":
        out.append({"Text": sign})
    elif name := attributes.language(sign):
        out[place] = {"Start": {"Span": {"lang": name}}}
        out.append({"End": "Span"})
        if level.mark > place:
            level.mark = -1
    else:
        out[place] = {"Text": ""}  # classes only: the words stay, the list goes


def merged(events: list[Event]) -> list[Event]:
    """Join neighbouring texts, and drop empty ones."""
    out: list[Event] = []
    for event in events:
        if isinstance(event, dict) and (text := event.get("Text")) is not None:
            last = out[-1] if out else ""
            if isinstance(last, dict) and "Text" in last:
                out[-1] = {"Text": last["Text"] + text}
                continue
            if not text:
                continue
        out.append(event)
    return out
