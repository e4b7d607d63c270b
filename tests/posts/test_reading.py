"""What a file means, key by key; what the sample blogs don't show."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcli.errors import PostError
from blogcli.posts.context import ReadContext
from blogcli.posts.dialects import Dialect, Name
from blogcli.posts.opening import text_from
from blogcli.posts.post import Post
from blogcli.posts.reading import examine, read, understand

CONTEXT = ReadContext(Dialect("plain"), "fi", ("fi", "sv"), UTC)


def _understand(
    text: str, *, name: Name = "plain", path: str = "posts/a.md", root: Path = Path("/nowhere")
) -> Post:
    context = CONTEXT._replace(dialect=Dialect(name))
    return understand(root, path, text.encode(), context)[0]


def _yaml(header: str, **options: str) -> Post:
    return _understand(f"---\n{header}\n---\n\nbody\n", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "key",
    ["date", "Date", "pubDate", "pubDatetime", "publishDate", "publish_date", "published_at",
     "publishedAt", "published", "created", "created_at", "createdAt", "datePublished"],
)  # fmt: skip
def test_keys_of_dates(key: str) -> None:
    post = _yaml(f"{key}: 2024-01-02")

    assert str(post.date) == "2024-01-02 00:00:00+00:00"


def test_dates_may_stand_within_the_date() -> None:
    post = _yaml("date:\n  created: 2024-01-02\n  updated: 2024-01-03\n  reviewed: 2024-01-04")

    assert str(post.date) == "2024-01-02 00:00:00+00:00"
    assert str(post.updated) == "2024-01-03 00:00:00+00:00"
    assert post.extra == {"date": {"reviewed": "2024-01-04"}}


@pytest.mark.parametrize("word", ["true", "no", "'yes'", "off", "1"])
def test_published_is_a_date_or_says_yes_or_no(word: str) -> None:
    post = _yaml(f"published: {word}", name="jekyll", path="_posts/2024-01-02-a.md")

    assert str(post.date) == "2024-01-02 00:00:00+00:00"
    assert post.draft == (word in ("no", "off"))
    assert post.extra == {}


@pytest.mark.parametrize(
    "key",
    ["updated", "lastmod", "modified", "updatedDate", "updated_at", "last_modified_at",
     "modDatetime", "lastModified", "dateModified"],
)  # fmt: skip
def test_keys_of_updates(key: str) -> None:
    assert str(_yaml(f"{key}: 2024-01-02").updated) == "2024-01-02 00:00:00+00:00"


@pytest.mark.parametrize(
    "header", ["date:", 'date: ""', "date: 0001-01-01T00:00:00Z", "date: null", "date: Created"]
)
def test_no_date(header: str) -> None:
    assert _yaml(header).date is None


@pytest.mark.parametrize(
    ("header", "draft"),
    [
        ("draft: true", True), ("draft: yes", True), ('draft: "true"', True), ("Draft: on", True),
        ("draft: false", False), ("draft: no", False), ("draft: maybe", False),
        ("published: false", True), ("published: true", False), ("published: 2024-01-01", False),
        ("status: draft", True), ("status: Draft", True), ("status: published", False),
        ("title: x", False),
    ],
)  # fmt: skip
def test_drafts(header: str, draft: bool) -> None:
    assert _yaml(header).draft is draft


@pytest.mark.parametrize("path", ["_drafts/a.md", "source/_drafts/b/a.md"])
def test_folders_of_drafts(path: str) -> None:
    assert _yaml("title: x", path=path).draft


@pytest.mark.parametrize(
    ("name", "header", "tags"),
    [
        ("plain", "tags: a, b c", ("a", "b c")),
        ("plain", "tag: a", ("a",)),
        ("plain", "tags: [a, [b, c], a]", ("a", "b", "c")),
        ("plain", "tags: [2024, 1.10, true, no, null, '']", ("2024", "1.10", "true", "no")),
        ("plain", "tags: {a: 1, b: 2}", ("a", "b")),
        ("plain", "tags:\n  - name: a\n    url: /a", ("a",)),
        ("plain", "tags:\n  - C++: a tour\n  - d:", ("C++: a tour", "d")),
        ("plain", "tags: 7", ("7",)),
        ("plain", "tags:", ()),
        ("plain", "tags: '  '", ()),
        ("jekyll", "tags: a b", ("a", "b")),
        ("jekyll", "tags: a, b", ("a", "b")),
        ("jekyll", "tag: a b", ("a b",)),
        ("jekyll", "tag: c\ntags: [a, b c]", ("c", "a", "b c")),
        ("hugo", "tags: a, b", ("a, b",)),
        ("hexo", "tags: a b", ("a b",)),
        ("eleventy", "tags: [post, Posts, a]", ("a",)),
        ("nikola", "tags: a, b c", ("a", "b c")),
        ("pelican", "tags: a; b, c", ("a", "b, c")),
    ],
)  # fmt: skip
def test_tags(name: Name, header: str, tags: tuple[str, ...]) -> None:
    post = _yaml(header, name=name)

    assert post.tags == tags
    assert post.extra == {}


@pytest.mark.parametrize(
    ("header", "authors"),
    [
        ("author: Doe, Jane", ("Doe, Jane",)),
        ("authors: [A, B]", ("A", "B")),
        ("author:\n  name: A\n  url: /a", ("A",)),
        ("authors:\n  - name: A\n  - B", ("A", "B")),
        ("params:\n  author: A", ("A",)),
        ("authors:\nauthor: A", ("A",)),
        ("author: '[[Anna Sea]]'", ("Anna Sea",)),
        ("authors:\n  - '[[people/anna|Anna]]'\n  - '[B] [C]'", ("Anna", "[B] [C]")),
    ],
)
def test_authors(header: str, authors: tuple[str, ...]) -> None:
    assert _yaml(header).authors == authors


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("lang: no", "no"), ("language: fin", "fi"), ("locale: sv_FI", "sv"),
        ("lang: [sv]", "fi"), ("language: python\nlang: sv", "sv"), ("language: python", "fi"),
        ("lang: ''\nlocale: sv", "sv"),
    ],
)  # fmt: skip
def test_languages(header: str, lang: str) -> None:
    assert _yaml(header).lang == lang


@pytest.mark.parametrize(
    ("path", "slug", "lang", "bundle"),
    [
        ("posts/a.md", "a", "fi", False),
        ("posts/a.sv.md", "a", "sv", False),
        ("posts/node.js.md", "node.js", "fi", False),
        ("posts/a.de.md", "a.de", "fi", False),
        ("posts/a/index.md", "a", "fi", True),
        ("posts/a/index.de.md", "a", "de", True),
        ("posts/2024-01-02-a/index.sv.md", "a", "sv", True),
        ("posts/2024-01-02.md", "2024-01-02", "fi", False),
        ("posts/2024-1-2_a b.md", "a b", "fi", False),
        ("posts/2024-13-02-a.md", "2024-13-02-a", "fi", False),
        ("posts/2024-01-02T10_11_12Z-a.md", "a", "fi", False),
        ("posts/2024-13-02T10_11_12-a.md", "2024-13-02T10_11_12-a", "fi", False),
        ("sv/posts/a.md", "a", "sv", False),
        ("posts/sv/2024/a.md", "a", "sv", False),
        ("posts/de/a.md", "a", "fi", False),
        ("index.md", "index", "fi", False),
        ("posts/_index.sv.md", "posts", "sv", False),
    ],
)
def test_paths(path: str, slug: str, lang: str, bundle: bool) -> None:
    post = _yaml("title: x", path=path)

    assert (post.slug, post.lang, post.bundle) == (slug, lang, bundle)


def test_siblings_say_that_a_suffix_is_a_language(tmp_path: Path) -> None:
    for name in ("a.md", "a.de.md", "b.de.md", "c.et.md", "c.de.md"):
        (tmp_path / name).touch()

    def lang(path: str) -> str:
        return _yaml("title: x", path=path, root=tmp_path).lang  # type: ignore[arg-type]

    assert [lang("a.de.md"), lang("b.de.md"), lang("c.de.md"), lang("c.et.md")] == [
        "de", "fi", "de", "et",
    ]  # fmt: skip


def test_the_hour_of_a_file_name() -> None:
    assert str(_yaml("title: x", path="posts/2024-01-02T10_11_12Z-a.md").date) == (
        "2024-01-02 10:11:12+00:00"
    )


@pytest.mark.parametrize(
    ("header", "listed"),
    [
        ("headless: true", False), ("unlisted: true", False), ("build: {list: never}", False),
        ("_build:\n  list: false", False), ("build: {list: always}", True),
        ("eleventyExcludeFromCollections: true", False), ("permalink: false", False),
        ("render: false", False), ("status: hidden", False), ("status: private", False),
        ("title: x", True), ("hidden: true", True),
    ],
)  # fmt: skip
def test_what_generators_leave_out(header: str, listed: bool) -> None:
    assert _yaml(header).listed is listed


@pytest.mark.parametrize("path", ["posts/_index.md", "posts/_index.sv.md"])
def test_section_files_are_not_listed(path: str) -> None:
    assert not _yaml("title: x", path=path).listed


@pytest.mark.parametrize(
    ("name", "header", "url"),
    [
        ("hugo", "url: /a/b/", "/a/b/"),
        ("hugo", "url: a.html", "/a.html"),
        ("hugo", "permalink: /x/", None),
        ("jekyll", "permalink: /a/", "/a/"),
        ("jekyll", "permalink: /:categories/:title/", None),
        ("jekyll", "permalink: pretty", None),
        ("jekyll", "permalink: none", None),
        ("eleventy", "permalink: '/{{ title }}/'", None),
        ("eleventy", "permalink: /a/", "/a/"),
        ("hugo", "url: https://elsewhere.example/", None),
        ("hugo", "url: //elsewhere.example/", None),
        ("hexo", "permalink: ''", None),
    ],
)
def test_addresses(name: Name, header: str, url: str | None) -> None:
    assert _yaml(header, name=name).url == url


def test_the_rest_is_kept_as_json() -> None:
    post = _understand(
        "+++\nCover = 'a.jpg'\nn = 1.5\nbig = 9007199254740993\ninf = inf\nday = 2024-01-02\n"
        "at = 07:30:00\n[extra]\nlist = [1, {a = true}]\n+++\n"
    )

    assert post.extra == {
        "Cover": "a.jpg", "n": 1.5, "big": "9007199254740993", "inf": "inf", "day": "2024-01-02",
        "at": "07:30:00", "extra": {"list": [1, {"a": True}]},
    }  # fmt: skip
    assert Post.from_json(post.to_json()) == post


def test_texts_are_one_line() -> None:
    post = _yaml('title: "  a\\n b\\t c "\ndescription: >\n  one\n  two\n\n  three')

    assert (post.title, post.summary) == ("a b c", "one two three")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("title: x\ndate: 9999999-99-99", "posts/a.md:3:7: date: '9999999-99-99' is no date"),
        ("date: 2017-02-30", "posts/a.md:2:7: date: no calendar has '2017-02-30'"),
        ("lastmod: never", "posts/a.md:2:10: lastmod: 'never' is no date"),
        ("slug: ../../etc/passwd", "posts/a.md:2:7: slug: '../../etc/passwd' leads out"),
        ("slug: 'a\\b'", "posts/a.md:2:7: slug: a backslash"),
        ('slug: "a\\n"', None),
        ('slug: "a\\tb"', "posts/a.md:2:7: slug: a backslash or control character"),
        ("slug: " + "ä" * 101, "posts/a.md:2:7: slug: longer than 200 bytes"),
        ("url: /../x", "posts/a.md:2:6: url: '/../x' leads out"),
        ("tags: [" + ",".join(map(str, range(1001))) + "]", "posts/a.md:2:7: tags has 1,001"),
        ("title: a: b", "posts/a.md:2:9: mapping values"),
    ],
)
def test_impossible_values_have_places(header: str, message: str | None) -> None:
    if message is None:
        assert _yaml(header).slug == "a"
        return
    with pytest.raises(PostError) as caught:
        _yaml(header)

    assert str(caught.value).startswith(message)


def test_a_slug_is_the_last_part_of_what_is_written() -> None:
    assert _yaml("slug: /blog/My Post/").slug == "My Post"
    assert _yaml("slug: 2024").slug == "2024"
    assert _yaml("slug: /").slug == "a"


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", " \r\n"])
def test_an_empty_file_is_named(text: str) -> None:
    if text == "\ufeff":
        assert not _understand(text).listed
        return
    with pytest.raises(PostError, match="the file is empty"):
        _understand(text)


def test_a_fence_of_pelican_needs_no_second() -> None:
    post = _understand("\ufeff---\nTitle: a: b\nTags: c, d\n\nbody\n", name="pelican")

    assert (post.title, post.tags, post.body_line) == ("a: b", ("c", "d"), 5)
    for name, text in (
        ("hugo", "---\ntitle: x\n\nbody\n"),
        ("pelican", "---\nbody\n"),
        ("pelican", "\0"),
    ):
        with pytest.raises(PostError):
            _understand(text, name=name)  # type: ignore[arg-type]


def test_files_are_read_as_they_lie(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("\ufeff---\r\ntitle: Ä\r\n---\r\nrivi\r\n".encode())

    post, body = read(tmp_path, "a.md", CONTEXT)

    assert (post.title, body, post.body_line) == ("Ä", "rivi\n", 4)


def test_status() -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)

    assert _yaml("date: 2024-01-01").status(now) == "published"
    assert _yaml("title: x").status(now) == "published"
    assert _yaml("date: 2027-01-01").status(now) == "scheduled"
    assert _yaml("date: 2024-01-01\nexpires: 2025-01-01").status(now) == "expired"
    assert _yaml("draft: true\ndate: 2027-01-01").status(now) == "draft"


def test_contexts_cross_processes() -> None:
    assert pickle.loads(pickle.dumps(CONTEXT)) == CONTEXT


def test_hugo_holds_a_post_back_until_its_publish_date() -> None:
    late = _yaml("date: 2024-01-01\npublishDate: 2025-01-01", name="hugo")
    early = _yaml("date: 2024-01-01\npublishDate: 2023-01-01", name="hugo")

    assert str(late.date) == "2025-01-01 00:00:00+00:00"
    assert str(early.date) == "2024-01-01 00:00:00+00:00"


def test_an_undated_file_at_the_top_of_a_content_folder_is_a_page() -> None:
    assert _yaml("title: x", name="zola", path="content/about.md").kind == "page"
    assert _yaml("title: x", name="hugo", path="content/about/index.md").kind == "page"
    assert _yaml("date: 2024-01-01", name="hugo", path="content/a.md").kind == "post"
    assert _yaml("title: x", name="hugo", path="content/2024/a.md").kind == "post"


@pytest.mark.parametrize("section", ["page", "pages", "en/page", "page/archives"])
def test_a_dated_file_in_a_section_of_pages_is_a_page(section: str) -> None:
    context = CONTEXT._replace(dialect=Dialect("hugo"), kind="page")
    dated = b"---\ndate: 2024-01-01\n---\n"
    path = f"content/{section}/a.md"

    assert understand(Path("/nowhere"), path, dated, context)[0].kind == "page"
    other = path.replace("page", "talks")
    assert understand(Path("/nowhere"), other, dated, context)[0].kind == "post"


def test_a_dated_file_in_another_collection_of_astro_is_a_post() -> None:
    context = CONTEXT._replace(dialect=Dialect("astro"), kind="page")

    def kind(path: str, header: str) -> str:
        data = f"---\n{header}\n---\n".encode()
        return understand(Path("/nowhere"), path, data, context)[0].kind

    assert kind("src/content/travels/a.md", "pubDate: 2024-01-01") == "post"
    assert kind("src/content/friends/a.md", "title: x") == "page"
    assert kind("src/pages/about.md", "date: 2024-01-01") == "page"


def test_no_break_spaces_in_a_title_stay() -> None:
    post = _yaml('title: "  Qui \\tva\\u202f? С\\u00a0нами  и\\u00a0с Зиной"')

    assert post.title == "Qui va\u202f? С\u00a0нами и\u00a0с Зиной"


def test_of_keys_that_differ_by_case_the_first_counts_and_the_other_is_told_of(
    tmp_path: Path,
) -> None:
    found = examine(
        tmp_path, "a.md", b"---\nTitle: One\ntitle: Two\nfoo: 1\nFoo: 2\n---\n", CONTEXT
    )
    assert found.post.title == "One"
    reason = "a.md:3:8: title: the same key as Title, which counts"
    assert [str(doubt) for doubt in found.doubts] == [reason]


def test_a_nul_in_the_text_hides_no_post(tmp_path: Path) -> None:
    data = "---\ntitle: Ä\n---\n\nYksi.\nKa\0ksi.\n".encode()
    found = examine(tmp_path, "a.md", data, CONTEXT)
    assert (found.post.title, found.body) == ("Ä", "\nYksi.\nKa\ufffdksi.\n")
    assert str(found.doubts[0]) == "a.md:6:3: a NUL byte in the text, shown as \ufffd"
    assert text_from(data, found.post.body_line, "a.md") == found.body
