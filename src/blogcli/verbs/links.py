"""Links in posts rewritten to where a post has moved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from blogcli.blog import Blog
from blogcli.errors import PostError
from blogcli.markdown.links import Reference, references
from blogcli.posts import reading
from blogcli.posts.post import Post
from blogcli.site.links import SiteMap, leaves

_END_OF_PATH = re.compile(r"[?#]")


class Move(NamedTuple):
    """A post that moves: `old` is the part of its path and address that becomes `new`."""

    old: str
    new: str


class Rewritten(NamedTuple):
    """The bytes of a post with its links as they must be, and those that could not be found."""

    data: bytes
    left: list[PostError]


def rewrite(
    blog: Blog, post: Post, data: bytes, sitemap: SiteMap, moves: Mapping[str, Move]
) -> Rewritten:
    """Let the links of a post lead to where other posts move; `moves` are by present path.

    All but the changed part of each link stays byte for byte.

    Raises:
        PostError: The file can't be read.
    """
    names = {name for move in moves.values() for name in (move.old, quote(move.old))}
    if not any(name.encode() in data for name in names):
        return Rewritten(data, [])
    source = reading.split(data, post.path, blog.dialect)
    body = data[source.body_start :].decode()
    found = _splices(post, body, source.body, sitemap, moves)
    left = [
        PostError(post.path, f"a link to {one.target} is not rewritten: mend it by hand",
                  line=source.body_line + one.line - 1, column=one.column)
        for one, place in found if place is None
    ]  # fmt: skip
    places = sorted((place for _, place in found if place is not None), reverse=True)
    for start, end, text in places:
        body = body[:start] + text + body[end:]
    return Rewritten(data[: source.body_start] + body.encode(), left)


_Place = tuple[int, int, str]


def _splices(
    post: Post, body: str, lf: str, sitemap: SiteMap, moves: Mapping[str, Move]
) -> list[tuple[Reference, _Place | None]]:
    paths = {sitemap.addresses[path]: path for path in moves if path in sitemap.addresses}
    lines = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", body))]
    taken: set[int] = set()
    found: list[tuple[Reference, _Place | None]] = []
    for one in references(lf):
        if leaves(one.target):
            continue
        target = sitemap.target(post, one.target)
        path = target.post or (paths.get(target.address, "") if target.address else "")
        if path not in moves or not _path_of(one.target):
            continue
        written = _renamed(one.target, moves[path])
        if written is None:
            continue
        begin = lines[min(one.line, len(lines)) - 1] + one.column - 1
        start = _unclaimed(body, one.target, begin, taken)
        if start is None:
            found.append((one, None))
            continue
        taken.add(start)
        found.append((one, (start, start + len(one.target), written)))
    return found


def _unclaimed(body: str, target: str, begin: int, taken: set[int]) -> int | None:
    """Find where a target is written: from its link on, else anywhere, as in a definition."""
    for start in (begin, 0):
        at = body.find(target, start)
        while at >= 0 and at in taken:
            at = body.find(target, at + 1)
        if at >= 0:
            return at
    return None


def _path_of(target: str) -> str:
    found = _END_OF_PATH.search(target)
    return target[: found.start()] if found else target


def _renamed(target: str, move: Move) -> str | None:
    """Put the new name in the place of the old, where it is the last; None where it isn't there."""
    path = _path_of(target)
    for old, new in ((move.old, move.new), (quote(move.old), quote(move.new))):
        before, found, after = path.rpartition(old)
        if found and "/" not in after.strip("/"):
            return before + new + after + target[len(path) :]
    folded = unquote(path)
    return None if move.old not in folded else folded.replace(move.old, move.new)
