"""What a verb is going to do: the steps, and the posts that it can't be done to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from blogcli.blog import Blog
from blogcli.changes.steps import Step, edit
from blogcli.errors import PostError
from blogcli.posts import reading
from blogcli.posts.editing import Change, Place
from blogcli.posts.editing import edit as edited
from blogcli.posts.meta_files import file_of
from blogcli.posts.post import Post
from blogcli.posts.style import Style, learn
from blogcli.posts.values import FrontMatter


@dataclass(slots=True)
class Plan:
    """What is to be done at once."""

    steps: list[Step] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    """Paths of the posts that the verb changes, as they will be."""
    problems: list[PostError] = field(default_factory=list)
    """Posts that can't be changed so; the others are."""
    notes: list[str] = field(default_factory=list)
    """What the person should know of."""


Changes = Callable[[Post, FrontMatter, Place], Iterable[Change]]
"""Gives the changes of one post's header."""


def plan(blog: Blog, posts: Sequence[Post], changes: Changes) -> Plan:
    """Plan to change the headers of posts; one that can't be changed does not stop the others."""
    made, style = Plan(), style_of(blog)
    for post in posts:
        try:
            old, new = change_header(blog, post, changes, style)
        except PostError as error:
            made.problems.append(error)
            continue
        if new != old:
            made.steps.append(edit(post.path, old, new))
            made.posts.append(post.path)
    return made


def change_header(blog: Blog, post: Post, changes: Changes, style: Style) -> tuple[bytes, bytes]:
    """Give the bytes of a post as they are, and with the changes of its header.

    Raises:
        PostError: The header can't be changed so, or would say something impossible or in vain.
    """
    place = Place(post.path, blog.dialect, style)
    if blog.dialect.name == "nikola" and (other := file_of(blog.root, post.path)):
        reason = f"what is said of this post stands in {other}, which blog does not change"
        raise PostError(post.path, reason, hint=f"change {other} by hand")
    old = blog.source(post)
    values = reading.values_of(reading.split(old, post.path, blog.dialect), post.path, blog.dialect)
    new = edited(old, list(changes(post, values, place)), place)
    if new != old:
        known = {doubt.reason for doubt in _read(blog, post, old).doubts}
        for doubt in _read(blog, post, new).doubts:
            if doubt.reason not in known:
                raise doubt
    return old, new


def read_again(blog: Blog, post: Post, data: bytes, path: str = "") -> Post:
    """Say what a post will be, read as it is going to be written.

    Raises:
        PostError: It would say something impossible.
    """
    return _read(blog, post, data, path).post


def _read(blog: Blog, post: Post, data: bytes, path: str = "") -> reading.Examined:
    context = blog.source_of_posts.context._replace(kind=post.kind)
    return reading.examine(blog.root, path or post.path, data, context)


def style_of(blog: Blog) -> Style:
    """Learn how the blog writes its headers."""
    from blogcli.posts.finding import find_files

    found = find_files(blog.root, blog.config, blog.dialect)
    return learn(blog.root, blog.dialect, [one.path for one in found if one.kind == "post"])
