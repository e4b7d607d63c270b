"""`blog list`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from blogcli.commands.options import (
    WRITING,
    Explain,
    FailOnEmpty,
    Fields,
    FormatOption,
    Json,
    Lang,
    Limit,
    Nul,
    PagerOption,
    Paths,
    QueryArgument,
    Reverse,
    Since,
    SortOption,
    StatusOption,
    Tags,
    Template,
    Until,
    output_of,
)
from blogcli.commands.session import Session
from blogcli.errors import UsageError

if TYPE_CHECKING:
    from collections import Counter

    from blogcli.blog import Blog, Grouping
    from blogcli.query import Query
    from blogcli.terminal.output import Output
    from blogcli.terminal.records import Record

_FEW = 10  # files that are named where none of them is a post


def command(
    ctx: typer.Context,
    *,
    query: QueryArgument = None,
    tag: Tags = None,
    status: StatusOption = None,
    lang: Lang = None,
    since: Since = None,
    until: Until = None,
    sort: SortOption = None,
    reverse: Reverse = False,
    limit: Limit = None,
    group_by: Annotated[
        Literal["year", "tag", "status", "lang"] | None,
        typer.Option(
            "--group-by",
            metavar="WHAT",
            help="In groups by year, tag, status or lang.",
            rich_help_panel=WRITING,
        ),
    ] = None,
    fail_on_empty: FailOnEmpty = False,
    explain: Explain = False,
    format: FormatOption = None,
    json: Json = False,
    fields: Fields = None,
    template: Template = None,
    paths: Paths = False,
    null: Nul = False,
    pager: PagerOption = None,
) -> None:
    """List posts, newest first.

    A table on a terminal, tab-separated for programs. The query is that of search: words, fields,
    dates, AND, OR, NOT; -tag:x leaves out what is tagged x.

    With --group-by, years stand newest first, tags and languages by their number of posts; a post
    of several tags is in several groups. Lines for programs begin with the group; JSON has an
    object a group: {"group", "count", "posts"}.

    Examples:
      blog list
      blog list is:draft --sort updated
      blog list --group-by tag
      blog list date:2026.. -tag:diary --json
      blog list --template '{date:%Y-%m-%d} {title}' --limit 5
    """
    from blogcli.blog import RECORD_KEYS
    from blogcli.commands.selection import Selection, suggest

    session = Session.of(ctx)
    output = output_of(
        format=format, json=json, fields=fields, template=template, paths=paths, null=null
    )
    output.check(("group", *RECORD_KEYS) if group_by else RECORD_KEYS)
    if group_by and (paths or null):
        reason = "--group-by does not go with --paths and -0"
        raise UsageError(reason)
    selection = Selection(
        arguments=query or (), tags=tag or (), status=status or (), lang=lang or (),
        since=since, until=until, sort=sort, reverse=reverse, limit=limit,
    )  # fmt: skip
    asked = selection.query(session, sort="date-")
    if explain:
        selection.explain(session, asked)
        return
    blog = session.blog
    found = list(blog.records(blog.posts(asked, now=session.now), session.now))
    grouping = None
    if group_by:
        from blogcli.blog import grouped

        turned = _turned(asked, reverse=reverse) if group_by == "year" else reverse
        grouping = grouped(found, group_by, turned=turned)
    _write(session, found, grouping, output, pager=pager)
    _tell_passed(session)
    if not found:
        _tell_places(session, asked)
        suggest(session, asked)
    selection.conclude(session, found, output, fail_on_empty=fail_on_empty)


def _turned(asked: Query, *, reverse: bool) -> bool:
    """Say whether years begin with the oldest: as the posts do, where these are sorted by date."""
    first = asked.sort[0]
    return not first.descending if first.key == "date" else reverse


def _write(
    session: Session,
    found: Sequence[Record],
    grouping: Grouping | None,
    output: Output,
    *,
    pager: bool | None,
) -> None:
    from blogcli.blog import RECORD_KEYS
    from blogcli.terminal import records

    console, blog = session.console, session.blog
    if output.wants_table(console):
        from blogcli.terminal import pager as paging
        from blogcli.terminal import post_table

        table = post_table.lines(
            console, found, now=session.now, languages=blog.languages, grouping=grouping
        )
        paging.show(console, "".join(f"{line}\n" for line in table), wanted=pager)
    elif grouping is None:
        records.write(console, found, output, RECORD_KEYS, blog.root)
    else:
        records.write_groups(console, grouping, output, RECORD_KEYS, blog.root)


def _without_header(blog: Blog) -> Iterator[str]:
    """Give files in posts/ that their writer may take for posts, where no generator has a rule."""
    from blogcli.errors import PostError
    from blogcli.index import catalog

    folders = [folder.path for folder in blog.dialect.folders(blog.root, blog.config)]
    if blog.dialect.name != "plain" or "." in folders:
        return
    for path in catalog.unlisted(blog.database)[:_FEW]:
        try:
            post, _ = blog.read(path)
        except PostError:  # told of with all others
            continue
        if not post.given:
            yield path


def _tell_places(session: Session, asked: Query) -> None:
    """Note where a blog without any posts was looked through: they may lie elsewhere."""
    blog = session.blog
    if asked.where is not None or blog.passed is not None:
        return
    folders = blog.dialect.folders(blog.root, blog.config)
    places = [folder.path for folder in folders if folder.kind == "post"]
    if "." in places or not all((blog.root / path).is_dir() for path in places):
        return  # all was looked through; what is not there was told of
    shown = ", ".join(f"{path}/" for path in places)
    label = session.console.paint("note:", "hint", session.console.err)
    session.console.note(f"{label} no posts in {shown}; --posts DIR says where they are")


def _tell_passed(session: Session) -> None:
    """Note, once, what lies among the posts and is not read."""
    from blogcli.terminal.text import one_line

    console = session.console
    notes = [
        f"{path} has no front matter, and is no post" for path in _without_header(session.blog)
    ]
    passed = session.blog.passed
    if passed is not None:
        if passed.markup:
            notes.append(_other_markup(passed.markup))
        notes += [f"{path} leads out of the blog, and is not read" for path in passed.outside]
        notes += [f"{path} is no regular file, and is not read" for path in passed.special]
    for note in notes:
        console.note(f"{console.paint('note:', 'hint', console.err)} {one_line(note)}")


def _other_markup(markup: Counter[str]) -> str:
    ordered = sorted(markup.items(), key=lambda pair: (-pair[1], pair[0]))
    kinds = [f"{count:,} .{suffix}" for suffix, count in ordered]
    shown = " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
    return f"{shown} {'posts are' if markup.total() > 1 else 'post is'} not read"
