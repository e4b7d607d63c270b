"""What the verbs that change posts share: which posts, the question before, the report after."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.errors import ExitCode, PostError, PostNotFound, UsageError

if TYPE_CHECKING:
    from blogcli.changes.journal import Journal
    from blogcli.changes.steps import Step
    from blogcli.commands.session import Session
    from blogcli.posts.post import Post
    from blogcli.verbs.plan import Plan

PostNames = Annotated[
    list[str] | None,
    typer.Argument(metavar="[POST]...", help="Paths, slugs or titles.", show_default=False),
]
Query = Annotated[
    str | None,
    typer.Option("--query", metavar="QUERY", help="All posts that match, instead of names."),
]
DryRun = Annotated[
    bool, typer.Option("-n", "--dry-run", help="Only show what would change, as a diff.")
]
Yes = Annotated[bool, typer.Option("-y", "--yes", help="Don't ask.")]


def chosen(session: Session, names: Sequence[str], query: str | None) -> list[Post]:
    """Give the posts that are named, or that match a query.

    Raises:
        UsageError: Neither is given, or both.
        PostNotFound: A name is no post's, exactly.
    """
    if bool(names) == (query is not None):
        if names:
            reason = "name posts, or ask for them with --query, not both"
            raise UsageError(reason)
        reason = "which posts?"
        raise UsageError(reason, hint="name them, or ask with --query 'tag:python'")
    if query is None:
        found = [_named(session, name) for name in names]
        return list({post.path: post for post in found}.values())
    return matching(session, query)


def _named(session: Session, name: str) -> Post:
    from blogcli.blog.strays import find

    try:
        return session.ready.find(name, now=session.now, exact=True)
    except PostNotFound:
        path = session.blog.relative(name)
        if path is None or not (session.blog.root / path).is_file():
            raise
        left_out = find(session.blog, name, session.now)  # its error says why it can't be a post
        reason = "its generator makes no post of it: it has no front matter, or lies elsewhere"
        hint = "begin it with two lines of --- to make it one"
        raise PostError(left_out.path, reason, hint=hint) from None


def matching(session: Session, query: str) -> list[Post]:
    """Give the posts that match a query; all posts and pages for an empty one."""
    asked = session.synced.parse(query)
    session.complete_words(asked)
    return session.blog.posts(asked, now=session.now, kind="post" if query else None)


def typed(*words: str, query: str | None = None) -> str:
    """Give a command as it could be typed again, for the journal."""
    options = () if query is None else ("--query", query)
    return shlex.join([*words, *options])


def journal(session: Session) -> Journal:
    """Give the journal of the blog's changes."""
    from blogcli.changes.journal import journal_of

    return journal_of(session.blog.state, session.blog.root)


def carry_out(
    session: Session, plan: Plan, command: str, *, dry_run: bool, yes: bool, ask: bool = False
) -> int:
    """Make a plan's change, or show it; give the exit code.

    The person is asked where more than one post changes, with `ask` always.

    Raises:
        UsageError: Somebody would have to be asked, and nobody is there.
    """
    from blogcli.terminal import errors

    for problem in plan.problems:
        errors.report(session.console, problem)
    shown = plan.notes if session.manner.verbose else plan.notes[:_NOTES]
    for note in shown:
        session.console.note(note)
    if more := len(plan.notes) - len(shown):
        session.console.note(f"and {more:,} more; -v shows them", "count")
    failed = ExitCode.FAILED if plan.problems else ExitCode.DONE
    if not plan.steps:
        if not plan.notes and not plan.problems:
            session.console.note("nothing to change")
        return failed
    if dry_run:
        show_diff(session, plan.steps)
        return failed
    count = len(plan.posts)
    if (count > 1 or ask) and not yes and not agreed(session, command, plan.posts):
        return ExitCode.FAILED
    _make(session, plan, command)
    return failed


def agreed(session: Session, command: str, paths: Sequence[str]) -> bool:
    """Name the posts, as many as fit, and ask whether they may be changed.

    Raises:
        UsageError: Nobody is there to be asked.
    """
    from blogcli.terminal.findings import counted
    from blogcli.terminal.text import one_line

    verb = "Delete" if command.startswith("delete") else "Change"
    question = f"{verb} {counted(len(paths), 'post')}? [y/N]"
    if session.console.can_ask:
        for path in paths[:_NOTES]:
            session.console.note(one_line(_from_here(session, path)))
        if (more := len(paths) - _NOTES) > 0:
            session.console.note(f"and {more:,} more; -n shows them", "count")
    answer = session.console.ask(question, instead="--yes does it without asking; -n shows it")
    if answer.strip().lower() in ("y", "yes"):
        return True
    session.console.note("nothing is changed")
    return False


def _make(session: Session, plan: Plan, command: str) -> None:
    from blogcli.changes.making import make
    from blogcli.terminal.findings import counted

    make(journal(session), session.blog.root, plan.steps, command, session.clock)
    session.blog.sync(session.started)
    write_paths(session, plan.posts)
    done = "deleted" if command.startswith("delete") else "changed"
    session.console.note(f"{counted(len(plan.posts), 'post')} {done}; blog undo takes it back")


def write_paths(session: Session, paths: Iterable[str]) -> None:
    """Write paths to standard output, from the current folder."""
    from blogcli.terminal.text import one_line

    for path in paths:
        session.console.line(one_line(_from_here(session, path)))


def _from_here(session: Session, path: str) -> str:
    return os.path.relpath(session.blog.root / path)


_NOTES = 5  # unless more are asked for
_STYLES = {"+": "status.published", "-": "error", "@": "hint"}
_HEADS = ("--- ", "+++ ", "rename ", "delete ", "write ", "change ")


def show_diff(session: Session, steps: Iterable[Step]) -> None:
    """Write a change as a diff, coloured on a terminal."""
    from blogcli.changes.differences import lines
    from blogcli.terminal.text import visible

    for line in lines(steps):
        head = line.startswith(_HEADS)
        style = "post.title" if head else _STYLES.get(line[:1], "")
        session.console.line(session.console.paint(visible(line), style))
