"""The texts of posts as HTML, and what they depend on besides themselves."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import PostError
from blogcli.markdown.links import references
from blogcli.posts.post import Post
from blogcli.site.checking import Checker
from blogcli.site.extracts import detached
from blogcli.site.headings import Heading
from blogcli.site.links import Target
from blogcli.site.notes import Brought, NoteBook, Notes
from blogcli.site.rendering import Rendered, markdown_words, portable, render
from blogcli.site.renditions import Look, Renditions
from blogcli.site.sharing import shared_picture
from blogcli.site.sources import Sources
from blogcli.site.spool import Spool
from blogcli.site.stamps import Stamp, Stamps, digest
from blogcli.site.table import dumped
from blogcli.site.views import PostViews

if TYPE_CHECKING:
    from blogcli.blog import Blog


@dataclass(slots=True)
class Text:
    """A post's text: HTML in which `root` stands for the way to the site's root."""

    html: str
    root: str
    headings: tuple[Heading, ...] = ()
    picture: str = ""
    """What the post is shared with: a path on the site, or a URL."""

    def below(self, root: str) -> str:
        """Give the HTML with links that begin with `root`."""
        return self.html.replace(self.root, root)

    def away(self, root: str, path: str) -> str:
        """Give the HTML as `below` does, for another page than its own, which is at `path`."""
        return _detached(self.html, f"{self.root}{path}").replace(self.root, root)


@lru_cache(maxsize=64)
def _detached(html: str, own: str) -> str:
    """Do what `detached` does: the feeds of a list have the same texts, one after the other."""
    return detached(html, own)


@dataclass(slots=True)
class Texts:
    """Makes the texts of a site's posts, and keeps those that several files show."""

    blog: Blog
    sources: Sources
    views: PostViews
    stamps: Stamps = field(default_factory=lambda: Stamps(0))
    renditions: Renditions = field(default_factory=Renditions)
    notes: NoteBook = field(default_factory=NoteBook)
    """What is known of each post's text."""
    doubt: Callable[[Notes], bool] = lambda _: False
    """Says whether the links of a text that was made by an earlier export may lead elsewhere."""
    kept: dict[str, Text] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    """Posts whose texts are kept, by path."""
    _aside: dict[str, int] = field(default_factory=dict)
    _spool: Spool = field(default_factory=Spool)
    _seen: dict[str, Stamp] = field(default_factory=dict)

    _checker: Checker | None = None

    @property
    def checker(self) -> Checker:
        """Looks at links and pictures."""
        if self._checker is None:
            self._checker = Checker(
                self.sources.sitemap,
                lambda path: (self.blog.body(post := self.sources.post(path)), post.lang),
                lambda picture: self.renditions.of(picture).problem,
                self.blog.dialect.name,
            )
        return self._checker

    def known_as(self, path: str) -> str:
        """Give the one text that stands for the path of a post here."""
        sums = self.views.digests
        at = sums.place(path)
        return path if at is None else sums.paths[at]

    def source(self, path: str) -> bytes:
        """Sum up what the text of a post is made of, but for where its links lead."""
        return self.views.digests[path].file

    def away(self, root: str, post: Post) -> str:
        """Give the HTML of a text as feeds have it, with links that begin with `root`.

        Raises:
            PostError: The post can't be read.
        """
        return self.of(post).away(root, self.sources.addresses[post.path].path)

    def of(self, post: Post) -> Text:
        """Give a text.

        Raises:
            PostError: The post can't be read.
        """
        text = self.kept.get(post.path) or self._from_aside(post.path)
        if text is None:
            text = self._make(post)
            if post.path in self.wanted:
                self.kept[post.path] = text
        return text

    def put_aside(self, path: str, text: Text) -> None:
        """Keep a text that another process has made."""
        self._aside[path] = self._spool.append(dumped((text.html, text.root)))

    def _from_aside(self, path: str) -> Text | None:
        number = self._aside.get(path)
        return None if number is None else Text(*marshal.loads(self._spool[number]))  # noqa: S302 - our own

    def pictures(self, post: Post) -> list[Path]:
        """Find the pictures of the blog that a post shows, without making its text."""
        try:
            body = self.blog.body(post)
        except PostError:
            return []
        targets = [
            self.sources.sitemap.target(post, one.target)
            for one in references(body)
            if one.kind == "image"
        ]
        return [one.source for one in targets if one.where == "file" and one.source is not None]

    def links(self, path: str) -> bytes:
        """Sum up where the links of a post's text lead now; empty where it was not made yet."""
        notes = self.notes.get(path)
        return notes.links if notes else b""

    def acquaint(self, post: Post, brought: Mapping[str, Brought]) -> None:
        """Take over what an earlier export noted of a text that is the same; `brought` is its.

        Where its links lead is looked at anew, if there is any doubt.
        """
        notes = None if post.path in self.notes else self.notes.earlier(post.path)
        if notes is None or notes.source != self.source(post.path):
            return
        if notes.targets and self.doubt(notes):
            self._renew(post, notes)
        else:
            self.notes.hold(post.path, brought.get(post.path))

    def _renew(self, post: Post, notes: Notes) -> None:
        sitemap = self.sources.sitemap
        sitemap.probed.clear()
        found = {written: sitemap.target(post, written) for written in notes.targets}
        links = self._sum(found, notes.anchors)
        self.notes.put(post.path, notes._replace(links=links, probes=tuple(sitemap.probed)))

    def stamp(self, path: str) -> Stamp:
        """Stamp a file, once."""
        stamp = self._seen.get(path)
        if stamp is None:
            stamp = self._seen[path] = self.stamps.of(path)
        return stamp

    def _make(self, post: Post) -> Text:
        body = self.blog.body(post)
        words = self.views.words
        lang = words.choose(post.lang, self.sources.main_lang)
        shown = markdown_words(words.of(lang), lang, post.lang)
        # A name that no text can hold, since it sums that text up.
        root = f"blog-root-{blake2b(body.encode('utf-8', 'replace'), digest_size=12).hexdigest()}/"
        sitemap = self.sources.sitemap
        sitemap.probed.clear()
        looks: list[Look] = []

        def look(source: Path) -> Look:
            looks.append(self.renditions.of(source))
            return looks[-1]

        medium = portable(root, self.blog.config.site.raw_html, look)
        rendered = render(post, body, sitemap, medium, shown)
        picture = self._picture(post, rendered)
        if post.path not in self.notes:
            rendered.doubtful = rendered.doubtful or any(look.problem for look in looks)
            self._note(post, body, rendered, looks)
        return Text(rendered.html, root, tuple(rendered.headings), picture)

    def _picture(self, post: Post, rendered: Rendered) -> str:
        """Find what a post is shared with, which goes to the site if it is ours."""
        found = shared_picture(post, self.sources.sitemap, rendered.targets.values())
        if found is None:
            return ""
        written, target = found
        if target.address is None:
            return written
        if written:
            rendered.targets[written] = target
        if target.copied and target.source is not None:
            rendered.files[target.address] = target.source
        return target.address.path

    def _note(self, post: Post, body: str, rendered: Rendered, looks: Sequence[Look]) -> None:
        findings = self.checker.check(post, body) if rendered.doubtful else []
        findings += rendered.findings(post, body)
        anchors = sorted(
            {one.post for one in rendered.targets.values() if one.post and "#" in one.rest}
        )
        notes = Notes(
            source=self.source(post.path),
            links=self._sum(rendered.targets, anchors),
            targets=tuple(rendered.targets),
            probes=tuple(self.sources.sitemap.probed),
            anchors=tuple(anchors),
            findings=tuple(map(tuple, findings)),
            files=tuple((one.file, str(source)) for one, source in rendered.files.items()),
            renditions=tuple(
                dict.fromkeys(
                    (one.file, one.source, one.key, one.width)
                    for look in looks
                    for one in look.renditions
                )
            ),
        )
        self.notes.put(post.path, notes)

    def _sum(self, targets: Mapping[str, Target], anchors: Sequence[str]) -> bytes:
        if not targets:
            return _NONE
        digests = self.views.digests
        return digest(
            (
                [(written, *self._lead(target)) for written, target in targets.items()],
                [digests[path].file for path in anchors if path in digests],
            )
        )

    def _lead(self, target: Target) -> tuple[object, ...]:
        return (
            *(target.where, target.address.file if target.address else "", target.rest),
            *(target.copied, target.post, target.problem, target.hidden),
            *((str(target.source), self.stamp(str(target.source))) if target.source else ()),
        )


_NONE = digest(())
