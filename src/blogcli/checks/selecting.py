"""Which posts a check looks at, as a person or a hook names them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.checks.request import Asked, Selected
from blogcli.errors import PostError

if TYPE_CHECKING:
    from blogcli.blog import Blog


def selected(blog: Blog, asked: Asked, now: datetime) -> Selected:
    """Do the work of `blogcli.checks.select`."""
    if not asked.names and not asked.query:
        return Selected()
    paths: set[str] = set()
    passed: list[str] = []
    if asked.query:
        paths.update(post.path for post in blog.posts(asked.query, now=now))
    known: set[str] = set()
    if asked.names:
        known.update(post.path for post in blog.posts(now=now, kind=None))
        known.update(error.path for error in asked.unreadable)
    for name in asked.names:
        found = _below(blog, name, known)
        if found is None:
            paths.add(_by_name(blog, name, now))
        elif found:
            paths.update(found)
        else:
            passed.append(name)
    return Selected(frozenset(paths), tuple(passed))


def _below(blog: Blog, name: str, known: Collection[str]) -> list[str] | None:
    """Give the posts that a file or folder is or holds; None where it is neither."""
    file = Path(name).expanduser()
    path = blog.relative(file)
    if path is None or not file.exists():
        return None
    if file.is_dir():
        begin = "" if path == "." else f"{path}/"
        return [other for other in known if other.startswith(begin)]
    return [path] if path in known else []


def _by_name(blog: Blog, name: str, now: datetime) -> str:
    try:
        return blog.find(name, now=now).path
    except PostError as error:
        return error.path  # a file that can't be read is what a check tells of
