"""What reading front matter gives: its values with their places, or what is wrong and where."""

from __future__ import annotations


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
        self.duplicates: tuple[tuple[str, int], ...] = ()
        """Keys written more than once, with the line of the repetition; the last one counts."""


class Integer(int):
    """A whole number that remembers how it was written: a tag `007` or a title `1984`."""

    text: str

    def __new__(cls, text: str, number: int) -> Integer:
        self = super().__new__(cls, number)
        self.text = text
        return self


class Decimal(float):
    """A number that remembers how it was written: a tag `1.10` is not `1.1`."""

    text: str

    def __new__(cls, text: str) -> Decimal:
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
