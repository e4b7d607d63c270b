"""Which posts belong together: those of a series, and those about the same things."""

from __future__ import annotations

import contextlib
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from math import log
from typing import TypeAlias

from blogcli.posts.post import Post
from blogcli.site.collection import Edition, fold
from blogcli.site.shelf import paths_of
from blogcli.site.stamps import digest

Neighbours: TypeAlias = tuple[str | None, str | None]

MOST = 3
"""Related posts at most."""
_NEAR = 12
"""Of posts that share a tag, so many before and after in time are compared."""
_WORD = re.compile(r"[^\W\d_]{5,}")
_COMMON = 25
"""A word in more titles than these says nothing."""
_NUMBER = "I"
"""How the number of a post is kept."""
_NONE = 0xFFFFFFFF


class Relations:
    """Related posts: of each post, in the order of `paths`, `MOST` numbers of others in it."""

    def __init__(self, paths: Sequence[str], data: bytes = b"") -> None:
        """`data` is what `work_out` gave."""
        self._paths = paths
        self._related = array(_NUMBER, data)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Each post's number, by path."""
        return {path: number for number, path in enumerate(self._paths)}

    def of(self, path: str) -> list[str]:
        """Give the posts most like one, the most alike first, by their paths."""
        start = self.numbers[path] * MOST
        few = self._related[start : start + MOST]
        return [self._paths[number] for number in few if number != _NONE]

    def naming(self, paths: Iterable[str]) -> set[str]:
        """Name the posts to which one of some is related."""
        wanted = (self.numbers[path] for path in paths if path in self.numbers)
        return {self._paths[at // MOST] for number in wanted for at in self._every(number)}

    def _every(self, number: int) -> Iterator[int]:
        at = -1
        with contextlib.suppress(ValueError):  # there is no further one
            while True:
                at = self._related.index(number, at + 1)
                yield at


def work_out(editions: Sequence[Edition], paths: Sequence[str]) -> bytes:
    """Find the related posts of every post; `paths` as for `Relations`."""
    places = {path: number for number, path in enumerate(paths)}
    found = array(_NUMBER, [_NONE]) * (MOST * len(paths))
    for edition in reversed(editions):
        for path, few in related(edition.posts):
            row = [places[other] for other in few]
            start = places[path] * MOST
            found[start : start + MOST] = array(_NUMBER, row + [_NONE] * (MOST - len(row)))
    return found.tobytes()


def subject_of(editions: Sequence[Edition], paths: Sequence[str]) -> bytes:
    """Sum up all that `work_out` looks at."""
    found = blake2b(digest(list(paths)), digest_size=16)
    for edition in editions:
        found.update(digest(edition.lang))
        for post in edition.posts:
            found.update(digest((post.path, post.title, post.tags, post.categories)))
    return found.digest()


def around(editions: Sequence[Edition], path: str) -> Neighbours:
    """Give the paths of the posts before and after one in time, in the first edition it is in."""
    for edition in editions:
        paths = paths_of(edition.posts)
        if path in paths:
            at = paths.index(path)
            return beside(paths, at)
    return None, None


def beside(paths: Sequence[str], at: int) -> Neighbours:
    """Give the paths after and before a place in a row that begins with the newest."""
    older = paths[at + 1] if at + 1 < len(paths) else None
    return older, paths[at - 1] if at else None


def related(posts: Sequence[Post]) -> Iterator[tuple[str, list[str]]]:
    """Find for each post those that share its rarest tags and title words, else the nearest."""
    numbers: dict[str, int] = {}
    subjects = [
        tuple([numbers.setdefault(name, len(numbers)) for name in _subjects(post)])
        for post in posts
    ]
    having = [array(_NUMBER) for _ in numbers]
    for at, names in enumerate(subjects):
        for name in names:
            having[name].append(at)
    total = len(posts) + 1
    weights = [
        log(total / len(having[number]))
        if len(having[number]) > 1 and (name[0] != "w" or len(having[number]) <= _COMMON)
        else 0.0
        for name, number in numbers.items()
    ]
    for number, names in enumerate(subjects):
        scores: dict[int, float] = defaultdict(float)
        for name in names:
            if weight := weights[name]:
                others = having[name]
                at = bisect_left(others, number)
                for other in others[max(at - _NEAR, 0) : at + _NEAR + 1]:
                    scores[other] += weight
        scores.pop(number, None)
        if scores:
            best = sorted(scores, key=lambda one: (-scores[one], abs(one - number), one))
            yield posts[number].path, [posts[one].path for one in best[:MOST]]


def _subjects(post: Post) -> list[str]:
    """Name what a post is about, each kind of name with a letter before it; each once."""
    tags = [f"t{fold(tag)}" for tag in post.tags]
    categories = [f"c{fold(name)}" for name in post.categories]
    words = [f"w{word}" for word in _WORD.findall(post.title.casefold())]
    return list(dict.fromkeys([*tags, *categories, *words]))
