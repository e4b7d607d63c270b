"""An export after a few posts changed in their words alone: all else is left as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from blogcli.errors import PostError
from blogcli.site.assembly import Assembly, put_together
from blogcli.site.basis import Basis
from blogcli.site.layout import placing, unpack
from blogcli.site.memory import Lasting, Memory, Places, Shelved
from blogcli.site.report import Teller
from blogcli.site.update import Update

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.posts.post import Post


def reassemble(
    blog: Blog, now: datetime, memory: Memory, basis: Basis, changed: frozenset[str]
) -> Assembly | None:
    """Put the part of a site together that depends on a few posts, all else being as remembered.

    None where these posts say more than other words, or are not shown: others may depend on that.
    """
    if not all(memory.posts[path][2] for path in changed):
        return None
    read = _reader(blog, now)
    if any(placing(read(path)) != memory.posts[path][2] for path in changed):
        return None
    if not memory.lasting.layout:
        return None
    sources, files = unpack(memory.lasting.layout, blog.root, read)
    # A post's key in lists sums its translations up too, and where a link to a heading leads.
    translations = (
        other.path for path in changed for other in sources.versions.get(path, {}).values()
    )
    linking = (
        path for path, notes in memory.notes.items() if not changed.isdisjoint(notes.anchors)
    )
    only = frozenset((*changed, *translations, *linking))
    assembly = put_together(blog, now, sources, basis, only)
    assembly.copies = files
    return assembly


@dataclass(slots=True)
class Renewal(Update):
    """Makes what depends on a few posts."""

    def prepare(self) -> None:
        """Find out what there is to make, and take over what is known of all else."""
        assembly, before = self.assembly, self.before
        assembly.made = self.folder.path
        self._acquaint()
        assembly.relations.trust()
        self.alone = True
        self.after.world = before.world
        self._pages, self._others = list(assembly.pages()), list(assembly.others())
        assembly.texts.notes.update(before.notes)
        for path in assembly.frame.only or ():
            self._renew(assembly.sources.post(path))

    def _renew(self, post: Post) -> None:
        texts = self.assembly.texts
        notes = texts.notes.get(post.path)
        if notes is None or notes.source != texts.source(post):
            texts.notes.pop(post.path, None)
        elif notes.anchors:
            texts.renew(post)

    def _placed(self) -> Places:
        before = self.before.posts
        return {path: (*sums, before[path][2]) for path, sums in self.basis.digests.items()}

    def _lasting(self) -> Lasting | Shelved:
        return self.before.shelved

    def _leave_others(self, tell: Teller) -> None:
        looked_at = {piece.file for piece in (*self._pages, *self._others)}
        looked_at.update(one[0] for notes in self.before.notes.values() for one in notes.renditions)
        others = {
            file: known for file, known in self.before.pieces.items() if file not in looked_at
        }
        self.after.pieces |= others
        self.folder.leave_all(others)
        tell.total += len(others)
        tell.more(len(others))


def _reader(blog: Blog, now: datetime) -> Callable[[str], Post]:
    """Give what reads posts from the index, each once."""
    from blogcli.index import catalog
    from blogcli.index.sync import answered

    database = blog.database

    @cache
    def read(path: str) -> Post:
        found = answered(database, lambda: blog.sync(now), lambda: catalog.by_path(database, path))
        if found is None:
            raise PostError(path, "it is gone")
        return found

    return read
