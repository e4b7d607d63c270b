"""Whether a change waits to be finished: one look at the disk, for every command."""

from __future__ import annotations

import os
from pathlib import Path

PENDING = "pending"


def journal_folder(state: Path, root: Path) -> Path:
    """Name the folder of a blog's journal, by the blog's real path."""
    from blogcli.index.hashing import digest

    key = digest(os.path.realpath(root).encode("utf-8", "surrogateescape"))
    return state / "changes" / key.hex()


def is_pending(state: Path | None, root: Path) -> bool:
    """Say whether a change of the blog was begun and has not come to its end."""
    if state is None:
        return False
    return os.path.lexists(journal_folder(state, root) / PENDING)
