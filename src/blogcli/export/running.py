"""The making of what was planned."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import BlogError, Finding, OutputError
from blogcli.export.request import ExportPlan, ExportReport, Format, Item, Progress, refused
from blogcli.export.writing import Memory, Writer

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.posts.post import Post
    from blogcli.site.single import SingleFiles

_ABOUT_PICTURES = frozenset({"missing-image", "broken-image", "missing-alt"})
_PICTURE_RULES = _ABOUT_PICTURES | {"bad-image", "remote-image"}


def run_plans(
    blog: Blog, plans: Sequence[ExportPlan], now: datetime, progress: Progress | None
) -> ExportReport:
    """Make what was planned, format by format; see `blogcli.export.run`."""
    # What stops a strict export is found before anything is written: PDF finds the most.
    ordered = sorted(plans, key=lambda plan: plan.strict and plan.format != "pdf")
    reports: list[ExportReport] = []
    total = sum(len(plan.items) for plan in plans)
    before = 0
    for plan in ordered:
        shown = _continued(progress, before, total) if len(plans) > 1 else progress
        reports.append(_run_plan(blog, plan, now, shown))
        before += len(plan.items)
        if plan.strict and reports[-1].failures:
            break
    if len(reports) == 1:
        return reports[0]
    return ExportReport(
        made=tuple(path for report in reports for path in report.made),
        data=b"".join(report.data for report in reports),
        findings=_told_once(reports),
        failures=tuple(error for report in reports for error in report.failures),
    )


def _told_once(reports: Sequence[ExportReport]) -> tuple[Finding, ...]:
    """Leave out what a format before has told: each has words of its own for a missing picture."""
    told: set[tuple[str, str, int | None, str]] = set()
    found: list[Finding] = []
    for report in reports:
        new = [one for one in report.findings if _what(one) not in told]
        found += new
        told |= {_what(one) for one in new if one.rule in _PICTURE_RULES}
    return tuple(dict.fromkeys(found))


def _what(finding: Finding) -> tuple[str, str, int | None, str]:
    return finding.rule, finding.path, finding.line, finding.subject


def _continued(progress: Progress | None, before: int, total: int) -> Progress | None:
    if progress is None:
        return None
    return lambda done, _: progress(before + done, total)


def _run_plan(
    blog: Blog, plan: ExportPlan, now: datetime, progress: Progress | None
) -> ExportReport:
    report = _made(blog, plan, now, progress)
    return replace(report, failures=(*plan.refused, *report.failures))


def _made(blog: Blog, plan: ExportPlan, now: datetime, progress: Progress | None) -> ExportReport:
    if plan.site is not None:
        return _site(blog, plan, now, progress)
    if plan.strict and (found := _check(blog, plan, now)):
        return refused(found)
    if plan.book is not None:
        return _book(blog, plan, now, progress)
    if plan.format == "pdf":
        return _pdf(blog, plan, now, progress)
    if plan.format == "epub":
        return _epub(blog, plan, now, progress)
    return _Run(blog, plan, now, progress).report()


@dataclass(slots=True)
class _Run:
    blog: Blog
    plan: ExportPlan
    now: datetime
    progress: Progress | None
    made: list[Path] = field(default_factory=list)
    failures: list[BlogError] = field(default_factory=list)
    pieces: list[tuple[Item, str]] = field(default_factory=list)
    _single: SingleFiles | None = None

    def report(self) -> ExportReport:
        data = self._merged_json() if self._merges else self._each()
        return ExportReport(
            made=tuple(self.made),
            data=data,
            findings=tuple(dict.fromkeys(self._single.findings)) if self._single else (),
            failures=tuple(self.failures),
        )

    @property
    def _merges(self) -> bool:
        on_stdout = any(item.path is None for item in self.plan.items)
        return self.plan.format == "json" and (self.plan.merged is not None or on_stdout)

    def _each(self) -> bytes:
        makers: dict[Format, Callable[[Post], str]] = {
            "html": self._html,
            "json": lambda post: _dump(self._record(post)),
            "text": self._text,
        }
        make = makers[self.plan.format]
        printed: list[bytes] = []
        for done, item in enumerate(self.plan.items, 1):
            try:
                data = make(item.post).encode("utf-8", "replace")
                if item.path is None:
                    printed.append(data)
                else:
                    self._write(item.path, data)
            except BlogError as error:
                self.failures.append(error)
            except Exception as error:  # noqa: BLE001 - a post that breaks us must not stop the others
                reason = f"{item.post.path}: can't be made ({type(error).__name__}: {error})"
                self.failures.append(OutputError(reason))
            self._tell(done)
        # A form feed parts one text from the next, as it does on paper.
        return b"\n\f\n".join(printed)

    def _merged_json(self) -> bytes:
        records: list[dict[str, object]] = []
        for done, item in enumerate(self.plan.items, 1):
            try:
                records.append(self._record(item.post))
            except BlogError as error:
                self.failures.append(error)
            self._tell(done)
        if not records:
            return b""
        data = _dump(records if self.plan.as_list else records[0]).encode("utf-8", "replace")
        if self.plan.merged is None:
            return data
        try:
            self._write(self.plan.merged, data)
        except BlogError as error:
            self.failures.append(error)
        return b""

    def _html(self, post: Post) -> str:
        from blogcli.site.single import SingleFiles

        if self._single is None:
            self._single = SingleFiles(self.blog, self.now)
        return self._single.html(post)

    def _text(self, post: Post) -> str:
        from blogcli.export.text import post_text

        return post_text(self.blog, post)

    def _record(self, post: Post) -> dict[str, object]:
        (record,) = self.blog.records([post], self.now)
        return {**record, "body": self.blog.body(post)}

    def _write(self, path: Path, data: bytes) -> None:
        _make_folder(path.parent)
        _writer(self.blog, self.plan).write(path, data)
        self.made.append(path)

    def _tell(self, done: int) -> None:
        if self.progress is not None:
            self.progress(done, len(self.plan.items))


def _site(blog: Blog, plan: ExportPlan, now: datetime, progress: Progress | None) -> ExportReport:
    from blogcli.site import build

    assert plan.site is not None  # noqa: S101 - the caller looked
    report = build(blog, plan.site, now, progress)
    return ExportReport(
        made=()
        if plan.site.dry_run or (report.failures and not report.written)
        else (report.output,),
        findings=report.findings,
        failures=report.failures,
        site=report,
        next_due=report.next_due,
    )


def _pdf(blog: Blog, plan: ExportPlan, now: datetime, progress: Progress | None) -> ExportReport:
    from blogcli.pdf import PdfOptions, compile_post, make

    posts = [item.post for item in plan.items]
    links = _DeadLinks(blog, now)
    options = PdfOptions(
        strict=plan.strict,
        jobs=plan.jobs,
        now=now,
        write=_writer(blog, plan).write,
        meanwhile=links.look(posts),
    )
    if plan.items[0].path is None:
        try:
            data, findings = compile_post(blog, posts[0], options)
        except BlogError as error:
            return ExportReport(findings=tuple(links.found), failures=(error,))
        return ExportReport(data=data, findings=(*links.found, *findings))
    paths = {item.post.path: item.path for item in plan.items}
    for folder in {path.parent for path in paths.values() if path is not None}:
        _make_folder(folder)

    def target(post: Post) -> Path:
        path = paths[post.path]
        assert path is not None  # noqa: S101 - standard output is dealt with above
        return path

    report = make(blog, posts, target, options, progress)
    return ExportReport(
        made=report.made, findings=(*links.found, *report.findings), failures=report.failures
    )


def _epub(blog: Blog, plan: ExportPlan, now: datetime, progress: Progress | None) -> ExportReport:
    from blogcli.export.epubs import make_epubs

    def write(path: Path, data: bytes) -> None:
        _make_folder(path.parent)
        _writer(blog, plan).write(path, data)

    return make_epubs(blog, plan, now, write, progress)


def _book(blog: Blog, plan: ExportPlan, now: datetime, progress: Progress | None) -> ExportReport:
    report = _bound(blog, plan, now, progress)
    if plan.format != "pdf":
        return report
    links = _DeadLinks(blog, now)
    deque(links.look(item.post for item in plan.items), maxlen=0)
    return replace(report, findings=(*links.found, *report.findings))


def _bound(blog: Blog, plan: ExportPlan, now: datetime, progress: Progress | None) -> ExportReport:
    from blogcli.export.books import make_book

    try:
        bound = make_book(blog, plan, now, progress)
        if plan.strict and bound.findings:
            return refused(bound.findings, bound.failures)
        if plan.merged is not None:
            _make_folder(plan.merged.parent)
            _writer(blog, plan).write(plan.merged, bound.data)
    except BlogError as error:
        return ExportReport(failures=(error,))
    return ExportReport(
        made=(plan.merged,) if plan.merged is not None else (),
        data=b"" if plan.merged is not None else bound.data,
        findings=bound.findings,
        failures=bound.failures,
    )


def _check(blog: Blog, plan: ExportPlan, now: datetime) -> Sequence[Finding]:
    from blogcli.site.single import SingleFiles

    checker = SingleFiles(blog, now).checker()
    found: list[Finding] = []
    for item in plan.items:
        found += checker.check(item.post, blog.body(item.post))
    return found


class _DeadLinks:
    """Finds links that lead nowhere and tags that do nothing; of pictures typesetting tells."""

    def __init__(self, blog: Blog, now: datetime) -> None:
        self.found: list[Finding] = []
        self._blog = blog
        self._now = now

    def look(self, posts: Iterable[Post]) -> Iterator[Post]:
        """Look at each of these posts as it is asked for."""
        for post in posts:
            with suppress(BlogError):  # told by what makes the file
                self._look_at(post)
            yield post

    def _look_at(self, post: Post) -> None:
        from blogcli.markdown.generators import tags
        from blogcli.markdown.links import references

        body = self._blog.body(post)
        written = [one.target for one in references(body) if one.kind == "link"]
        # To look is to put the whole blog together: only for who has links into it.
        if not _all_leave(written) or tags(body):
            told = self._files.checker().check(post, body)
            self.found += [one for one in told if one.rule not in _ABOUT_PICTURES]

    @cached_property
    def _files(self) -> SingleFiles:
        from blogcli.site.single import SingleFiles

        return SingleFiles(self._blog, self._now)


def _all_leave(written: Sequence[str]) -> bool:
    """Say whether none of these links leads into the blog."""
    from blogcli.site.links import leaves

    return all(map(leaves, written))


def _writer(blog: Blog, plan: ExportPlan) -> Writer:
    return Writer(Memory(blog.state), plan.named)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{error.filename or folder}: {error.strerror or error}"
        raise OutputError(message, hint="name another place with -o") from error


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
