"""The real blogs, read as the product reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcli.config import Config
from blogcli.errors import PostError
from blogcli.posts.context import ReadContext
from blogcli.posts.dialects import detect
from blogcli.posts.finding import find_files
from blogcli.posts.post import Post
from blogcli.posts.reading import read

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass
class RealBlog:
    """One blog: its posts by path, their bodies, what it would not list, what can't be read."""

    root: Path
    posts: dict[str, Post]
    bodies: dict[str, str]
    unlisted: dict[str, Post]
    errors: list[PostError]


@pytest.fixture
def real_blog(corpora: Path) -> Callable[[str], RealBlog]:
    """Read one of the real blogs."""
    return lambda name: _read(corpora / name)


def _read(root: Path) -> RealBlog:
    dialect = detect(root)
    context = ReadContext(dialect, "en", (), UTC)
    blog = RealBlog(root, {}, {}, {}, [])
    for entry in find_files(root, Config(), dialect):
        try:
            post, body = read(root, entry.path, context._replace(kind=entry.kind))
        except PostError as error:
            blog.errors.append(error)
            continue
        if post.listed and post.kind == "post":
            blog.posts[entry.path] = post
            blog.bodies[entry.path] = body
        else:
            blog.unlisted[entry.path] = post
    return blog
