"""What a site build is asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from blogcli.errors import BlogError, Finding

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many pieces are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """Where a site goes, and what beside the published posts goes into it."""

    output: Path
    drafts: bool = False
    scheduled: bool = False
    expired: bool = False
    strict: bool = False
    """Findings are errors, and nothing is written."""
    clean: bool = False
    """Nothing is taken over from the last export: every file is made and written anew."""
    dry_run: bool = False
    """Only find out what would be written and removed."""
    jobs: int = 0
    """Processes that make pages; 0 is as many as there are processors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did; paths are relative to the output folder, with `/`, and sorted."""

    output: Path
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[BlogError, ...] = ()
    next_due: datetime | None = None
    """When the next scheduled post falls due, or the next one expires."""
    dry_run: bool = False
    """Nothing was written or removed: it is what would be."""


@dataclass(slots=True)
class Teller:
    """Tells how far the work is."""

    progress: Progress | None
    total: int
    done: int = 0

    def more(self, count: int) -> None:
        """Tell that so many more are done."""
        if self.progress is None:
            return
        for _ in range(count):
            self.done += 1
            self.progress(self.done, self.total)
