"""`blog unpublish`."""

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
    """Make posts drafts again.

    They are marked as their generator has it: draft: true, published: false or status: draft. Only
    the lines concerned are touched; blog undo takes it back.

    Examples:
      blog unpublish @last --dry-run
      blog unpublish --query 'is:scheduled' --dry-run
    """
    from blogcli.verbs.publishing import unpublish

    session = Session.of(ctx)
    posts = chosen(session, post or (), query)
    words = typed("unpublish", *(post or ()), query=query)
    return carry_out(session, unpublish(session.blog, posts), words, dry_run=dry_run, yes=yes)
