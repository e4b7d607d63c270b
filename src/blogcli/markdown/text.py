"""Events → plain text, and what is counted in it."""

from __future__ import annotations

import re
from bisect import bisect_right

from blogcli.markdown.events import BLOCKS, Event, tag_name
from blogcli.markdown.reduce import reduce_html

WORDS_PER_MINUTE = 200
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_]+(?:[-'’.:][^\W_]+)*")


def to_text(events: list[Event]) -> str:
    """Give the plain reading text: every word, blocks separated by blank lines."""
    blocks: list[str] = []
    parts: list[str] = []

    def flush() -> None:
        if text := "".join(parts).strip():
            blocks.append(text)
        parts.clear()

    for event in reduce_html(events):
        if isinstance(event, str):
            parts.append("\n" if event != "Rule" else "")
            continue
        ((kind, value),) = event.items()
        if kind in {"Text", "Code", "InlineMath", "DisplayMath"}:
            parts.append(value)
        elif kind in {"Start", "End"} and tag_name(value) in BLOCKS:
            flush()
    flush()
    return "\n\n".join(blocks)


def title_of(events: list[Event]) -> str:
    """Give the text of the first heading, else the first words; empty where there are none."""
    for position, event in enumerate(events):
        if isinstance(event, dict) and tag_name(event.get("Start", "")) == "Heading":
            end = position
            while (
                tag_name(events[end].get("End", "") if isinstance(events[end], dict) else "")
                != "Heading"
            ):  # type: ignore[union-attr]  # noqa: E501
                end += 1
            if title := " ".join(to_text(events[position : end + 1]).split()):
                return title
    return excerpt(to_text(events), 60)


def word_count(text: str) -> int:
    """Count words; in Chinese and Japanese, characters."""
    characters = len(_CJK.findall(text))
    return characters + len(_WORD.findall(_CJK.sub(" ", text) if characters else text))


def reading_minutes(words: int) -> int:
    """Give whole minutes, at least 1, at 200 words a minute."""
    return max(1, -(-words // WORDS_PER_MINUTE))


def excerpt(text: str, limit: int) -> str:
    """Shorten to at most `limit` code points, at a word's end, with `…` where something is left out."""  # noqa: E501
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: max(limit - 1, 0)]
    if text[len(cut)] != " " and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:–—-") + "…"


def text_with_lines(body: str) -> list[tuple[int, str]]:
    """Give the visible text of each line of the body, with its number from 1."""
    from blogcli.markdown.parse import ranged

    data = body.encode("utf-8", "replace")
    starts = [0, *(found.end() for found in re.finditer(rb"\n", data))]
    lines: dict[int, str] = {}
    for event, offset in ranged(body):
        if isinstance(event, str):
            continue
        ((kind, value),) = event.items()
        if kind in {"Text", "Code", "InlineMath", "DisplayMath"}:
            number = bisect_right(starts, offset)
            for shift, piece in enumerate(value.split("\n")):
                if piece:
                    lines[number + shift] = lines.get(number + shift, "") + piece
    return [(number, " ".join(lines[number].split())) for number in sorted(lines)]


def outline(events: list[Event]) -> list[tuple[int, str, str]]:
    """List the headings: level 1–6, text, id."""
    found: list[tuple[int, str, str]] = []
    for position, event in enumerate(events):
        if not isinstance(event, dict) or not isinstance(tag := event.get("Start"), dict):
            continue
        if (heading := tag.get("Heading")) is None:
            continue
        end = position
        while (
            tag_name(events[end].get("End", "") if isinstance(events[end], dict) else "")
            != "Heading"
        ):  # type: ignore[union-attr]  # noqa: E501
            end += 1
        text = " ".join(to_text(events[position : end + 1]).split())
        found.append((int(heading["level"][1]), text, heading["id"] or ""))
    return found


def first_image(events: list[Event]) -> str | None:
    """Give the source of the first image, as written."""
    for event in reduce_html(events):
        if (
            isinstance(event, dict)
            and isinstance(tag := event.get("Start"), dict)
            and "Image" in tag
        ):
            return str(tag["Image"]["dest_url"])
    return None
