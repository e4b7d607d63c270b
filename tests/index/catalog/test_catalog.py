"""Names, completions and orders that the catalogue knows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from blogcli.index import catalog
from blogcli.index.collation import Collation
from blogcli.index.context import QueryContext
from blogcli.index.database import Database
from blogcli.posts.post import Post
from blogcli.query import Query, parse

Index = Callable[[Iterable[Post]], Database]


def post(path: str, **values: object) -> Post:
    whole = Post(path=path, slug=path.rpartition("/")[2].removesuffix(".md"), lang="mi")
    return whole._replace(**values)  # type: ignore[arg-type]  # each test names real fields


@pytest.fixture(scope="module")
def db(indexed: Index) -> Database:
    return indexed(
        [
            post("posts/one.md", title="The One ", tags=("Rust", "C++"), lang="mi"),
            post("posts/one.mt.md", slug="one", title="Il-Wieħed", lang="mt", tags=("rust",)),
            post(
                "posts/one-more.md", title="the one", tags=("Rust",), extra={"Cover": {"Alt": "x"}}
            ),
            post("posts/uno.md", lang="es", translation_key="one", series="Numbers"),
            post("notes/one.mt.md", slug="one", lang="mt"),
            post("pages/about.md", kind="page", slug="one", lang="fr", extra={"toc": True}),
            post("posts/50%_off.md", title="Sää"),
        ]
    )


def paths(posts: Iterable[Post]) -> list[str]:
    return [one.path for one in posts]


def test_posts_by_name(db: Database) -> None:
    assert paths(catalog.by_slug(db, "one")) == [
        "notes/one.mt.md", "pages/about.md", "posts/one.md", "posts/one.mt.md",
    ]  # fmt: skip
    assert catalog.by_slug(db, "One") == []
    assert paths(catalog.by_slug_beginning(db, "one-")) == ["posts/one-more.md"]
    assert paths(catalog.by_slug_beginning(db, "50%")) == ["posts/50%_off.md"]
    assert catalog.by_slug_beginning(db, "5__") == []
    assert paths(catalog.by_title(db, "the one")) == ["posts/one-more.md", "posts/one.md"]
    assert paths(catalog.by_title(db, " SÄÄ")) == ["posts/50%_off.md"]
    assert catalog.by_title(db, "saa") == []
    found = catalog.by_path(db, "posts/one.md")
    assert found is not None
    assert found.title == "The One "
    assert catalog.by_path(db, "posts/none.md") is None


def test_the_post_whose_file_changed_last(db: Database, indexed: Index) -> None:
    last = catalog.last_changed(db)
    assert last is not None
    assert last.path == "posts/50%_off.md"
    assert catalog.last_changed(indexed([])) is None


def test_translations_are_posts_of_one_key_in_other_languages(db: Database) -> None:
    (one, *_) = [one for one in catalog.by_slug(db, "one") if one.path == "posts/one.md"]
    others = catalog.translations(db, one)
    assert {lang: other.path for lang, other in others.items()} == {
        "es": "posts/uno.md",
        "mt": "notes/one.mt.md",
    }
    assert catalog.translation_languages(db) == {
        "posts/one.md": ("es", "mt"),
        "posts/one.mt.md": ("es", "mi"),
        "notes/one.mt.md": ("es", "mi"),
        "posts/uno.md": ("mi", "mt"),
    }


def test_words_to_complete(db: Database) -> None:
    assert catalog.tags(db) == [("Rust", 3), ("C++", 1)]
    assert catalog.values(db, "cover.alt") == [("x", 1)]
    assert catalog.slugs(db) == ["50%_off", "one", "one-more", "uno"]
    assert catalog.languages(db) == ["mi", "mt", "es", "fr"]
    assert catalog.keys(db) == {"tag", "cover.alt", "toc"}


def test_an_empty_blog(indexed: Index, context: QueryContext) -> None:
    empty = indexed([])
    assert catalog.find(empty, parse("a tag:b OR body:/c/"), context) == []
    assert catalog.count(empty, Query(), context) == 0
    assert (catalog.tags(empty), catalog.slugs(empty), catalog.languages(empty)) == ([], [], [])
    assert catalog.keys(empty) == frozenset()


def test_posts_come_back_as_they_were(indexed: Index, context: QueryContext) -> None:
    whole = post(
        "posts/a.md",
        title="A",
        date=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        tags=("x", "y"),
        extra={"a": [1, {"b": None}], "c": "d"},
    )
    db = indexed([whole])
    assert catalog.find(db, Query(), context) == [whole]


@pytest.mark.parametrize("limit", [0, 1, 3, 99])
def test_only_as_many_posts_are_read_as_are_asked_for(
    limit: int, db: Database, context: QueryContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def loads(text: str) -> object:
        read.append(text)
        return json.JSONDecoder().decode(text)

    monkeypatch.setattr(json, "loads", loads)
    found = catalog.find(db, Query(limit=limit), context)
    assert len(found) == len(read) == min(limit, 6)


def test_a_list_loads_nothing_heavy(tmp_path: Path) -> None:
    program = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from blogcli.index import catalog, database
from blogcli.index.context import QueryContext
from blogcli.query import Query
db = database.open_index(None, Path({str(tmp_path)!r}))
catalog.find(db, Query(limit=20), QueryContext(datetime.now(UTC), UTC))
print(*sorted(sys.modules))
"""
    answer = subprocess.run(  # our own words
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(answer.stdout.split())
    heavy = {"rich", "yaml", "frontmatter", "babel", "PIL", "pygments", "simplemma", "typst"}
    heavy |= {"regex", "pyromark", "difflib", "blogcli.query.parser", "blogcli.index.conditions"}
    assert loaded & heavy == set()


ORDERS = {
    "fi": ["aamu", "zulu", "Åbo", "ärrä", "öljy"],
    "en": ["Åbo", "apple", "Élan", "elm", "zoo"],
    "sv": ["zon", "åka", "äta", "öl"],
    "da": ["zone", "æble", "øl", "å"],
    "et": ["sõna", "wiki", "õun", "äri", "öö", "üks"],
    "es": ["nube", "nzx", "ñandú", "oso"],
    "de": ["Äpfel", "Apfelmus", "Ofen", "öl", "Zug"],
    "cs": ["cukr", "czx", "čaj", "dům"],
    "": ["(A) first", "“b” second", "c third"],
}


@pytest.mark.parametrize("lang", ORDERS)
def test_titles_sort_as_readers_of_the_language_expect(lang: str) -> None:
    key = Collation(lang).key
    assert all(key(one) < key(other) for one, other in pairwise(ORDERS[lang]))


def test_numbers_in_titles_sort_by_size() -> None:
    key = Collation("en").key
    titles = ["Part 10a", "Part 100", "Part 2", "Part 10", "Part 1"]
    assert sorted(titles, key=key) == ["Part 1", "Part 2", "Part 10", "Part 10a", "Part 100"]


def test_titles_in_the_order_of_the_blogs_main_language(
    indexed: Index, context: QueryContext
) -> None:
    db = indexed(
        post(f"posts/{number}.md", title=title)
        for number, title in enumerate(["Öljy", "zulu", "Ähtäri", "Åbo", "Aamu 10", "aamu 9", ""])
    )
    found = catalog.find(db, parse("sort:title"), context)
    assert [one.title for one in found] == [
        "aamu 9",
        "Aamu 10",
        "zulu",
        "Åbo",
        "Ähtäri",
        "Öljy",
        "",
    ]


def test_a_summary_is_there_when_the_author_wrote_one(
    indexed: Index, context: QueryContext
) -> None:
    """The index keeps what the front matter says under `summary`, whatever its key was called."""
    db = indexed(
        [
            post("posts/derived.md", summary="made from the body"),
            post("posts/written.md", summary="by the author"),
            post("posts/other.md", extra={"Description": "beside a summary"}),
        ]
    )
    db.connection.execute(
        "INSERT INTO value VALUES(2, 'summary', 'by the author', 'by the author')"
    )
    for key in ("summary", "description", "excerpt"):
        found = paths(catalog.find(db, parse(f"missing:{key}"), context))
        assert found == ["posts/derived.md"]
