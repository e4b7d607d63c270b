"""What is asked for becomes a list of files, or a refusal that says the way out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli import export
from blogcli.blog import Blog
from blogcli.errors import BlogError, ExitCode, OutputError, PostNotFound, UsageError
from blogcli.export import ExportPlan, ExportRequest
from blogcli.export.names import file_names
from blogcli.export.refusals import Guard
from blogcli.posts.post import Post

Plan = Callable[..., ExportPlan]


def shown(plan: ExportPlan, here: Path) -> list[str]:
    """The plan in short: each file as seen from where the person is."""
    return [
        "-" if item.path is None else item.path.relative_to(here).as_posix() for item in plan.items
    ]


@pytest.mark.parametrize(
    ("posts", "options", "form", "files"),
    [
        (("first",), {}, "html", ["first.html"]),
        (("first",), {"to": "pdf"}, "pdf", ["first.pdf"]),
        (("first",), {"to": "text"}, "text", ["first.txt"]),
        (("first",), {"output": "a/b.PDF"}, "pdf", ["a/b.PDF"]),
        (("first",), {"output": "out.htm"}, "html", ["out.htm"]),
        (("first",), {"output": "out"}, "html", ["out/first.html"]),
        (("first",), {"output": "out/", "to": "json"}, "json", ["out/first.json"]),
        (("first",), {"output": "x.json/", "to": "json"}, "json", ["x.json/first.json"]),
        (("first",), {"output": "-"}, "html", ["-"]),
        (("first", "first"), {}, "html", ["first.html"]),
        (("first", "draft"), {}, "html", ["first.html", "draft.html"]),
        (("later",), {}, "html", ["later.html"]),
        (("about",), {}, "html", ["about.html"]),
        (("both@is",), {}, "html", ["both.html"]),
        (("both@is", "both@en"), {}, "html", ["both.is.html", "both.en.html"]),
        ((), {"query": "tag:x"}, "html", ["first.html"]),
        ((), {"query": "tag:x", "drafts": True}, "html", ["first.html", "draft.html"]),
        ((), {"query": "sort:title limit:1"}, "html", ["both.html"]),
        ((), {"query": "sort:date+ limit:1"}, "html", ["first.html"]),
        ((), {"query": "sort:date- limit:1"}, "html", ["both.html"]),
        ((), {"to": "pdf"}, "pdf", ["both.en.pdf", "both.is.pdf", "first.pdf"]),
        ((), {"output": "all.json"}, "json", ["all.json", "all.json", "all.json"]),
        ((), {"output": "-", "to": "text"}, "text", ["-", "-", "-"]),
    ],
)
def test_what_becomes_what(  # noqa: PLR0917 - a row of a table
    plan: Plan, here: Path, posts: tuple[str, ...], options: dict[str, object], form: str,
    files: list[str],
) -> None:  # fmt: skip
    made = plan(*posts, **options)
    assert made.format == form
    assert shown(made, here) == files
    assert list(here.iterdir()) == []


def test_no_selection_makes_the_site(plan: Plan, blog: Blog, here: Path) -> None:
    for options, output in (
        ({}, blog.root / "public"),
        ({"to": "site"}, blog.root / "public"),
        ({"output": "out"}, here / "out"),
        ({"output": "out/", "strict": True, "drafts": True}, here / "out/"),
    ):
        made = plan(**options)
        assert made.format == "site"
        assert made.site is not None
        assert made.site.output == output
        assert made.site.strict == bool(options.get("strict"))
        assert made.site.drafts == bool(options.get("drafts"))


@pytest.mark.parametrize(
    ("posts", "options", "error", "reason", "hint"),
    [
        (("nope",), {}, PostNotFound, "no post goes by the name 'nope'", ""),
        (("first",), {"to": "htlm"}, UsageError, "there is no format 'htlm'", "did you mean html?"),
        (("first",), {"to": "docx"}, UsageError, "there is no format 'docx'", "formats: site"),
        (("first",), {"to": "pdf", "output": "a.html"}, UsageError, "contradicts", ".pdf"),
        ((), {"to": "site", "output": "a.html"}, UsageError, "contradicts", "a folder"),
        (("first",), {"to": "site"}, UsageError, "made of the whole blog", "--to html"),
        ((), {"output": "-"}, UsageError, "can't go to standard output", "-o"),
        ((), {"output": "a.html"}, UsageError, "a.html: which post?", "--query"),
        (
            ("first", "both"),
            {"output": "a.pdf"},
            UsageError,
            "2 posts don't go into one",
            "-o out/",
        ),
        (("first", "both"), {"output": "-"}, UsageError, "standard output as html", "-o out/"),
        ((), {"query": "tag:none"}, OutputError, "no post matches tag:none", ""),
        (
            (),
            {"query": "is:draft"},
            OutputError,
            "no published post matches",
            "--drafts takes in 2",
        ),
        (
            (),
            {"query": "is:scheduled"},
            OutputError,
            "no published",
            "--future takes in 1 scheduled post",
        ),
    ],
)
def test_what_is_refused_with_a_way_out(  # noqa: PLR0917 - a row of a table
    plan: Plan, posts: tuple[str, ...], options: dict[str, object], error: type[BlogError],
    reason: str, hint: str,
) -> None:  # fmt: skip
    with pytest.raises(error) as caught:
        plan(*posts, **options)
    assert reason in str(caught.value)
    assert hint in caught.value.hint


def test_a_source_is_never_written_over_and_what_is_not_there_is_none(blog: Blog) -> None:
    guard = Guard(blog, datetime(2026, 1, 1, tzinfo=UTC))

    with pytest.raises(OutputError, match="is the source of a post"):
        guard.check(blog.root / "posts/first.md")

    guard.check(blog.root / "first.md")


def test_an_export_of_nothing_fails(plan: Plan) -> None:
    with pytest.raises(OutputError) as caught:
        plan(query="tag:none")
    assert caught.value.exit_code == ExitCode.FAILED


@pytest.mark.parametrize(
    "output",
    [
        "{blog}/posts/first.md",
        "{blog}/posts/new.html",
        "{blog}/posts/both/x.html",
        "{blog}/posts",
        "{blog}/posts/both/",
        "{blog}/pages/about.md",
        "{blog}/pages/",
        "{blog}/blog.toml",
        "{blog}/../blog/posts/x.html",
        "way-to-a-post.html",
        "way-to-the-posts/",
        "way-to-the-posts/x.html",
    ],
)
def test_no_post_and_nothing_among_the_posts_is_ever_written_over(
    plan: Plan, blog: Blog, here: Path, output: str
) -> None:
    (here / "way-to-a-post.html").symlink_to(blog.root / "posts/first.md")
    (here / "way-to-the-posts").symlink_to(blog.root / "posts")
    before = {path: path.read_bytes() for path in blog.root.rglob("*") if path.is_file()}
    for options in ({"to": "html"}, {}):
        with pytest.raises((OutputError, UsageError)):
            plan("first", output=output.format(blog=blog.root), **options)
    assert before == {path: path.read_bytes() for path in blog.root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("output", ["../elsewhere", "/elsewhere", "way-out", "way-out/site", ".."])
def test_a_blog_puts_its_site_nowhere_outside_unless_a_person_says_so(
    plan: Plan, blog: Blog, here: Path, output: str
) -> None:
    (blog.root / "way-out").symlink_to(here)
    (blog.root / "blog.toml").write_text(f'[site]\noutput = "{output}"\n')
    strangers = Blog.open(blog.root)
    now = datetime(2026, 11, 24, tzinfo=UTC)
    with pytest.raises(OutputError, match="outside the blog") as caught:
        export.plan(strangers, ExportRequest(folder=blog.root), now)
    assert "-o" in caught.value.hint
    assert plan(output=str(here / "site")).site is not None


def test_a_person_among_the_posts_is_told_where_to_go(blog: Blog) -> None:
    request = ExportRequest(posts=("first",), folder=blog.root / "posts")
    with pytest.raises(OutputError, match="among the posts") as caught:
        export.plan(blog, request, datetime(2026, 11, 24, tzinfo=UTC))
    assert "-o" in caught.value.hint


SLUGS = st.text(max_size=8) | st.sampled_from(["a", "A", "ä", "a\u0308", "../x", "", "con", "a.en"])


@given(st.lists(st.tuples(SLUGS, st.sampled_from(["en", "fi"])), max_size=8))
def test_names_are_safe_and_each_is_given_once(drawn: list[tuple[str, str]]) -> None:
    posts = [Post(path=f"{i}.md", slug=slug, lang=lang) for i, (slug, lang) in enumerate(drawn)]
    names = file_names(posts, ".html")
    assert len({name.casefold() for name in names.values()}) == len(posts)
    for name in names.values():
        assert not set(name) & set('/\\\0:*?"<>|')
        assert not name.startswith(".")
        assert len(name.encode()) < 200
