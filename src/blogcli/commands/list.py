"""`blog list`."""

from __future__ import annotations

import typer

from blogcli.commands.options import (
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

    Examples:
      blog list
      blog list is:draft --sort updated
      blog list date:2026.. -tag:diary --json
      blog list --template '{date:%Y-%m-%d} {title}' --limit 5
    """
    from blogcli.blog import RECORD_KEYS
    from blogcli.commands.selection import Selection
    from blogcli.terminal import records

    session = Session.of(ctx)
    output = output_of(
        format=format, json=json, fields=fields, template=template, paths=paths, null=null
    )
    output.check(RECORD_KEYS)
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
    if output.wants_table(session.console):
        from blogcli.terminal import pager as paging
        from blogcli.terminal import post_table

        table = post_table.lines(session.console, found, now=session.now, languages=blog.languages)
        paging.show(session.console, "".join(f"{line}\n" for line in table), wanted=pager)
    else:
        records.write(session.console, found, output, RECORD_KEYS, blog.root)
    _tell_passed(session)
    selection.conclude(session, found, output, fail_on_empty=fail_on_empty)


def _tell_passed(session: Session) -> None:
    """Note, once, what lies among the posts and is not read."""
    passed = session.blog.passed
    if passed is None:
        return
    from blogcli.terminal.text import one_line

    console = session.console
    label = console.paint("note:", "hint", console.err)
    if passed.markup:
        ordered = sorted(passed.markup.items(), key=lambda pair: (-pair[1], pair[0]))
        kinds = [f"{count:,} .{suffix}" for suffix, count in ordered]
        several = passed.markup.total() > 1
        shown = " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
        console.note(f"{label} {shown} {'posts are' if several else 'post is'} not read")
    for path in passed.outside:
        console.note(f"{label} {one_line(path)} leads out of the blog, and is not read")
    for path in passed.special:
        console.note(f"{label} {one_line(path)} is no regular file, and is not read")
