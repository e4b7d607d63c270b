"""The feeds of a site: of each language, and of each of its tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from blogcli.site.addresses import Address
from blogcli.site.collection import Edition
from blogcli.site.feeds import FEEDS, Entry, Feed, absolute_base, write
from blogcli.site.frame import Frame
from blogcli.site.pieces import Piece, Plan
from blogcli.site.shelf import paths_of
from blogcli.site.sources import Sources
from blogcli.site.stamps import digest
from blogcli.site.texts import Texts

if TYPE_CHECKING:
    from blogcli.blog import Blog


@dataclass(frozen=True, slots=True)
class FeedPieces:
    """Makes the feeds of a site."""

    blog: Blog
    sources: Sources
    frame: Frame
    texts: Texts

    def plans(self, edition: Edition) -> Iterator[Plan]:
        """Plan the feeds of an edition and of its tags, in every form."""
        title, limit = self.blog.title, self.blog.config.feeds.limit
        newest = paths_of(edition.posts)[:limit]
        lists = [_Listed(edition.prefix, edition.home, title, newest)]
        for tag in edition.tags.values():
            newest = paths_of(tag.posts)[:limit]
            name = f"{title} – {tag.name}"
            lists.append(_Listed(tag.address.path, tag.address, name, newest))
        for one in lists:
            if self.frame.wants(one.posts):
                folder = one.home.file.removesuffix("index.html")
                files = [f"{folder}{file}" for file in FEEDS.values()]
                make = partial(self._of, edition, one, files)
                yield Plan(files, make, one.posts)

    def _of(self, edition: Edition, listed: _Listed, files: Sequence[str]) -> Iterator[Piece]:
        config, views = self.blog.config, self.frame.views
        posts = listed.posts
        keys = [(views.key(path), self.texts.source(path)) for path in posts]
        for (form, name), file in zip(FEEDS.items(), files, strict=True):
            feed = Feed(
                title=listed.title,
                lang=edition.lang,
                base_url=self.sources.base_url,
                path=f"{listed.folder}{name}",
                home=listed.home.path,
                authors=config.authors or self.blog.settings.authors,
            )
            yield Piece(
                file=file,
                make=partial(self._feed, form, feed, posts),
                key=digest((self.frame.key(edition), form, feed.path, listed.title, keys)),
                texts=posts,
            )

    def _feed(self, form: str, feed: Feed, posts: Sequence[str]) -> bytes:
        base = absolute_base(feed)
        entries = [
            Entry(
                post=post,
                path=self.sources.addresses[post.path].path,
                content=partial(self.texts.away, base, post),
            )
            for post in map(self.sources.post, posts)
        ]
        return write(form, feed, entries, full_text=self.blog.config.feeds.full_text)


class _Listed(NamedTuple):
    """What the feeds of a list are made of."""

    folder: str
    home: Address
    title: str
    posts: Sequence[str]
    """Their paths."""
