"""What is asked of the files of a blog, and what comes of them.

Light to import: a command that finds nothing changed needs no more than this.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from blogcli.config import Config
    from blogcli.index.rows import PostRow, Value
    from blogcli.index.words import Prepared
    from blogcli.posts.context import ReadContext
    from blogcli.posts.dialects import Dialect
    from blogcli.posts.finding import FileEntry

UNKNOWN = b"?"
"""The digest of a file that must not be read again until it changes."""


class SyncSource(NamedTuple):
    """The blog to look at; can be pickled."""

    root: Path
    config: Config
    context: ReadContext
    dictionaries_dir: Path
    """Where prepared dictionaries lie, or are put."""
    patience: float = 10
    """Seconds that reading one post may take, and two more for each megabyte."""

    @property
    def dialect(self) -> Dialect:
        """The generator whose ways the blog follows."""
        return self.context.dialect


class Job(NamedTuple):
    """A file to read; `digest` is that of the bytes which the index knows, if any."""

    entry: FileEntry
    digest: bytes | None = None


class Outcome(NamedTuple):
    """What came of one file: nothing new (`same`), an error, or rows."""

    entry: FileEntry
    digest: bytes | None = None
    same: bool = False
    error: str | None = None
    doubts: str | None = None
    hidden: bool = False
    post: PostRow | None = None
    values: tuple[Value, ...] = ()
    words: Prepared | None = None
