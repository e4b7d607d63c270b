"""`posts.json`: what is published, for programs; a line for each post."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from blogcli.blog.record import reading_minutes
from blogcli.posts.post import Post

# An encoder kept: `json.dumps` makes a new one for each call with options.
_json = json.JSONEncoder(ensure_ascii=False).encode


def line(post: Post, url: str) -> bytes:
    """Give the line of a post that is at `url`."""
    return _json(_public(post, url)).encode("utf-8", "replace")


def listing(lines: Iterable[bytes]) -> bytes:
    """Give the file with these lines."""
    return b"[\n" + b",\n".join(lines) + b"\n]\n"


def renewed(data: bytes, lines: Mapping[int, bytes], count: int) -> bytes | None:
    """Give a file that `listing` made of `count` lines, with some of them new; else None."""
    first, *found, last, end = data.split(b"\n")
    if (first, last, end, len(found)) != (b"[", b"]", b"", count):
        return None
    for number, text in lines.items():
        found[number] = text if number == count - 1 else text + b","
    return b"\n".join([first, *found, last, end])


def _public(post: Post, url: str) -> dict[str, object]:
    """Give what anyone may know of a post: nothing of its file or its other front matter."""
    return {
        "slug": post.slug,
        "url": url,
        "title": post.title,
        "date": post.date.isoformat() if post.date else None,
        "updated": post.updated.isoformat() if post.updated else None,
        "lang": post.lang,
        "authors": list(post.authors),
        "tags": list(post.tags),
        "categories": list(post.categories),
        "series": post.series,
        "summary": post.summary or None,
        "word_count": post.word_count,
        "reading_minutes": reading_minutes(post),
    }
