"""What an answer depends on besides the index and the query."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from blogcli.posts.post import Kind, Post


class QueryContext(NamedTuple):
    """Made once for a command; nothing below it reads the clock or knows where files lie."""

    now: datetime
    timezone: tzinfo
    """The blog's: days, weeks and months in queries are its own."""
    dictionaries: Path = Path()
    """The folder of prepared dictionaries (see `index.words`)."""
    read_body: Callable[[Post], str] | None = None
    """Reads a post's Markdown body, for patterns and snippets; without it neither finds any."""
    languages: tuple[str, ...] = ()
    """The blog's, the main one first: it decides where ä and å are in the alphabet."""
    kind: Kind | None = "post"
    """Answer with posts only, pages only, or both."""
