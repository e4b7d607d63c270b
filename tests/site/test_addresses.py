from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.posts.post import Post
from blogcli.site.addresses import Register, Rules, address_of, assign, of_segments
from blogcli.site.permalinks import expand

DAY = datetime(2018, 4, 5, 20, 20, tzinfo=UTC)


def post(path: str, slug: str = "a", lang: str = "en", **values: object) -> Post:
    return Post(path=path, slug=slug, lang=lang, **values)  # type: ignore[arg-type]  # tests' own


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("/a/b/", "a/b/index.html"),
        ("a", "a/index.html"),
        ("/a.html", "a.html"),
        ("/a.php", "a.php/index.html"),
        ("/%C3%A4%20/", "ä/index.html"),
        ("https://example.org/old/post/?p=1#x", "old/post/index.html"),
        ("//elsewhere/a/", "elsewhere/a/index.html"),
        ("/", None),
        ("", None),
        ("../a", None),
        ("/a/%2e%2e/%2e%2e/b", None),
        ("/a/..\\..\\b", None),
        ("/a/" + "x" * 300, None),
        ("/.blog-export/manifest.json", None),
        ("http://[x/", None),
    ],
)
def test_addresses_are_read_from_front_matter(text: str, file: str | None) -> None:
    address = address_of(text)
    assert (address.file if address else None) == file


@pytest.mark.parametrize(
    ("slug", "path", "file"),
    [
        ("C#", "c-sharp/", "c-sharp/index.html"),
        ("a#1", "a-1/", "a-1/index.html"),
        ("?", "question-mark/", "question-mark/index.html"),
        ("100%", "100%25/", "100%/index.html"),
        ("100%25", "100%2525/", "100%25/index.html"),
        ("C++", "C++/", "C++/index.html"),
        (".NET", ".NET/", ".NET/index.html"),
        ("AT&T", "AT&T/", "AT&T/index.html"),
    ],
)
def test_signs_in_names_of_files_keep_posts_apart(slug: str, path: str, file: str) -> None:
    addresses, findings = assign([post("posts/a.md", slug)], Rules("", "en"), Register())

    assert (addresses["posts/a.md"].path, addresses["posts/a.md"].file) == (path, file)
    assert not findings


def test_signs_in_names_of_folders_keep_sections_apart() -> None:
    one = post("content/C#/100%/my posts/a.md")

    assert expand("/:sections/:slug/", one, lambda _: "c-sharp") == "/c-sharp/100%25/my posts/a/"


@given(st.text(max_size=60))
def test_no_text_leads_out_of_the_site(text: str) -> None:
    address = address_of(text)
    if address is None:
        return
    parts = address.file.split("/")
    assert not {"", ".", ".."} & set(parts)
    assert "\0" not in address.file
    assert "\\" not in address.file
    assert address.file.endswith((".html", ".htm", ".xhtml", ".HTML")) or "." in parts[-1]
    assert address.path.isascii()
    assert " " not in address.path


SLUGS = st.sampled_from(["a", "A", "b", "ä", "a\u0308", "..", "x/../y", "tags", "", "404"])
POSTS = st.lists(
    st.tuples(
        SLUGS,
        st.sampled_from(["en", "fi"]),
        st.none() | st.integers(0, 900),
        st.sampled_from([None, None, "/own/", "/../x", "/own.html", "/own.html/x/", "/a/b/c"]),
    ),
    max_size=12,
)


def posts_of(drawn: list[tuple[str, str, int | None, str | None]]) -> list[Post]:
    return [
        post(
            f"posts/{number}.md",
            slug,
            lang,
            date=None if day is None else DAY + timedelta(days=day),
            url=url,
        )
        for number, (slug, lang, day, url) in enumerate(drawn)
    ]


@given(POSTS)
def test_every_post_has_an_address_of_its_own(
    drawn: list[tuple[str, str, int | None, str | None]],
) -> None:
    posts = posts_of(drawn)
    addresses, findings = assign(posts, Rules("", "en"), Register(["tags/index.html"]))
    files = [address.file.casefold() for address in addresses.values()]
    assert len(set(files)) == len(posts)
    assert "tags/index.html" not in files
    for file in files:
        assert ".." not in file.split("/")
    told = {finding.path for finding in findings}
    for one in posts:
        if one.url is None and one.slug == "b" and one.path not in told:
            assert addresses[one.path].file.endswith("b/index.html")


@given(POSTS)
def test_a_newer_post_moves_no_older_one(
    drawn: list[tuple[str, str, int | None, str | None]],
) -> None:
    posts = posts_of(drawn)
    before, _ = assign(posts, Rules("", "en"), Register())
    dated = [one for one in posts if one.date]
    newer = post("posts/zz.md", "a", date=DAY + timedelta(days=1000))
    after, _ = assign([*posts, newer], Rules("", "en"), Register())
    for one in dated:
        assert after[one.path] == before[one.path]


def test_what_would_lie_below_a_file_lies_beside_it() -> None:
    register = Register(["a/b.html", "a/b.html-2", "tags"])
    for wished, got in (
        (["a", "b.html", "c"], "a/b.html-3/c/"),
        (["a", "b.html", "d.html"], "a/b.html-3/d.html"),
        (["Tags", "c"], "Tags-2/c/"),
    ):
        found, first = register.first_free(of_segments(wished) for _ in range(9))
        assert (found.path, first) == (got, False)


def test_a_taken_address_is_told_with_the_one_given() -> None:
    first = post("posts/1.md", "hvz", date=DAY)
    second = post("posts/2.md", "hvz", date=DAY + timedelta(days=150))
    third = post("posts/3.md", "hvz", date=DAY + timedelta(days=151))
    addresses, findings = assign([third, second, first], Rules("", "en"), Register())
    assert [addresses[one.path].path for one in (first, second, third)] == [
        "hvz/",
        "hvz-2018/",
        "hvz-2018-09-03/",
    ]
    assert [str(finding) for finding in findings] == [
        "posts/2.md: /hvz/ is taken by posts/1.md: the post is at /hvz-2018/",
        "posts/3.md: /hvz/ is taken by posts/1.md: the post is at /hvz-2018-09-03/",
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/{date:%Y}/{slug}/", "/2018/a/"),
        ("/{lang}/{slug}.html", "/en/a.html"),
        ("/:year/:month/:day/:title/", "/2018/04/05/a/"),
        ("/:section/:slug/", "/posts/a/"),
        ("/blog/:year/:i_month/:title:output_ext", "/blog/2018/4/a.html"),
        ("pretty", "/ayy-tapahtumat/muu/2018/04/05/a/"),
        ("date", "/ayy-tapahtumat/muu/2018/04/05/a.html"),
        ("none", "/ayy-tapahtumat/muu/a.html"),
        ("/:category/:slug", "/ayy-tapahtumat/a"),
        ("/:nonsense/", None),
        ("/{__class__}/", None),
    ],
)
def test_patterns_of_generators_are_understood(pattern: str, expected: str | None) -> None:
    one = post("posts/a.md", date=DAY, categories=("AYY tapahtumat", "muu"))
    slugs = {"AYY tapahtumat": "ayy-tapahtumat", "muu": "muu"}
    assert expand(pattern, one, lambda text: slugs[text]) == expected


def test_an_undated_post_under_a_dated_pattern_keeps_the_plain_address() -> None:
    addresses, _ = assign([post("posts/a.md")], Rules("/:year/:title/", "en"), Register())
    assert addresses["posts/a.md"].path == "a/"


def test_the_root_is_found_from_every_depth() -> None:
    for text, root in (
        ("/a/", "../"),
        ("/a/b/", "../../"),
        ("/a.html", "./"),
        ("/a/b.html", "../"),
    ):
        address = address_of(text)
        assert address is not None
        assert address.root == root
