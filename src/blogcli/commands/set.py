"""`blog set`."""

from __future__ import annotations

from typing import Annotated

import typer

from blogcli.commands.changing import DryRun, Query, Yes, carry_out, chosen, typed
from blogcli.commands.session import Session
from blogcli.errors import UsageError

_USUAL = (
    "title", "date", "updated", "expires", "draft", "slug", "lang", "tags", "categories", "authors",
    "author", "series", "summary", "description", "aliases", "decorative", "check", "lastmod",
)  # fmt: skip
"""Keys that blog reads: docs/front-matter.md."""
_ALIKE = 0.75


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
    quotes make text of anything. A key within another is named with a dot: extra.toc=true. Only the
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
        reason = "nothing is to be set: there is no KEY=VALUE after the posts"
        raise UsageError(reason, hint="for example: blog set @last title='A better title'")
    read = [read_pair(pair) for pair in pairs]
    posts = chosen(session, names, query)
    command = typed("set", *words, query=query)
    plan = set_keys(session.blog, posts, read)
    plan.notes += filter(None, (_doubt(session, key) for key, _ in read if plan.steps))
    return carry_out(session, plan, command, dry_run=dry_run, yes=yes)


def _doubt(session: Session, key: str) -> str:
    """Say which key may be meant by one that neither blog nor any post of it has."""
    import difflib

    from blogcli.index import catalog
    from blogcli.posts.fields import plain

    usual = {plain(one): one for one in _USUAL}
    if plain(key) in usual or plain(key) in map(plain, catalog.keys(session.blog.database)):
        return ""
    close = difflib.get_close_matches(plain(key), usual, n=1, cutoff=_ALIKE)
    return f"{key} is a key that no post had; did you mean {usual[close[0]]}?" if close else ""
