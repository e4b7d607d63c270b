"""What reading front matter gives: its values with their places, or what is wrong and where."""

from __future__ import annotations

from typing import Self

MAX_DEPTH = 100
MAX_VALUES = 50_000
"""Values of one header, every alias and merge of YAML written out."""
MAX_DIGITS = 18


class HeaderProblem(Exception):
    """Front matter that can't be read; line and column count from 1 within the header."""

    def __init__(self, reason: str, line: int = 1, column: int = 1, *, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column
        self.hint = hint


class FrontMatter(dict[str, object]):
    """The values of a header, with the places (line and column from 1 within it) of its keys' values."""  # noqa: E501 - one sentence

    __slots__ = ("duplicates", "places")

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, tuple[int, int]] = {}
        self.duplicates: list[tuple[str, int]] = []
        """Keys written more than once, with the line of the repetition; the last one counts."""


class Integer(int):
    """A whole number that remembers how it was written: a tag `007` or a title `1984`."""

    text: str

    def __new__(cls, text: str, number: int) -> Self:
        """Keep the text beside the number."""
        self = super().__new__(cls, number)
        self.text = text
        return self


class Decimal(float):
    """A number that remembers how it was written: a tag `1.10` is not `1.1`."""

    text: str

    def __new__(cls, text: str) -> Self:
        """Keep the text beside the number."""
        self = super().__new__(cls, text)
        self.text = text
        return self


def as_text(value: object) -> str:
    """Give a scalar as its author wrote it, trimmed; empty for null, lists and mappings."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (Integer, Decimal)):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, (list, dict)):
        return ""
    return str(value)


def check(value: object) -> None:
    """Refuse what no front matter needs and later parts could choke on.

    Raises:
        HeaderProblem: The values nest deeper than 100 levels, are more than 50,000, or hold a NUL
            or half of a surrogate pair.
    """
    level, count, depth = [value], 0, 0
    while level:
        count += len(level)
        if depth > MAX_DEPTH:
            reason = f"nested more than {MAX_DEPTH} levels deep"
            raise HeaderProblem(reason)
        if count > MAX_VALUES:
            reason = f"more than {MAX_VALUES:,} values"
            raise HeaderProblem(reason)
        level = [inner for item in level for inner in _inside(item)]
        depth += 1


def check_text(text: str) -> None:
    """Refuse escapes for what no text can hold.

    Raises:
        HeaderProblem: There is a NUL, or half of a surrogate pair.
    """
    if "\0" in text:
        reason = "a NUL character"
        raise HeaderProblem(reason)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        reason = "half of a surrogate pair"
        raise HeaderProblem(reason) from error


def too_large(error: Exception) -> HeaderProblem:
    """Name the limit of the interpreter that a parser of its own ran into."""
    if isinstance(error, RecursionError):
        return HeaderProblem(f"nested more than {MAX_DEPTH} levels deep")
    return HeaderProblem("a number of thousands of digits")


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        for key in value:
            check_text(key)
        return list(value.values())
    if isinstance(value, list):
        return value
    if isinstance(value, str):
        check_text(value)
    elif isinstance(value, int) and abs(value) >= 10**MAX_DIGITS:
        reason = f"a number of more than {MAX_DIGITS} digits"
        raise HeaderProblem(reason)
    return []
