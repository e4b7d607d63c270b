"""Which posts belong together: those of a series, and those about the same things."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class Relations:
    """Related posts, worked out when they are first asked for; `known` are those of earlier."""

    editions: Sequence[Edition]
    post: Callable[[str], Post]
    """Gives a post by its path."""
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known_for: bytes = b""
    _found: dict[str, tuple[str, ...]] | None = None
    _sum: bytes = b""

    def sum(self) -> bytes:
        """Sum up all that relations depend on."""
        if not self._sum:
            self._sum = digest(
                [
                    (edition.lang, post.path, post.title, post.tags, post.categories)
                    for edition in self.editions
                    for post in edition.posts
                ]
            )
        return self._sum

    def of(self, post: Post) -> list[Post]:
        """Give the posts most like one, the most alike first."""
        return [self.post(path) for path in self.all().get(post.path, ())]

    def showing(self, only: frozenset[str], beside: Mapping[str, Neighbours]) -> Sequence[str]:
        """Name the posts whose pages may show one of some, by their paths."""
        near = (path for path, pair in beside.items() if not only.isdisjoint(pair))
        alike = (path for path, few in self.all().items() if not only.isdisjoint(few))
        series = (
            path
            for edition in self.editions
            for group in edition.groups.get("series", {}).values()
            if not only.isdisjoint(paths := paths_of(group.posts))
            for path in paths
        )
        return sorted({*only, *near, *alike, *series})

    def trust(self) -> None:
        """Take what is known for true: no post has another title, tag or category now."""
        self._found, self._sum = dict(self.known), self.known_for

    def all(self) -> dict[str, tuple[str, ...]]:
        """Give the paths of the related posts of every post that has some."""
        if self._found is None:
            if self.known_for == self.sum():
                self._found = dict(self.known)
            else:
                self._found = {}
                for edition in reversed(self.editions):
                    self._found |= related(edition.posts)
        return self._found


def neighbours(editions: Sequence[Edition]) -> dict[str, Neighbours]:
    """Map each post's path to those of the one before it in time and the one after it."""
    found: dict[str, Neighbours] = {}
    for edition in reversed(editions):
        paths = paths_of(edition.posts)
        found |= zip(paths, zip((*paths[1:], None), (None, *paths), strict=False), strict=False)
    return found


def related(posts: Sequence[Post]) -> dict[str, tuple[str, ...]]:
    """Find for each post those that share its rarest tags and title words, else the nearest."""
    subjects = [_subjects(post) for post in posts]
    having: dict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(subjects):
        for name in names:
            having[name].append(number)
    total = len(posts) + 1
    weights = {
        name: log(total / len(numbers))
        for name, numbers in having.items()
        if len(numbers) > 1 and (name[0] != "w" or len(numbers) <= _COMMON)
    }
    found = {}
    for number, names in enumerate(subjects):
        scores: dict[int, float] = defaultdict(float)
        for name in names:
            weight = weights.get(name)
            if weight is not None:
                others = having[name]
                at = bisect_left(others, number)
                for other in others[max(at - _NEAR, 0) : at + _NEAR + 1]:
                    scores[other] += weight
        scores.pop(number, None)
        if scores:
            best = sorted(scores, key=lambda one: (-scores[one], abs(one - number), one))
            found[posts[number].path] = tuple(posts[one].path for one in best[:MOST])
    return found


def _subjects(post: Post) -> list[str]:
    """Name what a post is about, each kind of name with a letter before it; each once."""
    tags = [f"t{fold(tag)}" for tag in post.tags]
    categories = [f"c{fold(name)}" for name in post.categories]
    words = [f"w{word}" for word in _WORD.findall(post.title.casefold())]
    return list(dict.fromkeys([*tags, *categories, *words]))
