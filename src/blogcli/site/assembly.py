"""A blog's site put together: its shared frame, and all its pieces in the order they are made."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.blog.lines import shown_title, summary_text, typeset
from blogcli.errors import Finding
from blogcli.posts.post import Post
from blogcli.site.addresses import Address
from blogcli.site.apart import MANY
from blogcli.site.basis import Basis, look
from blogcli.site.collection import Edition, Group, fold
from blogcli.site.feed_pieces import FeedPieces
from blogcli.site.frame import About, Frame
from blogcli.site.layout import unpack
from blogcli.site.lists import groups, homes
from blogcli.site.machine_pieces import MachinePieces
from blogcli.site.memory import Memory
from blogcli.site.notices import redirects
from blogcli.site.pieces import TOGETHER, Piece, Plan, plan_of, without
from blogcli.site.relations import Neighbours, Relations, around, beside
from blogcli.site.shelf import files_of, paths_of
from blogcli.site.sources import Sources
from blogcli.site.stamps import digest
from blogcli.site.structured_data import blog_posting
from blogcli.site.templates import Theme, trusted
from blogcli.site.texts import Text, Texts
from blogcli.site.views import PostViews
from blogcli.site.words import Words

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.posts.post import Status
    from blogcli.site.gathering import Gathered

# The package itself knows the facade: no import goes up.
VERSION: str = sys.modules["blogcli"].__version__

_FEWEST = 3
"""Headings that a table of contents needs."""
_FEWER = 3_000
"""Views that are kept of a site so large that memory counts: pieces of one time come together."""
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
    copies: dict[str, Path] = field(default_factory=dict)
    """What is copied whether a post names it or not, by its place on the site."""
    gathered: Gathered | None = None
    """What it is made of, where all is made."""
    _series_keys: dict[str, bytes] = field(default_factory=dict)

    def pages(self) -> Iterator[Plan]:
        """Plan the page of every post, or of every one that shows those the frame is for."""
        only = self.frame.only
        if only is not None:
            for path in self._showing(only):
                yield self._some([path], partial(around, self.sources.editions))
            return
        planned: set[str] = set()
        for edition in self.sources.editions:
            paths = paths_of(edition.posts)
            # A post may be in several editions: its neighbours are those in the first.
            rest = [at for at, path in enumerate(paths) if path not in planned]
            planned.update(paths)
            for start in range(0, len(rest), TOGETHER):
                some = rest[start : start + TOGETHER]
                near = partial(_beside, paths, some[0])
                yield self._some([paths[at] for at in some], near)
        # Some are in no list: pages, and versions in a language that is no edition of its own.
        every = (*paths_of(self.sources.posts), *paths_of(self.sources.pages))
        left = [path for path in every if path not in planned]
        for start in range(0, len(left), TOGETHER):
            yield self._some(left[start : start + TOGETHER], lambda _: (None, None))

    def _showing(self, only: frozenset[str]) -> list[str]:
        """Name the posts whose pages may show one of some."""
        near = (path for one in only for path in around(self.sources.editions, one) if path)
        series = (
            path
            for edition in self.sources.editions
            for group in edition.groups.get("series", {}).values()
            if not only.isdisjoint(paths := paths_of(group.posts))
            for path in paths
        )
        return sorted({*only, *near, *self.relations.naming(only), *series})

    def _some(self, paths: Sequence[str], near: Callable[[str], Neighbours]) -> Plan:
        """Plan the pages of a few posts; `near` gives their neighbours."""
        read = self.sources.post
        files = files_of(self.sources.addresses, paths)
        return Plan(files, lambda: (self._post(read(path), near(path)) for path in paths))

    def others(self) -> Iterator[Plan]:
        """Plan every list, feed and file that is made rather than copied.

        Of a frame for some posts alone, these are the ones that depend on them.
        """
        yield from homes(self.frame)
        yield from groups(self.frame)
        static = self.sources.sitemap.static
        feeds = FeedPieces(self.blog, self.sources, self.frame, self.texts)
        for edition in self.sources.editions:
            yield from (without(plan, static) for plan in feeds.plans(edition))
        if "posts.json" not in static:
            machines = MachinePieces(self.sources, self.frame, self.made)
            yield Plan(("posts.json",), lambda: [machines.data()])
        if self.frame.only is None:
            yield from self._apart()

    def _apart(self) -> Iterator[Plan]:
        """Plan what depends on no post's words."""
        yield from redirects(self.frame, self.sources.redirects)
        theme, basis = self.frame.theme, self.frame.basis
        for name in theme.assets():
            piece = Piece(file=f"theme/{name}", make=partial(theme.data, name), key=basis)
            yield plan_of(piece)
        static = self.sources.sitemap.static
        machines = MachinePieces(self.sources, self.frame)
        yield from (without(plan, static) for plan in machines.plans())

    def check_all(self) -> list[Finding]:
        """Look at every post's links and pictures, without making anything."""
        found = list(self.sources.findings)
        for post in chain(self.sources.posts, self.sources.pages):
            found += self.texts.checker.check(post, self.blog.body(post))
        return found

    def _post(self, post: Post, near: Neighbours) -> Piece:
        views = self.frame.views
        address = self.sources.addresses[post.path]
        older, newer = near
        edition = views.edition(post)
        series = self._series(post, edition)
        # What the box of the series names needs no second mention.
        named = paths_of(series.posts) if series else ()
        related = [path for path in self.relations.of(post.path) if path not in named]

        def make() -> bytes:
            text = self.texts.of(post)
            values = {
                "post": views.of(post),
                "content": trusted(text.below(address.root)),
                "toc": self.frame.theme.plain(_contents(text, post)),
                "older": views.at(older) if older else None,
                "newer": views.at(newer) if newer else None,
                "related": tuple(map(views.at, related)),
                "series": self._series_view(post, series),
            }
            about = self._about(post, address, text.picture)
            return self.frame.page(f"{post.kind}.html", about, values)

        parts = (
            self.frame.key(edition),
            self.texts.source(post.path),
            *map(views.key, (post.path, older, newer)),
            [*map(views.key, related)],
            self._series_key(series) if series else b"",
        )
        key = digest(parts)
        return Piece(file=address.file, make=make, key=key, post=post, texts=(post.path,))

    def _series(self, post: Post, edition: Edition) -> Group | None:
        """Find the series of a post, if others are in it too."""
        group = edition.groups.get("series", {}).get(fold(post.series)) if post.series else None
        several = group is not None and len(group.posts) > 1
        return group if several and post.kind == "post" else None

    def _series_key(self, series: Group) -> bytes:
        key = self._series_keys.get(series.address.file)
        if key is None:
            key = digest([*map(self.frame.views.key, paths_of(series.posts))])
            self._series_keys[series.address.file] = key
        return key

    def _series_view(self, post: Post, series: Group | None) -> object:
        """Give the series of a post as templates see it, its posts the oldest first."""
        if series is None:
            return None
        paths = paths_of(series.posts)[::-1]
        number = paths.index(post.path) + 1 if post.path in paths else 0
        return self.frame.theme.plain(
            {
                "name": series.name,
                "path": series.address.path,
                "number": number,
                "count": len(paths),
                "posts": tuple(map(self.frame.views.at, paths)),
            }
        )

    def _about(self, post: Post, address: Address, picture: str) -> About:
        versions = self.sources.versions.get(post.path, {})
        views = self.frame.views
        return About(
            kind=post.kind,
            title=shown_title(post),
            lang=post.lang,
            address=address,
            edition=views.edition(post),
            description=summary_text(post),
            hidden=post.status(views.now) != "published",
            alternates=[
                (lang, self.sources.addresses[other.path])
                for lang, other in sorted(versions.items())
            ]
            if len(versions) > 1
            else (),
            image=(image := self._image(picture)),
            ld=self._for_search_engines(post, address, image),
            published=post.date.isoformat() if post.date and not post.draft else "",
            updated=post.updated.isoformat() if post.updated else "",
        )

    def _image(self, picture: str) -> str:
        """Give the whole URL of a picture; nothing without an address of the site."""
        base = self.sources.base_url
        return picture if not picture or "://" in picture else base and base + picture

    def _for_search_engines(self, post: Post, address: Address, image: str) -> object:
        """Give a post as structured data; a page has none."""
        if post.kind != "post":
            return ""
        base = self.sources.base_url
        url = base and base + address.path
        authors = post.authors or self.blog.config.authors or self.blog.settings.authors
        return trusted(blog_posting(post, url, image, authors))


def _beside(paths: Sequence[str], first: int, path: str) -> Neighbours:
    """Give the neighbours of a path that is in a row, not before the `first`."""
    return beside(paths, paths.index(path, first))


def assemble(
    blog: Blog,
    now: datetime,
    also: frozenset[Status] = frozenset(),
    basis: Basis | None = None,
    before: Memory | None = None,
) -> Assembly:
    """Put the site of a blog together as of `now`; `before` is what an earlier export knew.

    Raises:
        ConfigError: The theme's own catalogue of words is wrong.
    """
    from blogcli.site.gathering import collect

    basis, before = basis or look(blog, now), before or Memory()
    gathered = collect(blog, now, also, basis, before)
    sources, files = unpack(gathered.layout, basis.digests.paths, blog.root, gathered.read)
    related = gathered.related.numbers
    assembly = put_together(blog, now, sources, basis=basis, related=related)
    assembly.frame.views.summed = gathered.summed
    if len(basis.digests) > MANY:
        assembly.frame.views.most = _FEWER
    assembly.copies = files
    assembly.gathered = gathered
    return assembly


def put_together(  # noqa: PLR0913 - all that a site is made of
    blog: Blog,
    now: datetime,
    sources: Sources,
    *,
    basis: Basis,
    related: bytes,
    only: frozenset[str] | None = None,
) -> Assembly:
    """Put a site together of what was gathered; `only` as in `Frame`.

    Raises:
        ConfigError: The theme's own catalogue of words is wrong.
    """
    name = blog.config.site.theme
    folder = blog.root / name
    theme = Theme(folder, name)
    site = _site(blog, sources, theme)
    shown = [*paths_of(sources.posts), *paths_of(sources.pages)]
    relations = Relations(shown, related)
    views = PostViews(
        now=now,
        words=Words(folder / "words.toml", f"{name}/words.toml"),
        main_lang=sources.main_lang,
        addresses=sources.addresses,
        editions={edition.lang: edition for edition in sources.editions},
        versions=sources.versions,
        digests=basis.digests,
        plain=theme.plain,
        read=sources.post,
        numbers=relations.numbers,
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
    return Assembly(blog, sources, frame, Texts(blog, sources, views), relations)


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
