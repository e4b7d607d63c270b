"""Standard output for data, standard error for all else; colours, width, prompts, the pager."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TextIO, TypeAlias

from blogcli.errors import ConfigError, UsageError
from blogcli.terminal.text import one_line

if TYPE_CHECKING:
    from rich.console import Console as RichConsole

    from blogcli.terminal.personal import Personal
    from blogcli.terminal.styles import Background

ColorChoice: TypeAlias = Literal["auto", "always", "never"]
Paint: TypeAlias = Literal["none", "attributes", "colors"]
"""What a stream may get: no escape sequences, bold and the like, or colours too."""
ColorSystem: TypeAlias = Literal["standard", "256", "truecolor"]

DEFAULT_WIDTH = 80
DEFAULT_HEIGHT = 24


@dataclass(slots=True, kw_only=True)
class Manner:
    """How a person wants to be spoken to, by options."""

    color: ColorChoice | None = None
    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    no_input: bool = False


@dataclass
class Console:
    """The three streams of one command."""

    manner: Manner = field(default_factory=Manner)
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    stdin: TextIO = field(default_factory=lambda: sys.stdin)
    _paints: dict[int, Paint] = field(default_factory=dict)
    _looks: dict[tuple[str, Paint], tuple[str, str]] = field(default_factory=dict)

    # -- what the streams are ---------------------------------------------------

    @cached_property
    def on_terminal(self) -> bool:
        """True where a person, not a program, reads standard output."""
        return is_terminal(self.out)

    @cached_property
    def can_ask(self) -> bool:
        """True where a prompt may be shown and answered."""
        return not self.manner.no_input and is_terminal(self.stdin) and is_terminal(self.err)

    @cached_property
    def width(self) -> int:
        """Cells of a line: `$COLUMNS`, else the terminal's, else 80."""
        return _number(self.env.get("COLUMNS")) or self._size()[0]

    @cached_property
    def height(self) -> int:
        """Lines of the screen: `$LINES`, else the terminal's, else 24."""
        return _number(self.env.get("LINES")) or self._size()[1]

    def _size(self) -> tuple[int, int]:
        for stream in (self.out, self.err, self.stdin):
            try:
                columns, lines = os.get_terminal_size(stream.fileno())
            except (OSError, ValueError, AttributeError):
                continue
            if columns and lines:
                return columns, lines
        return DEFAULT_WIDTH, DEFAULT_HEIGHT

    @cached_property
    def ascii_only(self) -> bool:
        """True where standard output may lack other signs: `TERM=dumb`, or an old encoding."""
        encoding = (self.out.encoding or "").lower().replace("-", "")
        return self.env.get("TERM") == "dumb" or not encoding.startswith("utf")

    @cached_property
    def personal(self) -> Personal:
        """The person's own configuration; where it is wrong, it is as if there were none after.

        Raises:
            ConfigError: It is wrong, and was not read before.
        """
        from blogcli.terminal.personal import Personal, load

        try:
            return load(self.env)
        except ConfigError:
            self.__dict__["personal"] = Personal()  # to tell of it takes colours, too
            raise

    # -- colours ----------------------------------------------------------------

    def paint_of(self, stream: TextIO) -> Paint:
        """Say what a stream may get: the option, else the environment, else the person's taste."""
        known = self._paints.get(id(stream))
        if known is None:
            known = self._paints[id(stream)] = self._decide_paint(stream)
        return known

    def _decide_paint(self, stream: TextIO) -> Paint:
        choice = self.manner.color
        if choice is not None and choice != "auto":
            return "colors" if choice == "always" else "none"
        if self.env.get("TERM") == "dumb":
            return "none"
        if self.env.get("NO_COLOR"):
            return "attributes" if is_terminal(stream) else "none"
        if self.env.get("FORCE_COLOR"):
            return "none" if self.env["FORCE_COLOR"] in {"0", "false"} else "colors"
        taste = self.personal.color if choice is None and is_terminal(stream) else "auto"
        return "colors" if is_terminal(stream) and taste != "never" else "none"

    @cached_property
    def background(self) -> Background:
        """Light or dark: configured, else as the terminal says, if it is to show colours at all."""
        configured = self.personal.background
        if configured == "auto":
            if "colors" not in (self.paint_of(self.out), self.paint_of(self.err)):
                return "dark"
            from blogcli.terminal.background import detect

            # No terminal is asked that is not written to; what the environment tells holds.
            return detect(self.env if self.on_terminal else {**self.env, "TERM": ""})
        return "light" if configured == "light" else "dark"

    @cached_property
    def color_system(self) -> ColorSystem:
        """How many colours the terminal has."""
        if self.env.get("COLORTERM") in {"truecolor", "24bit"}:
            return "truecolor"
        return "256" if "256color" in self.env.get("TERM", "256color") else "standard"

    @cached_property
    def styles(self) -> dict[str, str]:
        """The style of each meaning."""
        from blogcli.terminal.styles import palette

        return palette(self.background, self.personal.styles)

    def paint(self, text: str, style: str, stream: TextIO | None = None) -> str:
        """Give text the look of a meaning, if the stream (by default: output) may have it."""
        paint = self.paint_of(stream or self.out)
        if paint == "none" or not text:
            return text
        before, after = self._marks(style, paint)
        return f"{before}{text}{after}"

    def _marks(self, style: str, paint: Paint) -> tuple[str, str]:
        """Give the escape sequences around text of a meaning."""
        known = self._looks.get((style, paint))
        if known is None:
            from rich.color import ColorSystem as RichColorSystem
            from rich.style import Style

            look = Style.parse(self.styles.get(style, "none"))
            if paint == "attributes":
                look = look.without_color
            system = RichColorSystem[_RICH_NAMES[self.color_system]]
            before, _, after = look.render("|", color_system=system).partition("|")
            known = self._looks[style, paint] = (before, after)
        return known

    def rich(self, *, stream: TextIO | None = None, width: int | None = None) -> RichConsole:
        """Make a Rich console for output that draws as decided here, and reads no markup."""
        from rich.console import Console as RichConsole
        from rich.theme import Theme

        from blogcli.terminal.renderer.palette import DARK, LIGHT

        paint = self.paint_of(self.out)
        marks = LIGHT if self.background == "light" else DARK
        return RichConsole(
            file=stream or self.out,
            force_terminal=paint != "none",
            color_system=self.color_system if paint != "none" else None,
            no_color=paint != "colors",
            width=width or self.width,
            markup=False,
            emoji=False,
            highlight=False,
            soft_wrap=True,
            legacy_windows=False,
            theme=Theme({**marks, **self.styles}),
        )

    # -- speaking ---------------------------------------------------------------

    def write(self, text: str) -> None:
        """Write data to standard output as it is."""
        self.out.write(text)

    def line(self, text: str = "") -> None:
        """Write one line of data."""
        self.out.write(text + "\n")

    def write_bytes(self, data: bytes) -> None:
        """Write bytes to standard output."""
        self.out.flush()
        binary = getattr(self.out, "buffer", None)
        if binary is None:
            self.out.write(data.decode("utf-8", "replace"))
            return
        binary.write(data)
        binary.flush()

    def note(self, text: str, style: str = "") -> None:
        """Tell the person something by the way, unless they want quiet."""
        if not self.manner.quiet:
            self.tell(text, style)

    def tell(self, text: str, style: str = "") -> None:
        """Tell the person something that even a quiet command says."""
        with contextlib.suppress(OSError):  # that output fails is told of at its end
            self.out.flush()
        self.err.write(self.paint(text, style, self.err) + "\n")
        self.err.flush()

    # -- asking -----------------------------------------------------------------

    def ask(self, question: str, *, instead: str) -> str:
        """Ask for a line of text; `instead` says how to answer without a prompt.

        Raises:
            UsageError: There is nobody to ask.
            KeyboardInterrupt: The person ends the input.
        """
        if not self.can_ask:
            reason = f"cannot ask “{one_line(question)}” here"
            raise UsageError(reason, hint=instead)
        self.out.flush()
        self.err.write(f"{question} ")
        self.err.flush()
        answer = self.stdin.readline()
        if not answer:
            self.err.write("\n")
            raise KeyboardInterrupt
        return answer.strip()


_RICH_NAMES = {"standard": "STANDARD", "256": "EIGHT_BIT", "truecolor": "TRUECOLOR"}


def is_terminal(stream: TextIO) -> bool:
    """Say whether a stream is a terminal; closed and missing ones are not."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
