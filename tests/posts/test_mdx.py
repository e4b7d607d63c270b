"""MDX is read as the Markdown that it holds."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcli.blog import Blog
from blogcli.posts.mdx import plain


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ('import A from "a";\nimport B from "b";\n\nText', "\n\n\nText"),
        ("export const x = {\n  a: 1,\n}\n\nText", "\n\n\n\nText"),
        ("Text\nimport duties are high", "Text\nimport duties are high"),
        ("importance", "importance"),
        ("a {/* b\nc */} d", "a \nd"),
        ('a{" "}b', "ab"),
        ("<Note type='x > y' f={() => { g(1) }}>\n  *In*\n</Note>", "\n*In*\n"),
        ("<Tabs>\n  <Tabs.One>\n    Deep\n  </Tabs.One>\n</Tabs>", "\n\nDeep\n\n"),
        ("- a\n    - b\n\nc", "- a\n    - b\n\nc"),
        ("<Note\n  a='b'\n>\nc\n</Note>", "\n\n\nc\n"),
        ("a <Chart data={[1]} /> b", "a <Chart data={[1]} /> b"),
        ("<div>a</div> <b>c</b> a < B", "<div>a</div> <b>c</b> a < B"),
        (
            '<div className="a">\n  <div style={{ b: 1 }}>\n    ![c](d.png)\n  </div>\n</div>',
            "\n\n![c](d.png)\n\n",
        ),
        ("`<Note>` ```<Em>``` <Em>", "`<Note>` ```<Em>``` "),
        (
            "<Note>\n  ```js\n  import a\n    <Em>\n  ```\n</Note>",
            "\n```js\nimport a\n  <Em>\n```\n",
        ),
        ("```\n\nimport a\n{/* b */}", "```\n\nimport a\n{/* b */}"),
        ("1 < 2 {a} } { <A", "1 < 2 {a} } { <A"),
    ],
)
def test_what_is_read(body: str, read: str) -> None:
    assert plain(body) == read


@pytest.mark.parametrize(
    "piece",
    [
        "<A ",
        "{/*",
        "<A b={",
        "<A b={{",
        '<A b="',
        "`",
        "<A a a a",
        "\nimport",
        "```\n",
        "</A",
        "\n<div ",
        "\n<div a={",
        "\n  ",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    start = time.process_time()
    plain(piece * 20_000)
    assert time.process_time() - start < 5


def test_posts_in_mdx_are_found_and_shown_by_their_words(tmp_path: Path) -> None:
    (tmp_path / "astro.config.mjs").touch()
    folder = tmp_path / "src/content/blog"
    folder.mkdir(parents=True)
    header = "---\ntitle: T\npubDate: 2026-01-01\n---\n\n"
    text = "import Quay from 'harbour'\n\n<Note>\n    Boats *sail*.\n</Note>\n"
    for name in ("a.mdx", "b.md"):
        (folder / name).write_text(header + text)
    blog = Blog.open(tmp_path)
    now = datetime(2026, 2, 1, tzinfo=UTC)

    (post, other) = sorted(blog.posts(now=now), key=lambda post: post.path)
    assert (post.word_count, other.word_count) == (2, 8)
    assert "import" not in blog.body(post)
    assert "import" in blog.body(other)
    assert [hit.post.path for hit in blog.search("quay", now=now)] == [other.path]
    (hit,) = [hit for hit in blog.search("sail", now=now) if hit.post == post]
    assert (hit.line, hit.snippet) == (9, "Boats sail.")


def test_a_comment_ends_where_it_says_so_and_an_open_one_is_text() -> None:
    long = "x" * 9000
    assert plain(f"a {{/* {long}\ny */}} b\n\n`{{/* c */}}` d") == "a \nb\n\n`{/* c */}` d"
    assert plain("a {/* b <Note>c</Note> {/* d") == "a {/* b c {/* d"


def test_very_many_open_comments_are_read_once() -> None:
    """Looking for the end of each took fifteen seconds."""
    text = "{/*" * 300_000
    assert plain(text) == text
