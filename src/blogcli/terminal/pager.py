"""Long output goes through a pager, if a person is reading and wants one."""

from __future__ import annotations

import shlex
import subprocess

from blogcli.terminal.console import Console


def show(console: Console, text: str, *, wanted: bool | None = None) -> None:
    """Write text to standard output, through the pager if it is taller than the screen.

    Args:
        console: Where to.
        text: With escape sequences already, if any.
        wanted: True pages short text too, False never pages.
    """
    command = pager_command(console)
    tall = text.count("\n") >= console.height
    if not console.on_terminal or not command or wanted is False or not (tall or wanted):
        console.write(text)
        return
    if not _page(console, command, text):
        console.write(text)


def pager_command(console: Console) -> list[str]:
    """Find the pager: `$BLOG_PAGER`, else configured, else `$PAGER`, else less; [] for none."""
    chosen = console.env.get("BLOG_PAGER")
    if chosen is None:
        chosen = console.personal.pager
    if chosen is None:
        chosen = console.env.get("PAGER", "less")
    try:
        return shlex.split(chosen)
    except ValueError:
        return []


def _page(console: Console, command: list[str], text: str) -> bool:
    """Answer False where the pager didn't show the text."""
    console.out.flush()
    # F: leave at once if it fits; R: keep colours; X: leave the text on the screen (as git has it).
    env = {"LESS": "FRX", "LV": "-c", **console.env}
    try:
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=env) as process:  # noqa: S603 - the person's own pager
            try:
                process.communicate(text.encode("utf-8", "backslashreplace"))
            except KeyboardInterrupt:
                # The pager handles ^C itself (less: stop searching) and decides when to end.
                process.wait()
            return process.returncode == 0
    except (OSError, ValueError):
        return False
