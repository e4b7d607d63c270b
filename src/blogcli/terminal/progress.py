"""A bar on standard error for what takes longer than half a second."""

from __future__ import annotations

import time
from collections.abc import Iterator
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
    shown: bool = False

    def __call__(self, done: int, total: int) -> None:
        """Draw, unless it is too early or was just done."""
        now = time.monotonic()
        if now - self.began < DELAY or now - self.drawn < _INTERVAL:
            return
        self.drawn = now
        self.shown = True
        filled = _BAR * done // total if total else 0
        bar = self.console.paint("█" * filled, "bar", self.console.err) + "░" * (_BAR - filled)
        self.console.err.write(f"\r\x1b[K{self.label}  {bar}  {done:,} of {total:,}")
        self.console.err.flush()

    def clear(self) -> None:
        """Leave no trace."""
        if self.shown:
            self.console.err.write("\r\x1b[K")
            self.console.err.flush()


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
