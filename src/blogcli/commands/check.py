"""`blog check`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from blogcli.commands.changing import DryRun, Yes
from blogcli.commands.session import Session
from blogcli.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from blogcli.checks import CheckReport, CheckRequest
    from blogcli.checks.rule import Level
    from blogcli.terminal.console import Console

WHICH = "Which rules"
Form: TypeAlias = Literal["text", "json", "jsonl", "github"]


def command(
    ctx: typer.Context,
    *,
    posts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[POST]...", help="Path, folder, slug or title; none: all.", show_default=False
        ),
    ] = None,
    query: Annotated[
        str, typer.Option("--query", metavar="QUERY", help="The posts that match.")
    ] = "",
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="RULE", help="Only this one; again for more.", rich_help_panel=WHICH
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="RULE", help="Not this one; again for more.", rich_help_panel=WHICH
        ),
    ] = None,
    external: Annotated[
        bool,
        typer.Option("--external", help="Ask addresses on the web, too.", rich_help_panel=WHICH),
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely.")] = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings are errors.")] = False,
    format: Annotated[
        Form | None,
        typer.Option("--format", metavar="FORM", help="text, json, jsonl or github."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules, and stop.")] = False,
) -> int:
    """Find what is wrong in posts: broken links, missing texts, doubtful dates and tags.

    Without posts it looks at all of them. A path may be a folder, or a file that is no post, which
    is passed over: so a hook can hand over what was changed. It ends with 1 where there are errors;
    warnings alone end with 0, unless --strict makes errors of them.

    --fix mends what is safe to mend, -n shows it as a diff, and blog undo takes it back.

    [check] in blog.toml says how bad it is to break a rule: heading-skip = "off". A post speaks for
    itself by check: ignore, or check: [missing-alt].

    Examples:
      blog check
      blog check @last --strict
      blog check --query is:draft --ignore missing-alt
      blog check --fix --dry-run
      blog check --rules
    """
    session = Session.of(ctx)
    if json and format not in {None, "json"}:
        reason = f"--json and --format {format} contradict each other"
        raise UsageError(reason)
    form = "json" if json else format or "text"
    if rules:
        _list_rules(session, form)
        return ExitCode.DONE
    request = _request(
        session, tuple(posts or ()), query,
        rules=(tuple(select or ()), tuple(ignore or ())), strict=strict, external=external,
    )  # fmt: skip
    report = _checked(session, request)
    if dry_run:
        _show_fixes(session, report)
    else:
        mended = _mend(session, report, yes=yes) if fix else 0
        report = (
            _checked(session, replace(request, unreadable=session.broken)) if mended else report
        )
        _tell(session, report, form, mended)
    failed = any(finding.severity == "error" for finding in report.findings)
    return ExitCode.FAILED if failed else ExitCode.DONE


def _tell(session: Session, report: CheckReport, form: Form, mended: int) -> None:
    from blogcli.terminal import report as reporting

    reporting.write(session.console, report.findings, form, session.blog.root)
    if form in {"text", "github"}:
        text = reporting.summary(report.findings, report.posts, mended)
        session.console.note(text, "count")


def _show_fixes(session: Session, report: CheckReport) -> None:
    from blogcli.checks.fixing import mending
    from blogcli.commands.changing import show_diff

    plan = mending(session.blog, report)
    show_diff(session, plan.steps)
    if not plan.steps:
        session.console.note("--fix can mend none of it safely", "count")


def _mend(session: Session, report: CheckReport, *, yes: bool) -> int:
    """Make the fixes, and give the number of posts that they change."""
    from blogcli.changes.making import make
    from blogcli.checks.fixing import mending
    from blogcli.commands.changing import agreed, journal
    from blogcli.terminal import errors

    plan = mending(session.blog, report)
    for problem in plan.problems:
        errors.warn(session.console, problem)
    count = len(plan.posts)
    if count > 1 and not yes and not agreed(session, "check --fix", plan.posts):
        return 0
    if count:
        make(journal(session), session.blog.root, plan.steps, "check --fix", session.clock)
        session.broken = session.blog.sync(session.started).unreadable
    return count


def _request(
    session: Session,
    posts: tuple[str, ...],
    query: str,
    *,
    rules: tuple[tuple[str, ...], tuple[str, ...]],
    strict: bool,
    external: bool,
) -> CheckRequest:
    """Read what is asked for; what is wrong with it is told before any post is looked at."""
    from blogcli import checks

    blog = session.ready
    session.warn_of_configuration()
    if query:
        session.complete_words(blog.parse(query))
    selected = checks.select(blog, checks.Asked(posts, query, session.broken), session.now)
    for name in selected.passed:
        _note(session.console, f"{name} is no post, and is passed over")
    return checks.CheckRequest(
        selected=selected, unreadable=session.broken, select=rules[0], ignore=rules[1],
        strict=strict, external=external,
    )  # fmt: skip


def _checked(session: Session, request: CheckRequest) -> CheckReport:
    from blogcli import checks
    from blogcli.terminal import progress

    with progress.bar(session.console, "Checking posts") as shown:
        return checks.check(session.blog, request, session.now, shown)


def _note(console: Console, text: str) -> None:
    from blogcli.terminal.text import one_line

    console.note(f"{console.paint('note:', 'hint', console.err)} {one_line(text)}")


def _list_rules(session: Session, form: Form) -> None:
    """List the rules with their severity here, and what each means."""
    from blogcli.checks.registry import rules
    from blogcli.checks.settings import levels
    from blogcli.errors import BlogNotFound
    from blogcli.terminal.text import lines_of_words

    console = session.console
    try:
        configured = session.blog.config.check
    except BlogNotFound:  # the rules are the same everywhere
        configured = {}
    known, level = rules(), levels(configured, external=False)
    if form in {"json", "jsonl"}:
        _write_rules(session, form, level)
        return
    width = max(map(len, known)) + 2
    room = max(30, console.width - width - 9)
    for name, rule in known.items():
        first, *rest = lines_of_words(rule.meaning, room)
        if not console.on_terminal:
            first, rest = rule.meaning, []
        shown = level[name]
        label = console.paint(f"{shown:<7}", shown if shown != "off" else "count")
        console.line(f"{name:<{width}}{label}  {first}")
        for line in rest:
            console.line(f"{'':{width + 9}}{line}")


def _write_rules(session: Session, form: Form, level: Mapping[str, Level]) -> None:
    """Give the rules to programs."""
    from blogcli.checks.registry import rules
    from blogcli.commands.options import output_of
    from blogcli.terminal import records

    keys = ("rule", "severity", "meaning")
    output = output_of(
        format="jsonl" if form == "jsonl" else "json", json=False, fields=None, template=None,
        paths=False, null=False, columns=keys,
    )  # fmt: skip
    found = (
        {"rule": name, "severity": level[name], "meaning": rule.meaning}
        for name, rule in rules().items()
    )
    records.write(session.console, found, output, keys, Path())
