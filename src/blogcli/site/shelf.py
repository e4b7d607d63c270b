"""Posts, and what is known of them, that are brought out only when somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar, overload

from blogcli.posts.post import Post
from blogcli.site.addresses import Address
from blogcli.site.table import Table

Plain = TypeVar("Plain")
Value = TypeVar("Value")


_NEAR = 4000
"""Values that are kept once they are asked for: a post is on several pages near each other."""


class Shelf(Sequence[Post]):
    """Posts in a row, of which only the paths are known until one is read."""

    __slots__ = ("_read", "paths")

    def __init__(self, paths: Sequence[str], read: Callable[[str], Post]) -> None:
        self.paths = paths
        self._read = read

    @overload
    def __getitem__(self, at: int) -> Post: ...

    @overload
    def __getitem__(self, at: slice) -> Shelf: ...

    def __getitem__(self, at: int | slice) -> Post | Shelf:
        if isinstance(at, slice):
            return Shelf(self.paths[at], self._read)
        return self._read(self.paths[at])

    def __iter__(self) -> Iterator[Post]:
        return map(self._read, self.paths)

    def __len__(self) -> int:
        return len(self.paths)


class Lookup(Mapping[str, Value], Generic[Plain, Value]):
    """A mapping of plain values, each made into what it stands for when it is asked for."""

    def __init__(self, plain: Table, make: Callable[[Plain], Value]) -> None:
        self.plain = plain
        """The values as they are kept."""
        self._get = lru_cache(maxsize=_NEAR)(lambda key: make(plain[key]))

    def __getitem__(self, key: str) -> Value:
        return self._get(key)

    def __contains__(self, key: object) -> bool:
        return key in self.plain

    def __iter__(self) -> Iterator[str]:
        return iter(self.plain)

    def __len__(self) -> int:
        return len(self.plain)


def paths_of(posts: Sequence[Post]) -> Sequence[str]:
    """Give the paths of posts, without reading any."""
    return posts.paths if isinstance(posts, Shelf) else [post.path for post in posts]


def files_of(addresses: Mapping[str, Address], keys: Sequence[str]) -> list[str]:
    """Give the files at some addresses."""
    return [addresses[key].file for key in keys]
