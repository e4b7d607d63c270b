"""What is wrong in a blog, found by rules, and the mending of what can be mended safely."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from blogcli.checks.request import Asked, CheckReport, CheckRequest, Progress, Selected

if TYPE_CHECKING:
    from blogcli.blog import Blog

__all__ = ["Asked", "CheckReport", "CheckRequest", "Progress", "Selected", "check", "select"]


def select(blog: Blog, asked: Asked, now: datetime) -> Selected:
    """Find what a person wants checked: posts by name, all of a folder, files whatever they are.

    Raises:
        PostNotFound: There is no such post, file or folder.
        QueryError: The query can't be understood.
    """
    from blogcli.checks.selecting import selected

    return selected(blog, asked, now)


def check(
    blog: Blog, request: CheckRequest, now: datetime, progress: Progress | None = None
) -> CheckReport:
    """Look at posts by all rules that are asked for; the index must be up to date.

    Raises:
        ConfigError: `[check]` names a rule that there is not.
        UsageError: An option does.
    """
    from blogcli.checks.running import run

    return run(blog, request, now, progress)
