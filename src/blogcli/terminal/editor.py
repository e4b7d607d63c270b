"""The person's editor, on one file."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from blogcli.errors import BlogError, UsageError
from blogcli.terminal.console import Console, is_terminal


class EditorFailed(BlogError):
    """The editor could not be started, or ended badly; the file stays as it left it."""


class EditorUnclear(UsageError):
    """The editor's command can't be understood."""


_VARIABLES = ("BLOG_EDITOR", "VISUAL", "EDITOR")


def editor_command(console: Console) -> list[str]:
    """Find the editor: `$BLOG_EDITOR`, `$VISUAL`, `$EDITOR`, the person's configuration, else vi.

    Raises:
        EditorUnclear: What is named is no command.
    """
    named = [(f"${name}", console.env.get(name, "")) for name in _VARIABLES]
    source, chosen = next(
        (pair for pair in (*named, ("editor", console.personal.editor)) if pair[1].strip()),
        ("", "vi"),
    )
    try:
        command = shlex.split(chosen)
    except ValueError as error:
        message = f"{source}: {chosen!r} is no command: {str(error).lower()}"
        raise EditorUnclear(message, hint="a quote is opened and never closed") from error
    if not command or not command[0]:
        message = f"{source}: {chosen!r} is no command"
        raise EditorUnclear(message, hint="name an editor: BLOG_EDITOR=nano")
    return command


def can_edit(console: Console) -> bool:
    """Say whether there is a person to edit: one at a terminal, or an editor named for us."""
    if console.manner.no_input:
        return False
    return is_terminal(console.stdin) and is_terminal(console.out)


def edit(console: Console, path: Path, *, line: int | None = None) -> None:
    """Open the file and wait until the editor ends; `line`, if any, is where to begin.

    Raises:
        EditorFailed: The editor could not be started, or ended with an error.
        EditorUnclear: The editor that is named is no command.
    """
    command = editor_command(console)
    console.out.flush()
    call = [*command, *_place(command[0], path, line)]
    try:
        code = subprocess.run(call, check=False, env=dict(console.env)).returncode  # noqa: S603 - the person's own editor
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"the editor {command[0]} can't be started: {reason}"
        hint = "name another one: BLOG_EDITOR=nano"
        raise EditorFailed(message, hint=hint) from error
    if code:
        shown = os.path.relpath(path)
        state = "stays as it left it" if os.path.lexists(path) else "is gone"
        message = f"the editor {command[0]} ended with {code}; {shown} {state}"
        raise EditorFailed(message)


def _place(program: str, path: Path, line: int | None) -> list[str]:
    name = Path(program).name
    if line is None or line == 1:
        return [str(path)]
    if name in {"code", "codium", "code-insiders"}:
        return ["--goto", f"{path}:{line}"]
    if name in {"hx", "helix", "subl", "zed"}:
        return [f"{path}:{line}"]
    if name in {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne"}:
        return [f"+{line}", str(path)]
    return [str(path)]
