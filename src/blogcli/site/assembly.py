"""A blog's site put together: its shared frame, and all its pieces in the order they are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import Finding
from blogcli.posts.post import Post
from blogcli.site.checking import Checker
from blogcli.site.collection import Edition
from blogcli.site.feeds import Entry, Feed, absolute_base, atom
from blogcli.site.pieces import About, Frame, Piece, homes, not_found, tags
from blogcli.site.rendering import Medium, for_feed, for_page, markdown_words, render
from blogcli.site.sitemap import Location, robots, sitemaps
from blogcli.site.sources import Sources, gather
from blogcli.site.static import bundled_files
from blogcli.site.templates import Theme, plain, trusted
from blogcli.site.views import PostViews, typeset
from blogcli.site.words import Words

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.posts.post import Status


@dataclass(slots=True)
class Assembly:
    """A site about to be made; `findings` and `files` grow while its pieces are made."""

    blog: Blog
    sources: Sources
    frame: Frame
    checker: Checker
    findings: list[Finding] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)
    """Files to copy, by their place on the site."""

    def pieces(self) -> Iterator[Piece]:
        """Give every page, feed and file that is made rather than copied."""
        neighbours = _neighbours(self.sources)
        for post in self.sources.shown:
            yield self._post(post, *neighbours.get(post.path, (None, None)))
        yield from homes(self.frame)
        yield from tags(self.frame)
        for edition in self.sources.editions:
            yield self._feed(edition)
        for name in self.frame.theme.assets():
            yield Piece(f"theme/{name}", partial(self.frame.theme.data, name))
        yield from self._for_machines()

    def check_all(self) -> list[Finding]:
        """Look at every post's links and pictures, without making anything."""
        found = list(self.sources.findings)
        for post in self.sources.shown:
            found += self.checker.check(post, self.blog.body(post))
        return found

    def gather_files(self) -> None:
        """Find what is copied whether a post names it or not."""
        for post in self.sources.shown:
            if post.bundle:
                address = self.sources.addresses[post.path]
                self.files.update(bundled_files(self.blog.root, post, address))
        self.files.update(self.sources.sitemap.static)

    def _post(self, post: Post, older: Post | None, newer: Post | None) -> Piece:
        address = self.sources.addresses[post.path]
        versions = self.sources.versions.get(post.path, {})
        views = self.frame.views
        about = About(
            kind=post.kind,
            title=typeset(post.title, post.lang),
            lang=post.lang,
            address=address,
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

        def make() -> bytes:
            html = self._content(post, for_page(address.root))
            values = {
                "post": views.of(post),
                "content": trusted(html),
                "older": views.of(older) if older else None,
                "newer": views.of(newer) if newer else None,
            }
            return self.frame.page(f"{post.kind}.html", about, values)

        return Piece(address.file, make, post)

    def _content(self, post: Post, medium: Medium) -> str:
        body = self.blog.body(post)
        words = self.frame.views.words
        shown = words.of(words.choose(post.lang, self.sources.main_lang))
        rendered = render(post, body, self.sources.sitemap, medium, markdown_words(shown))
        if not medium.lazy:
            return rendered.html
        if rendered.doubtful:
            self.findings += self.checker.check(post, body)
        self.findings += [
            Finding(rule, post.path, message, line=post.body_line)
            for rule, message in rendered.troubles
        ]
        for address, source in rendered.files.items():
            self.files.setdefault(address.file, source)
        return rendered.html

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
        medium = for_feed(absolute_base(feed))
        entries = [
            Entry(
                post=post,
                path=self.sources.addresses[post.path].path,
                content=partial(self._content, post, medium),
            )
            for post in edition.posts[: config.feeds.limit]
        ]
        return Piece(feed.path, lambda: atom(feed, entries, full_text=config.feeds.full_text))

    def _for_machines(self) -> Iterator[Piece]:
        """Make what a blog may also bring itself, as static files."""
        static = self.sources.sitemap.static
        base_url = self.sources.base_url
        made = [not_found(self.frame), Piece("robots.txt", partial(robots, base_url))]
        if base_url:
            files = sitemaps(base_url, list(self._locations()))
            made += [Piece(name, partial(bytes, data)) for name, data in files.items()]
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


def assemble(blog: Blog, now: datetime, also: frozenset[Status] = frozenset()) -> Assembly:
    """Put the site of a blog together as of `now`.

    Raises:
        ConfigError: The theme's own catalogue of words is wrong.
    """
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
    )
    posts = {post.path: post for post in sources.shown}

    def body(path: str) -> tuple[str, str]:
        return blog.body(posts[path]), posts[path].lang

    return Assembly(blog, sources, frame, Checker(sources.sitemap, body))


def _site(blog: Blog, sources: Sources, theme: Theme) -> dict[str, object]:
    return {
        "title": blog.title,
        "lang": sources.main_lang,
        "base_url": sources.base_url,
        "logo": blog.config.site.logo.lstrip("/"),
        "theme_files": theme.assets(),
        "generator": f"blog {version('blogcli')}",
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
