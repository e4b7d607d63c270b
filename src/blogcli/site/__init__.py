"""The whole blog as a static site, and one post as a single file."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from blogcli.site.report import BuildReport, Progress, SiteOptions

if TYPE_CHECKING:
    from blogcli.blog import Blog

__all__ = ["BuildReport", "Progress", "SiteOptions", "build"]


def build(
    blog: Blog, options: SiteOptions, now: datetime, progress: Progress | None = None
) -> BuildReport:
    """Make the site of a blog in `options.output`: write what differs, remove what is gone.

    Raises:
        OutputError: The folder isn't ours to write, or `strict` is asked for and there are findings.
    """
    from blogcli.site.building import build_site

    return build_site(blog, options, now, progress)
