"""A book of a blog → one PDF; a chapter that can't be set is left out, and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from blogcli.blog.book import Book, Bound
from blogcli.errors import BlogError, Finding
from blogcli.markdown.links import references
from blogcli.pdf.job import Answer, BookJob, House, Job, Sheet
from blogcli.pdf.making import house_of, refusal, status_of, told_once
from blogcli.pdf.report import PdfOptions, Progress
from blogcli.pdf.workers import patience, perform_all, processors
from blogcli.posts.post import Post

if TYPE_CHECKING:
    from blogcli.blog import Blog

Resolve: TypeAlias = Callable[[Post, str], "tuple[str, str] | None"]
"""From a target, as it is written in a post, to the path of the post that it means, and the place
in it; None: it means no post."""

_SLOWER = 3
"""A book may take so many times what posts of its size may, before its chapters are tried."""


def make_book(
    blog: Blog, book: Book, resolve: Resolve, options: PdfOptions, progress: Progress | None
) -> Bound:
    """Make the PDF of a book; see `blogcli.pdf.make_book`."""
    return _Binder(blog, book, options, progress).bind(resolve)


class _Binder:
    def __init__(
        self, blog: Blog, book: Book, options: PdfOptions, progress: Progress | None
    ) -> None:
        self.blog = blog
        self.book = book
        self.options = options
        self.progress = progress
        self.house: House = house_of(blog, options)
        self.failures: list[BlogError] = []

    def bind(self, resolve: Resolve) -> Bound:
        jobs = list(self._jobs(resolve))
        if not jobs:
            raise self.failures[0]
        self._tell(0)
        answer = self._set(jobs, _SLOWER * patience(sum(job.size for job in jobs)))
        if not isinstance(answer, Sheet):
            answer = self._set_without_the_bad(jobs)
        findings = (*answer.findings, *self._causes(jobs, answer))
        if self.options.strict and findings:
            raise refusal(findings)
        self._tell(len(self.book.chapters))
        return Bound(data=answer.pdf, findings=findings, failures=told_once(self.failures))

    def _set(self, jobs: Sequence[Job], seconds: float) -> Answer:
        posts = tuple(job.post for job in jobs)
        task = BookJob(replace(self.book, chapters=posts), tuple(jobs))
        count = self.options.jobs or processors()
        ((_, answer),) = perform_all(self.house, [task], count=count, seconds=seconds)
        return answer

    def _set_without_the_bad(self, jobs: Sequence[Job]) -> Sheet:
        """Set each chapter by itself, to see which are to blame, and the book without these."""
        good: list[Job] = []
        for job, alone in zip(jobs, self._alone(jobs), strict=True):
            if isinstance(alone, Sheet):
                good.append(replace(job, coloured=alone.coloured))
            else:
                self.failures.append(alone)
        if not good:
            raise self.failures[0]
        # Even without a bad one among them, they may have had too little time.
        again = self._set(good, self.options.seconds * (1 + len(good) / 10))
        if not isinstance(again, Sheet):
            raise again
        return again

    def _alone(self, jobs: Sequence[Job]) -> list[Answer]:
        count = min(self.options.jobs or processors(), len(jobs))
        answers: dict[int, Answer] = {}
        for number, answer in perform_all(
            self.house, jobs, count=count, seconds=self.options.seconds
        ):
            answers[number] = answer
            self._tell(len(answers) * len(self.book.chapters) // len(jobs))
        return [answers[number] for number in range(len(jobs))]

    def _causes(self, jobs: Sequence[Job], sheet: Sheet) -> Iterator[Finding]:
        """Name the chapters for which the book claims less, where the book itself can't tell."""
        if set(self.house.standards) <= set(sheet.standards):
            return
        if any(finding.rule == "missing-alt" for finding in sheet.findings):
            return
        for alone in self._alone(jobs):
            if isinstance(alone, Sheet):
                yield from (one for one in alone.findings if one.rule == "pdf-standard")

    def _jobs(self, resolve: Resolve) -> Iterator[Job]:
        paths = {post.path for post in self.book.chapters}
        for post in self.book.chapters:
            try:
                body = self.blog.body(post)
                links = dict(_links(post, body, resolve))
            except BlogError as error:
                self.failures.append(error)
                continue
            inside = {target: place for target, place in links.items() if place[0] in paths}
            yield Job(post, body, status=status_of(post, self.options.now), links=inside)

    def _tell(self, done: int) -> None:
        if self.progress is not None:
            self.progress(done, len(self.book.chapters))


def _links(post: Post, body: str, resolve: Resolve) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give where the links of a post lead that mean a post."""
    if "](" not in body and "href" not in body and "]:" not in body:
        return
    for reference in references(body):
        target = reference.target
        if reference.kind == "link" and not target.startswith("#"):
            meant = resolve(post, target)
            if meant is not None and meant[0] != post.path:
                yield target, meant
