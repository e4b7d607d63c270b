"""What a rule finds wrong, and how it could be mended."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from blogcli.posts.editing import Change

Severity: TypeAlias = Literal["error", "warning", "info"]


class Replacement(NamedTuple):
    """Text of a line (from 1) of the file, at a column (from 1) or behind it; and the new text."""

    line: int
    column: int
    old: str
    new: str


class Fix(NamedTuple):
    """What takes a complaint away and is safe to do unseen: changes of front matter, or of text."""

    what: str
    changes: tuple[Change, ...] = ()
    replacement: Replacement | None = None


class Complaint(NamedTuple):
    """What a rule finds wrong, and where; lines and columns count from 1 in the file."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None
    hint: str = ""
    fix: Fix | None = None
    severity: Severity | None = None
    """Where it is not the rule's."""
