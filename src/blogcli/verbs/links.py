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
from blogcli.site.addresses import Address
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
        written = None if leaves(one.target) else _moved(post, one.target, sitemap, paths, moves)
        if written is None:
            continue
        begin = lines[min(one.line, len(lines)) - 1] + one.column - 1
        starts = _definitions(body, one.target, begin)
        if starts is None:
            starts = _unclaimed(body, one.target, begin, taken)
            if not starts:
                found.append((one, None))
        for start in starts:
            if start not in taken:
                taken.add(start)
                found.append((one, (start, start + len(one.target), written)))
    return found


def _moved(
    post: Post, written: str, sitemap: SiteMap, paths: Mapping[Address, str],
    moves: Mapping[str, Move],
) -> str | None:  # fmt: skip
    """Give the new target of a link, None where it stays as it is."""
    target = sitemap.target(post, written)
    path = target.post or (paths.get(target.address, "") if target.address else "")
    if path in moves:
        return _renamed(written, moves[path]) if _path_of(written) else None
    if target.source is None:
        return None
    for one, move in moves.items():
        folder = (sitemap.root / one).parent
        bundle = folder.name == move.old and not one.rpartition("/")[2].startswith(f"{move.old}.")
        if bundle and target.source.is_relative_to(folder):
            return _through(written, move, len(target.source.relative_to(folder).parts))
    return None


def _through(target: str, move: Move, depth: int) -> str | None:
    """Rename the bundle in the path to a file that lies `depth` names deep in it."""
    path = _path_of(target)
    names = path.split("/")
    at = len(names) - 1 - depth
    if at < 0 or unquote(names[at]) != move.old:
        return None
    names[at] = move.new if names[at] == move.old else quote(move.new)
    return "/".join(names) + target[len(path) :]


def _definitions(body: str, target: str, begin: int) -> list[int] | None:
    """Find where definitions give a target to the link at `begin`; None if it has its own."""
    depth = 0
    at = begin + body.startswith("!", begin)
    while at < len(body) and (depth or body[at] == "["):
        depth += {"[": 1, "]": -1}.get(body[at], 0)
        at += 2 if body[at] == "\\" else 1
        if not depth:
            break
    if at <= begin + 1 or depth or body.startswith("(", at):
        return None
    definition = rf"^[ \t>]*\[[^\]\r\n]+\]:[ \t]*<?({re.escape(target)})(?=[>\s]|\Z)"
    return [one.start(1) for one in re.finditer(definition, body, re.MULTILINE)] or None


def _unclaimed(body: str, target: str, begin: int, taken: set[int]) -> list[int]:
    """Find where a target is written: from its link on, else anywhere, as in a definition."""
    for start in (begin, 0):
        at = body.find(target, start)
        while at >= 0 and at in taken:
            at = body.find(target, at + 1)
        if at >= 0:
            return [at]
    return []


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
