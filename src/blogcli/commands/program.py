"""The command line as a whole: the commands, each loaded only when it is called."""

from __future__ import annotations

import shutil
from importlib import import_module

from typer._click.core import Command, Context  # Typer's own Click has no public name
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup, TyperOption

from blogcli.commands.command import (
    command_of,
    global_parameters,
    write_examples,
    write_help,
    write_options,
)
from blogcli.commands.session import Session
from blogcli.commands.table import COMMANDS

HELP = """
Draft, find, read and publish the posts of a blog, each in its own language.

A blog is a folder of Markdown files with front matter: of its own, or of Hugo, Jekyll, Zola,
Pelican, Hexo, Eleventy, Astro or Nikola.
"""
_USUAL, _LEAST = 52, 20
EXAMPLES = ("blog list is:draft", "blog search static site", "blog new 'A good day' --tag diary")


class Commands(TyperGroup):
    """The commands, each loaded only when it is called."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - all are listed
        """Name the commands, in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002 - the same everywhere
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"blogcli.commands.{COMMANDS[cmd_name].module}")
        return command_of(module.command, cmd_name)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        if args[0] not in COMMANDS:
            from blogcli.commands.misuse import unknown_command

            shown = [name for name, entry in COMMANDS.items() if not entry.hidden]
            raise unknown_command(args[0], shown)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Context) -> object:
        """Run the command, or what an option asks for instead."""
        words = [*ctx._protected_args, *ctx.args]  # noqa: SLF001 - TyperGroup keeps its rest there
        for name in ("install_completion", "show_completion"):
            if ctx.params.get(name):
                from blogcli.commands import completion

                shell = words[0] if words else ""
                return completion.ACTIONS[name](Session.of(ctx), shell)
        if not words:
            Session.of(ctx).console.line(ctx.get_help())
            return None
        return super().invoke(ctx)

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write what the program does, its commands and its options."""
        self.format_usage(ctx, formatter)
        write_help(HELP, formatter)
        with formatter.section("Commands"):
            formatter.write_dl([(n, e.summary) for n, e in COMMANDS.items() if not e.hidden])
        write_options(self, ctx, formatter)
        write_examples(EXAMPLES, formatter)


def program() -> Commands:
    """Make the whole command line."""
    switches = [
        TyperOption(param_decls=[f"--{name}-completion"], is_flag=True, help=text)
        for name, text in (
            ("install", "Let the shell complete commands, slugs, tags…"),
            ("show", "Show the completion script of bash, zsh or fish."),
        )
    ]
    return Commands(
        name="blog",
        params=[*switches, *global_parameters()],
        context_settings={
            "help_option_names": ["-h", "--help"],
            "terminal_width": _narrow(shutil.get_terminal_size().columns),
        },
        rich_markup_mode=None,
        invoke_without_command=True,
    )


def _narrow(columns: int) -> int | None:
    """Give the width of help where a terminal is narrower than Typer thinks that any is."""
    return max(columns - 1, _LEAST) if columns < _USUAL else None
