"""What goes to the processes that make PDFs, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from blogcli.config import PdfConfig
from blogcli.errors import BlogError, Finding
from blogcli.pdf.setting import Setting
from blogcli.posts.post import Post, Status

if TYPE_CHECKING:
    from blogcli.blog.book import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What all PDFs of one blog have in common; it crosses to other processes."""

    root: Path
    setting: Setting
    static_folders: tuple[str, ...] = ("static",)
    font: str = ""
    title: str = ""
    """Of the blog."""
    base_url: str = ""
    addresses: dict[str, str] = field(default_factory=dict)
    """Where posts are published, by path."""
    standards: tuple[str, ...] = PdfConfig().standards
    theme: str = "theme"
    """What errors call the folder of the blog's own theme."""
    templates: dict[str, bytes] = field(default_factory=dict)
    """The blog's own, by name."""


@dataclass(frozen=True, slots=True)
class Job:
    """One post to be made into a PDF."""

    post: Post
    body: str
    coloured: bool = True
    """False where its code is to be set without colours."""
    status: Status = "published"
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """In a book: targets as written → the path of the post that they mean, and the place in it."""

    @property
    def name(self) -> str:
        """What errors call it."""
        return self.post.path

    @property
    def size(self) -> int:
        """Characters of its text."""
        return len(self.body)


@dataclass(frozen=True, slots=True)
class BookJob:
    """A book to be made into one PDF: what is said about it, and the jobs of its chapters."""

    book: Book
    chapters: tuple[Job, ...]

    @property
    def name(self) -> str:
        """What errors call it."""
        return f"the book {self.book.title!r}"

    @property
    def size(self) -> int:
        """Characters of its text."""
        return sum(chapter.size for chapter in self.chapters)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished PDF, the standards that it claims, and what was found wrong on the way."""

    pdf: bytes
    standards: tuple[str, ...]
    findings: tuple[Finding, ...]
    coloured: bool = True
    """False where its code had to be set without colours."""


Task: TypeAlias = Job | BookJob
Answer: TypeAlias = Sheet | BlogError
