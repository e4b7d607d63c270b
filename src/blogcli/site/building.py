"""The making of a site: its pieces, one after another, into the output folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import BlogError, Finding, OutputError
from blogcli.site.assembly import Assembly, assemble
from blogcli.site.output import OutputFolder, is_fatal
from blogcli.site.pieces import Piece
from blogcli.site.report import BuildReport, Progress, SiteOptions

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.posts.post import Status


def build_site(
    blog: Blog, options: SiteOptions, now: datetime, progress: Progress | None
) -> BuildReport:
    """Make the site of a blog; see `blogcli.site.build`."""
    refuse_sources(blog, options.output)
    assembly = assemble(blog, now, _also(options))
    if options.strict and (found := assembly.check_all()):
        return _refused(options.output, found, assembly)
    folder = OutputFolder(options.output)
    with folder:
        failures = _make_all(assembly, folder, progress)
    return BuildReport(
        output=options.output,
        written=tuple(sorted(folder.written)),
        unchanged=folder.unchanged,
        removed=tuple(sorted(folder.removed)),
        findings=_in_order([*assembly.sources.findings, *assembly.findings, *_notes(assembly)]),
        failures=tuple(failures),
        next_due=assembly.sources.next_due,
    )


def refuse_sources(blog: Blog, output: Path) -> None:
    """Refuse an output folder that holds the blog or lies among its posts.

    Raises:
        OutputError: It does.
    """
    real = output.resolve()
    root = blog.root.resolve()
    if real == root or real in root.parents:
        message = f"{output} holds the blog itself"
        raise OutputError(message, hint="name a folder of its own for the site")
    for kept in blog.dialect.folders(blog.root, blog.config):
        folder = (root / kept.path).resolve()
        if folder != root and (real == folder or folder in real.parents):
            message = f"{output} is among the posts, in {kept.path}"
            raise OutputError(message, hint="name a folder of its own for the site")


def _make_all(
    assembly: Assembly, folder: OutputFolder, progress: Progress | None
) -> list[BlogError]:
    pieces = list(assembly.pieces())
    assembly.gather_files()
    folder.announce([*(piece.file for piece in pieces), *assembly.files])
    attempts = _Attempts(folder)
    for done, piece in enumerate(pieces, 1):
        attempts.put(piece)
        if progress is not None:
            progress(done, len(pieces))
    folder.announce(list(assembly.files))
    made = {piece.file for piece in pieces}
    for file, source in sorted(assembly.files.items()):
        if file not in made:
            attempts.copy(file, source)
    return list(attempts.failures.values())


class _Attempts:
    """Makes files one by one; what fails keeps the file of the last export, and is told once."""

    def __init__(self, folder: OutputFolder) -> None:
        self.failures: dict[str, BlogError] = {}
        self._folder = folder

    def put(self, piece: Piece) -> None:
        with self._surviving(piece.file, piece.post.path if piece.post else piece.file):
            self._folder.put(piece.file, piece.make())

    def copy(self, file: str, source: Path) -> None:
        with self._surviving(file, file):
            self._folder.copy(file, source)

    @contextlib.contextmanager
    def _surviving(self, file: str, name: str) -> Iterator[None]:
        try:
            yield
        except BlogError as error:
            if is_fatal(error):
                raise
            self.failures.setdefault(str(error), error)
            self._folder.keep(file)
        except Exception as error:  # noqa: BLE001 - a post that breaks us must not stop the others
            reason = f"{name}: can't be made into a page ({type(error).__name__}: {error})"
            self.failures.setdefault(reason, OutputError(reason))
            self._folder.keep(file)


def _also(options: SiteOptions) -> frozenset[Status]:
    asked: dict[Status, bool] = {
        "draft": options.drafts,
        "scheduled": options.scheduled,
        "expired": options.expired,
    }
    return frozenset(status for status, wanted in asked.items() if wanted)


def _notes(assembly: Assembly) -> list[Finding]:
    if assembly.sources.base_url:
        return []
    return [
        Finding(
            "base-url",
            "blog.toml",
            "no base_url: there is no sitemap, and the feed's links are relative",
            hint='add base_url = "https://…"',
        )
    ]


def _refused(output: Path, found: Sequence[Finding], assembly: Assembly) -> BuildReport:
    errors = [replace(finding, severity="error") for finding in found]
    many = "1 finding" if len(errors) == 1 else f"{len(errors)} findings"
    failure = OutputError(f"{many} in the posts: nothing was written")
    return BuildReport(
        output=output,
        findings=_in_order(errors),
        failures=(failure,),
        next_due=assembly.sources.next_due,
    )


def _in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    unique = dict.fromkeys(findings)
    return tuple(
        sorted(unique, key=lambda one: (one.path, one.line or 0, one.column or 0, one.message))
    )
