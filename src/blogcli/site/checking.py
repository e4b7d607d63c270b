"""What is wrong with a post's links and pictures, each with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from blogcli.errors import Finding, PostError
from blogcli.markdown.events import Event
from blogcli.markdown.generators import tags
from blogcli.markdown.headings import names
from blogcli.markdown.links import Reference, references
from blogcli.markdown.parse import parse
from blogcli.posts.post import Post
from blogcli.site.links import SiteMap, Target
from blogcli.site.written import is_local

_HTML_ID = re.compile(r"""\b(?:id|name)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)

_KRAMDOWN_ID = re.compile(r"\{:[^{}\n]*#([\w:.-]+)")


FOREIGN_HINT = "write in Markdown or HTML what it stands for"
_SHOWN = 60  # characters of a tag in a message


class Complaint(NamedTuple):
    """What is wrong with a link or picture, by the name of the rule that it breaks."""

    rule: str
    message: str
    hint: str = ""
    habitual: bool = False
    """On the site of another generator the link would lead there."""
    slight: bool = False
    """Good to know, and nothing that an export need tell."""


class Checker:
    """Looks at posts; `body` reads the text of a post by its path.

    `fault` says what is wrong with a picture of the blog, if something is; `generator` is whose
    tags are told.
    """

    def __init__(
        self,
        sitemap: SiteMap,
        body: Callable[[str], tuple[str, str]],
        fault: Callable[[Path], str] = lambda _: "",
        generator: str = "",
    ) -> None:
        self._sitemap = sitemap
        self._body = body
        self._fault = fault
        self._generator = generator
        self._anchors: dict[str, tuple[frozenset[str], frozenset[str], frozenset[str]]] = {}

    def check(self, post: Post, body: str) -> list[Finding]:
        """Find broken links and anchors, pictures without files or words, and foreign tags."""
        return [
            Finding(
                complaint.rule,
                post.path,
                complaint.message,
                line=post.body_line + reference.line - 1,
                column=reference.column,
                hint=complaint.hint,
                subject=reference.target,
            )
            for reference, _, complaints in self.look(post, references(body))
            for complaint in complaints
            if not complaint.slight
        ] + [
            Finding(
                "foreign-tag",
                post.path,
                foreign(tag.text),
                line=post.body_line + tag.line - 1,
                column=tag.column,
                hint=FOREIGN_HINT,
            )
            for tag in tags(body, self._generator)
        ]

    def look(
        self, post: Post, found: Iterable[Reference]
    ) -> Iterator[tuple[Reference, Target, tuple[Complaint, ...]]]:
        """Give where each link and picture of a post leads, and what is wrong with it if anything."""  # noqa: E501 - one sentence
        for reference in found:
            target = self._sitemap.target(post, reference.target)
            complaints = (
                self._about_picture(reference, target),
                self._complaint(post, reference, target),
            )
            yield reference, target, tuple(one for one in complaints if one is not None)

    def _about_picture(self, reference: Reference, target: Target) -> Complaint | None:
        if reference.kind != "image" or target.where != "file" or target.source is None:
            return None
        if fault := self._fault(target.source):
            message = f"{target.source.name}: {fault}"
            return Complaint("broken-image", message, "it is shown as it is, in one size")
        return None

    def _complaint(self, post: Post, reference: Reference, target: Target) -> Complaint | None:
        if target.where == "nowhere":
            rule = "missing-image" if reference.kind == "image" else "broken-link"
            if target.hidden and not target.unwritten and not is_local(reference.target):
                rule = "link-to-draft"
            slight = target.unwritten and reference.kind == "link"
            return Complaint(rule, target.problem, slight=slight)
        if reference.kind == "image" and not reference.text:
            if reference.silent or post.decorates(reference.target):
                return None
            name = reference.target.strip("[]").rpartition("/")[2] or reference.target
            return Complaint("missing-alt", f"{name} has no alternative text", "say what it shows")
        return self._about_anchor(post, target)

    def _about_anchor(self, post: Post, target: Target) -> Complaint | None:
        anchor = unquote(target.rest.partition("#")[2])
        if target.where != "page" or not target.post or anchor in {"", "top"}:
            return None
        try:
            own, headings, others = self._anchors_of(target.post)
        except PostError:
            return None  # what is wrong there is told where that post is exported
        known = not headings.isdisjoint((anchor, anchor.lower()))
        # Within a post, links by the names of other generators are led to the right heading.
        if anchor in own or (known and target.post == post.path):
            return None
        message = f"{target.post} has no heading #{anchor}"
        # Zola writes letters of other scripts by tables that we don't have.
        unsure = self._generator == "zola" and not all(map(str.isascii, headings))
        # A shortcode may put a word of its own before the id: `def-name`.
        elsewhere = anchor in others or anchor.partition("-")[2] in others
        return Complaint("broken-anchor", message, habitual=known or unsure or elsewhere)

    def anchors_of(self, path: str) -> frozenset[str]:
        """Give what a fragment can point to in the post at this path.

        Raises:
            PostError: It can't be read.
        """
        return self._anchors_of(path)[0]

    def _anchors_of(self, path: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Give the anchors of a post, its headings' names elsewhere, and kramdown's ids."""
        if path not in self._anchors:
            body, lang = self._body(path)
            events = parse(body, lang)
            others = frozenset(_KRAMDOWN_ID.findall(body))
            # Shortcodes make the ids that they are told.
            others |= {name for tag in tags(body) for name in _HTML_ID.findall(tag.text)}
            self._anchors[path] = (anchors(events), frozenset(names(events, lang)), others)
        return self._anchors[path]


def foreign(text: str) -> str:
    """Say that a tag of another generator does nothing here."""
    shown = " ".join(text.split())
    return f"{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''} is shown as text"


def anchors(events: list[Event]) -> frozenset[str]:
    """Collect what a fragment can point to in a body: headings and raw HTML's ids."""
    found: set[str] = set()
    for event in events:
        if isinstance(event, str):
            continue
        (kind, value), *_ = event.items()
        if kind == "Start" and isinstance(value, dict) and "Heading" in value:
            found.add(str(value["Heading"]["id"]))
        elif kind in {"Html", "InlineHtml"}:
            found.update(_HTML_ID.findall(str(value)))
    return frozenset(found)
