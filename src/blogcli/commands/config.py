"""`blog config`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from blogcli.commands.session import Session


def command(
    ctx: typer.Context,
    *,
    what: Annotated[
        Literal["path"],
        typer.Argument(
            metavar="[path]",
            help="The files: yours, the blog's, its generator's.",
            show_default=False,
        ),
    ] = "path",
) -> None:
    """Say which files settings are read from.

    They are your own config.toml (colours, styles, pager, editor), the blog's blog.toml and, in the
    blog of another generator, what that generator reads. Files that are not there are named on
    standard error: all settings have a default.

    Examples:
      blog config path
      blog config path -q | head -1
    """
    from blogcli.errors import BlogNotFound
    from blogcli.terminal import personal

    del what
    session = Session.of(ctx)
    own = personal.path(session.env)
    files = [own] if own else []
    try:
        files += _of_blog(session)
    except BlogNotFound as error:
        if session.given.get("blog_folder"):
            raise
        session.console.note(f"outside a blog: {error}")
    for file in files:
        session.console.line(str(file))
    for file in files:
        if not file.is_file():
            session.console.note(f"{file} is not there")


def _of_blog(session: Session) -> list[Path]:
    """Name the blog's files, even where they can't be understood."""
    from blogcli.blog import find_root
    from blogcli.config import FILE_NAME
    from blogcli.errors import BlogNotFound
    from blogcli.posts.dialects import detect

    posts = session.path("posts_folder")
    root = session.path("blog_folder") or find_root(Path.cwd(), session.env, posts=posts)
    if not root.is_dir():
        message = f"there is no folder {root}"
        raise BlogNotFound(message)
    dialect = detect(root)
    return [root / FILE_NAME, *([root / dialect.config_file] if dialect.config_file else [])]
