"""Straight quotes, hyphens and dots → the marks of the language; never in code, maths or addresses.

`--` becomes an en dash, `---` an em dash, `...` an ellipsis, `'` in a word an apostrophe. What
could be a command's option (` --all`) or an arrow (`-->`) stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from blogcli.markdown.events import BLOCKS, Event, tag_name
from blogcli.markdown.quotes import Quotes, quotes_of
from blogcli.markdown.raw_languages import RawLanguages

_SIGNS = re.compile(r"""["']|(?<!-)-{2,3}(?!-)|(?<!\.)\.{3}(?!\.)""")
_LEFT_ALONE = re.compile(
    r"""\{\{.*?\}\}|\{%.*?%\}|[A-Za-z][A-Za-z0-9+.-]{0,19}://[^\s"'<>]*""", re.DOTALL
)
_DECADE = re.compile(r"\d\ds?\b")
_OPENING = frozenset("([{<«„“‘‚—–-/¡¿\u202f")
_CLOSING = frozenset(")]}>.,;:!?…»—–-/")
_FRENCH_SPACES = (
    (re.compile(r"(?<=\S) (?=[;!?»](?:\s|\Z))"), "\u202f"),
    (re.compile(r"(?<=\S) (?=:(?:\s|\Z))"), "\u00a0"),
    (re.compile(r"(?<=«) (?=\S)"), "\u202f"),
)
_WORD = "x"  # stands for what is read as a word: code, a formula, an address


@dataclass(slots=True)
class _Sign:
    """A sign in a run of text: where it is, what it becomes."""

    place: int
    """In the run."""
    typed: str
    quotes: Quotes
    becomes: str = ""
    opens: bool = False


@dataclass(slots=True)
class _Run:
    """The words of one block, across its inline markup."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    pieces: list[tuple[int, int, Quotes | None]] = field(default_factory=list)
    """Where each text event lies: its position among the events, in the run, and its marks."""

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)


def punctuate(events: list[Event], lang: str) -> list[Event]:
    """Set quotes, apostrophes, dashes and ellipses as the language does; a new list where any change.

    `lang` is BCP 47; spans and raw HTML with a language of their own follow theirs.
    """  # noqa: E501 - one sentence
    languages = RawLanguages(lang)
    spaced = _spaced(quotes_of(lang))
    out = events
    done = 0
    for position, event in enumerate(events):
        if position < done or type(event) is not dict:
            continue
        if "Text" not in event:
            if "Html" in event and languages.read(event["Html"]):
                spaced = _spaced(quotes_of(languages.current))
            continue
        text = event["Text"]
        if _has_signs(text) or (spaced and " " in text):
            first, done = _block(events, position)
            if events[first - 1 : first] and _is_code(events[first - 1]):
                continue
            if out is events:
                out = list(events)
            _set(_Reader(languages.current).read(events, first, done), out)
    return out


def _has_signs(text: str) -> bool:
    return "'" in text or '"' in text or "--" in text or "..." in text


def _block(events: list[Event], position: int) -> tuple[int, int]:
    """Give where the words of the block around a place begin and end."""
    first = position
    while first > 0 and not _is_edge(events[first - 1]):
        first -= 1
    end = position + 1
    while end < len(events) and not _is_edge(events[end]):
        end += 1
    return first, end


def _is_edge(event: Event) -> bool:
    if type(event) is not dict:
        return event == "Rule"
    return tag_name(event.get("Start") or event.get("End") or "") in BLOCKS


def _is_code(event: Event) -> bool:
    return type(event) is dict and tag_name(event.get("Start", "")) == "CodeBlock"


def _spaced(quotes: Quotes | None) -> bool:
    return quotes is not None and len(quotes.opening) > 1


class _Reader:
    """Reads the words of a block, whatever inline markup stands among them."""

    def __init__(self, lang: str) -> None:
        self.run = _Run()
        self.lang = lang
        self.languages: RawLanguages | None = None  # most blocks have no raw HTML
        self.marks = [quotes_of(lang)]
        self.open: list[str] = []
        self.raw_code = 0  # how many code tags of raw HTML are open

    def read(self, events: list[Event], first: int, end: int) -> _Run:
        for position in range(first, end):
            event = events[position]
            if type(event) is not dict:
                self.run.add(" ")
                continue
            ((kind, value),) = event.items()
            if kind == "Text":
                self._text(value, position)
            elif kind in {"Start", "End"}:
                self._inline(kind, tag_name(value), value)
            else:
                self._leaf(kind, value)
        return self.run

    def _text(self, text: str, position: int) -> None:
        if _OPAQUE in self.open or self.raw_code:
            self.run.add(_WORD)
        else:
            raw = self.languages
            marks = quotes_of(raw.current) if raw and raw.frames else self.marks[-1]
            self.run.pieces.append((position, self.run.length, marks))
            self.run.add(text)

    def _leaf(self, kind: str, value: object) -> None:
        if kind == "InlineHtml":
            tag = str(value).lower()
            self.languages = self.languages or RawLanguages(self.lang)
            self.languages.read(tag)
            if tag.startswith(_RAW_CODE):
                self.raw_code += 1
            elif tag.startswith(_RAW_CODE_ENDS):
                self.raw_code = max(0, self.raw_code - 1)
            elif tag.startswith("<br"):
                self.run.add(" ")
        elif kind != "FootnoteReference":
            self.run.add(_WORD)

    def _inline(self, kind: str, name: str, value: Any) -> None:  # noqa: ANN401 - events' own
        if kind == "Start":
            bare = name == "Link" and value["Link"]["link_type"] in {"Autolink", "Email"}
            self.open.append(_OPAQUE if bare else name)
            if name == "Span":
                self.marks.append(quotes_of(value["Span"]["lang"]))
            return
        if self.open:
            self.open.pop()
        if name == "Span" and len(self.marks) > 1:
            self.marks.pop()


_OPAQUE = "opaque"
_RAW_CODE = ("<code", "<kbd", "<samp", "<tt", "<pre", "<script", "<style")
_RAW_CODE_ENDS = tuple(f"</{name[1:]}" for name in _RAW_CODE)


def _set(run: _Run, out: list[Event]) -> None:
    """Put the marks of one run into the texts among `out`."""
    flat = "".join(run.text)
    signs: list[_Sign] = []
    for position, start, quotes in run.pieces:
        if quotes is not None and _has_signs(str(out[position]["Text"])):  # type: ignore[index]
            signs += _signs(str(out[position]["Text"]), start, quotes)  # type: ignore[index]
    _decide(signs, flat)
    changes = iter(signs)
    sign = next(changes, None)
    for position, start, quotes in run.pieces:
        text = str(out[position]["Text"])  # type: ignore[index]  # pieces are texts
        parts: list[str] = []
        done = 0
        while sign is not None and sign.place < start + len(text):
            parts += (text[done : sign.place - start], sign.becomes)
            done = sign.place - start + len(sign.typed)
            sign = next(changes, None)
        text = "".join(parts) + text[done:]
        if _spaced(quotes):
            for pattern, space in _FRENCH_SPACES:
                text = pattern.sub(space, text)
        out[position] = {"Text": text}


def _signs(text: str, start: int, quotes: Quotes) -> Iterator[_Sign]:
    left_alone = [found.span() for found in _LEFT_ALONE.finditer(text)] if _holds(text) else []
    for found in _SIGNS.finditer(text):
        if not any(first <= found.start() < end for first, end in left_alone):
            yield _Sign(start + found.start(), found.group(), quotes)


def _holds(text: str) -> bool:
    return "://" in text or "{{" in text or "{%" in text


def _decide(signs: list[_Sign], flat: str) -> None:
    """Say what each sign of a run becomes."""
    waiting: list[_Sign] = []
    known: dict[int, _Sign] = {}
    for sign in signs:
        before, after = (
            flat[max(sign.place - 1, 0) : sign.place],
            flat[sign.place + len(sign.typed) :][:1],
        )
        neighbour = known.get(sign.place - 1)
        known[sign.place] = sign
        if sign.typed[0] in "-.":
            sign.becomes = _dash(sign.typed, before, after)
            continue
        free_before = not before or before.isspace() or before in _OPENING
        if neighbour is not None and neighbour.typed[0] not in "-.":
            free_before = neighbour.opens
        free_after = not after or after.isspace() or after in _CLOSING
        if sign.typed == "'" and not free_before and _is_word(after):
            sign.becomes = "'" if before.isdigit() and after.isdigit() else "’"
        elif sign.typed == "'" and free_before and _DECADE.match(flat, sign.place + 1):
            sign.becomes = "’"
        elif free_before and (not free_after or _is_quote(after) or _begins(sign, waiting, flat)):
            sign.opens = True
            waiting.append(sign)
        else:
            _close(sign, waiting, before)
    for sign in waiting:
        sign.becomes = "’" if sign.typed == "'" else sign.quotes.opening


def _begins(sign: _Sign, waiting: list[_Sign], flat: str) -> bool:
    """Say whether a quote opens that a mark follows, as in `"...and` and `(".org")`."""
    before, after = flat[max(sign.place - 1, 0) : sign.place], flat[sign.place + len(sign.typed) :]
    if not after or after[0].isspace() or before in _CLOSING:
        return False
    return all(other.typed != sign.typed for other in waiting)


def _is_word(character: str) -> bool:
    return character.isalnum()


def _is_quote(character: str) -> bool:
    return character in {"'", '"'} and bool(character)


def _close(sign: _Sign, waiting: list[_Sign], before: str) -> None:
    """Pair a closing quote with the last open one of its kind; alone, it is an apostrophe."""
    opener = next((other for other in reversed(waiting) if other.typed == sign.typed), None)
    if opener is None:
        straight = sign.typed == '"' and (before.isdigit() or not before.strip())
        sign.becomes = sign.typed if straight else "’" if sign.typed == "'" else sign.quotes.closing
        return
    while (other := waiting.pop()) is not opener:
        other.becomes = "’" if other.typed == "'" else other.quotes.opening
    quotes = opener.quotes
    inner = sign.typed == "'"
    opener.becomes = quotes.inner_opening if inner else quotes.opening
    sign.becomes = quotes.inner_closing if inner else quotes.closing


def _dash(typed: str, before: str, after: str) -> str:
    if typed == "...":
        return "…"
    starts_option = (not before or before.isspace()) and (after.isascii() and after.isalpha())
    if before in {"<", "!"} or after == ">" or (starts_option and typed == "--"):
        return typed
    return "–" if typed == "--" else "—"
