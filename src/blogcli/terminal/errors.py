"""Failures as a person reads them: `error: posts/a.md:4:7: …`, the line with a caret, the way out."""  # noqa: E501 - one sentence

from __future__ import annotations

from blogcli.errors import (
    AmbiguousPost,
    BlogError,
    ConfigError,
    PostError,
    PostNotFound,
    QueryError,
)
from blogcli.terminal.console import Console
from blogcli.terminal.findings import labelled
from blogcli.terminal.text import cells, one_line, visible

_AROUND = 60  # code points shown on each side of a caret


def report(console: Console, error: BlogError) -> None:
    """Tell of a failure that ends the command."""
    _tell(console, error, "error")


def warn(console: Console, error: BlogError) -> None:
    """Tell of a failure that others survive, unless the person wants quiet."""
    if not console.manner.quiet:
        _tell(console, error, "warning")


def _tell(console: Console, error: BlogError, severity: str) -> None:
    for reason in _reasons(error):
        console.tell(labelled(console, severity, reason))
    for line in _details(console, error):
        console.tell(line)
    for hint in _hints(error):
        console.tell(labelled(console, "hint", hint))


def _reasons(error: BlogError) -> list[str]:
    if isinstance(error, ConfigError):
        return [one_line(f"{error.path}: {problem}") for problem in error.problems]
    return [visible(str(error))]


def _hints(error: BlogError) -> list[str]:
    hints = [visible(error.hint)] if error.hint else []
    if isinstance(error, AmbiguousPost):
        return hints or ["name one of them by its path"]
    if isinstance(error, PostNotFound) and error.suggestions:
        return [f"did you mean {one_line(', '.join(error.suggestions))}?", *hints]
    return hints


def _details(console: Console, error: BlogError) -> list[str]:
    if isinstance(error, AmbiguousPost):
        return [f"  {one_line(path)}" for path in error.candidates]
    if isinstance(error, QueryError):
        return _pointed(console, "  ", error.query, error.position, error.length)
    if isinstance(error, PostError) and error.source_line:
        margin = f"  {error.line} | " if error.line else "  "
        column = error.column - 1 if error.column else None
        return _pointed(console, margin, error.source_line, column, 1)
    return []


def _pointed(
    console: Console, margin: str, text: str, position: int | None, length: int
) -> list[str]:
    """Show a line, or the part around the position, with a caret below."""
    if position is None:
        return [margin + one_line(text[: 2 * _AROUND])]
    begin = max(0, position - _AROUND)
    before = ("…" if begin else "") + one_line(text[begin:position])
    after = one_line(text[position : position + _AROUND])
    marked = one_line(text[position : position + min(length, _AROUND)])
    indent = " " * (cells(margin) + cells(before))
    carets = "^" * max(1, cells(marked))
    return [margin + before + after, indent + console.paint(carets, "caret", console.err)]
