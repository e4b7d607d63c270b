"""Posts named in tags of other programs, which know nothing of addresses: `{{< ref "a.md" >}}`.

Generators read these wherever they stand, in code blocks too, so they are looked for everywhere.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from blogcli.posts import naming
from blogcli.posts.language import is_code

# Hugo (shortcodes ref and relref), Jekyll (tags/post_url, tags/link), Hexo (post_link, post_path);
# Pelican (`{filename}`, once `|filename|`), Nikola (`link://slug`, `link://filename`).
_TAG = re.compile(
    r"""\{\{[<%]\s*(?:rel)?ref\s(?:[^{}]*?\bpath\s*=)?\s*["'`]?(?P<hugo>[^\s"'`{}<>?#]+)[^{}]*[>%]\}\}"""
    r"""|\{%-?\s*(?:post_url|link|post_link|post_path)\s+["']?(?P<liquid>[^\s"'{}%?#]+)[^{}]*?%\}"""
    r"""|[{|]filename[|}](?P<pelican>[^\s"'<>()?#]+)"""
    r"""|\blink://(?:slug|filename)/(?P<nikola>[^\s"'<>()?#]+)"""
    # Obsidian and Foam, whose links know only names.
    r"""|\[\[(?P<note>[^\[\]|#^\n\\<>:"*?{}`]+)(?:[#^|\\][^\[\]\n]*)?\]\]"""
)


class Tag(NamedTuple):
    """A place in a text where a post is named: offsets of its name, and of all of the tag."""

    name: str
    start: int
    tag_start: int
    tag_end: int


def tags(body: str) -> Iterator[Tag]:
    """Find where the tags of generators name posts, whichever these may be."""
    for found in _TAG.finditer(body):
        group = found.lastgroup or ""
        yield Tag(found[group], found.start(group), found.start(), found.end())


def masked(body: str, found: Iterable[Tag]) -> str:
    """Blank these tags, so that nothing is found within them; offsets stay."""
    for one in found:
        blank = " " * (one.tag_end - one.tag_start)
        body = body[: one.tag_start] + blank + body[one.tag_end :]
    return body


class Names:
    """Posts by the names that tags have for them: paths without suffix, language and `index`."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths: dict[str, list[str]] = {}
        self._ends: dict[str, list[str]] = {}
        for path in paths:
            name = _bare(path)
            self._paths.setdefault(name, []).append(path)
            self._ends.setdefault(name.rpartition("/")[2], []).append(name)

    def find(self, path: str, written: str) -> list[str]:
        """List the paths that a tag in the post at `path` may mean: one post in its languages."""
        name = _bare(written.lstrip("/"))
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        if not written.startswith("/") and beside in self._paths:
            return self._paths[beside]
        known = self._ends.get(name.rpartition("/")[2], ())
        ends = {one for one in known if f"/{one}".endswith(f"/{name}")}
        return [path for one in sorted(ends) for path in self._paths[one]]


def renamed(written: str, old: str, new: str) -> str | None:
    """Give a post's name in a tag with its last part changed; None where that is another."""
    head, slash, last = written.rstrip("/").rpartition("/")
    if last.partition(".")[0] == "index" and slash:
        before = renamed(head, old, new)
        return None if before is None else before + written[len(head) :]
    if _bare(last) != old:
        return None
    return f"{head}{slash}{new}{last[len(old) :]}" + written[len(written.rstrip("/")) :]


def moved(names: Names, path: str, tag: Tag, moves: Mapping[str, tuple[str, str]]) -> str | None:
    """Give the new name for what a tag means; None where it means no post that moves.

    Raises:
        LookupError: It may mean one that moves, or another.
    """
    found = names.find(path, tag.name)
    moving = [one for one in found if one in moves]
    if not moving:
        return None
    new = renamed(tag.name, *moves[moving[0]])
    if new is None or len({_bare(one) for one in found}) > 1:
        raise LookupError(tag.name)
    return new


def _bare(path: str) -> str:
    stem, dot, suffix = path.rstrip("/").rpartition(".")
    if dot and suffix.lower() in naming.SUFFIXES:
        name, dot, code = stem.rpartition(".")
        stem = name if dot and name and is_code(code) else stem
    else:
        stem = path.rstrip("/")
    folder, _, last = stem.rpartition("/")
    return folder if last in ("index", "_index") and folder else stem
