"""`blog undo`."""

from __future__ import annotations

import typer

from blogcli.commands.changing import DryRun, journal, show_diff, write_paths
from blogcli.commands.session import Session


def command(ctx: typer.Context, *, dry_run: DryRun = False) -> int:
    """Take back the last change that blog made of posts.

    Once more takes back the one before it. Where a file was changed since by something else,
    nothing is done: with --dry-run you see what was.

    Examples:
      blog undo --dry-run
      blog log
    """
    from blogcli.changes import making
    from blogcli.changes.steps import paths_after
    from blogcli.terminal.findings import counted

    session = Session.of(ctx)
    blog, book = session.blog, journal(session)
    if dry_run:
        return _show(session)
    change = making.undo(book, blog.root, session.clock)
    blog.sync(session.started)
    write_paths(session, paths_after(making.turned(change)))
    session.console.note(f"taken back: {change.command} ({counted(len(change.paths), 'file')})")
    return 0


def _show(session: Session) -> int:
    """Show what would be taken back, or what was changed since and is in the way."""
    from blogcli.changes import making
    from blogcli.changes.steps import content, edit
    from blogcli.errors import ExitCode

    root = session.blog.root
    try:
        change = making.last_change(journal(session))
    except making.NothingToUndo as nothing:
        session.console.note(str(nothing))
        return ExitCode.DONE
    moment = change.time.astimezone(session.blog.timezone)
    session.console.note(f"{change.command} ({moment:%Y-%m-%d %H:%M})")
    steps = list(making.turned(change))
    since = set(making.changed_since(root, change))
    if not since:
        show_diff(session, steps)
        return ExitCode.DONE
    session.console.note("changed since, so that it can't be taken back:")
    for step in steps:
        if step.path in since and step.kind == "write":
            found = content(root, step.path, folder=False)
            show_diff(session, [edit(step.path, step.old or b"", found or b"")])
    return ExitCode.FAILED
