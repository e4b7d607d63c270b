"""A bar on standard error for what takes longer than half a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from blogcli.terminal.console import Console, is_terminal

DELAY = 0.5  # seconds without a bar
_INTERVAL = 0.1  # seconds between two drawings
_BAR = 24  # cells


@dataclass
class Bar:
    """Draws over one line of standard error; call it with what is done and what there is."""

    console: Console
    label: str
    began: float = field(default_factory=time.monotonic)
    drawn: float = 0.0
    width: int = 0
    """Cells that the last drawing took; escape sequences to clear a line aren't everywhere."""

    def __call__(self, done: int, total: int) -> None:
        """Draw, unless it is too early or was just done."""
        now = time.monotonic()
        if now - self.began < DELAY or now - self.drawn < _INTERVAL:
            return
        self.drawn = now
        line, width = self._line(done, total)
        rest = " " * max(0, self.width - width)
        self.width = max(width, self.width)
        self.console.err.write(f"\r{line}{rest}")
        self.console.err.flush()

    def _line(self, done: int, total: int) -> tuple[str, int]:
        """Give what is drawn, and its width in cells: without the bar where there is no room."""
        numbers = f"{done:,} of {total:,}"
        width = len(self.label) + _BAR + len(numbers) + 4
        if width >= self.console.width:
            line = f"{self.label}  {numbers}"[: self.console.width - 1]
            return line, len(line)
        filled = _BAR * done // total if total else 0
        bar = self.console.paint("█" * filled, "bar", self.console.err) + "░" * (_BAR - filled)
        return f"{self.label}  {bar}  {numbers}", width

    def clear(self) -> None:
        """Leave no trace."""
        if self.width:
            self.console.err.write("\r" + " " * self.width + "\r")
            self.console.err.flush()


def of_dictionaries(shown: Bar) -> Callable[[str, int, int], None]:
    """Give what tells of the dictionaries that are prepared: their language, and how far."""

    def report(code: str, done: int, total: int) -> None:
        shown.label = f"Preparing {_language(code)} (once on this machine)"
        shown(done, total)

    return report


def _language(code: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code).english_name or code
    except (UnknownLocaleError, ValueError):
        return code


@contextmanager
def bar(console: Console, label: str) -> Iterator[Bar | None]:
    """Give a progress callback, or None where nobody would see the bar."""
    if console.manner.quiet or not is_terminal(console.err) or console.env.get("TERM") == "dumb":
        yield None
        return
    drawing = Bar(console, label)
    try:
        yield drawing
    finally:
        drawing.clear()
