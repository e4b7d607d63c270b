"""The program `blog`: its commands, its options, and the one place where failures end."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module

import typer
from typer._click.core import Command, Context  # Typer's own Click has no public name
from typer._click.exceptions import ClickException, NoSuchOption
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
from blogcli.errors import BlogError, ExitCode, UsageError

HELP = """
Draft, find, read and publish the posts of a blog, each in its own language.

A blog is a folder of Markdown files with front matter: of its own, or of Hugo, Jekyll, Zola,
Pelican, Hexo, Eleventy, Astro or Nikola.
"""
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
            raise _unknown_command(args[0])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Context) -> object:
        """Run the command, or what an option asks for instead."""
        from blogcli.commands import completion

        words = [*ctx._protected_args, *ctx.args]  # noqa: SLF001 - TyperGroup keeps its rest there
        for name in ("install_completion", "show_completion"):
            if ctx.params.get(name):
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
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
        invoke_without_command=True,
    )


def run(argv: Sequence[str]) -> int:
    """Run the program with these arguments and give its exit code; nothing else ever exits."""
    if "_BLOG_COMPLETE" in os.environ:
        from blogcli.commands.completion import answer

        return answer(os.environ, program)
    started = datetime.now(UTC)
    session = Session(os.environ, started, started)
    try:
        session.clock = _clock(os.environ, started)
        code = _invoke(session, argv)
        session.console.out.flush()
    except BrokenPipeError:
        return _reader_gone()
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one boundary
        with contextlib.suppress(BrokenPipeError):
            return _report(session, error)
        return ExitCode.FAILED
    return code


def main() -> None:
    """Run the program as the shell called it."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows its number; nothing stops for it.
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a TextIOWrapper
    sys.exit(run(sys.argv[1:]))


def _invoke(session: Session, argv: Sequence[str]) -> int:
    try:
        with program().make_context("blog", list(argv), obj=session) as context:
            result = context.command.invoke(context)
    except typer.Exit as ending:
        return ending.exit_code
    except typer.Abort:
        return ExitCode.INTERRUPTED
    return result if isinstance(result, int) else ExitCode.DONE


def _clock(env: Mapping[str, str], now: datetime) -> datetime:
    """Take the moment from `$SOURCE_DATE_EPOCH` where it is set (reproducible-builds.org)."""
    epoch = env.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return now
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds"
        raise UsageError(message) from error


def _report(session: Session, error: Exception) -> int:
    from blogcli.terminal import errors

    if session.given.get("debug"):
        import traceback

        session.console.tell("".join(traceback.format_exception(error)).rstrip())
    if isinstance(error, ClickException):
        error = _usage(error)
    if isinstance(error, OSError) and not isinstance(error, BlogError):
        place = f"{error.filename}: " if error.filename else ""
        error = BlogError(f"{place}{error.strerror or error}")
    if not isinstance(error, BlogError):
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        error = BlogError(
            f"something went wrong inside blog ({reason})",
            hint="--debug shows where; please report it with that",
        )
    errors.report(session.console, error)
    return error.exit_code


def _usage(error: ClickException) -> UsageError:
    context = getattr(error, "ctx", None)
    help_ = f"{context.command_path if context else 'blog'} --help"
    hints = [f"see {help_}"]
    if isinstance(error, NoSuchOption) and error.possibilities:
        import difflib

        closest = difflib.get_close_matches(error.option_name, error.possibilities, n=1, cutoff=0)
        hints.insert(0, f"did you mean {closest[0]}?")
        reason = error.message
    else:
        reason = error.format_message()
    return UsageError(reason[:1].lower() + reason[1:].rstrip("."), hint=" ".join(hints))


def _unknown_command(name: str) -> UsageError:
    import difflib

    shown = [name for name, entry in COMMANDS.items() if not entry.hidden]
    close = difflib.get_close_matches(name, shown)
    meant = " or ".join(repr(command) for command in close)
    hint = f"did you mean {meant}?" if close else f"commands: {' '.join(shown)}"
    return UsageError(f"there is no command {name!r}", hint=hint)


def _reader_gone() -> int:
    """End in silence when the reader of the output has enough, as `head` has."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        # What is still buffered must not fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.DONE
