"""The whole blog as a static site, and one post as a single file."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.site.report import BuildReport, Progress, SiteOptions

__all__ = ["BuildReport", "Progress", "SiteOptions", "build"]


def __getattr__(name: str) -> object:
    # What a link says of itself is asked of this package, too, and needs none of these.
    if name not in __all__:
        raise AttributeError(name)
    from blogcli.site import report

    return getattr(report, name)


def build(
    blog: Blog, options: SiteOptions, now: datetime, progress: Progress | None = None
) -> BuildReport:
    """Make the site of a blog in `options.output`: write what differs, remove what is gone.

    With `strict`, findings are errors and nothing is written: the report has a failure then.

    Raises:
        OutputError: The folder isn't ours to write.
        ConfigError: The catalogue of words in the blog's theme is wrong.
    """
    from blogcli.site.building import build_site

    return build_site(blog, options, now, progress)
