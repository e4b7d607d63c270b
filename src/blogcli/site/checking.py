"""What is wrong with a post's links and pictures, each with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

from blogcli.errors import Finding
from blogcli.markdown.events import Event
from blogcli.markdown.links import Reference, references
from blogcli.markdown.parse import parse
from blogcli.posts.post import Post
from blogcli.site.links import SiteMap, Target

_HTML_ID = re.compile(r"""\b(?:id|name)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


class Checker:
    """Looks at posts; `body` reads the text of a post by its path.

    `fault` says what is wrong with a picture of the blog, if something is.
    """

    def __init__(
        self,
        sitemap: SiteMap,
        body: Callable[[str], tuple[str, str]],
        fault: Callable[[Path], str] = lambda _: "",
    ) -> None:
        self._sitemap = sitemap
        self._body = body
        self._fault = fault
        self._anchors: dict[str, frozenset[str]] = {}

    def check(self, post: Post, body: str) -> list[Finding]:
        """Find broken links and anchors, missing pictures and missing alternative texts."""
        found = []
        for reference in references(body):
            target = self._sitemap.target(post, reference.target)
            for rule, message, hint in self._complaints(reference, target):
                if rule == "missing-alt" and _decorates(post, reference.target):
                    continue
                found.append(
                    Finding(
                        rule,
                        post.path,
                        message,
                        line=post.body_line + reference.line - 1,
                        column=reference.column,
                        hint=hint,
                    )
                )
        return found

    def _complaints(self, reference: Reference, target: Target) -> Iterator[tuple[str, str, str]]:
        if reference.kind == "image" and target.where == "file" and target.source is not None:
            name = target.source.name
            if fault := self._fault(target.source):
                yield ("broken-image", f"{name}: {fault}", "it is shown as it is, in one size")
        if complaint := self._complaint(reference, target):
            yield complaint

    def _complaint(self, reference: Reference, target: Target) -> tuple[str, str, str] | None:
        if target.where == "nowhere":
            rule = "missing-image" if reference.kind == "image" else "broken-link"
            return (rule, target.problem, "")
        if reference.kind == "image" and not reference.text.strip():
            name = reference.target.rpartition("/")[2] or reference.target
            return ("missing-alt", f"{name} has no alternative text", "say what it shows")
        anchor = unquote(target.rest.partition("#")[2])
        if target.where != "page" or not target.post or anchor in {"", "top"}:
            return None
        if anchor in self._anchors_of(target.post):
            return None
        return ("broken-anchor", f"{target.post} has no heading #{anchor}", "")

    def _anchors_of(self, path: str) -> frozenset[str]:
        if path not in self._anchors:
            body, lang = self._body(path)
            self._anchors[path] = anchors(parse(body, lang))
        return self._anchors[path]


def _decorates(post: Post, target: str) -> bool:
    """Say whether a post's `decorative` names a picture: then it needs no words."""
    named = post.extra.get("decorative")
    names = named if isinstance(named, list) else [named]
    return any(name in (target, target.rpartition("/")[2]) for name in names)


def anchors(events: list[Event]) -> frozenset[str]:
    """Collect what a fragment can point to in a body: headings and raw HTML's ids."""
    names: set[str] = set()
    for event in events:
        if isinstance(event, str):
            continue
        (kind, value), *_ = event.items()
        if kind == "Start" and isinstance(value, dict) and "Heading" in value:
            names.add(str(value["Heading"]["id"]))
        elif kind in {"Html", "InlineHtml"}:
            names.update(_HTML_ID.findall(str(value)))
    return frozenset(names)
