"""The texts of posts as HTML, and what they depend on besides themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
from blogcli.site.memory import Notes
from blogcli.site.rendering import Rendered, markdown_words, portable, render
from blogcli.site.renditions import Look, Renditions
from blogcli.site.sources import Sources
from blogcli.site.stamps import Stamp, Stamps, digest
from blogcli.site.views import PostViews

if TYPE_CHECKING:
    from blogcli.blog import Blog


@dataclass(slots=True)
class Text:
    """A post's text: HTML in which `root` stands for the way to the site's root."""

    html: str
    root: str
    headings: tuple[Heading, ...] = ()
    _alone: str = ""

    def below(self, root: str) -> str:
        """Give the HTML with links that begin with `root`."""
        return self.html.replace(self.root, root)

    def away(self, root: str, path: str) -> str:
        """Give the HTML as `below` does, for another page than its own, which is at `path`."""
        if not self._alone:
            self._alone = detached(self.html, f"{self.root}{path}")
        return self._alone.replace(self.root, root)


@dataclass(slots=True)
class Texts:
    """Makes the texts of a site's posts, and keeps those that several files show."""

    blog: Blog
    sources: Sources
    views: PostViews
    stamps: Stamps = field(default_factory=lambda: Stamps(0))
    renditions: Renditions = field(default_factory=Renditions)
    notes: dict[str, Notes] = field(default_factory=dict)
    """What is known of each post's text, by path."""
    kept: dict[str, Text] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    """Posts whose texts are kept, by path."""
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

    def source(self, post: Post) -> bytes:
        """Sum up what a text is made of, but for where its links lead."""
        return self.views.digests[post.path].file

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
        text = self.kept.get(post.path)
        if text is None:
            text = self._make(post)
            if post.path in self.wanted:
                self.kept[post.path] = text
        return text

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

    def links(self, post: Post) -> bytes:
        """Sum up where the links of a text lead now; empty where it was not made yet."""
        notes = self.notes.get(post.path)
        return notes.links if notes else b""

    def renew(self, post: Post) -> None:
        """Look anew where the links of a text lead that was made by an earlier export."""
        notes = self.notes[post.path]
        sitemap = self.sources.sitemap
        sitemap.probed.clear()
        found = {written: sitemap.target(post, written) for written in notes.targets}
        links = self._sum(found, notes.anchors)
        self.notes[post.path] = notes._replace(links=links, probes=tuple(sitemap.probed))

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
        if post.path not in self.notes:
            rendered.doubtful = rendered.doubtful or any(look.problem for look in looks)
            self._note(post, body, rendered, looks)
        return Text(rendered.html, root, tuple(rendered.headings))

    def _note(self, post: Post, body: str, rendered: Rendered, looks: Sequence[Look]) -> None:
        findings = self.checker.check(post, body) if rendered.doubtful else []
        findings += rendered.findings(post, body)
        anchors = sorted(
            {one.post for one in rendered.targets.values() if one.post and "#" in one.rest}
        )
        self.notes[post.path] = Notes(
            source=self.source(post),
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
