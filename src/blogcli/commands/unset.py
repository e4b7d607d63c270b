"""`blog unset`."""

from __future__ import annotations

from typing import Annotated

import typer

from blogcli.commands.changing import DryRun, Query, Yes, carry_out, chosen, typed
from blogcli.commands.session import Session
from blogcli.errors import UsageError


def command(
    ctx: typer.Context,
    *,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[POST|KEY]...", help="Posts, then the key to take away.", show_default=False
        ),
    ],
    query: Query = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> int:
    """Take a key out of the front matter of posts.

    With --query, all words are keys. Only the lines concerned are touched; blog undo takes it back.

    Examples:
      blog unset @last summary --dry-run
      blog unset --query 'has:toc' toc --dry-run
    """
    from blogcli.verbs.fields import unset_keys

    session = Session.of(ctx)
    names, keys = ([], words) if query is not None else (words[:-1], words[-1:])
    if query is None and not names:
        reason = "name posts, and the key to take away from them"
        raise UsageError(reason, hint="for example: blog unset @last summary")
    posts = chosen(session, names, query)
    command = typed("unset", *words, query=query)
    plan = unset_keys(session.blog, posts, keys)
    return carry_out(session, plan, command, dry_run=dry_run, yes=yes)
