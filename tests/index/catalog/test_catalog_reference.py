"""The index's answers beside those of a plain scan over the posts, for each operator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.index import catalog, search
from blogcli.index.context import QueryContext
from blogcli.index.database import Database
from blogcli.posts.post import Post
from blogcli.query import parse

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 24, 12, tzinfo=HELSINKI)

WORDS = ("zorblat", "quimbex", "vantrik", "zorblit", "quimebx")
NAMES = (
    *("Python", "python", "Rust", "café", "cafe", "Static site", "static", "C++", "日本語", "a,b"),
)
KEYS = frozenset(("layout", "cover.image"))

Test = Callable[[Post], bool]


class Asked(NamedTuple):
    """A piece of a query, and what it means for one post among all."""

    text: str
    test: Callable[[Post, list[Post]], bool]


def alone(text: str, test: Test) -> Asked:
    return Asked(text, lambda post, _: test(post))


# -- what each operator means, told plainly -----------------------------------------


def plain(text: str) -> str:
    return text.casefold().replace("é", "e").replace("å", "a")


def texts(post: Post, field: str) -> list[str]:
    whole = {
        "title": [post.title],
        "summary": [post.summary],
        "body": [str(post.extra["body"])],
    }
    if field:
        return whole[field]
    return [*post.tags, *(text for part in whole.values() for text in part)]


def has_words(text: str, wanted: list[str], fits: Callable[[str, str], bool]) -> bool:
    """Say whether the words stand in a row, the last one as it fits."""
    present = plain(text).split()
    count = len(wanted)
    return any(
        present[start : start + count - 1] == wanted[:-1]
        and fits(present[start + count - 1], wanted[-1])
        for start in range(len(present) - count + 1)
    )


def in_text(field: str, mark: str, wanted: str, fits: Callable[[str, str], bool]) -> Asked:
    return alone(
        (f"{field}:" if field else "") + mark.format(wanted),
        lambda post: any(has_words(t, wanted.casefold().split(), fits) for t in texts(post, field)),
    )


def any_in_text(field: str, wanted: Wanted) -> Asked:
    """Values with commas between them: any of them will do."""
    values = [in_text(field, *one) for one in wanted]
    text = ",".join(value.text.removeprefix(f"{field}:") for value in values)
    return Asked(f"{field}:{text}", lambda post, all_: any(v.test(post, all_) for v in values))


def one_slip(present: str, wanted: str) -> bool:
    pairs = {("zorblat", "zorblit"), ("quimbex", "quimebx")}
    return present == wanted or (present, wanted) in pairs or (wanted, present) in pairs


MARKS: list[tuple[str, Callable[[str, str], bool]]] = [
    ("{}", str.__eq__),
    ('="{}"', str.__eq__),
    ("{}~", one_slip),
]
Wanted = list[tuple[str, str, Callable[[str, str], bool]]]
SEVERAL: list[Wanted] = [
    [("{}", "vantrik", str.__eq__), ("{}*", "zorb", str.startswith)],
    [('"{}"', "zorblat quimbex", str.__eq__), ('="{}"', "zorblit", str.__eq__)],
    [("{}~", "quimbex", one_slip), ("{}", "no-such-word", str.__eq__)],
]
IN_TEXT = [
    asked
    for field in ("", "title", "summary", "body")
    for asked in (
        *(in_text(field, mark, word, fits) for word in WORDS for mark, fits in MARKS),
        in_text(field, "{}", "Zorblat", str.__eq__),
        in_text(field, "{}*", "zorb", str.startswith),
        in_text(field, "{}*", "q", str.startswith),
        *(
            in_text(field, mark, f"{one} {two}", str.__eq__)
            for one in WORDS[:3]
            for two in WORDS[:3]
            for mark in ('"{}"', '="{}"')
        ),
    )
] + [any_in_text(field, wanted) for field in ("title", "summary", "body") for wanted in SEVERAL]


def named(post: Post, field: str) -> list[str]:
    found = {
        "tag": list(post.tags),
        "category": list(post.categories),
        "slug": [post.slug],
        "author": list(post.authors),
        "series": [post.series or ""],
        "path": [post.path],
        "layout": [str(post.extra.get("layout", ""))],
        "title": [post.title],
        "summary": [post.summary],
        "body": [str(post.extra["body"])],
        "cover.image": [_cover(post)],
    }[field]
    return [text for text in found if text]


def _cover(post: Post) -> str:
    cover = post.extra.get("cover")
    return str(cover["image"]) if isinstance(cover, dict) else ""


def same_name(value: str, wanted: str) -> bool:
    if plain(wanted) == wanted.casefold():
        return plain(value) == plain(wanted)
    return value.casefold() == wanted.casefold()


def by_value(field: str, text: str, test: Callable[[str], bool]) -> Asked:
    return alone(f"{field}:{text}", lambda post: any(test(value) for value in named(post, field)))


def same(wanted: str) -> Callable[[str], bool]:
    return lambda value: same_name(value, wanted)


def exactly(wanted: str) -> Callable[[str], bool]:
    return lambda value: value.casefold() == wanted.casefold()


SLUGS = ("one", "two", "four", "two-and-a-half", "none")
OF_NAMES = [
    *(by_value(field, f'"{name}"', same(name)) for field in ("tag", "category") for name in NAMES),
    *(
        by_value(field, f'="{name}"', exactly(name))
        for field in ("tag", "category")
        for name in NAMES
    ),
    *(by_value("slug", name, same(name)) for name in SLUGS),
    by_value("tag", "rust,=cafe", lambda value: value in {"Rust", "cafe"}),
    by_value("tag", "C++", lambda value: value == "C++"),
    by_value("tag", "py*", lambda value: plain(value).startswith("py")),
    by_value("tag", "caf*", lambda value: plain(value).startswith("caf")),
    by_value("tag", "café*", lambda value: value.casefold().startswith("café")),
    by_value("tag", "pyhtonn~", lambda value: value.casefold() == "python"),
    by_value("tag", "/^[A-Z]/", lambda value: "A" <= value[0] <= "Z"),
    by_value("tag", "/^p/i", lambda value: value[0] in "pP"),
    by_value("tag", "/a,b/", lambda value: value == "a,b"),
    by_value("slug", "two*", lambda value: value.startswith("two")),
    by_value("slug", "=FOUR", lambda value: value == "Four"),
    by_value("author", "ann", lambda value: value.startswith("Ann")),
    by_value("author", "an*", lambda value: value.startswith("Ann")),
    by_value("author", "smi*", lambda value: value == "Ann Smith"),
    by_value("author", "nn*", lambda _: False),
    by_value("author", "an", lambda _: False),
    by_value("author", "mith", lambda _: False),
    by_value("author", "aberg", lambda value: value == "Ann Åberg"),
    by_value("author", "åberg", lambda value: value == "Ann Åberg"),
    by_value("author", "=ann", lambda _: False),
    by_value("author", '="ann smith"', lambda value: value == "Ann Smith"),
    by_value("author", "simth~", lambda value: value == "Ann Smith"),
    by_value("series", "big", lambda value: value == "The big series"),
    by_value("series", "/^S/", lambda value: value == "Small"),
    by_value("path", "2026/", lambda value: "2026/" in value),
    by_value("path", "posts*", lambda value: value.startswith("posts")),
    by_value("path", "/-[0-4].md$/", lambda value: bool(re.search("-[0-4].md$", value))),
    by_value("layout", "wide", lambda value: value != "narrow"),
    by_value("layout", "=wide", lambda value: value == "wide"),
    by_value("layout", '"very wide"', lambda value: value == "very wide"),
    by_value("layout", "wid*,narrow", lambda _: True),
    by_value("cover.image", "png", lambda value: value == "a.png"),
    by_value("title", "/^z.*k$/", lambda value: bool(re.search("^z.*k$", value))),
    by_value("summary", "/^q|t$/", lambda value: bool(re.search("^q|t$", value))),
    by_value("body", "/(?i)^ZOR.*t$/", lambda value: bool(re.search("(?im)^ZOR.*t$", value))),
    by_value("body", "/x$/,/k$/", lambda value: bool(re.search("(?m)[xk]$", value))),
]


def standing(text: str, *names: str) -> Asked:
    return alone(text, lambda post: post.status(NOW) in names)


STATUSES = ("draft", "scheduled", "published", "expired")
OF_STATUS = [
    *(standing(f"is:{name}", name) for name in STATUSES),
    *(standing(f"status:{name.upper()}", name) for name in STATUSES),
    standing("is:draft,expired", "draft", "expired"),
]


def translated(post: Post, posts: list[Post], lang: str) -> bool:
    return any(
        (other.translation_key or other.slug) == (post.translation_key or post.slug)
        and other.kind == post.kind
        and (other.lang.partition("-")[0] == lang if lang else other.lang != post.lang)
        for other in posts
    )


PRESENT: dict[str, Test] = {
    "tag": lambda post: bool(post.tags),
    "tags": lambda post: bool(post.tags),
    "category": lambda post: bool(post.categories),
    "author": lambda post: bool(post.authors),
    "date": lambda post: post.date is not None,
    "updated": lambda post: post.updated is not None,
    "expires": lambda post: post.expires is not None,
    "series": lambda post: post.series is not None,
    "translation_key": lambda post: post.translation_key is not None,
    "word_count": lambda post: post.word_count > 0,
    "layout": lambda post: "layout" in post.extra,
    "cover": lambda post: "cover" in post.extra,
    "cover.image": lambda post: "cover" in post.extra,
    "slug": lambda _: True,
    "nothing-of-the-sort": lambda _: False,
}


def lacking(test: Test) -> Test:
    return lambda post: not test(post)


def with_translation(lang: str) -> list[Asked]:
    ending = f".{lang}" if lang else ""
    return [
        Asked(f"has:translation{ending}", lambda post, posts: translated(post, posts, lang)),
        Asked(f"missing:translation{ending}", lambda p, posts: not translated(p, posts, lang)),
    ]


OF_PRESENCE = [
    *(alone(f"has:{key}", test) for key, test in PRESENT.items()),
    *(alone(f"missing:{key}", lacking(test)) for key, test in PRESENT.items()),
    *(one for lang in ("", "mi", "mt") for one in with_translation(lang)),
]
OF_LANGUAGE = [
    alone("lang:mi", lambda post: post.lang.startswith("mi")),
    alone("lang:MI,mt", lambda _: True),
    alone("lang:=mi", lambda post: post.lang == "mi"),
    alone("lang:mlt", lambda post: post.lang == "mt"),
    alone("lang:m*", lambda _: True),
    alone("lang:fi", lambda _: False),
]


SAVED = {"stale": "is:draft OR tag:rust sort:title limit:3", "again": "query:stale -slug:one"}


def stale(post: Post) -> bool:
    return post.status(NOW) == "draft" or "Rust" in post.tags


OF_SAVED = [
    # Within brackets a saved query's order and limit do not count.
    alone("(query:stale)", stale),
    alone("(query:again)", lambda post: stale(post) and post.slug != "one"),
    alone("(query:stale,again)", stale),
    alone("-query:stale", lambda post: not stale(post)),
]

FAMILIES = {
    "text": IN_TEXT,
    "names": OF_NAMES,
    "status": OF_STATUS,
    "presence": OF_PRESENCE,
    "language": OF_LANGUAGE,
    "saved": OF_SAVED,
}


def combined(parts: st.SearchStrategy[Asked]) -> st.SearchStrategy[Asked]:
    return st.one_of(
        parts.map(lambda a: Asked(f"-({a.text})", lambda p, ps: not a.test(p, ps))),
        parts.map(lambda a: Asked(f"(NOT {a.text})", lambda p, ps: not a.test(p, ps))),
        st.builds(
            lambda a, b, sign: Asked(
                f"({a.text}{sign}{b.text})", lambda p, ps: a.test(p, ps) and b.test(p, ps)
            ),
            parts,
            parts,
            st.sampled_from([" ", " AND "]),
        ),
        st.builds(
            lambda a, b: Asked(
                f"({a.text} OR {b.text})", lambda p, ps: a.test(p, ps) or b.test(p, ps)
            ),
            parts,
            parts,
        ),
        st.builds(
            # Without brackets: AND binds tighter.
            lambda a, b, c: Asked(
                f"({a.text} OR {b.text} {c.text})",
                lambda p, ps: a.test(p, ps) or (b.test(p, ps) and c.test(p, ps)),
            ),
            parts,
            parts,
            parts,
        ),
    )


ATOMS = st.sampled_from(sorted(FAMILIES)).flatmap(lambda name: st.sampled_from(FAMILIES[name]))
QUERIES = st.recursive(ATOMS, combined, max_leaves=6)

Index = Callable[[Iterable[Post]], Database]
Blogs = st.SearchStrategy[list[Post]]


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_every_operator_agrees_with_a_plain_scan(
    data: st.DataObject, blogs: Blogs, indexed: Index, context: QueryContext
) -> None:
    posts = data.draw(blogs)
    db = indexed(posts)
    for asked in (one for family in FAMILIES.values() for one in family):
        found = catalog.find(db, parse(asked.text, keys=KEYS, saved=SAVED), context)
        assert {post.path for post in found} == wanted_of(posts, asked), asked.text


@given(data=st.data(), asked=st.lists(QUERIES, min_size=6, max_size=6))
@settings(max_examples=60, deadline=None)
def test_combinations_agree_with_a_plain_scan(
    data: st.DataObject, asked: list[Asked], blogs: Blogs, indexed: Index, context: QueryContext
) -> None:
    posts = data.draw(blogs)
    db = indexed(posts)
    for one in asked:
        check(db, posts, one, context)


def wanted_of(posts: list[Post], asked: Asked) -> set[str]:
    return {post.path for post in posts if post.kind == "post" and asked.test(post, posts)}


def check(db: Database, posts: list[Post], asked: Asked, context: QueryContext) -> None:
    query = parse(asked.text, keys=KEYS, saved=SAVED)
    wanted = wanted_of(posts, asked)
    answer = catalog.find(db, query, context)
    found = [post.path for post in answer]
    assert set(found) == wanted, asked.text
    assert len(found) == len(wanted)
    assert catalog.count(db, query, context) == len(wanted)
    hits = [hit.post.path for hit in search.search(db, query, context).hits]
    assert set(hits) == wanted, asked.text
    assert len(hits) == len(wanted)
