"""What is summed up of each post, and when an earlier sum may stand for it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from blogcli.blog import Blog
from blogcli.index.digests import AllDigests, context, digests

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def _open(root: Path) -> Blog:
    blog = Blog.open(root, env={"XDG_CACHE_HOME": str(root.parent / "cache")})
    blog.sync(NOW)
    return blog


def test_an_earlier_sum_stands_for_a_post_whose_file_is_the_same(tmp_path: Path) -> None:
    root = tmp_path / "blog"
    posts = root / "posts"
    posts.mkdir(parents=True)
    for name in ("a", "b"):
        (posts / f"{name}.md").write_text(f"---\ntitle: {name}\n---\nWords.\n")
    before = digests(_open(root).database)
    (posts / "b.md").write_text("---\ntitle: other\n---\nWords.\n")
    database = _open(root).database
    after = digests(database)
    assert after["posts/a.md"] == before["posts/a.md"]
    assert after["posts/b.md"].said != before["posts/b.md"].said
    assert digests(database, before) == after
    assert after.other_than(before) == frozenset({"posts/b.md"})
    assert after.other_than(after) == frozenset()
    # What is known is taken at its word, and asks for no look at the post.
    said = b"known, 16 bytes."
    first, second = before.values()
    data = said + first.file + said + second.file
    for known in (
        AllDigests(before.paths, data),
        AllDigests([*before.paths, "posts/c.md"], data * 2),
    ):
        assert digests(database, known) == {
            "posts/a.md": after["posts/a.md"]._replace(said=said),
            "posts/b.md": after["posts/b.md"],
        }
        assert after.other_than(known) == (
            {"posts/a.md", "posts/b.md"} if len(known) == 2 else None
        )


def test_the_context_tells_when_the_same_files_may_say_something_else(tmp_path: Path) -> None:
    root = tmp_path / "blog"
    root.mkdir()
    (root / ".eleventy.js").write_text("")
    (root / "a.md").write_text("Words.\n")
    first = context(_open(root).database)
    assert context(_open(root).database) == first
    (root / "a.json").write_text('{"author": "Ann"}')
    assert context(_open(root).database) != first
