"""`posts.json`: what is published, for programs; a line for each post."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from blogcli.blog.record import reading_minutes
from blogcli.posts.post import Post

# An encoder kept: `json.dumps` makes a new one for each call with options.
_json = json.JSONEncoder(ensure_ascii=False).encode

_SOME = 1000
"""Lines that are written at once."""
_AFTER_URL = b', "title": '


def line(post: Post, url: str) -> bytes:
    """Give the line of a post that is at `url`."""
    return _json(_public(post, url)).encode("utf-8", "replace")


def listing(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Give the file with these lines, some at a time."""
    before, rest = b"[\n", iter(lines)
    while few := [*islice(rest, _SOME)]:
        yield before + b",\n".join(few)
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[\n\n]\n"


def renewed(data: bytes, lines: Mapping[int, bytes], count: int) -> bytes | None:
    """Give a file that `listing` made of `count` lines, with some of them new; else None."""
    if data[:2] != b"[\n" or data[-3:] != b"\n]\n" or data.count(b"\n") != count + 2:
        return None
    for number, text in lines.items():
        # Nothing within a string looks like the beginning of a key: quotes there are escaped.
        start = data.find(b"\n" + text[: text.index(_AFTER_URL)]) + 1
        if not start or data.count(b"\n", 0, start) != number + 1:
            return None
        end = data.index(b"\n", start)
        comma = b"," if number < count - 1 else b""
        data = data[:start] + text + comma + data[end:]
    return data


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
