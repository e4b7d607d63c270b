"""What was typed wrongly, in our own words instead of those of Typer's parser."""

from __future__ import annotations

import difflib
import re

from typer._click.core import Context, Parameter  # Typer's own Click has no public name
from typer._click.exceptions import (
    ClickException,
    MissingParameter,
    NoSuchOption,
)
from typer._click.exceptions import (
    UsageError as ClickUsageError,
)

from blogcli.errors import UsageError

_ELSEWHERE = {
    "help": "blog --help, or blog COMMAND --help",
    "version": "blog --version says it",
    "completion": "blog --install-completion sets it up",
    "serve": "blog export makes the site; python3 -m http.server -d public shows it",
    "deploy": "blog export makes the site; its folder can be copied to any web server",
}
_SAME = {
    "ls": "list",
    "rm": "delete",
    "remove": "delete",
    "del": "delete",
    "mv": "rename",
    "move": "rename",
    "cat": "show",
    "read": "show",
    "view": "show",
    "open": "edit",
    "find": "search",
    "grep": "search",
    "create": "new",
    "add": "new",
    "post": "new",
    "draft": "new",
    "lint": "check",
    "revert": "undo",
    "history": "log",
    "tags": "tag list",
    "pdf": "export --to pdf",
    "epub": "export --to epub",
    "server": "serve",
    "preview": "serve",
    "watch": "serve",
    "upload": "deploy",
}
"""Words of other programs, with what they are here."""
_OPTIONS = {"--format": "--to", "--force": "--yes"}
"""Options of other commands, with what stands for them where those are not."""
_EXTRA = re.compile(r"[Gg]ot unexpected extra arguments? \((.+)\)|.*argument\(s\) \((.+)\)")
_NUMBERS = {
    r"is not a valid int\b": "is not a whole number",
    r"is not in the range x>=": "is below ",
}


def unknown_command(name: str, commands: list[str]) -> UsageError:
    """Say that there is no such command, and which one was probably meant."""
    same = _SAME.get(name, name)
    if same in _ELSEWHERE:
        hint = _ELSEWHERE[same]
    elif same != name:
        hint = f"did you mean {same!r}?"
    else:
        hint = _close(name, commands) or "blog --help lists the commands"
    return UsageError(f"there is no command {name!r}", hint=hint)


def _close(name: str, commands: list[str]) -> str:
    close = difflib.get_close_matches(name, commands)
    alike = [difflib.SequenceMatcher(None, name, command).ratio() for command in close]
    close = [command for command, one in zip(close, alike, strict=True) if one > alike[0] - 0.1]
    return f"did you mean {' or '.join(map(repr, close))}?" if close else ""


def usage_error(error: ClickException) -> UsageError:
    """Say what the parser refuses."""
    context = error.ctx if isinstance(error, ClickUsageError) else None
    help_ = f"see {context.command_path if context else 'blog'} --help"
    if isinstance(error, MissingParameter) and error.param is not None:
        return _missing(error.param, context, help_)
    if isinstance(error, NoSuchOption):
        return UsageError(_lowered(error.message), hint=_about_option(error, context, help_))
    reason = _lowered(error.format_message())
    if extra := _EXTRA.fullmatch(reason):
        reason = f"one word too many: {extra[1] or extra[2]}"
    for theirs, ours in _NUMBERS.items():
        reason = re.sub(theirs, ours, reason)
    return UsageError(reason, hint=_meant(error) + help_)


def _missing(parameter: Parameter, context: Context | None, help_: str) -> UsageError:
    """Say what is missing, and how the command is called as a whole."""
    shown = (parameter.metavar or parameter.human_readable_name).removesuffix("...")
    said = (getattr(parameter, "help", None) or "").rstrip(".")
    reason = f"{shown} is missing" + (f": {said[:1].lower()}{said[1:]}" if said else "")
    if context is None:
        return UsageError(reason, hint=help_)
    words = [one.metavar for one in context.command.params if one.param_type_name == "argument"]
    whole = " ".join([context.command_path, *filter(None, words)])
    return UsageError(reason, hint=f"write {whole}; {help_}")


def _about_option(error: NoSuchOption, context: Context | None, help_: str) -> str:
    known = {name for one in context.command.params for name in one.opts} if context else set()
    if _OPTIONS.get(error.option_name) in known:
        return f"did you mean {_OPTIONS[error.option_name]}? {help_}"
    if error.possibilities:
        closest = difflib.get_close_matches(error.option_name, error.possibilities, n=1, cutoff=0)
        return f"did you mean {closest[0]}? {help_}"
    if context and context.info_name in {"list", "search"}:
        return f"to leave a word out, write NOT before it; {help_}"
    return help_


def _meant(error: ClickException) -> str:
    """Say which of the words that an option takes comes close to what was typed."""
    choices = getattr(getattr(getattr(error, "param", None), "type", None), "choices", ())
    typed = re.search(r"'([^']*)' is not one of", error.format_message())
    found = difflib.get_close_matches(typed[1], list(map(str, choices)), n=1) if typed else []
    return f"did you mean {found[0]}? " if found else ""


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")
