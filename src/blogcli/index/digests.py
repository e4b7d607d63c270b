"""What the index holds of each post, in a few bytes: for those who keep what they made of it."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from blogcli.index.database import Database
from blogcli.index.faults import translated
from blogcli.index.schema import all_meta

_FILES = "SELECT post.path, file.digest FROM post JOIN file USING(path) ORDER BY post.path"
_SAID = (
    "SELECT post.path, data FROM json_each(?) AS wanted CROSS JOIN post ON post.path = wanted.value"
)
_SUM = 16
"""Bytes of a sum."""
_BOTH = 2 * _SUM
_SOME = 1000
"""Posts that the index is asked for at once."""


class Digests(NamedTuple):
    """Two sums over one post or page."""

    said: bytes
    """Of all that the index says of it: title, dates, tags, summary…"""
    file: bytes
    """Of the bytes of its file."""


class AllDigests(Mapping[str, Digests]):
    """The sums of all posts and pages, by path, in 32 bytes each."""

    def __init__(self, paths: Sequence[str] = (), data: bytes = b"") -> None:
        """`paths` are sorted; `data` has the two sums of each, one after the other."""
        self.paths = paths
        self.data = data

    def __getitem__(self, path: str) -> Digests:
        at = self.place(path)
        if at is None:
            raise KeyError(path)
        return self.at(at)

    def at(self, at: int) -> Digests:
        """Give the sums of the one that stands there among all paths."""
        start = at * _BOTH
        middle = start + _SUM
        return Digests(self.data[start:middle], self.data[middle : start + _BOTH])

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def place(self, path: str) -> int | None:
        """Say as which of all paths one stands; None where it is none of them."""
        at = bisect_left(self.paths, path)
        return at if at < len(self.paths) and self.paths[at] == path else None

    def other_than(self, before: AllDigests) -> frozenset[str] | None:
        """Name those that have other sums than before; None where there are other paths."""
        if self.paths != before.paths:
            return None
        return frozenset() if self.data == before.data else frozenset(self.new_since(before))

    def new_since(self, before: AllDigests) -> list[str]:
        """Name those that have other sums than before, or were not there."""
        known = dict(before.rows())
        return [path for path, row in self.rows() if known.get(path) != row]

    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Give each path with its two sums."""
        starts = range(0, len(self.data), _BOTH)
        return zip(self.paths, (self.data[start : start + _BOTH] for start in starts), strict=True)


def digests(db: Database, known: AllDigests | None = None) -> AllDigests:
    """Sum up every post and page.

    `known` is what was given for an index of the same `context`: then what is said of a post
    follows from the bytes of its file.
    """
    known = known or AllDigests()
    paths: list[str] = []
    data = bytearray()
    unsaid = array("Q")
    with translated():
        for path, file in db.connection.execute(_FILES):
            at, name = len(paths), str(path)
            digest = file if isinstance(file, bytes) else bytes(_SUM)
            before = known.at(at) if known.paths[at : at + 1] == [name] else known.get(name)
            if before is not None and before.file == digest:
                data += before.said
            else:
                data += bytes(_SUM)
                unsaid.append(at)
            data += digest
            paths.append(name)
        for start in range(0, len(unsaid), _SOME):
            some = {paths[at]: at for at in unsaid[start : start + _SOME]}
            for path, text in db.connection.execute(_SAID, (json.dumps([*some]),)):
                said = blake2b(str(text).encode("utf-8", "surrogatepass"), digest_size=_SUM)
                place = some[str(path)] * _BOTH
                data[place : place + _SUM] = said.digest()
    return AllDigests(paths, bytes(data))


def context(db: Database) -> str:
    """Sum up all that the index depends on but the files of posts."""
    with translated():
        return str(all_meta(db.connection).get("context"))
