"""Posts deleted: into the journal, from which undo brings them back."""

from __future__ import annotations

from collections.abc import Sequence
from glob import escape
from pathlib import Path

from blogcli.blog import Blog
from blogcli.changes.steps import delete
from blogcli.errors import OutputError
from blogcli.posts import meta_files
from blogcli.posts.finding import is_markdown
from blogcli.posts.post import Post
from blogcli.verbs.plan import Plan

MOST_BYTES = 200_000_000
"""Of one change, all of which is kept."""


def delete_posts(blog: Blog, posts: Sequence[Post]) -> Plan:
    """Plan to delete posts; a bundle goes with its images once it has no other language.

    Raises:
        OutputError: A file can't be read, or is a link, or all are too much to be kept.
    """
    made = Plan(posts=[post.path for post in posts])
    leaving = set(made.posts)
    for post in posts:
        folder = post.path.rpartition("/")[0]
        whole = post.bundle and folder and _others(blog, folder) <= leaving
        path = folder if whole else post.path
        for one in (path, *_metadata(blog, post, leaving)):
            if not any(step.path == one for step in made.steps):
                made.steps += delete(blog.root, one)
        if sum(len(step.old or b"") for step in made.steps) > MOST_BYTES:
            message = f"these are more than {MOST_BYTES:,} bytes, which undo could not bring back"
            raise OutputError(message, hint="delete fewer posts at once")
    return made


def _metadata(blog: Blog, post: Post, leaving: set[str]) -> list[str]:
    """Name the file of metadata that only this post has, in Nikola's blogs.

    Translations read that of the original too: it goes with the last of them.
    """
    if blog.dialect.name != "nikola":
        return []
    return [
        name
        for name in meta_files.names(post.path)
        if (blog.root / name).is_file() and _readers(blog, name) <= leaving
    ]


def _readers(blog: Blog, name: str) -> set[str]:
    """Give the posts that read a file of metadata."""
    stem = Path(name).stem
    folder = (blog.root / name).parent
    paths = {file.relative_to(blog.root).as_posix() for file in folder.glob(f"{escape(stem)}.*")}
    return {path for path in paths if is_markdown(path) and name in meta_files.names(path)}


def _others(blog: Blog, folder: str) -> set[str]:
    """Give the posts of a bundle, one a language."""
    files = (blog.root / folder).glob("index.*")
    return {
        f"{folder}/{file.name}" for file in files if file.suffix in (".md", ".markdown", ".mdx")
    }
