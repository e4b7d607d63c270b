"""`blog log`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from blogcli.commands.changing import journal
from blogcli.commands.options import FormatOption, Json, Limit, output_of
from blogcli.commands.session import Session
from blogcli.errors import UsageError

if TYPE_CHECKING:
    from blogcli.changes.journal import Change

KEYS = ("number", "time", "command", "files", "state", "undoes", "paths")
"""A change as JSON: a contract with scripts, only ever added to."""
COLUMNS = KEYS[:5]
_INDENT = 18  # cells of the time and what divides it from the command


def command(
    ctx: typer.Context, *, limit: Limit = None, format: FormatOption = None, json: Json = False
) -> int:
    """List the changes that blog made of posts, the last first.

    "state" is done, undone, or pending for one that was interrupted.

    Examples:
      blog log
      blog log --limit 1 --json
    """
    from blogcli.terminal import records

    session = Session.of(ctx)
    output = output_of(
        format=format, json=json, fields=None, template=None, paths=False, null=False,
        columns=COLUMNS,
    )  # fmt: skip
    if limit is not None and limit < 1:
        reason = "--limit takes a whole number from 1"
        raise UsageError(reason)
    rows = _records(session)[:limit]
    if not output.wants_table(session.console):
        records.write(session.console, rows, output, KEYS, session.blog.root)
        return 0
    _write_table(session, rows)
    return 0


def _records(session: Session) -> list[dict[str, object]]:
    book = journal(session)
    changes = list(book.history())
    undone = {change.undoes for change in changes}
    begun = book.begun()
    rows = [] if begun is None else [_record(begun, "pending")]
    return rows + [_record(one, "undone" if one.number in undone else "done") for one in changes]


def _record(change: Change, state: str) -> dict[str, object]:
    return {
        "number": change.number,
        "time": change.time.isoformat(timespec="seconds"),
        "command": change.command,
        "files": len(change.paths),
        "state": state,
        "undoes": change.undoes,
        "paths": list(change.paths),
    }


def _write_table(session: Session, rows: list[dict[str, object]]) -> None:
    from datetime import datetime

    from blogcli.terminal.findings import counted
    from blogcli.terminal.text import cells, lines_of_words, one_line

    console = session.console
    room = console.width - _INDENT
    for row in rows:
        moment = datetime.fromisoformat(str(row["time"])).astimezone(session.blog.timezone)
        files = counted(int(str(row["files"])), "file")
        state = "" if row["state"] == "done" else f", {row['state']}"
        when = console.paint(f"{moment:%Y-%m-%d %H:%M}", "post.date")
        detail = f"({files}{state})"
        command = one_line(str(row["command"]))
        fits = not console.on_terminal or cells(f"{command}  {detail}") <= room
        first, *rest = [command] if fits else lines_of_words(f"{command} {detail}", room)
        lines = [f"{when}  {first}", *(f"{'':{_INDENT}}{line}" for line in rest)]
        if fits:
            lines[-1] += "  " + console.paint(detail, "count")
        for line in lines:
            console.line(line)
    if not rows:
        console.note("nothing was changed yet")
