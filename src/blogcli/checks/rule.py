"""What a rule is: a name, how bad it is to break it, what it means, and what finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from blogcli.checks.complaint import Complaint
from blogcli.checks.world import Opened, World

Level: TypeAlias = Literal["error", "warning", "info", "off"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `look` is asked about each post, `survey` once about the blog."""

    name: str
    level: Level
    """How bad it is unless `[check]` says otherwise; `off`: looked for only where asked for."""
    meaning: str
    look: Callable[[Opened], Iterator[Complaint]] | None = None
    survey: Callable[[World], Iterator[Complaint]] | None = None
