"""What goes to the processes that make PDFs, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from blogcli.errors import BlogError, Finding
from blogcli.pdf.report import STANDARDS
from blogcli.pdf.setting import Setting
from blogcli.posts.post import Post, Status


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
    standards: tuple[str, ...] = STANDARDS


@dataclass(frozen=True, slots=True)
class Job:
    """One post to be made into a PDF."""

    post: Post
    body: str
    coloured: bool = True
    """False where its code is to be set without colours."""
    status: Status = "published"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished PDF, the standards that it claims, and what was found wrong on the way."""

    pdf: bytes
    standards: tuple[str, ...]
    findings: tuple[Finding, ...]


Answer: TypeAlias = Sheet | BlogError
