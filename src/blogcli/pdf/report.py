"""What PDFs are asked for, and what was made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from blogcli.errors import BlogError, Finding
from blogcli.files import write_atomic

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many posts are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfOptions:
    """How many at once, how long each may take, and how strict to be."""

    strict: bool = False
    """Findings are errors, and nothing is written."""
    jobs: int = 0
    """Posts made at the same time; 0: as many as the machine has processors."""
    seconds: float = 60.0
    """A post that takes longer is given up; the others go on."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Where posts are published, by their path in the blog: links between posts lead there."""
    now: datetime | None = None
    """The moment that tells scheduled posts, which say so, from published ones."""
    meanwhile: Iterator[object] = field(default_factory=lambda: iter(()))
    """Work that is done, a step a post and to its end, while other processes set the posts."""
    write: Callable[[Path, bytes], None] = write_atomic
    """Puts a finished PDF where it belongs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfReport:
    """What was made, in the order of the posts asked for."""

    made: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[BlogError, ...] = ()
