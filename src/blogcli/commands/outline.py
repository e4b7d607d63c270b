"""The commands and options as data, so that completion needs no parser to be loaded.

`outline.json` is made by `python -m blogcli.commands.outline > src/blogcli/commands/outline.json`;
a test says when it is out of date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from typer._click.core import Command, Parameter


class Option(TypedDict):
    """One option: its names, its help, and what its value is (nothing for a flag)."""

    name: str
    names: list[str]
    help: str
    value: str | None
    choices: list[str]


class Outline(TypedDict):
    """One command, without the global options; these are those of the one with no name."""

    summary: str
    hidden: bool
    options: list[Option]
    arguments: list[str]
    """What each is, as in the usage line; the last may be repeated."""


def load() -> dict[str, Outline]:
    """Read the outline of all commands; that of `blog` itself has an empty name."""
    text = Path(__file__).with_name("outline.json").read_text("utf-8")
    outline: dict[str, Outline] = json.loads(text)
    return outline


def make() -> dict[str, Outline]:
    """Make the outline from the commands themselves."""
    from typer import Context

    from blogcli.commands.program import program
    from blogcli.commands.table import COMMANDS

    group = program()
    made = {"": _outline(group, "", hidden=False)}
    everywhere = {option["name"] for option in made[""]["options"]}
    for name, entry in COMMANDS.items():
        command = group.get_command(Context(group), name)
        if command is not None:
            made[name] = _outline(command, entry.summary, hidden=entry.hidden)
            own = [one for one in made[name]["options"] if one["name"] not in everywhere]
            made[name]["options"] = own
    return made


def _outline(command: Command, summary: str, *, hidden: bool) -> Outline:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    shown = [_option(p) for p in options if not getattr(p, "hidden", False)]
    usage = [str(p.metavar) for p in arguments]
    return Outline(summary=summary, hidden=hidden, options=shown, arguments=usage)


def _option(parameter: Parameter) -> Option:
    described: Any = parameter
    choices = getattr(parameter.type, "choices", None) or ()
    return Option(
        name=str(parameter.name),
        names=[*parameter.opts, *parameter.secondary_opts],
        help=described.help or "",
        value=None if described.is_flag else parameter.metavar,
        choices=[str(choice) for choice in choices],
    )


if __name__ == "__main__":
    json.dump(make(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
