"""Posts into files of other formats: what is to be made, and the making of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from blogcli.export.request import (
    ExportPlan,
    ExportReport,
    ExportRequest,
    Format,
    Item,
    Progress,
)

if TYPE_CHECKING:
    from blogcli.blog import Blog

__all__ = [
    "ExportPlan",
    "ExportReport",
    "ExportRequest",
    "Format",
    "Item",
    "Progress",
    "plan",
    "run",
]


def plan(blog: Blog, request: ExportRequest, now: datetime) -> tuple[ExportPlan, ...]:
    """Decide, format by format, which posts become which files, and refuse what must not be.

    Raises:
        UsageError: The request contradicts itself, or names an unknown format.
        PostNotFound: A named post isn't there, or is ambiguous.
        OutputError: Nothing is selected, or a target is a post, a page or in a post folder.
    """
    from blogcli.export.planning import make_plans

    return make_plans(blog, request, now)


def run(
    blog: Blog, plans: Sequence[ExportPlan], now: datetime, progress: Progress | None = None
) -> ExportReport:
    """Make all that is planned; one failure never stops the others.

    A file that nobody named is only replaced where this program made it, and as it made it.

    With `strict`, findings are errors and nothing is written: the report has a failure then.

    Raises:
        OutputError: The output folder of a site isn't ours to write.
    """
    from blogcli.export.running import run_plans

    return run_plans(blog, plans, now, progress)
