"""The index's answers beside those of a plain scan over the posts, for each operator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
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
TODAY = NOW.date()

# No language's rules make two of these one; the second line is near the first.
WORDS = ("zorblat", "quimbex", "vantrik", "grundak", "wexomir")
NEAR = ("zorblit", "quimebx")
NAMES = (
    "Python",
    "python",
    "Rust",
    "café",
    "cafe",
    "Static site",
    "static",
    "C++",
    "日本語",
    "a,b",
)
KEYS = frozenset(("body", "layout", "weight", "event", "cover.image"))
# Codes of languages without dictionary or stemmer: the letters alone decide.
LANGS = ("mi", "mi-NZ", "mt")

Test = Callable[[Post], bool]


class Asked(NamedTuple):
    """A piece of a query, and what it means for one post among all."""

    text: str
    test: Callable[[Post, list[Post]], bool]


def alone(text: str, test: Test) -> Asked:
    return Asked(text, lambda post, _: test(post))


# -- generated blogs ----------------------------------------------------------------

SENTENCES = st.lists(st.sampled_from(WORDS + NEAR), max_size=6).map(" ".join)
MOMENTS = st.datetimes(datetime(2025, 6, 1), datetime(2027, 2, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
BODIES = st.lists(SENTENCES, max_size=3).map("\n".join)
EXTRAS = st.fixed_dictionaries(
    {"body": BODIES},
    optional={
        "layout": st.sampled_from(["wide", "very wide", "Wide-ish", "narrow"]),
        "weight": st.integers(-3, 12) | st.sampled_from([2.5, "heavy"]),
        "event": st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(str),
        "cover": st.fixed_dictionaries({"image": st.sampled_from(["a.png", "b/c.jpg"])}),
    },
)
POSTS = st.builds(
    Post,
    path=st.just(""),
    slug=st.sampled_from(["one", "two", "three", "two-and-a-half", "Four"]),
    lang=st.sampled_from(LANGS),
    kind=st.sampled_from(["post", "post", "post", "page"]),
    title=SENTENCES,
    summary=SENTENCES,
    date=st.none() | MOMENTS,
    updated=st.none() | MOMENTS,
    expires=st.none() | MOMENTS,
    draft=st.booleans(),
    tags=st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple),
    categories=st.lists(st.sampled_from(NAMES), max_size=1).map(tuple),
    authors=st.lists(st.sampled_from(["Ann Åberg", "Ann Smith", "Bob"]), max_size=2).map(tuple),
    series=st.none() | st.sampled_from(["The big series", "Small"]),
    translation_key=st.none() | st.sampled_from(["one", "k"]),
    word_count=st.integers(0, 30),
    extra=EXTRAS,
)


def numbered(posts: list[Post]) -> list[Post]:
    folders = ("posts", "posts/2026", "notes")
    return [
        replace(post, path=f"{folders[number % 3]}/{post.slug}-{number}.md")
        for number, post in enumerate(posts)
    ]


BLOGS = st.lists(POSTS, max_size=12).map(numbered)


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


def has_words(text: str, wanted: list[str], begins: Callable[[str, str], bool]) -> bool:
    present = plain(text).split()
    return any(
        present[start : start + len(wanted) - 1] == wanted[:-1]
        and start + len(wanted) <= len(present)
        and begins(present[start + len(wanted) - 1], wanted[-1])
        for start in range(len(present))
    )


def equal(one: str, other: str) -> bool:
    return one == other


def in_text(mark: str, wanted: str, begins: Callable[[str, str], bool]) -> st.SearchStrategy[Asked]:
    return st.sampled_from(["", "title", "summary", "body"]).map(
        lambda field: alone(
            (f"{field}:" if field else "") + mark.format(wanted),
            lambda post: any(
                has_words(text, wanted.split(), begins) for text in texts(post, field)
            ),
        )
    )


def one_slip(present: str, wanted: str) -> bool:
    """Two slips at most: here every near word is one slip from the word that it resembles."""
    pairs = {("zorblat", "zorblit"), ("quimbex", "quimebx")}
    return present == wanted or (present, wanted) in pairs or (wanted, present) in pairs


ANY_WORD = st.sampled_from(WORDS + NEAR)
IN_TEXT = st.one_of(
    ANY_WORD.flatmap(lambda word: in_text("{}", word, equal)),
    ANY_WORD.flatmap(lambda word: in_text("{}", word.upper(), lambda a, b: a == b.casefold())),
    ANY_WORD.flatmap(lambda word: in_text('="{}"', word, equal)),
    ANY_WORD.flatmap(lambda word: in_text("{}*", word[:3], str.startswith)),
    ANY_WORD.flatmap(lambda word: in_text("{}~", word, one_slip)),
    st.tuples(ANY_WORD, ANY_WORD).flatmap(lambda pair: in_text('"{}"', " ".join(pair), equal)),
)


def named(post: Post, field: str) -> list[str]:
    found = {
        "tag": list(post.tags),
        "category": list(post.categories),
        "slug": [post.slug],
        "author": list(post.authors),
        "series": [post.series or ""],
        "path": [post.path],
        "layout": [str(post.extra.get("layout", ""))],
    }[field]
    return [text for text in found if text]


def same_name(value: str, wanted: str) -> bool:
    if plain(wanted) == wanted.casefold():
        return plain(value) == plain(wanted)
    return value.casefold() == wanted.casefold()


def of_names(fields: Iterable[str], wanted: Iterable[str]) -> st.SearchStrategy[Asked]:
    field, name = st.sampled_from(list(fields)), st.sampled_from(list(wanted))
    return st.one_of(
        st.builds(
            lambda field, name: alone(
                f'{field}:"{name}"',
                lambda post: any(same_name(v, name) for v in named(post, field)),
            ),
            field,
            name,
        ),
        st.builds(
            lambda field, name: alone(
                f'{field}:="{name}"',
                lambda post: any(v.casefold() == name.casefold() for v in named(post, field)),
            ),
            field,
            name,
        ),
        st.builds(
            lambda field, one, two: alone(
                f'{field}:"{one}",="{two}"',
                lambda post: any(
                    same_name(v, one) or v.casefold() == two.casefold() for v in named(post, field)
                ),
            ),
            field,
            name,
            name,
        ),
    )


def by_value(field: str, text: str, test: Callable[[str], bool]) -> Asked:
    return alone(f"{field}:{text}", lambda post: any(test(value) for value in named(post, field)))


OF_NAMES = st.one_of(
    of_names(["tag", "category"], NAMES),
    of_names(["slug"], ["one", "two", "four", "two-and-a-half", "none"]),
    st.sampled_from(
        [
            by_value("tag", "py*", lambda value: plain(value).startswith("py")),
            by_value("tag", "caf*", lambda value: plain(value).startswith("caf")),
            by_value("tag", "café*", lambda value: value.casefold().startswith("café")),
            by_value("tag", "pyhton~", lambda value: value.casefold() == "python"),
            by_value("tag", "/^[A-Z]/", lambda value: "A" <= value[0] <= "Z"),
            by_value("tag", "/^p/i", lambda value: value[0] in "pP"),
            by_value("slug", "two*", lambda value: value.startswith("two")),
            by_value("author", "ann", lambda value: value.startswith("Ann")),
            by_value("author", "an*", lambda value: value.startswith("Ann")),
            by_value("author", "an", lambda _: False),
            by_value("author", "aberg", lambda value: value == "Ann Åberg"),
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
            alone("cover.image:png", lambda post: _cover(post) == "a.png"),
            alone("title:/^z.*k$/", lambda post: bool(re.search("^z.*k$", post.title))),
            alone("body:/(?i)^ZOR.*t$/",
                  lambda post: bool(re.search("(?im)^ZOR.*t$", str(post.extra["body"])))),
        ]
    ),
)  # fmt: skip


def _cover(post: Post) -> str:
    cover = post.extra.get("cover")
    return str(cover["image"]) if isinstance(cover, dict) else ""


OF_STATUS = st.one_of(
    *(
        st.just(alone(text.format(name), lambda post, name=name: post.status(NOW) == name))  # type: ignore[misc]
        for text in ("is:{}", "status:{}")
        for name in ("draft", "scheduled", "published", "expired")
    ),
    st.just(alone("is:draft,expired", lambda post: post.status(NOW) in {"draft", "expired"})),
)


def week(day: date) -> tuple[int, int]:
    iso = day.isocalendar()
    return iso.year, iso.week


def month(day: date) -> int:
    return day.year * 12 + day.month


POINTS: dict[str, Callable[[date], int]] = {
    # The sign of how the day lies to the period: before, in, after.
    "2026": lambda day: day.year - 2026,
    "2026-05": lambda day: month(day) - month(date(2026, 5, 1)),
    "2026-11-24": lambda day: (day - date(2026, 11, 24)).days,
    "today": lambda day: (day - TODAY).days,
    "yesterday": lambda day: (day - TODAY).days + 1,
    "sunday": lambda day: (day - date(2026, 11, 22)).days,
    "40d": lambda day: (day - TODAY).days + 40,
    "this-week": lambda day: (week(day) > week(TODAY)) - (week(day) < week(TODAY)),
    "3w": lambda day: (week(day) > (2026, 45)) - (week(day) < (2026, 45)),
    "last-month": lambda day: month(day) - month(TODAY) + 1,
    "5m": lambda day: month(day) - month(TODAY) + 5,
    "+1m": lambda day: month(day) - month(TODAY) - 1,
    "1y": lambda day: day.year - TODAY.year + 1,
}
DATE_FIELDS: dict[str, Callable[[Post], datetime | None]] = {
    "date": lambda post: post.date,
    "updated": lambda post: post.updated,
    "expires": lambda post: post.expires,
}


def dated(field: str, text: str, test: Callable[[date], bool]) -> Asked:
    def on_day(post: Post) -> bool:
        moment = DATE_FIELDS[field](post)
        return moment is not None and test(moment.astimezone(HELSINKI).date())

    return alone(f"{field}:{text}", on_day)


FIELD, POINT = st.sampled_from(sorted(DATE_FIELDS)), st.sampled_from(sorted(POINTS))
OF_DATES = st.one_of(
    st.builds(lambda f, p: dated(f, p, lambda day: POINTS[p](day) == 0), FIELD, POINT),
    st.builds(lambda f, p: dated(f, f"{p}..", lambda day: POINTS[p](day) >= 0), FIELD, POINT),
    st.builds(lambda f, p: dated(f, f"..{p}", lambda day: POINTS[p](day) <= 0), FIELD, POINT),
    st.builds(
        lambda f, p: dated(
            f, f"2025-09..{p}", lambda day: day >= date(2025, 9, 1) and POINTS[p](day) <= 0
        ),
        FIELD,
        st.sampled_from(["2026-05", "today", "40d", "+1m"]),
    ),
    st.builds(
        lambda f, p, q: dated(f, f"{p},{q}", lambda day: not POINTS[p](day) or not POINTS[q](day)),
        FIELD,
        POINT,
        POINT,
    ),
)


def number(post: Post) -> float | None:
    weight = post.extra.get("weight")
    return float(weight) if isinstance(weight, (int, float)) else None


def weighing(text: str, test: Callable[[float], bool]) -> Asked:
    def of_post(post: Post) -> bool:
        weight = number(post)
        return weight is not None and test(weight)

    return alone(f"weight:{text}", of_post)


def event_month(post: Post) -> str:
    return str(post.extra.get("event", ""))[:7]


COUNT = st.integers(0, 30)
OF_NUMBERS = st.one_of(
    COUNT.map(lambda n: alone(f"word_count:{n}", lambda post: post.word_count == n)),
    COUNT.map(lambda n: alone(f"words:{n}..", lambda post: post.word_count >= n)),
    COUNT.map(lambda n: alone(f"words:..{n}", lambda post: post.word_count <= n)),
    COUNT.map(lambda n: alone(f"words:{n}..{n + 5}", lambda post: n <= post.word_count <= n + 5)),
    st.just(alone("words:1..3,9", lambda post: post.word_count in {1, 2, 3, 9})),
    COUNT.map(lambda n: weighing(f"{n}..", lambda weight: weight >= n)),
    COUNT.map(lambda n: weighing(f"-2..{n}", lambda weight: -2 <= weight <= n)),
    st.just(alone("weight:heavy", lambda post: post.extra.get("weight") == "heavy")),
    st.just(alone("event:2026-05..", lambda post: event_month(post) >= "2026-05")),
    st.just(
        alone("event:..2025", lambda post: bool(event_month(post)) and event_month(post) < "2026")
    ),
    st.just(alone("event:2025..2025-06", lambda post: "2025" <= event_month(post) <= "2025-06")),
)


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
OF_PRESENCE = st.one_of(
    st.sampled_from(sorted(PRESENT)).map(lambda key: alone(f"has:{key}", PRESENT[key])),
    st.sampled_from(sorted(PRESENT)).map(
        lambda key: alone(f"missing:{key}", lambda post: not PRESENT[key](post))
    ),
    st.sampled_from(["has:translation", "has:translation.mi", "has:translation.mt"]).map(
        lambda text: Asked(text, lambda post, posts: translated(post, posts, text[16:]))
    ),
    st.sampled_from(["missing:translation", "missing:translation.mt"]).map(
        lambda text: Asked(text, lambda post, posts: not translated(post, posts, text[20:]))
    ),
)
OF_LANGUAGE = st.sampled_from(
    [
        alone("lang:mi", lambda post: post.lang.startswith("mi")),
        alone("lang:MI,mt", lambda _: True),
        alone("lang:=mi", lambda post: post.lang == "mi"),
        alone("lang:mlt", lambda post: post.lang == "mt"),
        alone("lang:fi", lambda _: False),
    ]
)

ATOMS = st.one_of(IN_TEXT, OF_NAMES, OF_STATUS, OF_DATES, OF_NUMBERS, OF_PRESENCE, OF_LANGUAGE)


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


QUERIES = st.recursive(ATOMS, combined, max_leaves=6)

Index = Callable[[Iterable[Post]], Database]


@given(posts=BLOGS, asked=st.lists(ATOMS, min_size=8, max_size=8))
@settings(max_examples=80, deadline=None)
def test_every_operator_agrees_with_a_plain_scan(
    posts: list[Post], asked: list[Asked], indexed: Index, context: QueryContext
) -> None:
    db = indexed(posts)
    for one in asked:
        check(db, posts, one, context)


@given(posts=BLOGS, asked=st.lists(QUERIES, min_size=4, max_size=4))
@settings(max_examples=80, deadline=None)
def test_combinations_agree_with_a_plain_scan(
    posts: list[Post], asked: list[Asked], indexed: Index, context: QueryContext
) -> None:
    db = indexed(posts)
    for one in asked:
        check(db, posts, one, context)


def check(db: Database, posts: list[Post], asked: Asked, context: QueryContext) -> None:
    query = parse(asked.text, keys=KEYS)
    wanted = {post.path for post in posts if post.kind == "post" and asked.test(post, posts)}
    found = [post.path for post in catalog.find(db, query, context)]
    assert set(found) == wanted, asked.text
    assert len(found) == len(wanted)
    assert catalog.count(db, query, context) == len(wanted)
    assert [row.path for row in catalog.rows(db, query, context)] == found
    hits = [hit.post.path for hit in search.search(db, query, context)]
    assert set(hits) == wanted, asked.text
    assert len(hits) == len(wanted)


# -- order and limit ----------------------------------------------------------------


def weight_key(post: Post) -> object:
    if "weight" not in post.extra:
        return None
    weight = number(post)
    return (0, weight) if weight is not None else (1, 0.0)


SORTS: dict[str, Callable[[Post], object]] = {
    "date": lambda post: post.date,
    "updated": lambda post: post.updated,
    "word_count": lambda post: post.word_count,
    "slug": lambda post: post.slug,
    "path": lambda post: post.path,
    "lang": lambda post: post.lang,
    "title": lambda post: post.title or None,
    "series": lambda post: post.series and post.series.casefold(),
    "weight": weight_key,
    "status": lambda post: ("draft", "scheduled", "published", "expired").index(post.status(NOW)),
}


@given(
    posts=BLOGS,
    keys=st.lists(st.tuples(st.sampled_from(sorted(SORTS)), st.sampled_from("+-")), max_size=3),
    limit=st.none() | st.integers(1, 8),
)
@settings(max_examples=80, deadline=None)
def test_order_and_limit_agree_with_a_plain_sort(
    posts: list[Post],
    keys: list[tuple[str, str]],
    limit: int | None,
    indexed: Index,
    context: QueryContext,
) -> None:
    text = " ".join(f"sort:{key}{sign}" for key, sign in keys) + (
        f" limit:{limit}" if limit else ""
    )
    expected = sorted((post for post in posts if post.kind == "post"), key=lambda post: post.path)
    for key, sign in reversed([*keys, ("date", "-")]):
        expected = plainly_sorted(expected, SORTS[key], reverse=sign == "-")
    db = indexed(posts)
    found = catalog.find(db, parse(text, keys=KEYS), context)
    assert [post.path for post in found] == [post.path for post in expected][:limit]
    assert found == expected[:limit]


def plainly_sorted(
    posts: list[Post], key: Callable[[Post], object], *, reverse: bool
) -> list[Post]:
    there = [post for post in posts if key(post) is not None]
    missing = [post for post in posts if key(post) is None]
    return sorted(there, key=key, reverse=reverse) + missing  # type: ignore[arg-type]
