"""Text to tokens: where words, phrases, fields and their values begin and end."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple, TypeAlias

from blogcli.errors import QueryError
from blogcli.query.fields import known, meant

Form: TypeAlias = Literal["bare", "quoted", "exact", "regex"]
Kind: TypeAlias = Literal["(", ")", "AND", "OR", "NOT", "-", "text", "field", "end"]

LONGEST = 5_000
"""Code points of a query; longer ones are pasted by mistake."""

_BARE = re.compile(r'[^\s()"]+')
_VALUE = re.compile(r'[^\s(),"]*')
_FIELD = re.compile(r"([^\W\d][\w.-]*):")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPE = r'\\(["\\])'
_OPERATORS: dict[str, Kind] = {"AND": "AND", "OR": "OR", "NOT": "NOT"}


class Raw(NamedTuple):
    """One value as it was written, and where."""

    form: Form
    text: str
    position: int
    length: int


class Token(NamedTuple):
    """One sign or word of a query; `values` has one for text and one or more for a field."""

    kind: Kind
    position: int
    length: int
    name: str = ""
    """Of the field, as the tree has it."""
    values: tuple[Raw, ...] = ()


def clean(text: str) -> str:
    """Replace what no text may hold: halves of characters, from bytes that aren't UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def scan(text: str, keys: Collection[str]) -> Iterator[Token]:
    """Read tokens up to one of kind "end".

    Raises:
        QueryError: An open quote, a field without value, a misspelt field, or too much text.
    """
    if len(text) > LONGEST:
        reason = f"a query has at most {LONGEST:,} characters, this one {len(text):,}"
        raise QueryError(reason, text[:80], 0, length=80)
    scanner = _Scanner(text, keys)
    while (token := scanner.next()).kind != "end":
        yield token
    yield token


def marks_field(word: str, keys: Collection[str]) -> bool:
    """Say whether a word begins with the name of a field and a colon."""
    found = _FIELD.match(word)
    return bool(found and known(found[1], keys))


class _Scanner:
    def __init__(self, text: str, keys: Collection[str]) -> None:
        self._text = text
        self._keys = keys
        self._at = 0

    def next(self) -> Token:
        text = self._text
        while self._at < len(text) and text[self._at].isspace():
            self._at += 1
        start = self._at
        if start == len(text):
            return Token("end", start, 1)
        if text[start] in "()":
            self._at += 1
            return Token("(" if text[start] == "(" else ")", start, 1)
        if self._negates(start):
            self._at += 1
            return Token("-", start, 1)
        return self._field(start) or self._text_token(start)

    def _negates(self, start: int) -> bool:
        """`-word` excludes; `--option`, `->` and a lone `-` are text."""
        if self._text[start] != "-":
            return False
        follower = self._text[start + 1 : start + 2]
        if follower in {'"', "("}:
            return True
        word = _BARE.match(self._text, start + 1)
        return bool(word and follower != "-" and any(letter.isalnum() for letter in word[0]))

    def _text_token(self, start: int) -> Token:
        text = self._text
        if text[start] == '"' or text.startswith('="', start):
            raw = self._quoted(start)
        else:
            word = _BARE.match(text, start)
            assert word is not None  # noqa: S101 - space, brackets and quotes went before
            self._at = word.end()
            if operator := _OPERATORS.get(word[0]):
                return Token(operator, start, len(word[0]))
            raw = Raw("bare", word[0], start, len(word[0]))
        return Token("text", start, raw.length, values=(raw,))

    def _field(self, start: int) -> Token | None:
        found = _FIELD.match(self._text, start)
        if not found:
            return None
        name = known(found[1], self._keys)
        if name is None:
            self._refuse_misspelling(found)
            return None
        self._at = found.end()
        values = [self._value(found)]
        while self._text.startswith(",", self._at):
            self._at += 1
            values.append(self._value(found))
        self._expect_end(found)
        return Token("field", start, self._at - start, name, tuple(values))

    def _refuse_misspelling(self, found: re.Match[str]) -> None:
        rest = self._text[found.end() : found.end() + 2]
        # A colon in prose or in code (`Note: …`, `std::sort`, `https://…`) is no field.
        if not rest or rest[0].isspace() or rest[0] == ":" or rest == "//":
            return
        likely = meant(found[1], self._keys)
        if likely:
            reason = f"there is no field {found[1]!r}: did you mean {likely!r}?"
            hint = f'to search for the text itself, quote it: "{found[0]}…"'
            raise QueryError(reason, self._text, found.start(), length=len(found[1]), hint=hint)

    def _value(self, field: re.Match[str]) -> Raw:
        start, text = self._at, self._text
        if text.startswith(('"', '="'), start):
            return self._quoted(start)
        if text.startswith("/", start):
            return self._regex(start)
        word = _VALUE.match(text, start)
        assert word is not None  # noqa: S101 - the pattern matches nothing, too
        self._at = word.end()
        if word[0] in {"", "="}:
            raise self._missing(field, start)
        if word[0].startswith("="):
            return Raw("exact", word[0][1:], start, len(word[0]))
        return Raw("bare", word[0], start, len(word[0]))

    def _missing(self, field: re.Match[str], at: int) -> QueryError:
        hint = f"write {field[0]}value, with no space between"
        if self._text.startswith("(", at):
            hint = f"several values are written {field[0]}one,two"
        length = max(1, at - field.start())
        reason = f"{field[0]} needs a value"
        return QueryError(reason, self._text, field.start(), length=length, hint=hint)

    def _quoted(self, start: int) -> Raw:
        exact = self._text[start] == "="
        found = _QUOTED.match(self._text, start + exact)
        if not found:
            raise self._open(start + exact, 'a quote itself is written "\\""')
        self._at = found.end()
        content = re.sub(_ESCAPE, r"\1", found[1])
        return Raw("exact" if exact else "quoted", content, start, found.end() - start)

    def _regex(self, start: int) -> Raw:
        end = self._regex_end(start + 1)
        pattern = self._text[start + 1 : end].replace("\\/", "/")
        self._at = end + 1
        if self._text.startswith("i", self._at):
            self._at += 1
            pattern = f"(?i){pattern}"
        return Raw("regex", pattern, start, self._at - start)

    def _regex_end(self, start: int) -> int:
        """Find the `/` that closes: not escaped, not in a class, and followed by an end."""
        text, at, in_class = self._text, start, False
        while at < len(text):
            if text[at] == "\\":
                at += 1
            elif text[at] == "/" and not in_class and self._closes(at):
                return at
            elif text[at] in "[]":
                in_class = text[at] == "["
            at += 1
        raise self._open(start - 1, 'text that begins with / is written "/…"')

    def _closes(self, at: int) -> bool:
        end = at + 2 if self._text.startswith("i", at + 1) else at + 1
        return end >= len(self._text) or self._text[end] in ",)" or self._text[end].isspace()

    def _open(self, start: int, hint: str) -> QueryError:
        sign = self._text[start]
        return QueryError(f"this {sign} is not closed", self._text, start, hint=hint)

    def _expect_end(self, field: re.Match[str]) -> None:
        rest = self._text[self._at : self._at + 1]
        if rest and not rest.isspace() and rest != ")":
            reason = f"a space is missing after the value of {field[0]}"
            raise QueryError(reason, self._text, self._at)
