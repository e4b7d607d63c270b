"""The sources of a whole site, gathered so that only a few bytes of each post stay in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogcli.posts.post import Post, Status
from blogcli.site.apart import MANY, apart, give_back
from blogcli.site.layout import pack, placing, placings_of
from blogcli.site.memory import Layout, Memory, Places, Related
from blogcli.site.relations import subject_of, work_out
from blogcli.site.sources import Sources, gather
from blogcli.site.static import bundled_files
from blogcli.site.store import Store, lean
from blogcli.site.views import PostViews
from blogcli.site.words import Words

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.site.basis import Basis


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a site is made of, made plain."""

    world: bytes
    """A sum over where all links can lead, but for files."""
    read: Callable[[str], Post]
    """Gives a post that is shown, by its path."""
    layout: Layout
    related: Related
    places: Places
    summed: bytes
    """What the view of each post says, summed up, in the order of the layout's paths."""


def collect(
    blog: Blog, now: datetime, also: frozenset[Status], basis: Basis, before: Memory
) -> Gathered:
    """Gather the sources of a site; what an earlier export worked out is not worked out again."""
    gathering = _Gathering(blog, now, also, basis, before)
    values = gathering.apart() if len(basis.digests) > MANY else gathering.here()
    numbers, about, placings, summed, *layout, world = values
    return Gathered(
        world=world,
        read=gathering.store.settle(),
        layout=tuple(layout),
        related=Related(numbers, about),
        places=Places(basis.digests, placings),
        summed=summed,
    )


@dataclass(frozen=True, slots=True)
class _Gathering:
    """The reading of posts, and the rest, which needs them all in memory."""

    blog: Blog
    now: datetime
    also: frozenset[Status]
    basis: Basis
    before: Memory
    store: Store = field(default_factory=Store)

    def here(self) -> list[Any]:
        """Do it in this process; give what `_values` does."""
        putting = _Putting(self.basis, self.before)

        def take(post: Post) -> Post:
            self.store.put(post)
            return putting(post)

        posts = self.blog.posts_as(take, now=self.now)
        pages = self.blog.posts_as(take, now=self.now, kind="page")
        return list(self._values(putting, posts, pages))

    def apart(self) -> list[Any]:
        """Read the posts, and do the rest in another process, whose memory goes with it."""
        posts = self.blog.posts_as(self.store.put, now=self.now)
        pages = self.blog.posts_as(self.store.put, now=self.now, kind="page")

        def work() -> Iterator[object]:
            putting = _Putting(self.basis, self.before)
            given = ([putting(self.store.at(one)) for one in several] for several in (posts, pages))
            return self._values(putting, *given)

        give_back()
        values = apart(work)
        return [*work()] if values is None else values

    def _values(
        self, putting: _Putting, posts: Sequence[Post], pages: Sequence[Post]
    ) -> Iterator[object]:
        """Give the values of `Gathered`, those of the layout last."""
        # What another process put into the index after the sums were taken waits for the next time.
        sums = self.basis.digests
        posts, pages = ([post for post in few if post.path in sums] for few in (posts, pages))
        sources = gather(self.blog, self.now, self.also, (posts, pages))
        shown = [post.path for post in sources.shown]
        about, known = subject_of(sources.editions, shown), self.before.related
        yield known.numbers if known.about == about else work_out(sources.editions, shown)
        yield about
        yield placings_of(putting.placings, frozenset(shown), sums)
        yield _summed(sources, self.now, self.basis)
        yield from pack(sources, _copied(self.blog, sources), sums)


def _summed(sources: Sources, now: datetime, basis: Basis) -> bytes:
    views = PostViews(
        now=now,
        words=Words(Path(), ""),
        main_lang=sources.main_lang,
        addresses=sources.addresses,
        editions={edition.lang: edition for edition in sources.editions},
        versions=sources.versions,
        digests=basis.digests,
    )
    return b"".join(map(views.sum_of, sources.shown))


class _Putting:
    """Takes from posts what decides no place on the site, and notes what decides theirs."""

    def __init__(self, basis: Basis, before: Memory) -> None:
        self.placings: dict[str, bytes] = {}
        self._sums = basis.digests
        self._known = before.posts if before.context == basis.context else Places()

    def __call__(self, post: Post) -> Post:
        self.placings[post.path] = self._placing(post)
        return lean(post)

    def _placing(self, post: Post) -> bytes:
        known, now = self._known.sums.get(post.path), self._sums.get(post.path)
        if known is not None and now is not None and known.said == now.said:
            return self._known.placing(post.path) or placing(post)
        return placing(post)


def _copied(blog: Blog, sources: Sources) -> dict[str, Path]:
    """Find what is copied whether a post names it or not, by its place on the site."""
    found: dict[str, Path] = {}
    for post in sources.shown:
        if post.bundle:
            address = sources.addresses[post.path]
            found |= bundled_files(blog.root, post, address, sources.folders)
    return {**found, **sources.sitemap.static}
