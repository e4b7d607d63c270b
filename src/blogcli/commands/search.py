"""`blog search`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

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
    from blogcli.index.search import Answer, Hit
    from blogcli.terminal.console import Console
    from blogcli.terminal.output import Output
    from blogcli.terminal.records import Record

PASSAGE_KEYS = ("line", "snippet", "matches")
"""Keys for which the file of a post is read."""
HIT_KEYS = ("score", *PASSAGE_KEYS)
"""The keys that a found post has besides those of every post."""
HIT_COLUMNS = ("date", "status", "lang", "slug", "title", "path", "line", "snippet")
MOST = 20
"""Posts that a person is shown where no limit is asked for."""

MOST_TO_PICK = 500
"""Posts to choose from where no limit is asked for: each passage is read from its file."""


def command(
    ctx: typer.Context,
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS...",
            help="Words in any form, phrases, fields such as tag:python, AND, OR, NOT.",
            show_default=False,
        ),
    ] = None,
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
    pick: Annotated[bool, typer.Option("--pick", help="Choose one, and read it.")] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Choose one, and edit it.")] = False,
    format: FormatOption = None,
    json: Json = False,
    fields: Fields = None,
    template: Template = None,
    paths: Paths = False,
    null: Nul = False,
    pager: PagerOption = None,
) -> int:
    """Find posts by words in any form of their language, the best first.

    A word also finds its other forms; "quoted words" are a phrase, word* is a beginning, word~ is
    spelled alike. Fields, dates, AND, OR, NOT and brackets narrow it: tag:python date:2026.. NOT
    is:draft. Without a terminal, or with --json, each post has its score, and the line and the
    passage that matched.

    Examples:
      blog search static site
      blog search 'tag:python,rust (async OR thread*)'
      blog search title:/[0-9]+/ --since 2026 --json
    """
    from blogcli.commands.selection import Selection, suggest

    session = Session.of(ctx)
    selection = Selection(
        arguments=words or (), tags=tag or (), status=status or (), lang=lang or (),
        since=since, until=until, sort=sort, reverse=reverse, limit=limit,
    )  # fmt: skip
    if selection.empty:
        reason = "search for what?"
        raise UsageError(reason, hint="blog list shows all posts")
    output = output_of(
        format=format, json=json, fields=fields, template=template, paths=paths, null=null,
        columns=HIT_COLUMNS,
    )  # fmt: skip
    output.check(_keys())
    asked = selection.query(session, sort="")
    if explain:
        selection.explain(session, asked)
        return 0
    if pick or edit:
        if asked.limit is None:
            asked = replace(asked, limit=MOST_TO_PICK)
        hits = session.blog.search(asked, now=session.now)
        if hits:
            return _pick(session, hits, edit=edit)
        suggest(session, asked)
        selection.conclude(session, (), output, fail_on_empty=fail_on_empty)
        return 0
    total = -1
    if asked.limit is None and output.wants_table(session.console):
        # A person is shown only so much as they read.
        total = session.blog.count(asked, now=session.now)
        asked = replace(asked, limit=MOST)
    answer = session.blog.answer(asked, now=session.now)
    found = list(session.blog.records([hit.post for hit in answer.hits], session.now))
    _write(session, _with_facts(found, answer, output, session.console), output, pager=pager)
    if not found:
        suggest(session, asked)
    most = max(total, len(found))
    selection.conclude(session, found, output, fail_on_empty=fail_on_empty, total=most)
    return 0


def _with_facts(
    found: Sequence[Record], answer: Answer, output: Output, console: Console
) -> Iterator[Record]:
    """Add to records what only hits have, one by one: passages take the most time by far."""
    passages = output.wants_table(console) or output.writes(PASSAGE_KEYS)
    hits = answer.with_passages() if passages else answer.hits
    for record, hit in zip(found, hits, strict=True):
        yield {**record, **_facts(hit)}


def _write(
    session: Session, found: Iterator[Record], output: Output, *, pager: bool | None
) -> None:
    if output.wants_table(session.console):
        from blogcli.terminal import hits as listing
        from blogcli.terminal import pager as paging

        lines = listing.lines(session.console, list(found), session.now)
        paging.show(session.console, "".join(f"{line}\n" for line in lines), wanted=pager)
    else:
        from blogcli.terminal import records

        records.write(session.console, found, output, _keys(), session.blog.root)


def _keys() -> tuple[str, ...]:
    from blogcli.blog import RECORD_KEYS

    return (*RECORD_KEYS, *HIT_KEYS)


def _facts(hit: Hit) -> dict[str, object]:
    matches = [list(pair) for pair in hit.matches]
    return {"score": hit.score, "line": hit.line, "snippet": hit.snippet, "matches": matches}


def _pick(session: Session, hits: Sequence[Hit], *, edit: bool) -> int:
    from blogcli.terminal import picker

    labels = [f"{hit.post.title}  {hit.snippet}" for hit in hits]
    chosen = picker.pick(session.console, labels, instead="leave out --pick and --edit")
    if chosen is None:
        return 0
    if edit:
        from blogcli.commands.edit import open_post

        return open_post(session, hits[chosen].post, line=hits[chosen].line)
    from blogcli.commands.show import show_posts

    show_posts(session, [hits[chosen].post])
    return 0
