"""A blog's site put together: its shared frame, and all its pieces in the order they are made."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import Finding
from blogcli.posts.post import Post
from blogcli.site.basis import Basis, look
from blogcli.site.collection import Edition
from blogcli.site.feeds import Entry, Feed, absolute_base, atom
from blogcli.site.pieces import About, Frame, Piece, homes, not_found, tags
from blogcli.site.sitemap import Location, robots, sitemaps
from blogcli.site.sources import Sources, gather
from blogcli.site.stamps import digest
from blogcli.site.static import bundled_files
from blogcli.site.templates import Theme, plain, trusted
from blogcli.site.texts import Texts
from blogcli.site.views import PostViews, typeset
from blogcli.site.words import Words

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.posts.post import Status

# The package itself knows the facade: no import goes up.
VERSION: str = sys.modules["blogcli"].__version__


@dataclass(slots=True)
class Assembly:
    """A site about to be made; `texts` learn while its pieces are made."""

    blog: Blog
    sources: Sources
    frame: Frame
    texts: Texts

    def pages(self) -> Iterator[Piece]:
        """Give the page of every post."""
        neighbours = _neighbours(self.sources)
        for post in self.sources.shown:
            yield self._post(post, *neighbours.get(post.path, (None, None)))

    def others(self) -> Iterator[Piece]:
        """Give every list, feed and file that is made rather than copied."""
        yield from homes(self.frame)
        yield from tags(self.frame)
        for edition in self.sources.editions:
            yield self._feed(edition)
        for name in self.frame.theme.assets():
            make = partial(self.frame.theme.data, name)
            yield Piece(file=f"theme/{name}", make=make, key=self.frame.basis)
        yield from self._for_machines()

    def check_all(self) -> list[Finding]:
        """Look at every post's links and pictures, without making anything."""
        found = list(self.sources.findings)
        for post in self.sources.shown:
            found += self.texts.checker.check(post, self.blog.body(post))
        return found

    def files(self) -> dict[str, Path]:
        """Find what is copied whether a post names it or not, by its place on the site."""
        found: dict[str, Path] = {}
        for post in self.sources.shown:
            if post.bundle:
                address = self.sources.addresses[post.path]
                found |= bundled_files(self.blog.root, post, address, self.sources.folders)
        return {**found, **self.sources.sitemap.static}

    def _post(self, post: Post, older: Post | None, newer: Post | None) -> Piece:
        views = self.frame.views
        address = self.sources.addresses[post.path]

        def make() -> bytes:
            values = {
                "post": views.of(post),
                "content": trusted(self.texts.below(address.root, post)),
                "older": views.of(older) if older else None,
                "newer": views.of(newer) if newer else None,
            }
            return self.frame.page(f"{post.kind}.html", self._about(post), values)

        parts = (
            self.frame.key(views.edition(post)),
            self.texts.source(post),
            *(views.key(one) for one in (post, older, newer)),
        )
        return Piece(file=address.file, make=make, key=digest(parts), post=post, texts=(post,))

    def _about(self, post: Post) -> About:
        versions = self.sources.versions.get(post.path, {})
        views = self.frame.views
        return About(
            kind=post.kind,
            title=typeset(post.title, post.lang),
            lang=post.lang,
            address=self.sources.addresses[post.path],
            edition=views.edition(post),
            description=post.summary,
            hidden=post.status(views.now) != "published",
            alternates=[
                (lang, self.sources.addresses[other.path])
                for lang, other in sorted(versions.items())
            ]
            if len(versions) > 1
            else (),
        )

    def _feed(self, edition: Edition) -> Piece:
        config = self.blog.config
        feed = Feed(
            title=self.blog.title,
            lang=edition.lang,
            base_url=self.sources.base_url,
            path=f"{edition.prefix}feed.xml",
            home=edition.home.path,
            authors=config.authors or self.blog.settings.authors,
        )
        posts = edition.posts[: config.feeds.limit]
        entries = [
            Entry(
                post=post,
                path=self.sources.addresses[post.path].path,
                content=partial(self.texts.below, absolute_base(feed), post),
            )
            for post in posts
        ]
        views = self.frame.views
        keys = [(views.key(post), self.texts.source(post)) for post in posts]
        return Piece(
            file=feed.path,
            make=lambda: atom(feed, entries, full_text=config.feeds.full_text),
            key=digest((self.frame.key(edition), feed.path, keys)),
            texts=posts,
        )

    def _for_machines(self) -> Iterator[Piece]:
        """Make what a blog may also bring itself, as static files."""
        static = self.sources.sitemap.static
        base_url = self.sources.base_url
        made = [
            not_found(self.frame),
            Piece(file="robots.txt", make=partial(robots, base_url), key=self.frame.basis),
        ]
        if base_url:
            # To write it takes no longer than to find out whether it must be written.
            files = sitemaps(base_url, list(self._locations()))
            made += [
                Piece(file=name, make=partial(bytes, data), key=digest(data))
                for name, data in files.items()
            ]
        yield from (piece for piece in made if piece.file not in static)

    def _locations(self) -> Iterator[Location]:
        for edition in self.sources.editions:
            yield Location(edition.home.path)
        for post in self.sources.shown:
            if post.status(self.frame.views.now) != "published":
                continue
            versions = self.sources.versions[post.path]
            paths = [
                (lang, self.sources.addresses[one.path].path)
                for lang, one in sorted(versions.items())
            ]
            changed = post.updated or post.date
            path = self.sources.addresses[post.path].path
            yield Location(path, changed, paths if len(paths) > 1 else ())
        for edition in self.sources.editions:
            yield from (Location(tag.address.path) for tag in edition.tags)


def assemble(
    blog: Blog, now: datetime, also: frozenset[Status] = frozenset(), basis: Basis | None = None
) -> Assembly:
    """Put the site of a blog together as of `now`.

    Raises:
        ConfigError: The theme's own catalogue of words is wrong.
    """
    basis = basis or look(blog, now)
    sources = gather(blog, now, also)
    name = blog.config.site.theme
    folder = blog.root / name
    theme = Theme(folder, name)
    views = PostViews(
        now=now,
        words=Words(folder / "words.toml", f"{name}/words.toml"),
        main_lang=sources.main_lang,
        addresses=sources.addresses,
        editions={edition.lang: edition for edition in sources.editions},
        versions=sources.versions,
        digests=basis.digests,
    )
    frame = Frame(
        title=blog.title,
        theme=theme,
        views=views,
        editions=sources.editions,
        site=plain(_site(blog, sources, theme)),
        base_url=sources.base_url,
        base_path=sources.sitemap.base_path,
        menu=blog.config.site.menu,
        page_size=blog.config.site.page_size,
        basis=digest((basis.settings, sources.main_lang)),
    )
    texts = Texts(blog, sources, views)
    return Assembly(blog, sources, frame, texts)


def _site(blog: Blog, sources: Sources, theme: Theme) -> dict[str, object]:
    return {
        "title": blog.title,
        "lang": sources.main_lang,
        "base_url": sources.base_url,
        "logo": blog.config.site.logo.lstrip("/"),
        "theme_files": theme.assets(),
        "generator": f"blog {VERSION}",
    }


def _neighbours(sources: Sources) -> dict[str, tuple[Post | None, Post | None]]:
    """Map each post's path to the one before it in time and the one after it."""
    found: dict[str, tuple[Post | None, Post | None]] = {}
    for edition in reversed(sources.editions):
        row = (None, *edition.posts, None)
        for newer, post, older in zip(row, row[1:-1], row[2:], strict=False):
            if post is not None:
                found[post.path] = (older, newer)
    return found
