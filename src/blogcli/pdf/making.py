"""Posts of a blog → PDF files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import BlogError, Finding, OutputError
from blogcli.pdf.children import prepare
from blogcli.pdf.job import House, Job, Sheet
from blogcli.pdf.report import PdfOptions, PdfReport, Progress
from blogcli.pdf.setting import setting_of
from blogcli.pdf.theme import own_templates
from blogcli.pdf.workers import perform_all, processors
from blogcli.posts.post import Post, Status

if TYPE_CHECKING:
    from blogcli.blog import Blog


def house_of(blog: Blog, options: PdfOptions) -> House:
    """Gather what all PDFs of a blog have in common.

    Raises:
        ConfigError: `[pdf]` asks for a paper, length or font that there isn't.
        OutputError: The blog's own templates can't be read.
    """
    pdf = blog.config.pdf
    if pdf.font:
        from blogcli.graphics.fonts import choose

        choose((), "", pdf.font)
    return House(
        root=blog.root,
        setting=setting_of(pdf),
        static_folders=blog.settings.static_folders or ("static",),
        font=pdf.font,
        title=blog.title,
        base_url=blog.config.base_url or blog.settings.base_url,
        addresses=dict(options.addresses),
        standards=pdf.standards,
        theme=blog.config.site.theme,
        templates=own_templates(blog.root, blog.config.site.theme),
    )


def make_all(
    blog: Blog,
    posts: Sequence[Post],
    target: Callable[[Post], Path],
    options: PdfOptions,
    progress: Progress | None,
) -> PdfReport:
    """Make and write one PDF a post; see `blogcli.pdf.make`."""
    run = _Run(blog, posts, options)
    if options.strict:
        sheets = run.all(progress)
        if run.findings:
            raise refusal(run.in_order(run.findings))
        for number, sheet in sorted(sheets.items()):
            run.write(number, sheet, target)
    else:
        for number, sheet in run.sheets(progress):
            run.write(number, sheet, target)
    return PdfReport(
        made=tuple(path for _, path in sorted(run.made.items())),
        findings=run.in_order(run.findings),
        failures=told_once(error for _, error in sorted(run.failures.items())),
    )


def make_one(blog: Blog, post: Post, options: PdfOptions) -> tuple[bytes, tuple[Finding, ...]]:
    """Make the PDF of one post; see `blogcli.pdf.compile_post`."""
    run = _Run(blog, [post], options)
    sheets = run.all(None)
    for error in run.failures.values():
        raise error
    findings = run.in_order(run.findings)
    if options.strict and findings:
        raise refusal(findings)
    return sheets[0].pdf, findings


def told_once(failures: Iterable[BlogError]) -> tuple[BlogError, ...]:
    """Leave out repetitions: a template that is wrong fails every post the same way."""
    return tuple({str(error): error for error in failures}.values())


def refusal(findings: Sequence[Finding]) -> OutputError:
    """Say why a strict export wrote nothing."""
    shown = "; ".join(str(finding) for finding in findings[:3])
    rest = f"; and {len(findings) - 3} more" if len(findings) > 3 else ""  # noqa: PLR2004 - a few
    return OutputError(f"nothing was written: {shown}{rest}", hint="without --strict it is")


def status_of(post: Post, now: datetime | None) -> Status:
    """Say where a post stands; without a moment, whether it is a draft."""
    if now is not None:
        return post.status(now)
    return "draft" if post.draft else "published"


class _Run:
    """One call: what was made, found and failed, by the number of the post."""

    def __init__(self, blog: Blog, posts: Sequence[Post], options: PdfOptions) -> None:
        self.house = house_of(blog, options)
        self.options = options
        self.blog = blog
        self.posts = posts
        self.made: dict[int, Path] = {}
        self.findings: dict[int, tuple[Finding, ...]] = {}
        self.failures: dict[int, BlogError] = {}

    def all(self, progress: Progress | None) -> dict[int, Sheet]:
        """Make all in memory."""
        return dict(self.sheets(progress))

    def sheets(self, progress: Progress | None) -> Iterator[tuple[int, Sheet]]:
        """Make all, and give each when it is ready."""
        count = min(self.options.jobs or processors(), len(self.posts))
        prepare(count)
        numbers, jobs = self._jobs()
        total = len(self.posts)
        done = total - len(jobs)
        results = perform_all(
            self.house,
            jobs,
            count=count,
            seconds=self.options.seconds,
            meanwhile=self.options.meanwhile,
        )
        for position, answer in results:
            number = numbers[position]
            done += 1
            if isinstance(answer, Sheet):
                if answer.findings:
                    self.findings[number] = answer.findings
                yield number, answer
            else:
                self.failures[number] = answer
            if progress is not None:
                progress(done, total)
        for _ in self.options.meanwhile:
            pass

    def write(self, number: int, sheet: Sheet, target: Callable[[Post], Path]) -> None:
        """Write one file."""
        try:
            path = target(self.posts[number])
            path.parent.mkdir(parents=True, exist_ok=True)
            self.options.write(path, sheet.pdf)
        except BlogError as error:
            self.failures[number] = error
        except OSError as error:
            self.failures[number] = OutputError(f"{error.filename}: {error.strerror}")
        else:
            self.made[number] = path

    @staticmethod
    def in_order(findings: dict[int, tuple[Finding, ...]]) -> tuple[Finding, ...]:
        """Join what was found, in the order of the posts."""
        return tuple(finding for _, some in sorted(findings.items()) for finding in some)

    def _jobs(self) -> tuple[list[int], list[Job]]:
        numbers: list[int] = []
        jobs: list[Job] = []
        for number, post in enumerate(self.posts):
            try:
                body = self.blog.body(post)
            except BlogError as error:
                self.failures[number] = error
                continue
            numbers.append(number)
            jobs.append(Job(post, body, status=status_of(post, self.options.now)))
        return numbers, jobs
