"""The blog as all rules see it: its posts, where links lead, and each post opened once for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.checks import templates
from blogcli.checks.complaint import Complaint, Fix
from blogcli.checks.request import Progress
from blogcli.errors import PostError
from blogcli.markdown.links import Outline, Reference
from blogcli.posts import liquid
from blogcli.posts.fields import Fields, plain
from blogcli.posts.front_matter import Source
from blogcli.posts.post import Post
from blogcli.posts.reading import split, values_of
from blogcli.posts.values import FrontMatter
from blogcli.site.checking import Checker
from blogcli.site.checking import Complaint as LinkComplaint
from blogcli.site.links import Target
from blogcli.site.sources import Sources, gather

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.graphics.soundness import Fault


@dataclass
class World:
    """A blog at one moment, its index up to date."""

    blog: Blog
    now: datetime
    unreadable: tuple[PostError, ...] = ()
    progress: Progress | None = None
    outgoing: dict[str, list[Complaint]] = field(default_factory=dict)
    """Addresses on the web, and what would be said of each where it stands."""

    _faults: dict[Path, Fault | None] = field(default_factory=dict)

    @cached_property
    def sources(self) -> Sources:
        """The site as it will be: with drafts and scheduled posts, without expired ones."""
        return gather(self.blog, self.now, frozenset({"draft", "scheduled"}))

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """All posts and pages, by path."""
        return tuple(sorted(self.blog.posts(now=self.now, kind=None), key=lambda post: post.path))

    @cached_property
    def template_addresses(self) -> frozenset[str]:
        """Addresses of the pages that the generator makes of its template files."""
        return templates.addresses(self.blog.root, self.blog.dialect)

    @cached_property
    def by_path(self) -> Mapping[str, Post]:
        """The same, to be looked up."""
        return {post.path: post for post in self.posts}

    @cached_property
    def dated(self) -> tuple[Post, ...]:
        """The posts that are no pages."""
        return tuple(post for post in self.posts if post.kind == "post")

    @cached_property
    def _places(self) -> Mapping[str, str]:
        return {address.file: path for path, address in self.sources.addresses.items()}

    def post_at(self, target: Target) -> Post | None:
        """Give the post that a link leads to, by its file or by its address on the site."""
        path = target.post or (target.address and self._places.get(target.address.file)) or ""
        return self.by_path.get(path)

    @cached_property
    def checker(self) -> Checker:
        """What looks at links and pictures."""

        def body(path: str) -> tuple[str, str]:
            post = self.by_path[path]
            return self.blog.body(post), post.lang

        return Checker(self.sources.sitemap, body, generator=self.blog.dialect.name)

    @cached_property
    def says_language(self) -> Callable[[str], bool]:
        """Say whether the place of a file tells its language, by its path."""
        from blogcli.posts.naming import look

        blog = self.blog
        return lambda path: look(blog.root, path, blog.languages, blog.timezone).lang is not None

    def fault(self, file: Path) -> Fault | None:
        """Say what is wrong with a picture; each file is looked at once."""
        from blogcli.graphics.soundness import fault

        if file not in self._faults:
            self._faults[file] = fault(file)
        return self._faults[file]

    def opened(self, post: Post) -> Opened:
        """Read the file of a post.

        Raises:
            PostError: It can't be read any more.
        """
        dialect = self.blog.dialect
        source = split(self.blog.source(post), post.path, dialect)
        return Opened(self, post, source, values_of(source, post.path, dialect))

    def key_place(self, post: Post, *names: str) -> tuple[int | None, int | None]:
        """Give the line and column of the first of these keys that a post's header has."""
        try:
            return self.opened(post).place(names)
        except PostError:
            return None, None


@dataclass
class Opened:
    """A post and its file; `world` is the blog around it."""

    world: World
    post: Post
    source: Source
    values: FrontMatter

    @cached_property
    def fields(self) -> Fields:
        """The header, asked by meaning."""
        return Fields(self.values)

    @property
    def is_no_post(self) -> bool:
        """True of a file that only lies there: without front matter its generator lists it not."""
        return not self.post.listed and self.source.format == "none"

    @cached_property
    def body(self) -> str:
        """The body with what the header says in it, line for line."""
        return liquid.fill(self.source.body, self.post, self.world.blog.dialect.name)

    @cached_property
    def outline(self) -> Outline:
        """The body, read."""
        return Outline(self.body)

    @cached_property
    def references(self) -> list[tuple[Reference, Target, tuple[LinkComplaint, ...]]]:
        """The links and pictures, where they lead, and what is wrong with them."""
        return list(self.world.checker.look(self.post, self.outline.references()))

    def place(self, names: Sequence[str]) -> tuple[int | None, int | None]:
        """Give the line and column of the value of the first of these keys that is there."""
        key = self.fields.key(tuple(map(plain, names)))
        if key is None or key not in self.values.places:
            return None, None
        line, column = self.values.places[key]
        return self.source.header_line + line - 1, column

    def at_key(
        self, names: Sequence[str], message: str, *, hint: str = "", fix: Fix | None = None
    ) -> Complaint:
        """Complain of the value of a key; of the post as a whole where it has none of these."""
        return Complaint(self.post.path, message, *self.place(names), hint, fix)

    def in_body(
        self, place: tuple[int, int], message: str, *, hint: str = "", fix: Fix | None = None
    ) -> Complaint:
        """Complain of a line and column of the body, both from 1."""
        line, column = place
        return Complaint(
            self.post.path, message, self.source.body_line + line - 1, column, hint, fix
        )
