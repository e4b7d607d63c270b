"""The passage of a post that answers a query best."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from blogcli.index.analysis import letters, segments
from blogcli.index.lookup import Match, Phrase
from blogcli.index.tokens import token

_NEAR = 24
"""Code points within which a passage is moved to the border of a word."""
_KEPT = 200_000
_BEGINNING = 3
"""Letters by which most words are passed over."""
_MANY = 5
"""More matches of one kind make a passage no better."""


class Snippet(NamedTuple):
    """A passage of visible text: no Markdown marks, white space single."""

    text: str
    line: int
    """The line of the file, from 1, where the passage's first match stands (else the passage)."""
    matches: tuple[tuple[int, int], ...]
    """Begin and end of each match, in code points of `text`."""


class _Mark(NamedTuple):
    """A match in the whole text; `phrase` numbers what was asked for."""

    start: int
    end: int
    phrase: int


class _Place(NamedTuple):
    """A word that may be part of a match: its number in the row of words, and where it stands."""

    number: int
    start: int
    ends: tuple[int, ...]
    tokens: tuple[str, ...]


class Finder:
    """Finds in posts what one query found them by; what it learns of a word serves all posts."""

    def __init__(self, matches: Sequence[Match]) -> None:
        """Take what is to be marked: what the query found posts by, no negated parts."""
        self._phrases = [
            (number, phrase) for number, match in enumerate(matches) for phrase in match.phrases
        ]
        self._wanted = _Wanted([phrase for _, phrase in self._phrases])
        self._words: dict[str, _Words] = {}

    def best(self, lines: Sequence[tuple[int, str]], lang: str, *, width: int = 200) -> Snippet:
        """Choose the passage of about `width` characters with the most of what is wanted.

        Args:
            lines: Line numbers of the file with their visible text (`markdown.lines.visible`, its
                numbers moved by the body's first line).
            lang: The language of the post.
            width: In code points.
        """
        kept = [(number, joined) for number, text in lines if (joined := " ".join(text.split()))]
        if not kept:
            return Snippet("", lines[0][0] if lines else 1, ())
        starts = [0, *accumulate(len(text) + 1 for _, text in kept)]
        text = " ".join(text for _, text in kept)
        marks = sorted(set(self._marks(text, letters.primary(lang))))
        begin, end = _window(text, marks, width)
        inside = _merged(mark for mark in marks if begin <= mark.start and mark.end <= end)
        first = inside[0][0] if inside else begin
        line = kept[bisect_right(starts, first) - 1][0]
        return _cut(text, begin, end, line, inside)

    def _marks(self, text: str, lang: str) -> Iterator[_Mark]:
        if not self._phrases:
            return
        places = self._places(text, lang)
        for number, phrase in self._phrases:
            for place in places.values():
                span = _span(place, phrase, places)
                if span is not None:
                    yield _Mark(*span, number)

    def _places(self, text: str, lang: str) -> dict[int, _Place]:
        """Find the words that may be part of a match."""
        if lang not in self._words:
            self._words[lang] = _Words(self._wanted, lang)
        words = self._words[lang]
        places: dict[int, _Place] = {}
        number = before = 0
        for found in self._wanted.near(text):
            offset = found.start()
            # What was passed over between two spaces is one word each.
            number += text.count(" ", before, offset)
            count, wanted = words[found[0]]
            for index, start, ends, tokens in wanted:
                here = tuple(offset + end for end in ends)
                places[number + index] = _Place(number + index, offset + start, here, tokens)
            number += count - 1
            before = offset
        return places


class _Words(dict[str, tuple[int, tuple[_Place, ...]]]):
    """How many words stand between two spaces, and they themselves if any of them is wanted."""

    def __init__(self, wanted: _Wanted, lang: str) -> None:
        super().__init__()
        self._wanted = wanted
        self._lang = lang

    def __missing__(self, raw: str) -> tuple[int, tuple[_Place, ...]]:
        answer = self._look_at(raw)
        if len(self) > _KEPT:
            self.clear()
        if len(raw) <= segments.LONGEST:
            self[raw] = answer
        return answer

    def _look_at(self, raw: str) -> tuple[int, tuple[_Place, ...]]:
        places = tuple(
            _Place(
                number,
                found.start,
                found.ends,
                tuple(token(form, self._lang) for form in found.forms),
            )
            for number, found in enumerate(segments.positions(raw, self._lang))
        )
        near = any(self._wanted.any_of(place.tokens) for place in places)
        return len(places), places if near else ()


class _Wanted:
    """All that any word of some phrases may be."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        words = [word for phrase in phrases for word in phrase.words]
        self._tokens = frozenset().union(*words)
        self._beginnings = tuple(
            token for phrase in phrases if phrase.prefix for token in phrase.words[-1]
        )
        forms = (token.partition("=")[2] for token in self._tokens)
        beginnings = {"".join(takewhile(str.isalnum, form[:_BEGINNING])) for form in forms}
        self.near = segments.finder(beginnings)
        """Finds in a text, its white space single, each raw word that can't be passed over."""

    def any_of(self, tokens: Iterable[str]) -> bool:
        """Say whether one of these is wanted."""
        return any(one in self._tokens or one.startswith(self._beginnings) for one in tokens)


def _span(place: _Place, phrase: Phrase, places: dict[int, _Place]) -> tuple[int, int] | None:
    """Say where a phrase that begins at this place ends; None where it doesn't stand there."""
    last = len(phrase.words) - 1
    end = None
    for index, wanted in enumerate(phrase.words):
        there = places.get(place.number + index)
        if there is None:
            return None
        end = _end(there, wanted, prefix=phrase.prefix and index == last)
        if end is None:
            return None
    return None if end is None else (place.start, end)


def _end(place: _Place, wanted: frozenset[str], *, prefix: bool) -> int | None:
    """Say where the form ends by which a place is what is wanted."""
    beginnings = tuple(wanted) if prefix else ()
    for end, told in zip(place.ends, place.tokens, strict=True):
        if told in wanted or told.startswith(beginnings):
            return end
    return None


def _window(text: str, marks: list[_Mark], width: int) -> tuple[int, int]:
    """Choose where the passage begins and ends."""
    if len(text) <= width:
        return 0, len(text)
    begin = 0
    if marks:
        first, last = _richest(marks, width)
        # What matched in the middle, as far as the text goes.
        spare = max(0, width - (last.end - first.start))
        begin = min(max(0, first.start - spare // 2), len(text) - width)
        begin = _word_start(text, begin, first.start)
    return begin, _word_end(text, begin, min(len(text), begin + width), marks)


def _richest(marks: list[_Mark], reach: int) -> tuple[_Mark, _Mark]:
    """Find the stretch with the most different things asked for, then the most matches."""
    best_value = (-1, -1)
    best_span = (marks[0], marks[0])
    count: dict[int, int] = {}
    head = 0
    for index, mark in enumerate(marks):
        while head < len(marks) and (head <= index or marks[head].end <= mark.start + reach):
            count[marks[head].phrase] = count.get(marks[head].phrase, 0) + 1
            head += 1
        value = (len(count), sum(min(_MANY, number) for number in count.values()))
        if value > best_value:
            best_value, best_span = value, (mark, marks[head - 1])
        count[mark.phrase] -= 1
        if not count[mark.phrase]:
            del count[mark.phrase]
    return best_span


def _merged(marks: Iterable[_Mark]) -> list[tuple[int, int]]:
    """Join marks that overlap."""
    spans: list[tuple[int, int]] = []
    for mark in marks:
        if spans and mark.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], mark.end))
        else:
            spans.append((mark.start, mark.end))
    return spans


def _word_start(text: str, begin: int, first: int) -> int:
    """Move on to the beginning of a word, if one is near and before the first match."""
    if begin == 0 or text[begin - 1] == " ":
        return begin
    space = text.find(" ", begin, min(first, begin + _NEAR))
    return begin if space < 0 else space + 1


def _word_end(text: str, begin: int, end: int, marks: Sequence[_Mark]) -> int:
    """Move back to the end of a word, if one is near and no match is lost by it."""
    if end == len(text) or text[end] == " ":
        return end
    space = text.rfind(" ", max(begin + 1, end - _NEAR), end)
    lost = any(space < mark.end <= end for mark in marks)
    return end if space < 0 or lost else space


def _cut(text: str, begin: int, end: int, line: int, spans: list[tuple[int, int]]) -> Snippet:
    before = "…" if begin else ""
    after = "…" if end < len(text) else ""
    moved = tuple(
        (start - begin + len(before), stop - begin + len(before)) for start, stop in spans
    )
    return Snippet(before + text[begin:end] + after, line, moved)
