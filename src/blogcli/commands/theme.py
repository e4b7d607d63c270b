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


_STATE = 8  # cells of "built-in"
_LEAST = 20  # cells for what a file shows; with fewer, it stands below


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
    from blogcli.terminal.text import lines_of_words, one_line

    if not console.on_terminal:
        for file in files:
            console.line("\t".join(one_line(part) for part in file))
        return
    width = max(len(file.name) for file in files)
    indent = width + 2 + _STATE + 2
    beside = console.width - indent >= _LEAST
    indent = indent if beside else 2
    for name, state, shows in files:
        words = lines_of_words(shows, console.width - indent)
        lines = [f"{'':{indent}}{line}" for line in words]
        head = f"{one_line(name):{width}}  {state:{_STATE}}  "
        if beside and words:
            lines[0] = head + words[0]
        else:
            lines.insert(0, head)
        for line in lines:
            console.line(console.paint(line.rstrip(), "" if state == "built-in" else "title"))


def _shown(path: Path) -> str:
    import os

    from blogcli.terminal.text import one_line

    return one_line(os.path.relpath(path))
