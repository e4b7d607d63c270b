"""Choosing one of several things: with fzf where there is one, else by number."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

from blogcli.errors import UsageError
from blogcli.terminal.console import Console
from blogcli.terminal.text import cut, one_line

_SHOWN = 20  # lines of the numbered list
_NOTHING_CHOSEN = (1, 130)  # fzf's codes for no match and for Esc or ^C


def pick(console: Console, labels: Sequence[str], *, instead: str) -> int | None:
    """Let the person choose one label and give its place; None where they choose nothing.

    Raises:
        UsageError: There is nobody to ask; `instead` says what to do.
        KeyboardInterrupt: The person ends the input.
    """
    if not console.can_ask:
        reason = "cannot ask which post here"
        raise UsageError(reason, hint=instead)
    lines = [one_line(label) for label in labels]
    program = shutil.which("fzf", path=console.env.get("PATH"))
    if program is not None:
        return _with_fzf(console, program, lines)
    return _by_number(console, lines, instead)


def _with_fzf(console: Console, program: str, lines: Sequence[str]) -> int | None:
    numbered = "\n".join(f"{number}\t{line}" for number, line in enumerate(lines))
    call = [program, "--delimiter=\t", "--with-nth=2..", "--layout=reverse", "--height=60%"]
    console.out.flush()
    result = subprocess.run(  # noqa: S603 - found on the person's own PATH
        call,
        input=numbered.encode("utf-8", "backslashreplace"),
        stdout=subprocess.PIPE,
        check=False,
        env=dict(console.env),
    )
    chosen = result.stdout.partition(b"\t")[0]
    if result.returncode in _NOTHING_CHOSEN or not chosen.isdigit():
        return None
    return int(chosen)


def _by_number(console: Console, lines: Sequence[str], instead: str) -> int | None:
    shown = lines[:_SHOWN]
    margin = len(str(len(shown)))
    for number, line in enumerate(shown, 1):
        console.tell(cut(f"{number:>{margin}}  {line}", console.width))
    if len(lines) > len(shown):
        console.tell(f"{'':>{margin}}  … and {len(lines) - len(shown)} more")
    while True:
        answer = console.ask(f"Which one? [1-{len(shown)}, Enter for none]", instead=instead)
        if not answer:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(shown):
            return int(answer) - 1
        console.tell(f"{one_line(answer)!r} is none of them")
