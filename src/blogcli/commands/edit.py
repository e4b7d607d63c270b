"""`blog edit`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.commands.session import Session
from blogcli.errors import PostError, PostNotFound

if TYPE_CHECKING:
    from blogcli.posts.post import Post


def command(
    ctx: typer.Context,
    *,
    post: Annotated[
        str | None,
        typer.Argument(
            metavar="[POST]", help="Path, slug or title; none: choose.", show_default=False
        ),
    ] = None,
) -> int:
    """Open a post in your editor, then see whether it can still be read.

    The editor is $BLOG_EDITOR, $VISUAL, $EDITOR or the one in your configuration, with its
    arguments. Without a name, choose among the posts, those changed last first.

    Examples:
      blog edit @last
      BLOG_EDITOR='code --wait' blog edit @last
    """
    session = Session.of(ctx)
    if post is None:
        chosen = _pick(session)
        return open_post(session, chosen) if chosen else 0
    try:
        return open_post(session, session.ready.find(post, now=session.now, exact=True))
    except PostError as broken:
        return open_file(session, broken.path, line=broken.line)


def open_post(session: Session, post: Post, *, line: int | None = None) -> int:
    """Open a post in the editor, then read it again; give the exit code."""
    return open_file(session, post.path, line=line)


def open_file(session: Session, path: str, *, line: int | None = None) -> int:
    """Open a file of the blog in the editor, then read it again; give the exit code.

    A file that no longer reads is kept as it is, and told of with the line.

    Raises:
        EditorFailed: The editor could not be started, or ended with an error.
    """
    from blogcli.files import inside
    from blogcli.terminal import editor, errors

    file = inside(session.blog.root, path)
    editor.edit(session.console, file, line=line)
    try:
        session.blog.read(path)
    except PostError as error:
        if os.path.lexists(file):
            errors.report(session.console, error)
            session.console.tell(f"the file is kept as you left it: {path}")
        else:
            reason = "the file is gone: your editor left none of that name"
            errors.report(session.console, PostError(path, reason))
        return error.exit_code
    return 0


def _pick(session: Session) -> Post | None:
    from blogcli.query import Query, Sort
    from blogcli.terminal import picker

    order = Query(sort=(Sort("updated", descending=True), Sort("date", descending=True)))
    posts = session.ready.posts(order, now=session.now, kind=None)
    if not posts:
        name = "@last"
        raise PostNotFound(name, hint="the blog has no posts yet: blog new makes one")
    labels = [f"{post.title}  {post.path}" for post in posts]
    chosen = picker.pick(session.console, labels, instead="name the post: blog edit SLUG")
    return None if chosen is None else posts[chosen]
