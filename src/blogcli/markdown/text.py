"""Events → plain text, and what is counted and found in it."""

from __future__ import annotations

import re
import unicodedata

from blogcli.markdown.events import BLOCKS, Event, inside, tag_name
from blogcli.markdown.reduce import reduce_html

_WORDS_A_MINUTE = 200
_CHARACTERS_A_MINUTE = 500
_BY_CHARACTER = ("zh", "ja")
_TITLE = 60

_IDEOGRAPH = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"[^\W_]\S*")
_SAYING = ("Text", "Code", "InlineMath", "DisplayMath")
_SEPARATORS = {"TableRow": "\n", "TableHead": "\n", "TableCell": "\t", "Item": "\n"}


def to_text(events: list[Event]) -> str:
    """Give the plain reading text: every word, blocks separated by blank lines.

    Items of tight lists and rows of tables take a line each, cells are separated by tabs.
    """
    out: list[str] = []
    parts: list[str] = []
    separator = ""
    for event in reduce_html(events):
        if type(event) is not dict:
            parts.append(" " if event == "SoftBreak" else "\n" if event == "HardBreak" else "")
            continue
        ((kind, value),) = event.items()
        if kind in _SAYING:
            parts.append(value)
        elif kind in ("Start", "End") and (name := tag_name(value)) in BLOCKS:
            if text := "".join(parts).strip():
                out += (separator if out else "", text)
                separator = ""
            parts.clear()
            separator = _separator(separator, name)
    if text := "".join(parts).strip():
        out += (separator if out else "", text)
    return "".join(out)


def _separator(before: str, name: str) -> str:
    """Give the widest of what has been passed between two texts."""
    new = _SEPARATORS.get(name, "\n\n")
    return max(before, new, key=("", "\t", "\n", "\n\n").index)


def title_of(events: list[Event]) -> str:
    """Give the text of the first heading that has any, else the first words; empty if there are none."""  # noqa: E501 - one sentence
    for _, text, _ in outline(events):
        if text:
            return text
    return excerpt(to_text(events), _TITLE)


def outline(events: list[Event]) -> list[tuple[int, str, str]]:
    """List the headings: level from 1 to 6, text, id."""
    found: list[tuple[int, str, str]] = []
    for position, event in enumerate(events):
        if type(event) is not dict or "Start" not in event:
            continue
        tag = event["Start"]
        if type(tag) is dict and (heading := tag.get("Heading")):
            text = to_text(list(inside(events, position)))
            found.append((int(heading["level"][1]), " ".join(text.split()), heading["id"] or ""))
    return found


def word_count(text: str) -> int:
    """Count words; in Chinese and Japanese, characters."""
    ideographs = len(_IDEOGRAPH.findall(text))
    return ideographs + len(_WORD.findall(_IDEOGRAPH.sub(" ", text) if ideographs else text))


def reading_minutes(words: int, lang: str = "") -> int:
    """Give whole minutes, at least 1: 200 words a minute, 500 characters in Chinese and Japanese."""  # noqa: E501 - one sentence
    by_character = lang.partition("-")[0].lower() in _BY_CHARACTER
    return max(1, -(-words // (_CHARACTERS_A_MINUTE if by_character else _WORDS_A_MINUTE)))


def excerpt(text: str, limit: int) -> str:
    """Shorten to at most `limit` code points, at the end of a word, with `…` for what is left out."""  # noqa: E501 - one sentence
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    cut = limit - 1
    if text[cut] != " " and (space := text.rfind(" ", 0, cut)) > 0:
        cut = space
    while cut > 0 and (unicodedata.combining(text[cut]) or text[cut] == "\u200d"):
        cut -= 1
    return text[:cut].rstrip(" ,;:–—-") + "…"


def first_image(events: list[Event]) -> str | None:
    """Give the source of the first image, as written."""
    for event in reduce_html(events):
        if type(event) is dict and type(tag := event.get("Start")) is dict and "Image" in tag:
            return str(tag["Image"]["dest_url"])
    return None


def text_with_lines(body: str) -> list[tuple[int, str]]:
    """Give the visible text of each line of a body, with the line's number from 1."""
    from blogcli.markdown.lines import visible

    return visible(body)
