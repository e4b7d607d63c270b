"""The body of a post as HTML, its links and pictures written for the place where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Protocol

from blogcli.blog.lines import title_text
from blogcli.errors import Finding
from blogcli.markdown.headings import without_title
from blogcli.markdown.html import HtmlOptions, Picture, Words, to_html
from blogcli.markdown.parse import parse
from blogcli.markdown.places import Places
from blogcli.markdown.source import has_tags
from blogcli.posts.post import Post
from blogcli.site.addresses import Address
from blogcli.site.headings import Heading, outline
from blogcli.site.images import size_of
from blogcli.site.links import Target, href
from blogcli.site.renditions import Look, Rendition
from blogcli.site.scaling import WIDTHS

COLUMN = 640
"""The width of a column of text in the built-in theme, at most, in CSS pixels."""


class LinkMap(Protocol):
    """Knows where links lead."""

    def target(self, post: Post, written: str) -> Target:
        """Say what a link or image target means where it stands in a post."""


@dataclass(slots=True)
class Rendered:
    """A body as HTML, and what came to light on the way."""

    html: str = ""
    files: dict[Address, Path] = field(default_factory=dict)
    """Files to be copied to the site, by address."""
    doubtful: bool = False
    """Some link or picture should be looked at again, with its line."""
    headings: list[Heading] = field(default_factory=list)
    troubles: list[tuple[str, str, str]] = field(default_factory=list)
    """Rule, message and source of what could not be rendered."""
    targets: dict[str, Target] = field(default_factory=dict)
    """Where each link and picture leads, as it was written, but for those that leave the site."""

    def findings(self, post: Post, body: str) -> list[Finding]:
        """Tell the troubles, each with its line."""
        places = Places(body, post.body_line)
        return [
            Finding(rule, post.path, message, line=places.line(source) or post.body_line)
            for rule, message, source in self.troubles
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """How a medium writes targets."""

    link: Callable[[Target, str], str | None]
    picture: Callable[[Target, str], Picture]
    """A picture without a source is shown by its words."""
    asset: Callable[[Target, str], str | None] | None = None
    """Of other elements of raw HTML, such as `video`; None takes the source away."""
    lazy: bool = False
    raw_html: Literal["allow", "sanitise", "escape"] = "allow"
    first_heading: int = 2
    """Level of the headings next below the title."""
    id_prefix: str = ""
    """Stands before every id, where several posts share a page."""


def portable(
    root: str,
    raw_html: Literal["allow", "sanitise", "escape"] = "allow",
    look: Callable[[Path], Look] = lambda _: Look(),
) -> Medium:
    """Write links below `root`, which is put in place of the way to the site's root at last.

    `look` gives the copies of a picture.
    """

    def picture(target: Target, written: str) -> Picture:
        src = href(root, target, written)
        if target.source is None:
            return Picture(src=src)
        known = look(target.source)
        size = known.size or size_of(target.source)
        if size is None:
            return Picture(src=src)
        return _in_sizes(Picture(src=src, width=size[0], height=size[1]), root, known.renditions)

    return Medium(
        link=lambda target, written: href(root, target, written),
        picture=picture,
        lazy=True,
        raw_html=raw_html,
    )


def render(post: Post, body: str, sitemap: LinkMap, medium: Medium, words: Words) -> Rendered:
    """Render a body; a link that leads nowhere stays as it was written."""
    rendered = Rendered()

    def resolve(written: str) -> Target:
        target = sitemap.target(post, written)
        if target.where == "nowhere" or (target.where == "page" and "#" in target.rest):
            rendered.doubtful = True
        if target.where != "elsewhere":
            rendered.targets[written] = target
        if target.copied and target.source is not None and target.address is not None:
            rendered.files[target.address] = target.source
        return target

    def pictured(target: Target, written: str) -> Picture:
        return Picture(src="") if target.hidden else medium.picture(target, written)

    def linked(target: Target, written: str) -> str | None:
        return None if target.hidden else medium.link(target, written)

    asset = medium.asset
    events = without_title(parse(body, post.lang), title_text(post))
    options = HtmlOptions(
        lang=post.lang,
        first_heading=medium.first_heading,
        id_prefix=medium.id_prefix,
        link=lambda written: linked(resolve(written), written),
        image=lambda written: pictured(resolve(written), written),
        asset=None if asset is None else lambda written: asset(resolve(written), written),
        lazy=medium.lazy,
        raw_html=medium.raw_html,
        highlight=True,
        words=words,
        problem=lambda *trouble: rendered.troubles.append(trouble),
    )
    rendered.html = to_html(events, options)
    rendered.headings = outline(events)
    rendered.doubtful = rendered.doubtful or _lacks_words(rendered.html) or has_tags(body)
    return rendered


def _lacks_words(html: str) -> bool:
    """Say whether a picture may be without words; that of raw HTML need not have said so."""
    return 'alt=""' in html or html.count("<img") > html.count(' alt="')


def markdown_words(words: Mapping[str, str], lang: str, text: str) -> Words:
    """Pick what the Markdown renderer says itself from a catalogue in `lang`, for a text's own."""
    picked = {name: words[name] for name in Words.__dataclass_fields__ if name != "lang"}
    return Words(lang=lang if lang != text else "", **picked)


def _in_sizes(picture: Picture, root: str, copies: Sequence[Rendition]) -> Picture:
    """Let a browser choose among the copies of a picture, and itself where none is as wide."""
    natural = picture.width or 0
    if not copies:
        return picture
    offered = [f"{root}{one.file} {one.width}w" for one in copies]
    if copies[-1].width < min(natural, WIDTHS[-1]):
        offered.append(f"{picture.src} {natural}w")
    shown = min(natural, COLUMN)
    sizes = f"(max-width: {shown}px) 100vw, {shown}px"
    return replace(picture, srcset=", ".join(offered), sizes=sizes)
