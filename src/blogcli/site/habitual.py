"""Addresses that the blog's own generator gives its posts, where ours are others.

Old posts link to each other as that generator has it: `/en/2026/03/27/slug/`. Such a link names its
post, whatever pattern of addresses the site has now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from blogcli.posts.post import Post

_SUFFIXES = (".html", ".htm", ".md")
_USUAL = frozenset(("post", "posts", "blog", "article", "articles", "p"))


def by_last_segment(posts: Iterable[Post]) -> dict[str, tuple[Post, ...]]:
    """Map what an address of a post ends in, in lower case, to the posts that may be meant."""
    found: dict[str, tuple[Post, ...]] = {}
    for post in posts:
        name = post.path.rpartition("/")[0 if post.bundle else 2]
        name = name.rpartition("/")[2].partition(".")[0]
        for segment in dict.fromkeys((post.slug.casefold(), name.casefold())):
            found[segment] = (*found.get(segment, ()), post)
    return found


def meant(path: str, known: Mapping[str, Sequence[Post]]) -> Post | None:
    """Give the one post that an address, unquoted, is of; every segment of it must speak for it."""
    *before, last = ["", *(part for part in path.casefold().split("/") if part)]
    for suffix in _SUFFIXES:
        last = last.removesuffix(suffix)
    found = [post for post in known.get(last, ()) if _fits(post, before[1:])]
    return found[0] if len(found) == 1 else None


def _fits(post: Post, segments: list[str]) -> bool:
    numbers = [segment for segment in segments if segment.isdecimal()]
    if numbers and (post.date is None or not _is_date(post, numbers)):
        return False
    folders = post.path.casefold().split("/")[:-1]
    words = {*folders, *_USUAL, post.lang.casefold(), post.lang.partition("-")[0]}
    words.update("-".join(name.casefold().split()) for name in post.categories)
    named = [segment for segment in segments if not segment.isdecimal()]
    if not all(segment in words for segment in named):
        return False
    return bool(numbers or named)


def _is_date(post: Post, numbers: list[str]) -> bool:
    date = post.date
    parts = (date.year, date.month, date.day) if date is not None else ()
    return len(numbers) <= len(parts) and all(
        int(number) == part for number, part in zip(numbers, parts, strict=False)
    )
