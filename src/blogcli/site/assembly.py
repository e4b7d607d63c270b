"""A blog's site put together: its shared frame, and all its pieces in the order they are made."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.blog.lines import shown_title, summary_text, typeset
from blogcli.errors import Finding
from blogcli.posts.post import Post
from blogcli.site.basis import Basis, look
from blogcli.site.collection import Edition, Group, fold
from blogcli.site.feeds import FEEDS, Entry, Feed, absolute_base, write
from blogcli.site.listing import line, listing, renewed
from blogcli.site.pieces import About, Frame, Piece, groups, homes, not_found, redirects
from blogcli.site.relations import Relations, neighbours
from blogcli.site.shelf import files_of, paths_of
from blogcli.site.sitemap import Location, robots, sitemaps
from blogcli.site.sources import Sources, gather
from blogcli.site.stamps import digest
from blogcli.site.static import bundled_files
from blogcli.site.structured_data import blog_posting
from blogcli.site.templates import Theme, trusted
from blogcli.site.texts import Text, Texts
from blogcli.site.views import PostViews
from blogcli.site.words import Words

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.posts.post import Status

# The package itself knows the facade: no import goes up.
VERSION: str = sys.modules["blogcli"].__version__

_FEWEST = 3
"""Headings that a table of contents needs."""
_DEEPEST = 3
"""The lowest level of heading in it."""


@dataclass(slots=True)
class Assembly:
    """A site about to be made; `texts` learn while its pieces are made."""

    blog: Blog
    sources: Sources
    frame: Frame
    texts: Texts
    relations: Relations
    made: Path | None = None
    """The folder with the site of before, where only some pieces are made."""
    copies: dict[str, Path] | None = None
    """What is copied whether a post names it or not, where that is known."""
    _series_keys: dict[str, bytes] = field(default_factory=dict)

    def pages(self) -> Iterator[Piece]:
        """Give the page of every post, or of every one that shows those the frame is for."""
        beside = neighbours(self.sources.editions)
        post, only = self.sources.post, self.frame.only
        every = (*paths_of(self.sources.posts), *paths_of(self.sources.pages))
        for path in every if only is None else self.relations.showing(only, beside):
            older, newer = beside.get(path, (None, None))
            yield self._post(
                post(path), post(older) if older else None, post(newer) if newer else None
            )

    def others(self) -> Iterator[Piece]:
        """Give every list, feed and file that is made rather than copied.

        Of a frame for some posts alone, these are the ones that depend on them.
        """
        yield from homes(self.frame)
        yield from groups(self.frame)
        static = self.sources.sitemap.static
        for edition in self.sources.editions:
            yield from (piece for piece in self._feeds(edition) if piece.file not in static)
        if "posts.json" not in static:
            yield self._data()
        if self.frame.only is None:
            yield from self._apart()

    def _apart(self) -> Iterator[Piece]:
        """Give what depends on no post's words."""
        yield from redirects(self.frame, self.sources.redirects)
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
        if self.copies is not None:
            return dict(self.copies)
        found: dict[str, Path] = {}
        for post in self.sources.shown:
            if post.bundle:
                address = self.sources.addresses[post.path]
                found |= bundled_files(self.blog.root, post, address, self.sources.folders)
        return {**found, **self.sources.sitemap.static}

    def _post(self, post: Post, older: Post | None, newer: Post | None) -> Piece:
        views = self.frame.views
        address = self.sources.addresses[post.path]

        edition = views.edition(post)
        series = self._series(post, edition)
        # What the box of the series names needs no second mention.
        related = [
            one
            for one in self.relations.of(post)
            if series is None or one.series is None or fold(one.series) != fold(series.name)
        ]

        def make() -> bytes:
            text = self.texts.of(post)
            values = {
                "post": views.of(post),
                "content": trusted(text.below(address.root)),
                "toc": self.frame.theme.plain(_contents(text, post)),
                "older": views.of(older) if older else None,
                "newer": views.of(newer) if newer else None,
                "related": tuple(views.of(one) for one in related),
                "series": self._series_view(post, series),
            }
            return self.frame.page(f"{post.kind}.html", self._about(post), values)

        parts = (
            self.frame.key(edition),
            self.texts.source(post),
            *(views.key(one) for one in (post, older, newer)),
            [views.key(one) for one in related],
            self._series_key(series) if series else b"",
        )
        return Piece(file=address.file, make=make, key=digest(parts), post=post, texts=(post,))

    def _series(self, post: Post, edition: Edition) -> Group | None:
        """Find the series of a post, if others are in it too."""
        group = edition.groups.get("series", {}).get(fold(post.series)) if post.series else None
        several = group is not None and len(group.posts) > 1
        return group if several and post.kind == "post" else None

    def _series_key(self, series: Group) -> bytes:
        key = self._series_keys.get(series.address.file)
        if key is None:
            key = digest([self.frame.views.key(post) for post in series.posts])
            self._series_keys[series.address.file] = key
        return key

    def _series_view(self, post: Post, series: Group | None) -> object:
        """Give the series of a post as templates see it, its posts the oldest first."""
        if series is None:
            return None
        posts = series.posts[::-1]
        number = next((at for at, one in enumerate(posts, 1) if one.path == post.path), 0)
        return self.frame.theme.plain(
            {
                "name": series.name,
                "path": series.address.path,
                "number": number,
                "count": len(posts),
                "posts": tuple(self.frame.views.of(one) for one in posts),
            }
        )

    def _about(self, post: Post) -> About:
        versions = self.sources.versions.get(post.path, {})
        views = self.frame.views
        return About(
            kind=post.kind,
            title=shown_title(post),
            lang=post.lang,
            address=self.sources.addresses[post.path],
            edition=views.edition(post),
            description=summary_text(post),
            hidden=post.status(views.now) != "published",
            alternates=[
                (lang, self.sources.addresses[other.path])
                for lang, other in sorted(versions.items())
            ]
            if len(versions) > 1
            else (),
            ld=self._for_search_engines(post),
            published=post.date.isoformat() if post.date and not post.draft else "",
            updated=post.updated.isoformat() if post.updated else "",
        )

    def _for_search_engines(self, post: Post) -> object:
        """Give a post as structured data; a page has none."""
        if post.kind != "post":
            return ""
        base = self.sources.base_url
        url = base and base + self.sources.addresses[post.path].path
        authors = post.authors or self.blog.config.authors or self.blog.settings.authors
        return trusted(blog_posting(post, url, authors))

    def _feeds(self, edition: Edition) -> Iterator[Piece]:
        """Make the feeds of an edition and of its tags, in every form."""
        title = self.blog.title
        lists = [(edition.prefix, edition.home, title, edition.posts)]
        lists += [
            (
                tag.address.path,
                tag.address,
                f"{title} – {tag.name}",
                tag.posts,
            )
            for tag in edition.tags.values()
        ]
        config = self.blog.config
        views = self.frame.views
        for folder, home, name, every in lists:
            posts = every[: config.feeds.limit]
            if not self.frame.wants(posts):
                continue
            keys = [(views.key(post), self.texts.source(post)) for post in posts]
            for form, file in FEEDS.items():
                feed = Feed(
                    title=name,
                    lang=edition.lang,
                    base_url=self.sources.base_url,
                    path=f"{folder}{file}",
                    home=home.path,
                    authors=config.authors or self.blog.settings.authors,
                )
                yield Piece(
                    file=f"{home.file.removesuffix('index.html')}{file}",
                    make=partial(self._feed, form, feed, posts),
                    key=digest((self.frame.key(edition), form, feed.path, name, keys)),
                    texts=posts,
                )

    def _feed(self, form: str, feed: Feed, posts: Sequence[Post]) -> bytes:
        base = absolute_base(feed)
        entries = [
            Entry(
                post=post,
                path=self.sources.addresses[post.path].path,
                content=partial(self.texts.away, base, post),
            )
            for post in posts
        ]
        return write(form, feed, entries, full_text=self.blog.config.feeds.full_text)

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

    def _data(self) -> Piece:
        """Make `posts.json`, or only the lines of those posts that the frame is for."""
        paths = paths_of(self.sources.published)
        addresses = self.sources.addresses
        digests = self.frame.views.digests
        files = files_of(addresses, paths)
        keys = [(digests[path].said, file) for path, file in zip(paths, files, strict=True)]
        base = self.sources.base_url

        def line_of(path: str) -> bytes:
            return line(self.sources.post(path), base + addresses[path].path)

        def make() -> bytes:
            only = self.frame.only
            if only is not None and self.made is not None:
                data = (self.made / "posts.json").read_bytes()
                new = {at: line_of(path) for at, path in enumerate(paths) if path in only}
                if (known := renewed(data, new, len(paths))) is not None:
                    return known
            return listing(map(line_of, paths))

        return Piece(file="posts.json", make=make, key=digest((self.frame.basis, keys)))

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
            yield from (Location(address.path) for address in edition.indexes.values())
            for found in edition.groups.values():
                yield from (Location(group.address.path) for group in found.values())


def assemble(
    blog: Blog, now: datetime, also: frozenset[Status] = frozenset(), basis: Basis | None = None
) -> Assembly:
    """Put the site of a blog together as of `now`.

    Raises:
        ConfigError: The theme's own catalogue of words is wrong.
    """
    return put_together(blog, now, gather(blog, now, also), basis or look(blog, now))


def put_together(
    blog: Blog, now: datetime, sources: Sources, basis: Basis, only: frozenset[str] | None = None
) -> Assembly:
    """Put a site together of what was gathered; `only` as in `Frame`.

    Raises:
        ConfigError: The theme's own catalogue of words is wrong.
    """
    name = blog.config.site.theme
    folder = blog.root / name
    theme = Theme(folder, name)
    site = _site(blog, sources, theme)
    views = PostViews(
        now=now,
        words=Words(folder / "words.toml", f"{name}/words.toml"),
        main_lang=sources.main_lang,
        addresses=sources.addresses,
        editions={edition.lang: edition for edition in sources.editions},
        versions=sources.versions,
        digests=basis.digests,
        plain=theme.plain,
    )
    frame = Frame(
        title=blog.title,
        theme=theme,
        views=views,
        editions=sources.editions,
        site=theme.plain(site),
        base_url=sources.base_url,
        base_path=sources.sitemap.base_path,
        menu=blog.config.site.menu,
        page_size=blog.config.site.page_size,
        basis=digest((basis.settings, sources.main_lang, site["logo"])),
        only=only,
    )
    texts = Texts(blog, sources, views)
    return Assembly(blog, sources, frame, texts, Relations(sources.editions, sources.post))


def _site(blog: Blog, sources: Sources, theme: Theme) -> dict[str, object]:
    logo = blog.config.site.logo
    found = sources.sitemap.static_address(logo)
    return {
        "title": blog.title,
        "lang": sources.main_lang,
        "base_url": sources.base_url,
        "logo": found.path if found else logo.lstrip("/"),
        "theme_files": theme.assets(),
        "generator": f"blog {VERSION}",
    }


def _contents(text: Text, post: Post) -> list[dict[str, object]]:
    """Give the headings for a table of contents; none where there are few."""
    shown = [heading for heading in text.headings if heading.level <= _DEEPEST]
    if len(shown) < _FEWEST:
        return []
    return [
        {"level": one.level, "id": one.id, "title": typeset(one.text, post.lang)} for one in shown
    ]
