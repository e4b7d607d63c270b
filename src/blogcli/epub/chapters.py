"""A post → a chapter: its body as a tree, its pictures taken in, its links marked to be settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from blogcli.blog.lines import title_text
from blogcli.epub.addresses import web_address
from blogcli.epub.gallery import Gallery, Item
from blogcli.epub.volume import Destination, Surroundings
from blogcli.epub.xhtml import Content, content_of
from blogcli.errors import Finding, OutputError
from blogcli.graphics.rasters import is_data
from blogcli.markdown.generators import tags
from blogcli.markdown.headings import without_title
from blogcli.markdown.html import HtmlOptions, Picture, Words, to_html
from blogcli.markdown.parse import parse
from blogcli.markdown.places import Places
from blogcli.markdown.reduce import reduce_html, silent_pictures
from blogcli.posts.post import Post

if TYPE_CHECKING:
    from blogcli.blog import Blog

_SHOWN = 80


@dataclass(slots=True)
class Chapter:
    """A post on its way into a book."""

    post: Post
    name: str
    """Of its file."""
    content: Content
    findings: tuple[Finding, ...]
    pictures: bool
    described: bool
    """Every picture that says something has words for those who can't see it."""


class Author:
    """Makes chapters; `standing` gives what stands for a chapter in links, by its post's path."""

    def __init__(
        self, blog: Blog, around: Surroundings, gallery: Gallery, standing: Mapping[str, str]
    ) -> None:
        self.blog = blog
        self.around = around
        self.gallery = gallery
        self.standing = standing

    def write(self, post: Post, name: str) -> Chapter:
        """Make the chapter of one post.

        Raises:
            PostError: The post can't be read.
            OutputError: It can't be made into XHTML.
        """
        return _Draft(self, post, self.blog.body(post)).finish(name)


class _Draft:
    """One post on its way."""

    def __init__(self, author: Author, post: Post, body: str) -> None:
        self.author = author
        self.post = post
        self.body = body
        self.places = Places(body, post.body_line)
        self.findings: list[Finding] = []
        self.doubtful = False
        self.items: set[str] = set()
        self.decorative: set[str] = set()
        self.silent: frozenset[str] = frozenset()

    def finish(self, name: str) -> Chapter:
        post = self.post
        events = without_title(reduce_html(parse(self.body, post.lang)), title_text(post))
        self.silent = silent_pictures(events)
        words = self.author.around.words(post.lang)
        options = HtmlOptions(
            lang=post.lang,
            first_heading=2,
            link=self._link,
            image=self._image,
            highlight=True,
            words=Words(
                **{name: words[name] for name in Words.__dataclass_fields__ if name in words}
            ),
            problem=self._find,
        )
        try:
            content = content_of(to_html(events, options), self.items)
        except (ParseError, RecursionError) as error:
            message = f"{post.path}: can't be made into XHTML ({error})"
            raise OutputError(message) from error
        pictures = list(content.body.iter("img"))
        bare = [image for image in pictures if not image.get("alt")]
        described = all(image.get("src") in self.decorative for image in bare)
        if self.doubtful or not described or tags(self.body):
            checked = self.author.around.check(post, self.body)
            self.findings = [*checked, *self.findings]
        return Chapter(
            post=post,
            name=name,
            content=content,
            findings=tuple(dict.fromkeys(self.findings)),
            pictures=bool(pictures),
            described=described,
        )

    def _resolve(self, written: str) -> Destination:
        found = self.author.around.resolve(self.post, written)
        self.doubtful |= found.doubtful
        return found

    def _link(self, written: str) -> str | None:
        if written.strip().startswith("#"):
            found = Destination(post=self.post.path, fragment=written.strip()[1:])
            self.doubtful |= bool(found.fragment)
        else:
            found = self._resolve(written)
        standing = self.author.standing.get(found.post, "") if found.post else ""
        if standing:
            return f"{standing}#{found.fragment}" if found.fragment else standing
        return web_address(found.address) or None

    def _image(self, written: str) -> Picture:
        """Take a picture in; what isn't in the book is shown by its words, and may be led to."""
        try:
            item = self._item(written)
        except OutputError as error:
            message = f"the image {_short(written)} {error.reason}; its text is shown"
            self._find("bad-image", message, written)
            return Picture(src="")
        if isinstance(item, str):
            return Picture(src=item)
        if item.lacks:
            message = f"the image {_short(written)} {item.lacks}; it is shown without them"
            self._find("bad-image", message, written)
        src = f"../{item.name}"
        self.items.add(src)
        if written in self.silent or self.post.decorates(written):
            self.decorative.add(src)
        return Picture(src=src, width=item.width, height=item.height)

    def _item(self, written: str) -> Item | str:
        gallery = self.author.gallery
        if is_data(written):
            return gallery.of_data(written)
        found = self._resolve(written)
        if found.source is not None:
            return gallery.of_file(found.source)
        address = web_address(found.address)
        if address and not found.doubtful:
            reason = "lies on the network, from where nothing is fetched"
            message = f"the image {_short(written)} {reason}; its text is shown"
            self._find("remote-image", message, written)
        return address

    def _find(self, rule: str, message: str, needle: str = "") -> None:
        line = self.places.line(needle) if needle else None
        line = line or self.post.body_line
        found = Finding(rule, self.post.path, message, line=line, subject=needle)
        self.findings.append(found)


def _short(written: str) -> str:
    return written if len(written) <= _SHOWN else f"{written[: _SHOWN - 3]}…"
