"""Ranked search: what comes first, what is shown, and what is suggested."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest

from blogcli.errors import PostError, QueryError
from blogcli.index import search
from blogcli.index.context import QueryContext
from blogcli.index.database import Database
from blogcli.index.search import Hit
from blogcli.index.suggest import did_you_mean
from blogcli.posts.post import Post
from blogcli.query import parse

Index = Callable[[Iterable[Post]], Database]


def post(slug: str, title: str = "", body: str = "", **values: object) -> Post:
    """A post in a language without dictionary or stemmer, unless it says otherwise."""
    known: dict[str, object] = {"lang": "mi", "date": datetime(2026, 1, 1, tzinfo=UTC), **values}
    whole = Post(path=f"posts/{slug}.md", slug=slug, lang="mi", title=title, extra={"body": body})
    return whole._replace(**known)  # type: ignore[arg-type]  # each test names real fields


def hits_of(db: Database, text: str, context: QueryContext, width: int = 200) -> list[Hit]:
    return list(search.search(db, parse(text), context, width).with_passages())


def found(db: Database, text: str, context: QueryContext) -> list[str]:
    return [hit.post.slug for hit in hits_of(db, text, context)]


FILLER = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do"


@pytest.fixture(scope="module")
def places(indexed: Index) -> Database:
    """One word in each place of a post, and posts without it, so that it means something."""
    return indexed(
        [
            post("in-body", "first", f"{FILLER} kumara {FILLER}"),
            post("in-summary", "second", f"{FILLER} {FILLER}", summary="a kumara here"),
            post("in-tags", "third", f"{FILLER} {FILLER}", tags=("kumara",)),
            post("in-title", "kumara fourth", f"{FILLER} {FILLER}"),
            *(post(f"without-{number}", "none", f"{FILLER} {FILLER}") for number in range(20)),
        ]
    )


def test_title_goes_before_tags_before_summary_before_body(
    places: Database, context: QueryContext
) -> None:
    assert found(places, "kumara", context) == ["in-title", "in-tags", "in-summary", "in-body"]


def test_a_word_twice_goes_before_a_word_once(indexed: Index, context: QueryContext) -> None:
    filler = [post(f"f{number}", "", FILLER) for number in range(9)]
    db = indexed(
        [
            post("once", "", f"kumara {FILLER} {FILLER}"),
            post("twice", "", f"kumara {FILLER} kumara dolor sit amet elit sed do ipsum lorem"),
            *filler,
        ]
    )
    assert found(db, "kumara", context) == ["twice", "once"]


def test_the_very_letters_go_before_letters_without_accents(
    indexed: Index, context: QueryContext
) -> None:
    db = indexed(
        [
            post("plain-in-title", "kumara", FILLER),
            post("marked", "", f"{FILLER} kūmara"),
            *(post(f"f{number}", "", FILLER) for number in range(9)),
        ]
    )
    assert found(db, "kūmara", context)[:1] == ["marked"]
    assert found(db, "kumara", context) == ["plain-in-title", "marked"]
    assert found(db, '="kumara"', context) == ["plain-in-title"]


@pytest.mark.parametrize(
    ("asked", "first"),
    [("dogs", "other"), ("dog", "exact"), ('"red dog"', "exact"), ('"red dogs"', "other")],
)
def test_exact_forms_and_phrases_go_before_other_forms(
    asked: str, first: str, indexed: Index, context: QueryContext
) -> None:
    """The other form has every other advantage: the title, and repetition."""
    db = indexed(
        [
            post("exact", "", f"{FILLER} one red dog {FILLER} {FILLER}", lang="en"),
            post("other", "red dogs", "red dogs and red dogs", lang="en"),
            *(post(f"f{number}", "", FILLER, lang="en") for number in range(9)),
        ]
    )
    if first == "other":
        db = indexed(
            [
                post("other", "", f"{FILLER} two red dogs {FILLER} {FILLER}", lang="en"),
                post("exact", "red dog", "red dog and red dog", lang="en"),
                *(post(f"f{number}", "", FILLER, lang="en") for number in range(9)),
            ]
        )
    hits = hits_of(db, asked, context)
    assert [hit.post.slug == first for hit in hits] == [True, False]
    assert 1 < hits[0].score < 2
    assert 0 < hits[1].score < 1


def test_where_very_many_have_the_very_letters_these_alone_rank_them(
    indexed: Index, context: QueryContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = indexed(
        [
            post("form", "", f"{FILLER} dogs", lang="en"),
            post("forms", "", "red dog dogs dogs dogs dogs dogs dogs dogs lorem", lang="en"),
            post("letters", "", "red dog lorem ipsum dolor sit", lang="en"),
            *(post(f"f{number}", "", FILLER, lang="en") for number in range(9)),
        ]
    )
    assert found(db, "dog", context) == ["forms", "letters", "form"]
    monkeypatch.setattr(search, "_MANY", 2)
    assert found(db, "dog", context) == ["letters", "forms", "form"]
    assert found(db, "dog limit:1", context) == ["letters"]
    monkeypatch.setattr(search, "_MANY", 3)
    assert found(db, "dog", context) == ["forms", "letters", "form"]


def test_equal_posts_go_by_date_undated_last(indexed: Index, context: QueryContext) -> None:
    days = {"old": 3, "new": 20, "middle": 11}
    posts = [
        post(slug, "", "kumara kai", date=datetime(2026, 5, day, tzinfo=UTC))
        for slug, day in days.items()
    ]
    epoch = post("epoch", "", "kumara kai", date=datetime(1970, 1, 1, tzinfo=UTC))
    db = indexed([post("undated", "", "kumara kai", date=None), *posts, epoch])
    assert found(db, "kumara", context) == ["new", "middle", "old", "epoch", "undated"]
    assert found(db, "kumara limit:2", context) == ["new", "middle"]
    assert found(db, "kumara sort:rank", context) == ["new", "middle", "old", "epoch", "undated"]
    assert found(db, "kumara sort:rank+", context) == ["undated", "epoch", "old", "middle", "new"]
    assert found(db, "kumara sort:date+", context) == ["epoch", "old", "middle", "new", "undated"]
    assert found(db, "kumara sort:slug limit:2", context) == ["epoch", "middle"]


def test_what_matches_without_words_comes_after_what_has_them(
    indexed: Index, context: QueryContext
) -> None:
    db = indexed(
        [
            post("tagged", "", FILLER, tags=("reo",), date=datetime(2026, 9, 1, tzinfo=UTC)),
            post("worded", "", f"kumara {FILLER}"),
            post("neither", "", FILLER),
        ]
    )
    assert found(db, "kumara OR tag:reo", context) == ["worded", "tagged"]
    hits = hits_of(db, "kumara OR tag:reo", context)
    assert hits[0].score > hits[1].score == 0


def test_without_words_the_newest_go_first(places: Database, context: QueryContext) -> None:
    hits = hits_of(places, "has:tag", context)
    assert [(hit.post.slug, hit.score) for hit in hits] == [("in-tags", 0.0)]


def test_scores_sort_as_the_answer_does(places: Database, context: QueryContext) -> None:
    scores = [hit.score for hit in hits_of(places, "kumara OR lorem", context)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score < 2 for score in scores)


def test_only_posts_are_found_unless_pages_are_asked_for(
    indexed: Index, context: QueryContext
) -> None:
    db = indexed([post("a", "kumara"), post("b", "kumara", kind="page")])
    assert found(db, "kumara", context) == ["a"]
    assert found(db, "kumara", context._replace(kind="page")) == ["b"]
    assert sorted(found(db, "kumara", context._replace(kind=None))) == ["a", "b"]


# -- what is shown ------------------------------------------------------------------


BODY = (
    "# Heading\n\nNothing here.\n\nSome *kumara* here,\nand  more.\n\n<!-- TODO: water -->\n\tx\n"
)


def test_a_snippet_shows_the_words_and_their_line(indexed: Index, context: QueryContext) -> None:
    db = indexed([post("a", "", BODY, body_line=6), post("b")])
    (hit,) = hits_of(db, "kumara", context)
    assert [hit.snippet[begin:end] for begin, end in hit.matches] == ["kumara"]
    assert hit.line == 10
    assert "*" not in hit.snippet


def test_a_patterns_snippet_is_the_line_as_it_is_written(
    indexed: Index, context: QueryContext
) -> None:
    db = indexed([post("a", "", BODY, body_line=6), post("b")])
    (hit,) = hits_of(db, "body:/TODO|FIXME/", context)
    assert hit.snippet == "<!-- TODO: water -->"
    assert hit.matches == ((5, 9),)
    assert hit.line == 13
    (hit,) = hits_of(db, r"body:/^\tx$/", context)
    assert (hit.snippet, hit.matches, hit.line) == (" x", ((0, 2),), 14)


def test_long_lines_are_cut_around_a_patterns_match(indexed: Index, context: QueryContext) -> None:
    body = "x" * 500 + "NEEDLE" + "y" * 500
    db = indexed([post("a", "", body)])
    (hit,) = hits_of(db, "body:/NEEDLE/", context, width=100)
    ((begin, end),) = hit.matches
    assert hit.snippet[begin:end] == "NEEDLE"
    assert len(hit.snippet) == 100


def test_words_found_in_the_title_only_show_the_beginning(
    places: Database, context: QueryContext
) -> None:
    hit = hits_of(places, "title:kumara", context)[0]
    assert hit.snippet.startswith("lorem ipsum")
    assert hit.matches == ()


def test_excluded_words_are_not_marked(indexed: Index, context: QueryContext) -> None:
    db = indexed([post("a", "", "kumara and taro"), post("b", "", "taro")])
    (hit,) = hits_of(db, "kumara -title:taro", context)
    assert [hit.snippet[begin:end] for begin, end in hit.matches] == ["kumara"]


def test_bodies_are_read_for_the_hits_alone(places: Database, context: QueryContext) -> None:
    read: list[str] = []

    def body_of(one: Post) -> str:
        read.append(one.slug)
        return str(one.extra["body"])

    hits_of(places, "kumara limit:2", context._replace(read_body=body_of))
    assert read == ["in-title", "in-tags"]


def test_a_passage_is_read_when_it_is_asked_for(places: Database, context: QueryContext) -> None:
    read: list[str] = []

    def body_of(one: Post) -> str:
        read.append(one.slug)
        return str(one.extra["body"])

    answer = search.search(places, parse("kumara"), context._replace(read_body=body_of))
    assert len(answer.hits) == 4
    assert read == []
    assert next(answer.with_passages()).snippet
    assert read == ["in-title"]


def test_a_pattern_reads_only_what_else_may_match(places: Database, context: QueryContext) -> None:
    read: list[str] = []

    def body_of(one: Post) -> str:
        read.append(one.slug)
        return str(one.extra["body"])

    query = "body:/kumara/ slug:in* -tag:kumara limit:1"
    hits = hits_of(places, query, context._replace(read_body=body_of))
    assert [hit.post.slug for hit in hits] == ["in-body"]
    assert set(read) == {"in-body", "in-summary", "in-title"}


def test_a_file_that_is_gone_has_an_empty_snippet(places: Database, context: QueryContext) -> None:
    def gone(one: Post) -> str:
        reason = "No such file or directory"
        raise PostError(one.path, reason)

    hits = hits_of(places, "kumara", context._replace(read_body=gone))
    assert [hit.snippet for hit in hits] == [""] * 4
    assert found(places, "body:/kumara/", context._replace(read_body=gone)) == []


# -- what can't be answered ---------------------------------------------------------


@pytest.mark.parametrize("text", ["-", "->", "* OR ~", "-(- ->)", '"..."', "body:!?"])
def test_signs_alone_are_nothing_to_search_for(
    text: str, places: Database, context: QueryContext
) -> None:
    with pytest.raises(QueryError, match="nothing in it to search for"):
        found(places, text, context)


def test_signs_beside_words_exclude_nothing(places: Database, context: QueryContext) -> None:
    everything = found(places, "kumara", context)
    for text in ("kumara -", "kumara - !", "kumara -(->)", "kumara OR !"):
        assert found(places, text, context) == everything


@pytest.mark.parametrize(
    "text", ["body:/(a|aa)+$/", "title:/(a|aa)+$/", "tag:x OR NOT body:/(a|aa)+$/"]
)
def test_a_pattern_that_runs_away_is_stopped(
    text: str, indexed: Index, context: QueryContext
) -> None:
    evil = "a" * 400 + "b"
    db = indexed([post(f"p{number}", evil, evil) for number in range(3)])
    begin = time.process_time()
    with pytest.raises(QueryError, match="takes too long") as caught:
        found(db, text, context)
    assert time.process_time() - begin < 2
    where = text[caught.value.position : caught.value.position + caught.value.length]
    assert where == text.removeprefix("tag:x OR NOT ")


def test_as_many_conditions_as_a_query_may_have(places: Database, context: QueryContext) -> None:
    words = [f"kumara{number}" for number in range(199)]
    assert found(places, " OR ".join([*words, "kumara"]), context)
    assert found(places, " ".join([*words, "kumara"]), context) == []
    assert found(places, " ".join(f"-{word}" for word in words) + " kumara", context)
    assert (
        len(found(places, " OR ".join(f"tag:{word}" for word in [*words, "kumara"]), context)) == 1
    )
    assert found(places, "(" * 40 + "kumara" + ")" * 40, context)
    nested = "".join(f"({word} OR (x " for word in words[:19]) + "kumara" + "))" * 19
    assert found(places, nested, context) == []
    assert found(places, "-(" * 39 + "kumara" + ")" * 39, context)
    phrase = " ".join(words)
    assert found(places, f'"{phrase}"', context) == []


# -- what may have been meant -------------------------------------------------------


@pytest.fixture(scope="module")
def garden(indexed: Index) -> Database:
    return indexed(
        [
            post("a", "kumara", "taro taro", tags=("Garden plants",), authors=("Aroha Smith",)),
            post("b", "kumara", "tara", tags=("soil",)),
        ]
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("kumarra", ("kumara",)),
        ("kumarra taro", ("kumara taro",)),
        ("title:kumarra limit:5", ("title:kumara limit:5",)),
        ("kumarra OR tag:siol", ("kumara OR tag:soil",)),
        ('"garden plant" tag:"gardn plants"', ('"garden plant" tag:"Garden plants"',)),
        ("kumara", ()),
        ("kumara taro -taro", ()),
        ("-kumarra", ()),
        ("zzzzzzzzzz", ()),
        ("tag:nothinglikeit", ()),
        ("has:tag is:draft", ()),
        ("query:saved", ()),
    ],
)
def test_did_you_mean(
    text: str, meant: tuple[str, ...], garden: Database, context: QueryContext
) -> None:
    query = parse(text, saved={"saved": "kumarra"})
    assert did_you_mean(garden, query, context) == meant


def test_did_you_mean_names_several_the_likeliest_first(
    garden: Database, context: QueryContext
) -> None:
    assert set(did_you_mean(garden, parse("taru kumara"), context)) == {
        "taro kumara",
        "tara kumara",
    }


def test_what_was_meant_finds_something(garden: Database, context: QueryContext) -> None:
    (text,) = did_you_mean(garden, parse("kumarra tag:siol"), context)
    assert found(garden, text, context) == ["b"]
