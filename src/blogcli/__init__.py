"""A blog from the terminal: draft, find, read and publish posts, each in its own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogcli.blog import Blog

__all__ = ["Blog", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load the facade on first use, so that start-up stays cheap."""
    if name == "Blog":
        from blogcli.blog import Blog

        return Blog
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
