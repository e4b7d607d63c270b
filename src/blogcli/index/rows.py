"""A post as rows of the index."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, TypeAlias

from blogcli.posts.post import Post

MAX_VALUES = 2000
"""Values that one post may bring into the index; a hostile header may hold millions."""
MAX_LENGTH = 1000
"""Code points of one value."""
_MAX_DEPTH = 4
_SUMMARIES = frozenset(("summary", "description", "excerpt"))
_DRAFTS = frozenset(("draft", "isdraft"))

Value: TypeAlias = tuple[str, str, str]
"""Key, value, and the value as it is compared."""


class PostRow(NamedTuple):
    """The columns of table `post` after `id`, in their order."""

    path: str
    kind: str
    listed: int
    slug: str
    title: str
    lang: str
    date: float | None
    updated: float | None
    expires: float | None
    draft: int
    series: str | None
    word_count: int
    translation_key: str
    mtime_ns: int
    summary: str
    data: str


def post_row(post: Post, mtime_ns: int) -> PostRow:
    """Give the row of a post; call it only for posts that are to be found."""
    return PostRow(
        path=post.path,
        kind=post.kind,
        listed=1,
        slug=storable(post.slug),
        title=storable(post.title),
        lang=post.lang,
        date=_seconds(post.date),
        updated=_seconds(post.updated),
        expires=_seconds(post.expires),
        draft=int(post.draft),
        series=None if post.series is None else storable(post.series),
        word_count=post.word_count,
        translation_key=storable(post.translation_key or post.slug),
        mtime_ns=mtime_ns,
        summary=storable(post.summary),
        data=json.dumps(post.to_json(), separators=(",", ":"), default=str),
    )


def value_rows(post: Post) -> list[Value]:
    """Give what `key:value` in a query may ask for beside the columns of `post`."""
    lists = (
        ("tag", post.tags),
        ("category", post.categories),
        ("author", post.authors),
        ("alias", post.aliases),
    )
    rows = [_value(key, item) for key, items in lists for item in items[:MAX_VALUES]]
    rows += [_value(key, own) for key in post.given if (own := _own(post, key))]
    for key, value in post.extra.items():
        for full_key, item in _scalars(key, value, _MAX_DEPTH):
            if len(rows) >= MAX_VALUES:
                return rows
            rows.append(_value(full_key, item))
    return rows


def folded(text: str) -> str:
    """Give the form in which values are compared, case and composition aside (Unicode, D145)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def storable(text: str) -> str:
    """Replace what UTF-8 can't hold: lone surrogates, which JSON escapes bring in."""
    return text.encode("utf-8", "replace").decode()


def _seconds(date: datetime | None) -> float | None:
    return None if date is None else date.timestamp()


def _own(post: Post, key: str) -> str:
    """Give what the front matter said under a key that became a field of one value."""
    name = key.lower().replace("-", "").replace("_", "")
    if name == "title":
        return post.title
    if name in _SUMMARIES:
        return post.summary
    return ("true" if post.draft else "false") if name in _DRAFTS else ""


def _value(key: str, value: str) -> Value:
    text = storable(value[:MAX_LENGTH])
    return storable(key[:MAX_LENGTH]).lower(), text, folded(text)


def _scalars(key: str, value: object, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, bool):
        yield key, "true" if value else "false"
    elif isinstance(value, (str, int, float)):
        yield key, str(value)
    elif isinstance(value, (list, tuple)) and depth:
        for item in value:
            yield from _scalars(key, item, depth - 1)
    elif isinstance(value, dict) and depth:
        for name, item in value.items():
            yield from _scalars(f"{key}.{name}", item, depth - 1)
