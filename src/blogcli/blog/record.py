"""A post as JSON values: the contract with scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from blogcli.posts.post import Post

WORDS_A_MINUTE = 200
CHARACTERS_A_MINUTE = 500
_BY_CHARACTER = frozenset({"ja", "zh"})
"""Languages whose words are counted by their characters (see `markdown.text.word_count`)."""
RECORD_KEYS = (
    "slug", "path", "title", "date", "updated", "expires", "status", "tags", "categories", "lang",
    "translations", "authors", "series", "summary", "word_count", "reading_minutes", "aliases",
    "url", "extra",
)  # fmt: skip
"""The keys of a post as JSON: a contract with scripts, only ever added to."""


def reading_minutes(post: Post) -> int:
    """Say how long reading a post takes, in whole minutes: at least one where there are words."""
    by_character = post.lang.partition("-")[0].lower() in _BY_CHARACTER
    return -(-post.word_count // (CHARACTERS_A_MINUTE if by_character else WORDS_A_MINUTE))


def record(post: Post, now: datetime, translations: Mapping[str, str]) -> dict[str, object]:
    """Give a post with the keys of `RECORD_KEYS`; `translations` are paths by language."""
    return {
        "slug": post.slug,
        "path": post.path,
        "title": post.title,
        "date": post.date.isoformat() if post.date else None,
        "updated": post.updated.isoformat() if post.updated else None,
        "expires": post.expires.isoformat() if post.expires else None,
        "status": post.status(now),
        "tags": list(post.tags),
        "categories": list(post.categories),
        "lang": post.lang,
        "translations": dict(translations),
        "authors": list(post.authors),
        "series": post.series,
        "summary": post.summary or None,
        "word_count": post.word_count,
        "reading_minutes": reading_minutes(post),
        "aliases": list(post.aliases),
        "url": post.url,
        "extra": post.extra,
    }


def records(
    posts: Sequence[Post], now: datetime, translations: Mapping[str, Mapping[str, Post]]
) -> Iterator[dict[str, object]]:
    """Give posts as `record` does; `translations` are posts by path and language."""
    for post in posts:
        others = translations.get(post.path, {})
        yield record(post, now, {lang: other.path for lang, other in others.items()})
