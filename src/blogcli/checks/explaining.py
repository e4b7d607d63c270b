"""All about one post that decides whether readers see it, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from blogcli.checks.reasons import Reason, reasons
from blogcli.checks.world import Opened, World
from blogcli.errors import PostError
from blogcli.posts.post import Post, Status

if TYPE_CHECKING:
    from blogcli.blog import Blog


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a post to a post, with its place in the file that it stands in."""

    path: str
    """Of the post at the other end."""
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Export:
    """What the last export of the site made of a post."""

    output: Path
    file: Path | None = None
    """None where it made none."""
    changed: bool = False
    """The post's file was changed since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a post is published or not, and what belongs to it."""

    post: Post
    status: Status
    kept_out: Literal["", "no post", "unlisted"]
    """Why no list has it, whatever its status: it has no front matter, or something says so."""
    reasons: tuple[Reason, ...]
    url: str
    """The address that it has, or will have; without a base URL, from the site's root."""
    translations: tuple[Post, ...]
    links_out: tuple[Link, ...]
    links_in: tuple[Link, ...]
    export: Export | None
    """None where no site was ever made."""


def explain(blog: Blog, post: Post, now: datetime) -> Explanation:
    """Gather what decides whether readers see a post; the index must be up to date.

    Raises:
        PostError: The file can't be read.
    """
    world = World(blog, now)
    opened = world.opened(post)
    address = world.sources.addresses.get(post.path)
    url = f"{world.sources.base_url or '/'}{address.path}" if address else ""
    versions = blog.translations(post)
    return Explanation(
        post=post,
        status=post.status(now),
        kept_out=_kept_out(opened),
        reasons=tuple(reasons(opened, now)),
        url=url,
        translations=tuple(versions[lang] for lang in sorted(versions)),
        links_out=tuple(_links(opened)),
        links_in=tuple(_links_to(world, post)),
        export=_export(world, post),
    )


def _kept_out(opened: Opened) -> Literal["", "no post", "unlisted"]:
    if opened.post.listed:
        return ""
    return "no post" if opened.is_no_post else "unlisted"


def _links(opened: Opened) -> Iterator[Link]:
    """Give the links to other posts, each once."""
    told: set[str] = set()
    for reference, target, _ in opened.references:
        other = opened.world.post_at(target) if target.where == "page" else None
        if other is not None and other.path not in {*told, opened.post.path}:
            told.add(other.path)
            line = opened.source.body_line + reference.line - 1
            yield Link(other.path, other.title, line)


def _links_to(world: World, post: Post) -> Iterator[Link]:
    """Give the posts that link here, by path; only those are parsed that may."""
    marks = _marks(world, post)
    for other in world.posts:
        if other.path == post.path:
            continue
        try:
            text = unquote(world.blog.source(other).decode(errors="replace")).casefold()
            if not any(mark in text for mark in marks):
                continue
            found = [link for link in _links(world.opened(other)) if link.path == post.path]
        except PostError:
            continue
        yield from (Link(other.path, other.title, link.line) for link in found)


def _marks(world: World, post: Post) -> set[str]:
    """Give what a text with a link to a post must hold, in lower case."""
    name = post.path.rpartition("/")[0 if post.bundle else 2].rpartition("/")[2]
    address = world.sources.addresses.get(post.path)
    last = unquote(address.path).rstrip("/").rpartition("/")[2] if address else ""
    aliases = (alias.rstrip("/").rpartition("/")[2] for alias in post.aliases)
    found = {post.slug, name.partition(".")[0], last, *map(unquote, aliases)}
    return {mark.casefold() for mark in found if mark}


def _export(world: World, post: Post) -> Export | None:
    from blogcli.export.planning import site_folder
    from blogcli.index.digests import digests
    from blogcli.site.memory import place_of, recall

    database = world.blog.database
    output = site_folder(world.blog)
    memory = recall(place_of(database.path.parent if database.path else None, output))
    if not memory.pieces or not output.is_dir():
        return None
    notes = memory.note(post.path)
    address = world.sources.addresses.get(post.path)
    if notes is None or address is None or address.file not in memory.pieces:
        return Export(output)
    file = output / address.file
    known = digests(database).get(post.path)
    changed = known is None or notes.source != known.file
    return Export(output, file if file.is_file() else None, changed)
