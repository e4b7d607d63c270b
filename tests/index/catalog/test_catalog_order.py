"""Order and limit of answers, beside a plain sort of the posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.index import catalog
from blogcli.index.context import QueryContext
from blogcli.index.database import Database
from blogcli.posts.post import Post
from blogcli.query import parse

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 24, 12, tzinfo=HELSINKI)
KEYS = frozenset(("weight", "event"))

Index = Callable[[Iterable[Post]], Database]
Blogs = st.SearchStrategy[list[Post]]


def number(post: Post) -> float | None:
    weight = post.extra.get("weight")
    return float(weight) if isinstance(weight, (int, float)) else None


def weight_key(post: Post) -> object:
    if "weight" not in post.extra:
        return None
    weight = number(post)
    return (0, weight) if weight is not None else (1, 0.0)


def _first(names: tuple[str, ...]) -> str | None:
    return names[0].casefold() if names else None


SORTS: dict[str, Callable[[Post], object]] = {
    "date": lambda post: post.date,
    "updated": lambda post: post.updated,
    "word_count": lambda post: post.word_count,
    "slug": lambda post: post.slug,
    "path": lambda post: post.path,
    "lang": lambda post: post.lang,
    "title": lambda post: post.title or None,
    "series": lambda post: post.series and post.series.casefold(),
    "tag": lambda post: _first(post.tags),
    "author": lambda post: _first(post.authors),
    "expires": lambda post: post.expires,
    "weight": weight_key,
    "status": lambda post: ("draft", "scheduled", "published", "expired").index(post.status(NOW)),
}


@given(
    data=st.data(),
    several=st.lists(
        st.tuples(st.sampled_from(sorted(SORTS)), st.sampled_from("+-")), min_size=2, max_size=3
    ),
)
@settings(max_examples=40, deadline=None)
def test_order_and_limit_agree_with_a_plain_sort(
    data: st.DataObject,
    several: list[tuple[str, str]],
    blogs: Blogs,
    indexed: Index,
    context: QueryContext,
) -> None:
    posts, limit = data.draw(blogs), data.draw(st.integers(1, 20))
    db = indexed(posts)
    for keys in ([], several, *([(key, sign)] for key in SORTS for sign in "+-")):
        text = " ".join(f"sort:{key}{sign}" for key, sign in keys)
        expected = sorted((post for post in posts if post.kind == "post"), key=lambda p: p.path)
        for key, sign in reversed([*keys, ("date", "-")]):
            expected = plainly_sorted(expected, SORTS[key], reverse=sign == "-")
        found = catalog.find(db, parse(f"{text} limit:{limit}", keys=KEYS), context)
        assert found == expected[:limit], text


def plainly_sorted(
    posts: list[Post], key: Callable[[Post], object], *, reverse: bool
) -> list[Post]:
    there = [post for post in posts if key(post) is not None]
    missing = [post for post in posts if key(post) is None]
    return sorted(there, key=key, reverse=reverse) + missing  # type: ignore[arg-type]
