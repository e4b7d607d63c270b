"""`blog publish`."""

from __future__ import annotations

from typing import Annotated

import typer

from blogcli.commands.changing import DryRun, PostNames, Query, Yes, carry_out, chosen, typed
from blogcli.commands.session import Session, is_timed, read_moment


def command(
    ctx: typer.Context,
    *,
    post: PostNames = None,
    query: Query = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at", metavar="DATE", help="From then on: 2026-12-24T18:00, tomorrow, friday."
        ),
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> int:
    """Publish drafts, now or from a date on.

    A draft is dated anew: now, or as --at says; a date in the future schedules it, and the first
    export after that date makes it public. It is marked published as its generator has it, and
    Jekyll's drafts move from _drafts to _posts. Only the lines concerned are touched; blog undo
    takes it back.

    Examples:
      blog publish --query is:draft --dry-run
      blog publish @last --at tomorrow --dry-run
    """
    from blogcli.verbs.publishing import publish

    session = Session.of(ctx)
    posts = chosen(session, post or (), query)
    moment = None
    if at is not None:
        moment = read_moment(at, "--at", session.now, session.blog.timezone, ahead=True)
    plan = publish(
        session.blog, posts, session.now, at=moment, timed=at is not None and is_timed(at)
    )
    options = () if at is None else ("--at", at)
    words = typed("publish", *(post or ()), *options, query=query)
    return carry_out(session, plan, words, dry_run=dry_run, yes=yes)
