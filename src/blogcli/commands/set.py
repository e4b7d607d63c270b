"""`blog set`."""

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
            metavar="[POST|KEY=VALUE]...",
            help="Posts, then what they are to say.",
            show_default=False,
        ),
    ],
    query: Query = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> int:
    """Set keys of the front matter of posts.

    true and false, numbers, dates and [lists, of, names] are what they look like, all else is text;
    quotes make text of all. A key within another is named with a point: extra.toc=true. Only the
    lines concerned are touched: comments, order and quotes stay. blog undo takes it back.

    Examples:
      blog set @last title='A better title' --dry-run
      blog set --query is:draft toc=true --dry-run
    """
    from blogcli.verbs.fields import read_pair, set_keys

    session = Session.of(ctx)
    # A post may be called a=b: what has no sign or comes before one without is a post.
    last = max((place for place, word in enumerate(words) if "=" not in word), default=-1)
    names, pairs = words[: last + 1], words[last + 1 :]
    if not pairs:
        reason = "nothing is to be set: there is no KEY=VALUE behind the posts"
        raise UsageError(reason, hint="such as blog set @last title='A better title'")
    read = [read_pair(pair) for pair in pairs]
    posts = chosen(session, names, query)
    command = typed("set", *words, query=query)
    return carry_out(
        session, set_keys(session.blog, posts, read), command, dry_run=dry_run, yes=yes
    )
