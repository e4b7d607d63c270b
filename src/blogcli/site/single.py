"""One post as one file of HTML: styles and pictures are inside it, and it needs nothing else."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.blog.dates import direction
from blogcli.blog.lines import shown_title, summary_text
from blogcli.errors import Finding, OutputError
from blogcli.files import read_regular
from blogcli.markdown.html import Picture
from blogcli.posts.post import Post, Status
from blogcli.site.checking import Checker
from blogcli.site.images import size_of
from blogcli.site.links import Target, href
from blogcli.site.rendering import Medium, markdown_words, render
from blogcli.site.sources import Sources, gather, split_base_url
from blogcli.site.templates import Theme, trusted
from blogcli.site.views import PostViews
from blogcli.site.words import Words
from blogcli.site.written import is_local, leaves

if TYPE_CHECKING:
    from blogcli.blog import Blog

BIGGEST_PICTURE = 20_000_000
"""Bytes; a larger one is left out, since few readers open a page of such a size."""

_ALL: frozenset[Status] = frozenset({"draft", "scheduled", "expired"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """How a post stands in a file: where its links lead, and what is its own among others."""

    link: Callable[[Target, str], str | None]
    first_heading: int = 2
    id_prefix: str = ""


@dataclass(slots=True)
class SingleFiles:
    """Makes single files of a blog's posts; `findings` grow while it does."""

    blog: Blog
    now: datetime
    findings: list[Finding] = field(default_factory=list)
    _sources: Sources | None = None
    _parts: Parts | None = None

    def html(self, post: Post) -> str:
        """Make the file of one post.

        Raises:
            PostError: The post can't be read.
            OutputError: A template of the theme is wrong.
        """
        content = self.content(post, Placed(link=self._link))
        parts = self.shared()
        lang, words = self.words(post.lang)
        page = {
            "kind": "single",
            "title": shown_title(post),
            "lang": post.lang,
            "dir": direction(post.lang),
            "words_lang": lang,
            "words_dir": direction(lang),
            "description": summary_text(post),
        }
        values = {
            "page": parts.theme.plain(page),
            "post": parts.views.of(post),
            "words": parts.theme.plain(words),
            "root": None,
            "content": trusted(content),
            "style": trusted(parts.style),
        }
        return parts.theme.render("single.html", values)

    def content(self, post: Post, placed: Placed) -> str:
        """Give the HTML of a post's text, with its pictures inside.

        Raises:
            PostError: The post can't be read.
        """
        body = self.blog.body(post)
        lang, words = self.words(post.lang)
        medium = Medium(
            link=placed.link,
            picture=lambda target, src: self._picture(_Place(post, body, src), target),
            asset=lambda target, src: self._asset(_Place(post, body, src), target),
            raw_html=self.blog.config.site.raw_html,
            first_heading=placed.first_heading,
            id_prefix=placed.id_prefix,
        )
        rendered = render(post, body, _Lazily(self), medium, markdown_words(words, lang, post.lang))
        if rendered.doubtful:
            self.findings += self.checker().check(post, body)
        self.findings += rendered.findings(post, body)
        return rendered.html

    def checker(self) -> Checker:
        """Give what looks at links and pictures."""
        sources = self.sources()
        posts = {post.path: post for post in sources.shown}
        return Checker(
            sources.sitemap,
            lambda path: (self.blog.body(posts[path]), posts[path].lang),
            generator=self.blog.dialect.name,
        )

    def sources(self) -> Sources:
        """Give the blog as a site, with every post on it; it is put together at the first need."""
        if self._sources is None:
            self._sources = gather(self.blog, self.now, _ALL)
        return self._sources

    def words(self, lang: str) -> tuple[str, Mapping[str, str]]:
        """Give the interface's words for a text, and the language that they are in."""
        words = self.shared().words
        chosen = words.choose(lang, self.blog.default_lang)
        return chosen, words.of(chosen)

    def shared(self) -> Parts:
        """Give what all files have in common."""
        if self._parts is None:
            self._parts = _parts(self.blog, self.now)
        return self._parts

    def _link(self, target: Target, written: str) -> str | None:
        """Lead to the web alone: what stays in the post stays a fragment, the rest is words."""
        if target.where == "page" and written.strip().startswith("#"):
            return href("", Target("elsewhere"), written)
        return self.on_the_web(target, written)

    def on_the_web(self, target: Target, written: str) -> str | None:
        """Give where on the web a target is: no path of this machine goes into the file."""
        if target.where == "elsewhere":
            address = href("", target, written)
            return f"https:{address}" if address.startswith("//") else address
        base_url = self._base_url()
        return href(base_url, target, written) if base_url and target.address else None

    def _picture(self, place: _Place, target: Target) -> Picture:
        source = target.source
        if source is None:
            return Picture(src=self.on_the_web(target, place.written) or "")
        try:
            data = _data_uri(source)
        except OutputError as error:
            message = f"the image {place.written} {error.reason}; its text is shown"
            self.findings.append(place.finding("bad-image", message))
            return Picture(src="")
        width, height = size_of(source) or (None, None)
        return Picture(src=data, width=width, height=height)

    def _asset(self, place: _Place, target: Target) -> str | None:
        """Give what another element fetches: from the web, or a picture such as a poster."""
        shown = None
        with contextlib.suppress(OutputError):
            shown = _data_uri(target.source) if target.source is not None else None
        shown = shown or self.on_the_web(target, place.written)
        if shown is None:
            message = target.problem or f"{place.written} is not on the web"
            self.findings.append(place.finding("missing-file", message))
        return shown

    def _base_url(self) -> str:
        return split_base_url(self.blog.config.base_url or self.blog.settings.base_url)[0]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a post a source is written; its line is found only where it must be told."""

    post: Post
    body: str
    written: str

    def finding(self, rule: str, message: str) -> Finding:
        line = self.body.count("\n", 0, max(0, self.body.find(self.written)))
        line += self.post.body_line
        return Finding(rule, self.post.path, message, line=line, subject=self.written)


@dataclass(frozen=True, slots=True)
class Parts:
    """What all files of a blog have in common."""

    theme: Theme
    words: Words
    views: PostViews
    style: str


@dataclass(frozen=True, slots=True)
class _Lazily:
    """Where links lead, without a look at the whole blog for those that leave it."""

    files: SingleFiles

    def target(self, post: Post, written: str) -> Target:
        """Say what a link or image target means."""
        if leaves(written.strip()) and not is_local(written):
            return Target("elsewhere")
        return self.files.sources().sitemap.target(post, written)


def _parts(blog: Blog, now: datetime) -> Parts:
    name = blog.config.site.theme
    folder = blog.root / name
    theme = Theme(folder, name)
    words = Words(folder / "words.toml", f"{name}/words.toml")
    views = PostViews(
        now=now,
        words=words,
        main_lang=blog.default_lang,
        addresses={},
        editions={},
        versions={},
        plain=theme.plain,
    )
    styles = ["style.css", *(name for name in theme.assets() if name == "custom.css")]
    # A style sheet can hold no end tag: the file would end there.
    style = "\n".join(theme.text(name) for name in styles).replace("</", "<\\/")
    return Parts(theme, words, views, style)


def _data_uri(source: Path) -> str:
    from blogcli.graphics.inlining import data_address
    from blogcli.graphics.rasters import ImageRefused

    try:
        return data_address(read_regular(source, BIGGEST_PICTURE))
    except OSError as error:
        if error.errno == errno.EFBIG:
            message = f"is larger than {BIGGEST_PICTURE // 1_000_000} MB"
            raise ImageRefused(message) from error
        message = f"can't be read: {error.strerror or error}"
        raise ImageRefused(message) from error
