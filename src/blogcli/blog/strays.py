"""Files that a person names and that no list has: what keeps them out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import AmbiguousPost, PostNotFound
from blogcli.posts.naming import SUFFIXES
from blogcli.posts.post import Post

if TYPE_CHECKING:
    from blogcli.blog.facade import Blog


def find(blog: Blog, name: str, now: datetime) -> Post:
    """Find a post, a page, or a file among the posts that its own header keeps out of all lists.

    Raises:
        PostNotFound: There is none; where a file goes by that name, the hint says why it is none.
        PostError: It can't be read.
    """
    try:
        return blog.find(name, now=now)
    except AmbiguousPost:
        raise
    except PostNotFound as error:
        path = blog.relative(name)
        if path is None or not (blog.root / path).is_file():
            raise
        folders = [folder.path for folder in blog.dialect.folders(blog.root, blog.config)]
        among = any(path.startswith(f"{folder}/") or folder == "." for folder in folders)
        if not among or Path(path).suffix.lstrip(".").lower() not in SUFFIXES:
            hint = f"posts are Markdown files in {', '.join(folders)}"
            raise PostNotFound(name, hint=hint) from error
        return blog.read(path)[0]
