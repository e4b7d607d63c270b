"""What an EPUB asks of the blog as a whole, answered by the site that the blog is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from blogcli.blog.words import callout_words, status_word
from blogcli.epub.volume import Destination, Surroundings
from blogcli.errors import Finding
from blogcli.posts.post import Post, Status
from blogcli.site.links import href
from blogcli.site.single import SingleFiles
from blogcli.site.sources import split_base_url
from blogcli.site.words import Words
from blogcli.site.written import is_local, leaves

if TYPE_CHECKING:
    from blogcli.blog import Blog


_TOLD: tuple[Status, ...] = ("draft", "scheduled")


def surroundings(blog: Blog, now: datetime) -> Surroundings:
    """Open a blog to the makers of its books."""
    answers = _Answers(blog, now)
    return Surroundings(
        resolve=answers.resolve,
        check=answers.check,
        words=answers.words,
        address=answers.address,
        status=lambda post: post.status(now),
    )


class _Answers:
    """Looks at the whole blog only for what concerns more than one post."""

    def __init__(self, blog: Blog, now: datetime) -> None:
        self._blog = blog
        self._files = SingleFiles(blog, now)
        self._base_url = split_base_url(blog.config.base_url or blog.settings.base_url)[0]
        name = blog.config.site.theme
        self._words = Words(blog.root / name / "words.toml", f"{name}/words.toml")

    def resolve(self, post: Post, written: str) -> Destination:
        if leaves(written.strip()) and not is_local(written):
            return Destination(address=written.strip())
        target = self._files.sources().sitemap.target(post, written)
        if target.where == "nowhere":
            return Destination(doubtful=True)
        fragment = unquote(target.rest.partition("#")[2])
        known = self._base_url and target.address is not None
        return Destination(
            post=target.post,
            fragment=fragment,
            source=target.source,
            address=href(self._base_url, target, written) if known else "",
            doubtful=target.where == "page" and bool(fragment),
        )

    def check(self, post: Post, body: str) -> list[Finding]:
        return self._files.checker().check(post, body)

    def words(self, lang: str) -> Mapping[str, str]:
        if self._words.speaks(lang):
            return self._words.of(lang)
        found = self._words.of(self._words.choose(lang, self._blog.default_lang))
        statuses: dict[str, str] = {status: status_word(status, lang) for status in _TOLD}
        return {**found, **callout_words(lang), **statuses}

    def address(self, post: Post) -> str:
        if not self._base_url:
            return ""
        found = self._files.sources().addresses.get(post.path)
        return f"{self._base_url}{found.path}" if found else ""
