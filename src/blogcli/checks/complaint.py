"""What a rule finds wrong, and how it could be mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "info"]


class Fix(NamedTuple):
    """A change of one file that takes a complaint away and is safe to make unseen."""

    what: str
    edit: Callable[[bytes, str], bytes]
    """Gives the new bytes of a file of its bytes and path."""


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
