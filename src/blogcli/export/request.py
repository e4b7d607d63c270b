"""What an export is asked for, what it will make, and what it made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from blogcli.errors import BlogError, Finding, OutputError
from blogcli.posts.post import Post

if TYPE_CHECKING:
    from blogcli.blog.book import Book
    from blogcli.site.report import BuildReport, SiteOptions

Format: TypeAlias = Literal["site", "html", "pdf", "epub", "json", "text"]
FORMATS: tuple[Format, ...] = ("site", "html", "pdf", "epub", "json", "text")

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many pieces are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What a person asked for."""

    posts: tuple[str, ...] = ()
    """Names of posts, by the rules for naming a post."""
    query: str = ""
    to: tuple[str, ...] = ()
    """Formats; none: by the suffix of `output`, else `site` for all and `html` for some posts."""
    output: str = ""
    """A file, a folder, `-` for standard output, or empty."""
    folder: Path
    """Where relative paths and unnamed files go: the folder that the person is in."""
    drafts: bool = False
    scheduled: bool = False
    expired: bool = False
    strict: bool = False
    clean: bool = False
    """Make a site afresh."""
    dry_run: bool = False
    """Only say what of a site would change."""
    jobs: int = 0
    """Processes for a site or PDF; 0 is as many as there are processors."""
    book: bool = False
    """Make one file of all posts: each is a chapter."""
    title: str = ""
    """Of the book; empty: what it is about."""
    sort: str = ""
    """Keys by which the chapters of the book are sorted; empty: as the query says, else by date."""


@dataclass(frozen=True, slots=True)
class Item:
    """One post and the file it becomes; no path means standard output."""

    post: Post
    path: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPlan:
    """What will be made: a site, or items of one format."""

    format: Format
    items: tuple[Item, ...] = ()
    merged: Path | None = None
    """The one file that holds all items (JSON, or a book)."""
    book: Book | None = None
    """The items are its chapters."""
    site: SiteOptions | None = None
    strict: bool = False
    jobs: int = 0
    """PDFs made at the same time; 0: as many as there are processors."""
    as_list: bool = False
    """JSON on standard output or in one file is an array, even of one post."""
    named: bool = False
    """The person named the very file: it is replaced, whoever made it."""
    refused: tuple[BlogError, ...] = ()
    """Why some posts have no item: what they would write over isn't ours to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What was made; `failures` ask for exit code 1."""

    made: tuple[Path, ...] = ()
    data: bytes = b""
    """What belongs on standard output."""
    findings: tuple[Finding, ...] = ()
    failures: tuple[BlogError, ...] = ()
    site: BuildReport | None = None
    next_due: datetime | None = None


def refused(findings: Sequence[Finding], failures: Sequence[BlogError] = ()) -> ExportReport:
    """Answer that nothing was written, since all that was found counts as an error."""
    errors = tuple(finding._replace(severity="error") for finding in dict.fromkeys(findings))
    many = "1 finding" if len(errors) == 1 else f"{len(errors)} findings"
    failure = OutputError(f"{many} in the posts: nothing was written")
    return ExportReport(findings=errors, failures=(*failures, failure))
