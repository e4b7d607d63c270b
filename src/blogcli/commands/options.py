"""Options that several commands share, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.errors import UsageError
from blogcli.terminal.output import COLUMNS, Format, Output

if TYPE_CHECKING:
    pass

CHOOSING = "Which posts"
WRITING = "How they are written"

QueryArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY]...",
        help="Words, fields such as tag:python or date:2026.., AND, OR, NOT.",
        show_default=False,
    ),
]
Tags = Annotated[
    list[str] | None,
    typer.Option(
        "-t",
        "--tag",
        metavar="TAG",
        help="With this tag; again: with all of them.",
        rich_help_panel=CHOOSING,
    ),
]
StatusOption = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help="draft, scheduled, published or expired; again: any of them.",
        rich_help_panel=CHOOSING,
    ),
]
Lang = Annotated[
    list[str] | None,
    typer.Option(
        "--lang",
        metavar="LANG",
        help="In this language; again: in any of them.",
        rich_help_panel=CHOOSING,
    ),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Dated then or later.", rich_help_panel=CHOOSING),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--until", metavar="DATE", help="Dated then or earlier.", rich_help_panel=CHOOSING
    ),
]
SortOption = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="KEY",
        help="By a field: title, date-, updated+ (- is downward).",
        rich_help_panel=CHOOSING,
    ),
]
Reverse = Annotated[
    bool, typer.Option("--reverse", help="The other way round.", rich_help_panel=CHOOSING)
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", help="At most so many.", rich_help_panel=CHOOSING),
]
FailOnEmpty = Annotated[
    bool,
    typer.Option(
        "--fail-on-empty", help="Exit with 4 if nothing matches.", rich_help_panel=CHOOSING
    ),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Show how the query is understood, and stop.")
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, tsv, csv, json or jsonl.",
        rich_help_panel=WRITING,
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="The same as --format json.", rich_help_panel=WRITING)
]
Fields = Annotated[
    str | None,
    typer.Option(
        "--fields", metavar="FIELDS", help="Only these: date,slug,title.", rich_help_panel=WRITING
    ),
]
Template = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="TEXT",
        help="A line for each: '{date:%Y} {slug}'.",
        rich_help_panel=WRITING,
    ),
]
Paths = Annotated[
    bool, typer.Option("--paths", help="Paths from this folder.", rich_help_panel=WRITING)
]
Nul = Annotated[
    bool, typer.Option("-0", "--null", help="Paths with NUL between.", rich_help_panel=WRITING)
]
PagerOption = Annotated[
    bool | None, typer.Option("--pager/--no-pager", help="Through the pager, or not.")
]


def output_of(
    *,
    format: Format | None,
    json: bool,
    fields: str | None,
    template: str | None,
    paths: bool,
    null: bool,
    columns: tuple[str, ...] = COLUMNS,
) -> Output:
    """Say how records are to be written.

    Raises:
        UsageError: Two forms are asked for, or fields without any.
    """
    if json and format not in {None, "json"}:
        reason = f"--json and --format {format} contradict each other"
        raise UsageError(reason)
    if fields is not None and not fields.strip(" ,"):
        reason = "--fields names no field"
        raise UsageError(reason, hint=f"such as --fields {','.join(columns)}")
    names = tuple(name.strip() for name in (fields or "").split(",") if name.strip())
    return Output(
        format="json" if json else format, fields=names, template=template, paths=paths, nul=null,
        columns=columns,
    )  # fmt: skip
