"""What the files of posts are called: `<slug>.html`, and more only where names collide."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from blogcli.posts.post import Post

_LONGEST = 120
# What Windows, too, can't have in a name.
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def file_names(posts: Sequence[Post], ending: str) -> dict[str, str]:
    """Give each post, by its path, a name that no other has, whatever the file system's case."""
    names: dict[str, str] = {}
    left = list(posts)
    for attempt in _ATTEMPTS:
        wished = {post.path: f"{attempt(post)}{ending}" for post in left}
        taken = Counter(_key(name) for name in (*wished.values(), *names.values()))
        fits = [post for post in left if taken[_key(wished[post.path])] == 1]
        names.update((post.path, wished[post.path]) for post in fits)
        left = [post for post in left if post.path not in names]
    used = {_key(name) for name in names.values()}
    for post in left:
        number, name = 2, f"{_plain(post)}{ending}"
        while _key(name) in used:
            name, number = f"{_plain(post)}-{number}{ending}", number + 1
        used.add(_key(name))
        names[post.path] = name
    return names


def _plain(post: Post) -> str:
    slug = unicodedata.normalize("NFC", _UNFIT.sub("-", post.slug)).strip(" .-")
    slug = slug.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore")
    return slug or "post"


def _with_lang(post: Post) -> str:
    return f"{_plain(post)}.{post.lang}"


def _with_date(post: Post) -> str:
    day = f"{post.date:%Y-%m-%d}-" if post.date else ""
    return f"{day}{_plain(post)}.{post.lang}"


_ATTEMPTS: tuple[Callable[[Post], str], ...] = (_plain, _with_lang, _with_date)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
