"""`blog tag`."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from blogcli.commands.changing import DryRun, Query, Yes, carry_out, chosen, matching, typed
from blogcli.commands.options import FormatOption, Json, output_of
from blogcli.commands.session import Session
from blogcli.errors import BlogError, PostNotFound, UsageError

if TYPE_CHECKING:
    from blogcli.posts.post import Post
    from blogcli.terminal.output import Output
    from blogcli.verbs.plan import Plan

KEYS = ("tag", "posts")
"""The columns of the list of tags."""
_USAGE = {
    "add": "blog tag add TAG[,TAG] POST...",
    "remove": "blog tag remove TAG[,TAG] [POST]...",
    "rename": "blog tag rename OLD NEW",
    "merge": "blog tag merge TAG... INTO",
    "list": "blog tag list",
}
_TAKES = {
    "add": "a tag, then posts",
    "remove": "a tag, then posts",
    "rename": "two tags: the old one and the new one",
    "merge": "the tags to merge, then the one that they become",
    "list": "no words after it; --query narrows it",
}


def command(
    ctx: typer.Context,
    *,
    action: Annotated[
        Literal["add", "remove", "rename", "merge", "list"],
        typer.Argument(metavar="ACTION", help="add, remove, rename, merge or list."),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TAG|POST]...", help="Tags, then posts.", show_default=False),
    ] = None,
    query: Query = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format: FormatOption = None,
    json: Json = False,
) -> int:
    """Add, remove, rename, merge or list tags over all posts.

    add TAG POST... and remove TAG [POST]... change the posts that are named or match --query;
    remove takes all posts that have the tag where none are named. TAG may be several, with commas
    between them. rename OLD NEW and merge TAG...
    INTO change all posts and pages, or those of --query. Tags are named exactly, case too. They
    stay in the shape in which each post has them, and all other lines as they are; blog undo takes
    it back.

    list gives the tags with their numbers of posts.

    Examples:
      blog tag list
      blog tag add diary @last --dry-run
    """
    session = Session.of(ctx)
    given = words or []
    if action == "list":
        if given:
            raise _usage(action)
        output = output_of(
            format=format, json=json, fields=None, template=None, paths=False, null=False,
            columns=KEYS,
        )  # fmt: skip
        _list(session, query, output)
        return 0
    plan = _plan(session, action, given, query)
    text = typed("tag", action, *given, query=query)
    return carry_out(session, plan, text, dry_run=dry_run, yes=yes)


def _plan(session: Session, action: str, words: Sequence[str], query: str | None) -> Plan:
    from blogcli.verbs import tagging

    few = 1 if action in ("add", "remove") else 2
    if len(words) < few or (action == "rename" and len(words) > few):
        raise _usage(action)
    if action == "add":
        return tagging.add(session.blog, _tagged(session, words, query, action), words[0])
    if action == "remove" and words[1:]:
        return tagging.remove(session.blog, _tagged(session, words, query, action), words[0])
    posts = matching(session, query or "")
    if action == "remove":
        return tagging.remove(session.blog, posts, words[0])
    return tagging.merge(session.blog, posts, words[:-1], words[-1])


def _tagged(session: Session, words: Sequence[str], query: str | None, action: str) -> list[Post]:
    """Give the posts behind a tag; say it where the two were typed the wrong way round."""
    try:
        return chosen(session, words[1:], query)
    except PostNotFound as error:
        with contextlib.suppress(BlogError):
            session.blog.find(words[0], now=session.now, exact=True)
            error.hint = f"the tag comes first: {_USAGE[action]}"
        raise


def _usage(action: str) -> UsageError:
    return UsageError(f"blog tag {action} takes {_TAKES[action]}", hint=f"write {_USAGE[action]}")


def _list(session: Session, query: str | None, output: Output) -> None:
    from blogcli.terminal import records

    counts = Counter(tag for post in matching(session, query or "") for tag in post.tags)
    rows = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].casefold(), pair[0]))
    console = session.console
    if not output.wants_table(console):
        found = ({"tag": tag, "posts": number} for tag, number in rows)
        records.write(console, found, output, KEYS, session.blog.root)
        return
    from blogcli.terminal.text import one_line

    width = len(str(rows[0][1])) if rows else 0
    for tag, number in rows:
        count = console.paint(f"{number:>{width}}", "count")
        console.line(f"{count}  {console.paint(one_line(tag), 'post.tag')}")
