"""Posts, and what is known of them, that are brought out only when somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar, overload

from blogcli.posts.post import Post
from blogcli.site.addresses import Address

Plain = TypeVar("Plain")
Value = TypeVar("Value")


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

    def __init__(
        self, plain: Callable[[], Mapping[str, Plain]], make: Callable[[Plain], Value]
    ) -> None:
        self._bring = plain
        self._make = make

    @cached_property
    def plain(self) -> Mapping[str, Plain]:
        """The values as they are kept."""
        return self._bring()

    def __getitem__(self, key: str) -> Value:
        return self._make(self.plain[key])

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
    """Give the files at some addresses, without making any."""
    if isinstance(addresses, Lookup):
        return [addresses.plain[key][1] for key in keys]
    return [addresses[key].file for key in keys]
