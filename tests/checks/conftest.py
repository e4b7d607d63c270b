"""A blog of the files that a test names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcli import checks
from blogcli.blog import Blog

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CONFIG = 'title = "T"\nlanguages = ["en", "fi"]\ntimezone = "Europe/Helsinki"\n'
Files = Mapping[str, str | bytes]
MakeBlog = Callable[[Files], Blog]


@pytest.fixture
def make_blog(tmp_path: Path) -> Iterator[MakeBlog]:
    opened: list[Blog] = []

    def make(files: Files) -> Blog:
        root = tmp_path / f"blog{len(opened)}"
        root.mkdir()
        for path, content in {"blog.toml": CONFIG, **files}.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        blog = Blog.open(root, env=os.environ)
        opened.append(blog)
        return blog

    yield make
    for blog in opened:
        blog.close()


def found(blog: Blog, **asked: object) -> checks.CheckReport:
    """Check a blog."""
    report = blog.sync(NOW)
    request = checks.CheckRequest(unreadable=report.unreadable, **asked)  # type: ignore[arg-type]  # a test's words
    return checks.check(blog, request, NOW)
