"""`blog stats`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.commands.options import (
    WRITING,
    Explain,
    FailOnEmpty,
    Json,
    Lang,
    PagerOption,
    QueryArgument,
    Since,
    StatusOption,
    Tags,
    Until,
    output_of,
)
from blogcli.commands.session import Session
from blogcli.terminal.output import Format

if TYPE_CHECKING:
    from blogcli.index.statistics import Amount, Statistics

ROW_KEYS = ("what", "name", "posts", "words")
"""The columns of the numbers as lines: for tsv, csv and jsonl."""


def command(
    ctx: typer.Context,
    *,
    query: QueryArgument = None,
    tag: Tags = None,
    status: StatusOption = None,
    lang: Lang = None,
    since: Since = None,
    until: Until = None,
    fail_on_empty: FailOnEmpty = False,
    explain: Explain = False,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="table, tsv, csv, json or jsonl.",
            rich_help_panel=WRITING,
        ),
    ] = None,
    json: Json = False,
    pager: PagerOption = None,
) -> None:
    """Draw how much was written, when, about what and in which language.

    All posts that blog list would show are counted, drafts too; a query narrows them: is:published
    leaves drafts out. Months and years are those of the blog's time zone, and those without posts
    are left out. A draft's age counts from its update, else from its date.

    Without a terminal, each line has what is counted (total, status, year, month, undated, tag,
    untagged, lang, draft), its name, posts and words, with tabs between. --json gives one object:
    "as_of", "posts" and "words" of all; "statuses", "years", "months", "tags", "languages" and
    "drafts", arrays of objects with "status", "year", "month", "tag", "lang" or "age" (week, month,
    quarter, year, older, undated) beside "posts" and "words"; and these two for "undated" and
    "untagged".

    Examples:
      blog stats
      blog stats is:published --since 2026
      blog stats lang:fi --json
    """
    from blogcli.commands.selection import Selection
    from blogcli.errors import NothingMatched

    session = Session.of(ctx)
    output = output_of(
        format=format, json=json, fields=None, template=None, paths=False, null=False,
        columns=ROW_KEYS,
    )  # fmt: skip
    selection = Selection(
        arguments=query or (), tags=tag or (), status=status or (), lang=lang or (),
        since=since, until=until,
    )  # fmt: skip
    asked = selection.query(session, sort="")
    if explain:
        selection.explain(session, asked)
        return
    console, found = session.console, session.blog.statistics(asked, now=session.now)
    if output.wants_table(console):
        from blogcli.terminal import charts
        from blogcli.terminal import pager as paging

        lines = charts.lines(console, found, session.now)
        paging.show(console, "".join(f"{line}\n" for line in lines), wanted=pager)
    elif output.format == "json":
        from blogcli.terminal.values import to_json

        console.line(to_json(_record(found, session.now.isoformat(timespec="seconds"))))
    else:
        from blogcli.terminal import records

        rows = [dict(zip(ROW_KEYS, (*row[:2], *row[2]), strict=True)) for row in _rows(found)]
        records.write(console, rows, output, ROW_KEYS, session.blog.root)
    if not found.total.posts and fail_on_empty:
        message = "nothing matched"
        raise NothingMatched(message)


def _rows(found: Statistics) -> list[tuple[str, str, Amount]]:
    return [
        ("total", "", found.total),
        *(("status", name, amount) for name, amount in found.statuses.items()),
        *(("year", name, amount) for name, amount in found.years.items()),
        *(("month", name, amount) for name, amount in found.months.items()),
        ("undated", "", found.undated),
        *(("tag", name, amount) for name, amount in found.tags.items()),
        ("untagged", "", found.untagged),
        *(("lang", name, amount) for name, amount in found.languages.items()),
        *(("draft", name, amount) for name, amount in found.drafts.items()),
    ]


def _record(found: Statistics, as_of: str) -> dict[str, object]:
    """Give the numbers as JSON: a contract with scripts, only ever added to."""
    arrays: dict[str, tuple[str, Mapping[str, Amount]]] = {
        "statuses": ("status", found.statuses),
        "years": ("year", found.years),
        "months": ("month", found.months),
        "tags": ("tag", found.tags),
        "languages": ("lang", found.languages),
        "drafts": ("age", found.drafts),
    }
    return {
        "as_of": as_of,
        **found.total._asdict(),
        **{
            name: [{key: value, **amount._asdict()} for value, amount in amounts.items()]
            for name, (key, amounts) in arrays.items()
        },
        "undated": found.undated._asdict(),
        "untagged": found.untagged._asdict(),
    }
