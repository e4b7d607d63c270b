"""Links in posts rewritten to where a post has moved."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote, unquote

from blogcli.blog import Blog
from blogcli.errors import PostError
from blogcli.markdown import wikilinks
from blogcli.markdown.links import Reference, references
from blogcli.posts import reading
from blogcli.posts.post import Post
from blogcli.site.addresses import Address
from blogcli.site.media import SOURCES
from blogcli.site.sources import Sources
from blogcli.site.written import leaves
from blogcli.verbs import shortcodes

_END_OF_PATH = re.compile(r"[?#]")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Move(NamedTuple):
    """A post that moves: `old` is the part of its path that becomes `new`."""

    old: str
    new: str
    slug: str = ""
    new_slug: str = ""
    fixed: bool = False
    """Its address is written in its header, and stays."""


class Rewritten(NamedTuple):
    """The bytes of a post with its links as they must be, and those that could not be found."""

    data: bytes
    left: list[PostError]


_Place = tuple[int, int, str]


@dataclass(frozen=True)
class Rewriter:
    """Lets the links of posts lead to where other posts move; `moves` are by present path."""

    blog: Blog
    sources: Sources
    moves: Mapping[str, Move]
    known: Sequence[str]
    """The paths of all posts and pages."""

    def rewrite(self, post: Post, data: bytes) -> Rewritten:
        """Rewrite the links of a post; all but the changed part of each stays byte for byte.

        Raises:
            PostError: The file can't be read.
        """
        names = {name for move in self.moves.values() for name in (move.old, move.slug) if name}
        if not any(name.encode() in data for one in names for name in (one, quote(one))):
            return Rewritten(data, [])
        source = reading.split(data, post.path, self.blog.dialect)
        body = data[source.body_start :].decode()
        lines = [0, *(found.end() for found in _LINE_END.finditer(body))]
        named = list(shortcodes.tags(body))
        found = self._splices(post, shortcodes.masked(body, named), source.body, lines)
        spoken = {text for tag in named for text in (tag.name, f"/{tag.name}", f"{tag.name}.md")}
        spoken.update(body[tag.tag_start : tag.tag_end] for tag in named)
        places = [place for _, place in found if place is not None]
        left = [
            (one.target, one.line, one.column)
            for one, place in found
            if place is None and one.target.partition("#")[0] not in spoken
        ]
        for tag in named:
            try:
                written = shortcodes.moved(self._names, post.path, tag, self._pairs)
            except LookupError:
                line = bisect_right(lines, tag.tag_start)
                shown = body[tag.tag_start : tag.tag_end]
                left.append((shown, line, tag.tag_start - lines[line - 1] + 1))
                continue
            if written is not None:
                places.append((tag.start, tag.start + len(tag.name), written))
        for start, end, text in sorted(places, reverse=True):
            body = body[:start] + text + body[end:]
        problems = [
            PostError(post.path, f"a link to {shown} is not rewritten: mend it by hand",
                      line=source.body_line + line - 1, column=column)
            for shown, line, column in sorted(left, key=lambda one: one[1:])
        ]  # fmt: skip
        return Rewritten(data[: source.body_start] + body.encode(), problems)

    @cached_property
    def _names(self) -> shortcodes.Names:
        return shortcodes.Names(self.known)

    @cached_property
    def _pairs(self) -> Mapping[str, tuple[str, str]]:
        return {path: (move.old, move.new) for path, move in self.moves.items()}

    @cached_property
    def _paths(self) -> Mapping[Address, str]:
        addresses = self.sources.addresses
        return {addresses[path]: path for path in self.moves if path in addresses}

    def _splices(
        self, post: Post, body: str, lf: str, lines: Sequence[int]
    ) -> list[tuple[Reference, _Place | None]]:
        taken: set[int] = set()
        found: list[tuple[Reference, _Place | None]] = []
        for one in references(lf):
            written = self._written(post, one.target)
            if written is None:
                continue
            begin = lines[min(one.line, len(lines)) - 1] + one.column - 1
            starts = _definitions(body, one.target, begin)
            if starts is None:
                starts = _unclaimed(body, one.target, begin, taken)
            if not starts or not written:
                found.append((one, None))
                continue
            for start in starts:
                if start not in taken:
                    taken.add(start)
                    found.append((one, (start, start + len(one.target), written)))
        return found

    def _written(self, post: Post, target: str) -> str | None:
        """Give the new target of a link, its own full address too; see `_moved`."""
        if not leaves(target):
            return self._moved(post, target)
        host = self.sources.base_url.partition("://")[2].partition("/")[0]
        own = host and re.match(rf"(?:https?:)?//{re.escape(host)}(?=/)", target, re.IGNORECASE)
        if not own:
            return None
        written = self._moved(post, target[own.end() :])
        return own.group() + written if written else written

    def _moved(self, post: Post, written: str) -> str | None:
        """Give the new target of a link: None where it stays, empty where nobody knows it."""
        if wikilinks.divide(written) is not None:
            return None  # `shortcodes` finds those by name
        sitemap = self.sources.sitemap
        target = sitemap.target(post, written)
        path = target.post or (self._paths.get(target.address, "") if target.address else "")
        bare = _path_of(written)
        if path in self.moves:
            stays = self.moves[path].fixed and not bare.endswith(SOURCES)
            if not bare or stays or unquote(bare).strip("/") in sitemap.aliases:
                return None
            return _renamed(written, self.moves[path])
        if target.source is None:
            return None
        for one, move in self.moves.items():
            folder = (sitemap.root / one).parent
            file = one.rpartition("/")[2]
            bundle = folder.name == move.old and not file.startswith(f"{move.old}.")
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


def _renamed(target: str, move: Move) -> str:
    """Put the new name in the place of the old, where it is the last; empty where it isn't."""
    path = _path_of(target)
    names = path.split("/")
    last = max((at for at, name in enumerate(names) if name), default=0)
    for at in (last, last - 1)[: 1 + names[last].startswith("index.")]:
        plain = unquote(names[at]) if at >= 0 else ""
        for old, new in ((move.old, move.new), (move.slug, move.new_slug)):
            if not old or not (plain == old or plain.startswith(f"{old}.")):
                continue
            kept = names[at].startswith(old)
            names[at] = new + names[at][len(old) :] if kept else quote(new + plain[len(old) :])
            return "/".join(names) + target[len(path) :]
    return ""
