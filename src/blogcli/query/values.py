"""What a field's value means: text of some mode, or a range of dates or numbers."""

from __future__ import annotations

import re

from blogcli.errors import QueryError
from blogcli.query.dates import FORMS, read_point
from blogcli.query.fields import kind_of
from blogcli.query.regexes import check
from blogcli.query.scanner import Raw
from blogcli.query.spelling import closest
from blogcli.query.tree import Point, Range, Text, Value

STATUSES = ("draft", "scheduled", "published", "expired")

_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"


class ValueReader:
    """Reads the values of one query; errors point into its text."""

    def __init__(self, query: str) -> None:
        self._query = query

    def read(self, field: str, raw: Raw) -> Value:
        """Read one value of a field (empty: a bare word).

        Raises:
            QueryError: The field can't have such a value.
        """
        kind = kind_of(field)
        if kind == "date":
            return self._range(field, raw, "a date", FORMS)
        if kind == "number":
            return self._range(field, raw, "a number", f"{field}:800 or {field}:800..1200")
        if kind == "status":
            return self._status(raw)
        if kind == "value" and field and raw.form == "bare":
            return self._loose_range(raw) or self._text(raw)
        return self._text(raw)

    def error(self, raw: Raw, reason: str, hint: str = "") -> QueryError:
        """Make an error that points at this value."""
        return QueryError(reason, self._query, raw.position, length=max(1, raw.length), hint=hint)

    def _text(self, raw: Raw) -> Text:
        if raw.form == "quoted":
            return self._filled(raw, Text(raw.text, "phrase"))
        if raw.form == "exact":
            return self._filled(raw, Text(raw.text, "exact"))
        if raw.form == "regex":
            if problem := check(raw.text):
                raise self.error(raw, problem[0], problem[1])
            return Text(raw.text, "regex")
        return _bare(raw.text)

    def _filled(self, raw: Raw, text: Text) -> Text:
        if not text.text.strip():
            reason = "there is nothing between the quotes"
            raise self.error(raw, reason)
        return text

    def _status(self, raw: Raw) -> Text:
        name = raw.text.casefold()
        if raw.form != "regex" and name in STATUSES:
            return Text(name, "exact")
        likely = closest(name, STATUSES)
        reason = f"{raw.text!r} is no status" + (f": did you mean {likely!r}?" if likely else "")
        raise self.error(
            raw, reason, hint=f"a status is {', '.join(STATUSES[:-1])} or {STATUSES[-1]}"
        )

    def _range(self, field: str, raw: Raw, what: str, forms: str) -> Range:
        if raw.form == "regex":
            reason = f"{field}: takes {what}, no regular expression"
            raise self.error(raw, reason, hint=forms)
        first, dots, last = raw.text.partition("..")
        ends = [self._end(raw, part, what, forms) for part in (first, last)]
        if not dots:
            ends[1] = ends[0]
        if ends[0] is None and ends[1] is None:
            reason = f"{raw.text!r} has neither a beginning nor an end"
            raise self.error(raw, reason, hint=forms)
        span = Range(*ends)
        if _backward(span):
            reason = "the range ends before it begins"
            raise self.error(raw, reason)
        return span

    def _end(self, raw: Raw, text: str, what: str, forms: str) -> Point | float | None:
        if not text:
            return None
        try:
            end = read_point(text) if what == "a date" else _number(text)
        except ValueError:
            reason = f"there is no such day or time: {text!r}"
            raise self.error(raw, reason) from None
        if end is None:
            reason = f"{text!r} is not {what}"
            raise self.error(raw, reason, hint=forms)
        return end

    def _loose_range(self, raw: Raw) -> Range | None:
        """Read `1..5` and `2026-01..` of any front-matter key; what is neither stays text."""
        first, dots, last = raw.text.partition("..")
        if not dots:
            return None
        ends = [_loose_end(part) for part in (first, last)]
        given = [end for end, part in zip(ends, (first, last), strict=True) if part]
        if not given or None in given:
            return None
        return Range(*ends)


def _bare(text: str) -> Text:
    for sign, mode in (("*", "prefix"), ("~", "fuzzy")):
        word = text.rstrip(sign)
        if word != text and any(letter.isalnum() for letter in word):
            return Text(word, "prefix" if mode == "prefix" else "fuzzy")
    return Text(text)


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(_NUMBER, text) else None


def _loose_end(text: str) -> Point | float | None:
    if re.fullmatch(_NUMBER, text):
        return float(text)
    try:
        return read_point(text)
    except ValueError:
        return None


def _backward(span: Range) -> bool:
    start, end = span.start, span.end
    if isinstance(start, Point) and isinstance(end, Point):
        if not (start.at and end.at) or start.zone != end.zone:
            return False
        # Compared as far as both say something: 2026-05..2026 is all of 2026 from May.
        shared = min(len(start.at), len(end.at))
        return start.at[:shared] > end.at[:shared]
    return isinstance(start, float) and isinstance(end, float) and start > end
