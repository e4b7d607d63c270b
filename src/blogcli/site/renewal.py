"""An export after a few posts changed in their words alone: all else is left as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from blogcli.errors import PostError
from blogcli.site.assembly import Assembly, put_together
from blogcli.site.basis import Basis
from blogcli.site.layout import placing, unpack
from blogcli.site.memory import Layout, Memory, Places, Related, Shelved
from blogcli.site.report import Teller
from blogcli.site.table import Table
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
    placings = {path: memory.posts.placing(path) for path in changed}
    if not all(placings.values()):
        return None
    read = _reader(blog, now)
    if any(placing(read(path)) != known for path, known in placings.items()):
        return None
    if not memory.layout:
        return None
    sources, files = unpack(memory.layout, basis.digests.paths, blog.root, read)
    # A post's key in lists sums its translations up too, and where a link to a heading leads.
    translations = (
        other.path for path in changed for other in sources.versions.get(path, {}).values()
    )
    linking = (path for path, one in memory.brought.items() if not changed.isdisjoint(one.anchors))
    only = frozenset((*changed, *translations, *linking))
    related = memory.related.numbers
    assembly = put_together(blog, now, sources, basis=basis, related=related, only=only)
    assembly.copies = files
    return assembly


@dataclass(slots=True)
class Renewal(Update):
    """Makes what depends on a few posts."""

    _looked_at: set[str] = field(default_factory=set)
    """Files that may be made anew, or no more."""

    def prepare(self) -> None:
        """Find out what there is to make, and take over what is known of all else."""
        assembly, before = self.assembly, self.before
        assembly.made = self.folder.path
        self._acquaint()
        self.alone = True
        self.world = before.world
        self._plan()
        notes = assembly.texts.notes
        notes.hold_all(before.brought)
        for path in assembly.frame.only or ():
            notes.drop(path)

    def _placed(self) -> Places:
        return Places(self.basis.digests, self.before.posts.placings)

    def _pieces(self) -> Table:
        before = self.before.pieces
        gone = {file for file in self._looked_at if file in before and file not in self._made}
        return before.without(gone).with_new(self._made)

    def _related(self) -> Related:
        return self.before.related

    def _layout(self) -> Layout | Shelved:
        return self.before.shelved

    def _leave_others(self, tell: Teller) -> None:
        looked_at = self._looked_at = {
            file for plan in (*self._pages, *self._others) for file in plan.files
        }
        brought = self.before.brought.values()
        looked_at.update(one[0] for few in brought for one in few.renditions)
        others = [file for file in self.before.pieces if file not in looked_at]
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
