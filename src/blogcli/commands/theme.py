"""`blog theme`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from blogcli.commands.session import Session
from blogcli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogcli.site.ejecting import ThemeFile
    from blogcli.terminal.console import Console


def command(
    ctx: typer.Context,
    *,
    what: Annotated[
        Literal["list", "eject"],
        typer.Argument(
            metavar="[list|eject]", help="List its files, or copy some.", show_default=False
        ),
    ] = "list",
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[THEMEFILE]...", help="Files to copy.", show_default=False),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Only say what would be written.")
    ] = False,
) -> None:
    """See and change how the site looks, file by file.

    eject copies files of the built-in theme to the blog's own, theme/ or [site] theme, where a file
    is used in place of the built-in one of its name. A file that is there is never written over.
    list says which files there are, whose is used, and what each shows.

    Examples:
      blog theme list
      blog theme eject byline.html
    """
    from blogcli.site import ejecting

    session = Session.of(ctx)
    blog = session.blog
    folder = blog.root / blog.config.site.theme
    if what == "list":
        if files:
            message = "blog theme list takes no files"
            raise UsageError(message, hint="to copy one: blog theme eject FILE")
        _show(session.console, ejecting.files(folder))
        return
    if not files:
        message = "which file?"
        raise UsageError(message, hint="blog theme list names them")
    for name in dict.fromkeys(files):
        path = ejecting.eject(name, folder, pretend=dry_run)
        session.console.line(_shown(path))
    if dry_run:
        session.console.note("nothing was written")


def _show(console: Console, files: Sequence[ThemeFile]) -> None:
    """Print a line for each file: columns for a person, tabs for a program."""
    from blogcli.terminal.text import cut, one_line

    if not console.on_terminal:
        for file in files:
            console.line("\t".join(one_line(part) for part in file))
        return
    width = max(len(file.name) for file in files)
    for name, state, shows in files:
        line = f"{one_line(name):{width}}  {state:8}  {shows}".rstrip()
        console.line(
            console.paint(cut(line, console.width), "" if state == "built-in" else "title")
        )


def _shown(path: Path) -> str:
    import os

    from blogcli.terminal.text import one_line

    return one_line(os.path.relpath(path))
