"""The files of a site: for each, how its bytes are made, and what they depend on."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from blogcli.posts.post import Post

TOGETHER = 24
"""Pieces in a row that one process makes: posts beside each other are shown on each other's pages,
and the feeds of a list are beside each other, with the same texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file of the site, and how to make it."""

    file: str
    make: Callable[[], bytes | Chunks]
    key: bytes = b""
    """A sum over all that its bytes depend on, but for where links in texts lead."""
    post: Post | None = None
    """The one whose page it is."""
    texts: Sequence[str] = ()
    """Paths of those whose texts it holds."""


@dataclass(frozen=True, slots=True)
class Chunks:
    """The bytes of a large file, never all in memory; `give` gives them from the start."""

    give: Callable[[], Iterator[bytes]]

    def __iter__(self) -> Iterator[bytes]:
        return self.give()


class Plan(NamedTuple):
    """Some pieces that are still to be thought of: in the process that makes them."""

    files: Sequence[str]
    """Of the pieces, in their order."""
    pieces: Callable[[], Iterable[Piece]]
    texts: Sequence[str] = ()
    """Paths of posts whose texts they hold, beside the posts' own pages."""
    first: str = ""
    """The path of the first post of a list."""


def plan_of(piece: Piece) -> Plan:
    """Plan one piece that is thought of already."""
    return Plan((piece.file,), lambda: (piece,))


def without(plan: Plan, files: Container[str]) -> Plan:
    """Leave out pieces whose files are there already."""
    if not any(file in files for file in plan.files):
        return plan
    left = [file for file in plan.files if file not in files]
    return plan._replace(
        files=left, pieces=lambda: (piece for piece in plan.pieces() if piece.file in left)
    )
