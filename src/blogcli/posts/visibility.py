"""Whether a post is a draft, and whether its generator would list it at all."""

from __future__ import annotations

from blogcli.posts.dialects import Name
from blogcli.posts.fields import Fields
from blogcli.posts.values import as_text

_NEVER = frozenset(("never", "local", "false"))


def is_draft(fields: Fields, name: Name, path: str) -> bool:
    """Say whether the header or the folder calls the post a draft."""
    draft = fields.flag("draft", "isdraft")
    key = fields.key(("draft",))
    if draft is None and key is not None and (word := as_text(fields.values[key])):
        fields.doubt(key, f"{key}: {word[:40]!r} is neither true nor false: the post is no draft")
    published = fields.flag("published")
    return (
        bool(draft)
        or published is False
        or _status(fields) == "draft"
        or path.startswith("_drafts/")
        or "/_drafts/" in path
        or (name == "nikola" and _tagged(fields, "draft"))
    )


def is_listed(fields: Fields, name: Name, path: str) -> bool:
    """Say whether lists and feeds of the generator would have the post.

    Hugo's `headless` and `build` with `list` or `render: never`, Zola's `render = false`,
    Eleventy's `eleventyExcludeFromCollections` and `permalink: false`, Pelican's hidden and
    Nikola's private posts, and Astro's files with a leading `_` are left out.
    """
    if fields.flag("headless", "unlisted", "eleventyexcludefromcollections"):
        return False
    if fields.get("permalink") is False or fields.get("render") is False:
        return False
    build = fields.get("build")  # once `_build`
    if isinstance(build, dict) and (
        as_text(build.get("list")).lower() in _NEVER or as_text(build.get("render")) == "never"
    ):
        return False
    if name == "astro" and ("/_" in path or path.startswith("_")):
        return False
    if name == "nikola" and _tagged(fields, "private"):
        return False
    return _status(fields) not in ("hidden", "private", "skip")


def _status(fields: Fields) -> str:
    key = fields.key(("status",))
    word = "" if key is None else as_text(fields.values[key]).lower()
    if key is not None and word in ("draft", "published"):  # the post's own status says it
        fields.used.add(key)
    return word


def _tagged(fields: Fields, word: str) -> bool:
    """Say whether Nikola's old way of marking a post is used: a tag of that name."""
    tags = fields.get("tags")
    words = tags.split(",") if isinstance(tags, str) else tags if isinstance(tags, list) else []
    return any(as_text(item).lower() == word for item in words)
