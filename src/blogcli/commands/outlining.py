"""Makes `outline.json` from the commands themselves.

`python -m blogcli.commands.outlining > src/blogcli/commands/outline.json`
"""

from __future__ import annotations

import json
import sys
from typing import Any

from typer import Context
from typer._click.core import Command, Parameter  # Typer's own Click has no public name

from blogcli.commands.outline import Option, Outline
from blogcli.commands.program import program
from blogcli.commands.table import COMMANDS


def make() -> dict[str, Outline]:
    """Make the outline from the commands themselves."""
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
