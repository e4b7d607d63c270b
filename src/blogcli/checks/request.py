"""What is asked of a check, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from blogcli.checks.complaint import Fix
from blogcli.errors import Finding, PostError

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the posts looked at and the posts in all."""


class Asked(NamedTuple):
    """What a person named, and the files that could not be read, which may be among it."""

    names: tuple[str, ...] = ()
    query: str = ""
    unreadable: tuple[PostError, ...] = ()


class Selected(NamedTuple):
    """What is to be looked at: `paths` of the blog, None for all of it."""

    paths: frozenset[str] | None = None
    passed: tuple[str, ...] = ()
    """Files that were named and are no posts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """One check of a blog."""

    selected: Selected = field(default_factory=Selected)
    unreadable: tuple[PostError, ...] = ()
    """Files of the blog that could not be read as posts."""
    select: tuple[str, ...] = ()
    """Rules: only these."""
    ignore: tuple[str, ...] = ()
    """Rules that are not looked for."""
    strict: bool = False
    """Warnings are errors."""
    external: bool = False
    """Addresses on the web are asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What was found, in the order of files and lines."""

    findings: tuple[Finding, ...] = ()
    posts: int = 0
    """How many were looked at; files that are no posts count too."""
    fixes: tuple[tuple[Finding, Fix], ...] = ()
    """What could be mended, each with its finding."""
