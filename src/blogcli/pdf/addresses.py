"""Targets of links → addresses that a PDF can hold."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin

from blogcli.markdown import headings, targets, wikilinks
from blogcli.posts import notes
from blogcli.posts.post import Post

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE_SCHEMES = frozenset(
    {
        "http",
        "https",
        "mailto",
        "tel",
        "sms",
        "ftp",
        "geo",
        "irc",
        "ircs",
        "xmpp",
        "matrix",
        "news",
        "doi",
        "magnet",
        "webcal",
        "gopher",
        "gemini",
    }
)
_MAX_LENGTH = 4_000
"""Longer addresses are refused by readers of PDF, and by the engine."""


class Addresses:
    """Resolves targets against the address at which a post is published."""

    def __init__(self, base_url: str, post: Post, addresses: Mapping[str, str]) -> None:
        self._base = base_url if not base_url or base_url.endswith("/") else f"{base_url}/"
        self._folder = PurePosixPath(post.path).parent
        self._path, self._lang = post.path, post.lang
        self._addresses = addresses
        self._own = addresses.get(post.path, "")
        if not self._own and self._base:
            self._own = urljoin(self._base, (post.url or "").lstrip("/"))

    def resolve(self, target: str) -> str | None:
        """Give an absolute address in ASCII, `#id` for a place in the post, or None: no link."""
        target = "".join(target.split("\n")).strip()
        if (note := wikilinks.divide(target)) is not None:
            return self._note(note)
        if not target or len(target) > _MAX_LENGTH:
            return None
        if target.startswith("#"):
            return f"#{unquote(target[1:])}" if len(target) > 1 else None
        if target.startswith("//"):
            target = f"https:{target}"
        scheme = _SCHEME.match(target)
        if scheme:
            return _ascii(target) if scheme[1].lower() in _SAFE_SCHEMES else None
        return self._inside(target)

    def _note(self, note: wikilinks.Named) -> str | None:
        """Resolve a link between notes; one that is still to be written is no link."""
        place = f"#{headings.anchor(note.heading, self._lang)}" if note.heading else ""
        if not note.name:
            return place or None
        last = note.name.rpartition("/")[2].casefold()
        paths = [path for path in self._addresses if last in path.casefold()]
        found = notes.choose(notes.by_name(paths), note.name, self._path, self._lang)
        return _ascii(f"{self._addresses[found]}{place}") if found else None

    def _inside(self, target: str) -> str | None:
        """Resolve a path: another post by its file, else whatever the site has there."""
        path, mark, fragment = target.partition("#")
        for folder in (self._folder, PurePosixPath()):
            file = posixpath.normpath(f"{folder}/{unquote(path).lstrip('/')}")
            for name in (file, f"{file}/index.md"):
                if address := self._addresses.get(name):
                    return _ascii(f"{address}{mark}{fragment}")
        if not self._base:
            return None
        if target.startswith("/"):
            return _ascii(urljoin(self._base, target.lstrip("/")))
        return _ascii(urljoin(self._own, target))


def _ascii(address: str) -> str | None:
    encoded = targets.in_ascii(address)
    return encoded if len(encoded) <= _MAX_LENGTH else None
