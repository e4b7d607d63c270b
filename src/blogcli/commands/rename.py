"""`blog rename`."""

from __future__ import annotations

from typing import Annotated

import typer

from blogcli.commands.changing import DryRun, Yes, carry_out, typed
from blogcli.commands.session import Session


def command(
    ctx: typer.Context,
    *,
    post: Annotated[str, typer.Argument(metavar="POST", help="Path, slug or title.")],
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="Its new slug.")],
    dry_run: DryRun = False,
    yes: Yes = False,
) -> int:
    """Give a post another slug.

    Its file or bundle moves, with all its languages; a date before the name stays. Links to it in
    other posts and pages follow, and where it was to be read, its old address becomes an alias in
    the words of its generator: aliases, redirect_from or alias. blog undo takes it back.

    Examples:
      blog rename @last a-better-name --dry-run
      blog rename "$(blog list --limit 1 --template '{path}')" a-better-name -n
    """
    from blogcli.verbs.renaming import rename

    session = Session.of(ctx)
    found = session.ready.find(post, now=session.now, exact=True)
    plan = rename(session.blog, found, slug, session.now)
    return carry_out(session, plan, typed("rename", post, slug), dry_run=dry_run, yes=yes)
