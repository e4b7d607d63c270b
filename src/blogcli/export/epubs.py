"""One EPUB a post."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli import epub
from blogcli.blog.book import Bound
from blogcli.errors import BlogError, Finding, OutputError
from blogcli.export.request import ExportPlan, ExportReport, Item, Progress, refused
from blogcli.export.surroundings import surroundings

if TYPE_CHECKING:
    from blogcli.blog import Blog

Write = Callable[[Path, bytes], None]


def make_epubs(
    blog: Blog, plan: ExportPlan, now: datetime, write: Write, progress: Progress | None
) -> ExportReport:
    """Make and write them; one failure never stops the others.

    With `strict` all are made before any is written, and none is if anything was found.
    """
    run = _Run(blog, plan, now, progress)
    bound = list(run.bound()) if plan.strict else run.bound()
    if plan.strict and run.findings:
        return refused(run.findings, run.failures)
    data = b""
    made: list[Path] = []
    for item, one in bound:
        if item.path is None:
            data += one.data
            continue
        try:
            write(item.path, one.data)
        except BlogError as error:
            run.failures.append(error)
        else:
            made.append(item.path)
    return ExportReport(
        made=tuple(made),
        data=data,
        findings=tuple(dict.fromkeys(run.findings)),
        failures=tuple(run.failures),
    )


class _Run:
    def __init__(
        self, blog: Blog, plan: ExportPlan, now: datetime, progress: Progress | None
    ) -> None:
        self.blog = blog
        self.items = plan.items
        self.around = surroundings(blog, now)
        self.progress = progress
        self.findings: list[Finding] = []
        self.failures: list[BlogError] = []

    def bound(self) -> Iterator[tuple[Item, Bound]]:
        """Make all, and give each when it is ready."""
        for done, item in enumerate(self.items, 1):
            post = item.post
            try:
                volume = epub.post_alone(self.blog, post, self.around)
                one = epub.bind(self.blog, volume, self.around)
            except BlogError as error:
                self.failures.append(error)
            except Exception as error:  # noqa: BLE001 - a post that breaks us must not stop the others
                reason = f"{post.path}: can't be made ({type(error).__name__}: {error})"
                self.failures.append(OutputError(reason))
            else:
                self.findings += one.findings
                yield item, one
            if self.progress is not None:
                self.progress(done, len(self.items))
