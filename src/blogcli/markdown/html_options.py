"""How a post becomes HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """How an image is shown: what the image callback answers; sizes in CSS pixels."""

    src: str
    width: int | None = None
    height: int | None = None
    srcset: str = ""
    sizes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words that HTML adds to a post, in the language of its page.

    `lang` names theirs (BCP 47) where it is not that of the text.
    """

    lang: str = ""
    footnotes: str = "Footnotes"
    back: str = "Back to the text"
    note: str = "Note"
    tip: str = "Tip"
    important: str = "Important"
    warning: str = "Warning"
    caution: str = "Caution"
    table: str = "Table"
    done: str = "Done"
    to_do: str = "To do"

    @property
    def mark(self) -> str:
        """The attribute of an element that holds such a word, with a space before it."""
        return f' lang="{self.lang}"' if self.lang else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlOptions:
    """How a post becomes HTML."""

    lang: str = ""
    """BCP 47: chooses quotes and dashes; empty leaves them as typed."""
    heading_offset: int = 0
    """Added to each heading's level; the result stays within 1 and 6."""
    first_heading: int = 0
    """Above 0: headings begin at this level and none is skipped, whatever was written."""
    id_prefix: str = ""
    """Put before every id and every link to one, where several posts share a page."""
    link: Callable[[str], str | None] | None = None
    """From the target as written to the one to show; None leaves only the link's words."""
    image: Callable[[str], Picture | None] | None = None
    """From the source as written to what to show; None shows it as written, one without a source
    its alternative text alone."""
    asset: Callable[[str], str | None] | None = None
    """From what another element of raw HTML fetches (`video`, `iframe`, `link`) to what it is to
    fetch; None takes the attribute away."""
    lazy: bool = False
    """Images load when they come into view."""
    highlight: bool = False
    """Code is marked up with Pygments' classes."""
    raw_html: Literal["allow", "sanitise", "escape"] = "allow"
    """Raw HTML as it is; only what can't do harm; or as text. The latter two also drop links that
    run something (`javascript:`)."""
    words: Words = Words()
    problem: Callable[[str, str, str], None] | None = None
    """Told a rule, a message and the source of what could not be rendered, such as a formula."""
    bare: bool = False
    """Only what CommonMark and GFM prescribe: no roles, labels, scopes or wrappers."""


BARE = HtmlOptions(bare=True)
