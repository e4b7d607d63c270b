"""`blog delete`."""

from __future__ import annotations

import typer

from blogcli.commands.changing import DryRun, PostNames, Query, Yes, carry_out, chosen, typed
from blogcli.commands.session import Session


def command(
    ctx: typer.Context,
    *,
    post: PostNames = None,
    query: Query = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> int:
    """Delete posts; blog undo brings them back.

    What is deleted is kept in your state folder. A bundle goes with its images once none of its
    languages is left.

    Examples:
      blog delete @last --dry-run
      blog delete --query 'is:draft date:..1y' --dry-run
    """
    from blogcli.verbs.deleting import delete_posts

    session = Session.of(ctx)
    posts = chosen(session, post or (), query)
    words = typed("delete", *(post or ()), query=query)
    plan = delete_posts(session.blog, posts)
    return carry_out(session, plan, words, dry_run=dry_run, yes=yes, ask=True)
