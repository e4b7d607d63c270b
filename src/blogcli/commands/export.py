"""`blog export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.commands.session import Session
from blogcli.errors import ExitCode

if TYPE_CHECKING:
    from blogcli.export import ExportReport, ExportRequest
    from blogcli.site import BuildReport
    from blogcli.terminal.console import Console


def command(
    ctx: typer.Context,
    *,
    posts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[POST]...", help="Path, slug or title; none: the site.", show_default=False
        ),
    ] = None,
    query: Annotated[
        str, typer.Option("--query", metavar="QUERY", help="The posts that match.")
    ] = "",
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to", metavar="FORMAT", help="site, html, pdf, epub, json or text; again for more."
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option("-o", "--output", metavar="PATH", help="A file or folder; - for stdout."),
    ] = "",
    book: Annotated[
        bool, typer.Option("--book", help="One file of all: each post is a chapter.")
    ] = False,
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="Title of the book.", show_default=False)
    ] = "",
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="KEY",
            help="Order of the chapters: series, title, date- (newest first).",
            show_default=False,
        ),
    ] = "",
    drafts: Annotated[bool, typer.Option("-D", "--drafts", help="Drafts too.")] = False,
    future: Annotated[bool, typer.Option("-F", "--future", help="Scheduled posts too.")] = False,
    expired: Annotated[bool, typer.Option("-E", "--expired", help="Expired posts too.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Broken links and the like are errors.")
    ] = False,
    clean: Annotated[
        bool, typer.Option("--clean", help="Make every file of the site afresh.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Only list what would change on the site.")
    ] = False,
    jobs: Annotated[
        int,
        typer.Option(
            "-j",
            "--jobs",
            min=0,
            metavar="N",
            help="Processes for a large site or PDFs; 0: all.",
            show_default=False,
        ),
    ] = 0,
    open_: Annotated[bool, typer.Option("--open", help="Open what was made.")] = False,
) -> int:
    """Make a site of the whole blog, or files of some posts.

    Without posts it makes the site in public/ (or [site] output), and makes again only what changed
    since the last time. With posts, or --query, it makes an HTML file of each in this folder, or
    what --to or the suffix of -o says. Drafts, scheduled and expired posts stay out unless they are
    named. With --book it makes one file of all: posts that are named in that order, others
    the oldest first.

    Examples:
      blog export
      blog export @last -o post.pdf
      blog export --query 'is:published limit:5' --to epub --to pdf -o newest/
      blog export --query 'is:published limit:20' --book -o book.epub
    """
    from blogcli.export import ExportRequest

    request = ExportRequest(
        posts=tuple(posts or ()),
        query=query,
        to=tuple(to or ()),
        output=output,
        folder=Path.cwd(),
        drafts=drafts,
        scheduled=future,
        expired=expired,
        strict=strict,
        clean=clean,
        dry_run=dry_run,
        jobs=jobs,
        book=book,
        title=title,
        sort=sort,
    )
    return export(Session.of(ctx), request, show=open_)


def export(session: Session, request: ExportRequest, *, show: bool = False) -> int:
    """Make what is asked for, tell what was made, and give the exit code."""
    from blogcli import export as exporting
    from blogcli.terminal import progress

    if request.query:
        session.complete_words(session.synced.parse(request.query))
    blog = session.ready if request.posts else session.synced
    plans = exporting.plan(blog, request, session.now)
    with progress.bar(session.console, "Exporting") as shown:
        report = exporting.run(session.blog, plans, session.now, shown)
    tell(session, report)
    if report.site is not None and not report.failures and not session.manner.quiet:
        _tell_left_out(session, request)
    made = report.made[0] if report.made else None
    if show and made is not None:
        index = made / "index.html"
        typer.launch(str(index if index.is_file() else made))
    return ExitCode.FAILED if report.failures else ExitCode.DONE


def tell(session: Session, report: ExportReport) -> None:
    """Print what was made on standard output, and all else on standard error."""
    import os

    from blogcli.terminal import errors, findings
    from blogcli.terminal.text import one_line

    console = session.console
    findings.show(console, report.findings)
    for failure in report.failures:
        errors.report(console, failure)
    if report.data:
        console.write_bytes(report.data)
    for path in report.made:
        console.line(one_line(os.path.relpath(path)))
    if report.site is not None:
        _tell_site(console, report.site)
    if report.next_due is not None and not report.failures:
        due = f"{report.next_due:%Y-%m-%d %H:%M}"
        console.note(f"export again after {due}: a post is published or expires then", "count")


def _tell_left_out(session: Session, request: ExportRequest) -> None:
    """Say which posts readers don't see yet: who looks for a new one learns why it is not there."""
    from blogcli.terminal.findings import counted

    waiting = (
        ("draft", "draft", request.drafts),
        ("scheduled", "scheduled post", request.scheduled),
    )
    counts = {
        status: (session.blog.count(f"is:{status}", now=session.now), word)
        for status, word, wanted in waiting
        if not wanted
    }
    left = " and ".join(counted(number, word) for number, word in counts.values() if number)
    if not left:
        return
    one = sum(number for number, _ in counts.values()) == 1
    first = counts.get("draft", (0, ""))[0] and not session.blog.count(
        "is:published", now=session.now
    )
    hint = "; blog publish POST publishes one" if first else ""
    session.console.note(f"{left} {'stays' if one else 'stay'} out{hint}", "count")


def _tell_site(console: Console, site: BuildReport) -> None:
    """Sum a site up; one that was not made, file by file, as data."""
    from blogcli.terminal.findings import counted
    from blogcli.terminal.text import one_line

    would = "would be " if site.dry_run else ""
    if site.dry_run:
        changes = [(path, "+") for path in site.written] + [(path, "-") for path in site.removed]
        for path, sign in sorted(changes):
            console.line(f"{sign} {one_line(path)}")
    if site.failures and not (site.written or site.removed):
        return  # what went wrong was said
    console.note(
        f"{counted(len(site.written), 'file')} {would}written, {site.unchanged:,} unchanged,"
        f" {len(site.removed):,} {would}removed",
        "count",
    )
