"""Tags added, removed, renamed and merged over many posts."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from blogcli.blog import Blog
from blogcli.errors import BlogError, PostError, UsageError
from blogcli.posts.editing import Change, Place
from blogcli.posts.editing.terms import add_tag, remove_tag, rename_tag
from blogcli.posts.post import Post
from blogcli.posts.values import FrontMatter
from blogcli.verbs.plan import Plan, plan


def add(blog: Blog, posts: Sequence[Post], tag: str) -> Plan:
    """Plan to add a tag, or several with commas between them, to posts that lack it.

    Raises:
        UsageError: One is empty, or holds what no tag can.
    """
    names = tag_names(tag)
    return plan(
        blog,
        posts,
        lambda _, values, place: [
            change for name in names for change in add_tag(values, name, place)
        ],
    )


def remove(blog: Blog, posts: Sequence[Post], tag: str) -> Plan:
    """Plan to take a tag from the posts that have it, or several with commas between them.

    Raises:
        BlogError: None of them has it.
    """
    whole = any(tag in post.tags for post in posts)  # Hugo's tags may hold commas
    return _replace(blog, posts, [tag] if whole else tag_names(tag), None)


def merge(blog: Blog, posts: Sequence[Post], tags: Sequence[str], into: str) -> Plan:
    """Plan to put one tag in the place of others.

    Raises:
        BlogError: No post has any of them.
    """
    return _replace(blog, posts, tags, tag_name(into))


def tag_name(text: str) -> str:
    """Read a tag as it was typed.

    Raises:
        UsageError: It is empty, or holds what no tag can.
    """
    name = " ".join(text.split())
    if not name or not name.isprintable():
        reason = f"{text!r} can't be a tag"
        raise UsageError(reason)
    return name


def tag_names(text: str) -> list[str]:
    """Read tags as they were typed, with commas between them.

    Raises:
        UsageError: One is empty, or holds what no tag can.
    """
    parts = [part for part in text.split(",") if part.strip()] or [""]
    return list(dict.fromkeys(map(tag_name, parts)))


def _replace(blog: Blog, posts: Sequence[Post], tags: Sequence[str], into: str | None) -> Plan:
    olds = _as_written([" ".join(tag.split()) for tag in tags], posts)
    having = [post for post in posts if not set(olds).isdisjoint(post.tags)]
    if not having:
        raise _missing(olds, posts)

    def changes(_: Post, values: FrontMatter, place: Place) -> list[Change]:
        found: list[Change] = []
        for old in olds:
            if into is None:
                found += remove_tag(values, old, place)
            else:
                found += rename_tag(values, old, into, place)
        if not found:
            reason = f"{olds[0]!r} comes from defaults of its folder or of the blog"
            raise PostError(place.path, reason)
        return found

    return plan(blog, having, changes)


def _as_written(tags: Sequence[str], posts: Sequence[Post]) -> list[str]:
    """Give tags as posts have them: the same letters may be coded in two ways (NFC and NFD)."""
    typed = {unicodedata.normalize("NFC", tag) for tag in tags}
    found = {tag for post in posts for tag in post.tags}
    others = (tag for tag in sorted(found) if unicodedata.normalize("NFC", tag) in typed)
    return list(dict.fromkeys((*tags, *others)))


def _missing(tags: Sequence[str], posts: Sequence[Post]) -> BlogError:
    import difflib

    if not posts:
        return BlogError("no post matches what was asked for", hint="blog list shows which would")
    known = {tag for post in posts for tag in post.tags}
    folded = {tag.casefold(): tag for tag in known}
    close = difflib.get_close_matches(tags[0].casefold(), folded, n=1)
    hint = f"did you mean {folded[close[0]]!r}?" if close else "blog tag list lists the tags"
    return BlogError(f"no post has the tag {tags[0]!r}", hint=hint)
