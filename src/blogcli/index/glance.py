"""One look at a blog's folder, and whether the index holds what lies there."""

from __future__ import annotations

import marshal
import sys
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from blogcli.index.analysis.presence import fingerprint
from blogcli.index.hashing import digest
from blogcli.posts.finding import Passed, find_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import apsw

    from blogcli.config import Config
    from blogcli.index.parsing import SyncSource
    from blogcli.posts import finding
    from blogcli.posts.dialects import Dialect
    from blogcli.posts.finding import FileEntry


# The package itself knows the facade, which knows this module: no import goes up.
VERSION: str = sys.modules["blogcli"].__version__


class Look(NamedTuple):
    """What lies in the folder, summed up: where nothing has changed, that is all to be known."""

    listing: str
    """Of every file that may be a post: name, size, time and inode."""
    passed: Passed
    """What lies among the posts and is not read."""
    bring: Callable[[], list[FileEntry]] | None = None
    """Brings what each file looked like, from where that is known; an empty list says it failed."""


def look_at(
    root: Path, config: Config, dialect: Dialect, look: finding.Look | None = None
) -> tuple[list[FileEntry], Look]:
    """Look at all files that may be posts or pages; `look` as in `find_files`."""
    passed = Passed()
    entries = find_files(root, config, dialect, passed, look)
    return entries, Look(_listing_of(entries), passed)


class Glance:
    """One look at the folder, and at the few values that sum up the index."""

    def __init__(
        self, connection: apsw.Connection, source: SyncSource, look: Look | None = None
    ) -> None:
        """`look` is one that somebody had a moment ago; without it the folder is looked at."""
        self.source = source
        self._bring = look.bring if look else None
        if look is None:
            self.entries, look = look_at(source.root, source.config, source.dialect)
        self.listing = look.listing
        self.passed = look.passed if look.passed.anything else None
        """What lies among the posts and is not read."""
        self.meta = _meta(connection)
        self.context = context_of(source, sorted(look.passed.data))

    @cached_property
    def entries(self) -> list[FileEntry]:
        """What each file looked like; empty where nobody knows."""
        return self._bring() if self._bring else []

    @property
    def unchanged(self) -> bool:
        """Whether the index holds exactly what lies in the folder now."""
        meta = self.meta
        return meta.get("listing") == self.listing and meta.get("context") == self.context


def context_of(source: SyncSource, data: Sequence[object] = ()) -> str:
    """Sum up all but the files that the rows depend on; another value makes the index stale."""
    config_file = source.dialect.config_file
    try:
        found = (source.root / config_file).stat() if config_file else None
    except OSError:
        found = None
    generator = (found.st_size, found.st_mtime_ns) if found else None
    parts = (
        *(VERSION, repr(source.context), source.config.posts.folders),
        *(generator, data, fingerprint()),
    )
    return digest(repr(parts).encode("utf-8", "replace")).hex()


def _meta(connection: apsw.Connection) -> dict[str, str | None]:
    found: list[tuple[str, str | None]]
    found = connection.execute("SELECT key, value FROM meta").fetchall()  # type: ignore[assignment]
    return dict(found)


def _listing_of(entries: Sequence[FileEntry]) -> str:
    # Version 2 of marshal has no references, so equal lists give equal bytes; and it is fast.
    data = marshal.dumps(list(chain.from_iterable(entries)), 2)
    return digest(data).hex()
