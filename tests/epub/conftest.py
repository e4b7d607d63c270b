"""A blog in a folder, whose posts are bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcli import epub
from blogcli.blog import Blog
from blogcli.blog.book import book_of
from blogcli.epub import Volume
from blogcli.export.surroundings import surroundings
from epub_reader import Bind, Opened

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The blog's folder."""
    root = tmp_path / "blog"
    (root / "posts").mkdir(parents=True)
    (root / "blog.toml").write_text('title = "Merenranta"\nlanguages = ["en", "fi"]\n', "utf-8")
    return root


@pytest.fixture
def bind(folder: Path) -> Bind:
    """Write posts, by name, and bind them: one by itself, several as a book."""

    def bind(posts: Mapping[str, str], title: str = "") -> Opened:
        for name, text in posts.items():
            path = folder / "posts" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        blog = Blog.open(folder)
        by_path = {post.path: post for post in blog.posts(now=NOW)}
        chapters = [by_path[f"posts/{name}"] for name in posts]
        around = surroundings(blog, NOW)
        volume: Volume
        if len(chapters) == 1:
            volume = epub.post_alone(blog, chapters[0], around)
        else:
            volume = epub.volume_of(book_of(blog, chapters, title=title))
        return Opened(epub.bind(blog, volume, around))

    return bind


@pytest.fixture
def body(bind: Bind) -> Callable[[str], Opened]:
    """Bind one post of this body."""
    return lambda text: bind({"a.md": f"---\ntitle: A\ndate: 2026-01-02\nlang: en\n---\n{text}"})
