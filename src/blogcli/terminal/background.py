"""Is the terminal light or dark: what it says itself, else `COLORFGBG`, else dark."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from blogcli.terminal.styles import Background

_WAIT = 0.1  # seconds for a terminal's answer
_BACKGROUND = b"\x1b]11;?\x1b\\"
_ATTRIBUTES = b"\x1b[c"  # every terminal answers this, so its answer ends the waiting
_COLOUR = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)")
_LIGHT_ANSI = 7  # of the sixteen ANSI colours, 7 and 9 to 15 are light


def detect(env: Mapping[str, str]) -> Background:
    """Ask the controlling terminal for its background (xterm's OSC 11), 100 ms at most."""
    answer = None if env.get("TERM") in {None, "", "dumb", "linux"} else _ask()
    if answer is not None:
        return answer
    last = env.get("COLORFGBG", "").rpartition(";")[2]
    if last.isdigit():
        return "light" if int(last) == _LIGHT_ANSI or 8 < int(last) <= 15 else "dark"  # noqa: PLR2004 - ANSI colours
    return "dark"


def read_answer(answer: bytes) -> Background | None:
    """Understand what a terminal answered: `rgb:` with one to four hexadecimal digits each."""
    found = _COLOUR.search(answer)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    # Perceived brightness by the weights of ITU-R BT.601.
    return "light" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "dark"  # noqa: PLR2004 - half


def _ask() -> Background | None:
    with suppress(ImportError, OSError), _terminal() as handle:
        os.write(handle, _BACKGROUND + _ATTRIBUTES)
        return read_answer(_receive(handle))
    return None


@contextmanager
def _terminal() -> Iterator[int]:
    """Open the terminal without echo and line editing, and leave it as it was."""
    import termios
    import tty

    handle = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    try:
        if os.tcgetpgrp(handle) != os.getpgrp():
            message = "a process in the background must not read"
            raise OSError(message)
        before = termios.tcgetattr(handle)
        try:
            tty.setcbreak(handle, termios.TCSANOW)
            yield handle
        finally:
            termios.tcsetattr(handle, termios.TCSANOW, before)
    except termios.error as error:
        raise OSError(*error.args) from error
    finally:
        os.close(handle)


def _receive(handle: int) -> bytes:
    import select
    import time

    answer = b""
    until = time.monotonic() + _WAIT
    while not re.search(rb"\x1b\[\?[\d;]*c", answer):
        left = until - time.monotonic()
        if left <= 0 or not select.select([handle], [], [], left)[0]:
            break
        answer += os.read(handle, 256)
    return answer
