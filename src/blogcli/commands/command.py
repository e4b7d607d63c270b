"""What our commands add to Typer's: global options, plain help with examples, `-field:value`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated, Any, Literal

import typer
from typer._click.core import Command, Context, Parameter  # Typer's own Click has no public name
from typer._click.exceptions import UsageError as ClickUsageError
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand

from blogcli.commands.session import Session

GLOBAL = "Global options"
_EXAMPLES = "\nExamples:\n"
_RANGE = re.compile(r"  \[x[<>]=?\d+\]")


def global_options(
    *,
    blog_folder: Annotated[
        str | None, typer.Option("--blog", metavar="DIR", help="The blog's folder.")
    ] = None,
    posts_folder: Annotated[
        str | None, typer.Option("--posts", metavar="DIR", help="The folder of its posts.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Act as if it were then.")
    ] = None,
    color: Annotated[
        Literal["auto", "always", "never"] | None,
        typer.Option("--color", metavar="WHEN", help="Colours: auto, always or never."),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="Print only what was asked for.")
    ] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error arose.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
) -> None:
    """Hold the options that are understood before and after every command."""


def command_of(
    function: Callable[..., object], name: str, cls: type[TyperCommand] | None = None
) -> TyperCommand:
    """Make a command of a function whose parameters say what they are."""
    holder = typer.Typer(add_completion=False, rich_markup_mode=None)
    holder.command(name, cls=cls or BlogCommand)(function)
    command = typer.main.get_command(holder)
    assert isinstance(command, TyperCommand)  # noqa: S101 - one function makes one command
    return command


@cache
def global_parameters() -> tuple[Parameter, ...]:
    """Make the parameters of the global options, which remember in the session what was given."""
    parameters = command_of(global_options, "blog", TyperCommand).params
    for parameter in parameters:
        parameter.expose_value = False
        parameter.callback = _remember
        parameter.rich_help_panel = GLOBAL  # type: ignore[attr-defined]  # Typer's name for a heading
    version = typer.core.TyperOption(
        param_decls=["-V", "--version"], is_flag=True, is_eager=True, expose_value=False,
        callback=_show_version, help="Show the version.", rich_help_panel=GLOBAL,
    )  # fmt: skip
    return (*parameters, version)


def _remember(context: Context, parameter: Parameter, value: object) -> object:
    name = str(parameter.name)
    source = context.get_parameter_source(name)
    if source is not None and source.name == "COMMANDLINE":
        Session.of(context).given[name] = value
    return value


def _show_version(context: Context, _parameter: object, value: object) -> None:
    if value and not context.resilient_parsing:
        from blogcli import __version__

        Session.of(context).console.line(f"blog {__version__}")
        raise typer.Exit


class BlogCommand(TyperCommand):
    """A command whose docstring ends in `Examples:`, each line one that runs."""

    def __init__(self, name: str | None, **settings: Any) -> None:  # noqa: ANN401 - passed on as they are
        super().__init__(name, **settings)
        self.params += global_parameters()

    @property
    def examples(self) -> tuple[str, ...]:
        """The lines after `Examples:`."""
        lines = (self.help or "").partition(_EXAMPLES)[2].splitlines()
        return tuple(line.strip() for line in lines if line.strip())

    @property
    def takes_query(self) -> bool:
        """True where the arguments are a query, in which `-tag:x` means NOT tag:x."""
        return any(parameter.metavar in {"[QUERY]...", "WORDS..."} for parameter in self.params)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the arguments, `-field:value` of a query rewritten before."""
        if self.takes_query and any(":" in argument for argument in args):
            args = self._negated(args)
        try:
            return super().parse_args(ctx, args)
        except ClickUsageError as error:
            error.ctx = error.ctx or ctx  # the parser forgets it for an option without its value
            raise

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Name what must stand there as it is: Typer puts braces around it."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def _negated(self, args: Sequence[str]) -> list[str]:
        from blogcli.query import negations

        valued = {
            name
            for parameter in self.params
            if parameter.param_type_name == "option" and not getattr(parameter, "is_flag", False)
            for name in parameter.opts
        }
        rewritten: list[str] = []
        for place, argument in enumerate(args):
            if argument == "--":
                return [*rewritten, *args[place:]]
            is_value = place > 0 and args[place - 1] in valued
            rewritten += [argument] if is_value else negations([argument])
        return rewritten

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write usage, what the command does, its options under their headings, and examples."""
        self.format_usage(ctx, formatter)
        write_help(self.help or "", formatter)
        write_options(self, ctx, formatter)
        formatter.write_paragraph()
        formatter.write_text("Global options, before or after the command: blog --help")
        write_examples(self.examples, formatter)


def write_help(text: str, formatter: HelpFormatter) -> None:
    """Write what stands before the examples, paragraph by paragraph."""
    for paragraph in inspect.cleandoc(text).partition(_EXAMPLES)[0].split("\n\n"):
        if paragraph.strip():
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(" ".join(paragraph.split()))


def write_options(command: Command, ctx: Context, formatter: HelpFormatter) -> None:
    """Write arguments and options under their headings; global ones only for `blog` itself."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        argument = parameter.param_type_name == "argument"
        heading = getattr(parameter, "rich_help_panel", None) or (
            "Arguments" if argument else "Options"
        )
        hidden = heading == GLOBAL and isinstance(command, BlogCommand)
        if record is None or hidden or not record[1] or record[0].endswith("--help"):
            continue
        # Typer puts the range of a number behind, as a formula.
        sections.setdefault(heading, []).append((record[0], _RANGE.sub("", record[1])))
    for heading, records in sections.items():
        with formatter.section(heading):
            formatter.write_dl(records)


def write_examples(examples: Sequence[str], formatter: HelpFormatter) -> None:
    """Write the examples as they are to be typed."""
    if not examples:
        return
    with formatter.section("Examples"):
        for example in examples:
            formatter.write(f"{'':>{formatter.current_indent}}{example}\n")
