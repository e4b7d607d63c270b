"""Targets of links by the way they are written: generators have ways that no browser reads."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LOCAL = re.compile(r"\s*(?:file:|[a-z]:[\\/])", re.IGNORECASE)
_DRIVE = re.compile(r"[a-z]:[\\/]", re.IGNORECASE)
# Jekyll's way to write the root of the site, which is what it means here too.
_SITE_ROOT = re.compile(r"^\{\{\s*site\.(?:base)?url\s*\}\}(?=/|$|\{)")
# Pelican's, once with `|`: https://docs.getpelican.com/en/latest/content.html#linking-to-internal-content
_PELICAN = re.compile(r"^(?:\{(filename|static|attach|tag|category|author|index)\}|\|filename\|)")
# Nikola's: https://getnikola.com/path_handlers.html
_NIKOLA = re.compile(r"^link://(slug|filename|tag|category|author)/(?=[^/])")
_ZOLAS_SECTION = re.compile(r"/_index(?:\.[\w-]+)?\.md(?=#|$)")
_GROUPS = {"tag": "/tags/", "category": "/categories/", "author": "/authors/"}
_PLACES = {"filename": "/", "slug": "/posts/"}


def leaves(written: str) -> bool:
    """Say whether a link has a scheme or a host of its own."""
    return written.startswith("//") or bool(_SCHEME.match(written) and not _DRIVE.match(written))


def is_local(written: str) -> bool:
    """Say whether a link names a file of the author's machine: a `file:` URL or a drive."""
    return bool(_LOCAL.match(written))


def path_of(written: str) -> str:
    """Give a target as a path, from the root of the blog or the site where it begins with `/`."""
    text = written.strip()
    if text.startswith("@/"):  # Zola's way to write the root of the contents
        return _ZOLAS_SECTION.sub("/", text[1:])
    if found := _NIKOLA.match(text):
        rest = text[found.end() :]
        return _PLACES[found[1]] + rest if found[1] in _PLACES else _group(found[1], rest)
    if found := _PELICAN.match(text):
        rest = text[found.end() :]
        return _group(found[1], rest) if found[1] in _GROUPS else rest or "/"
    return _SITE_ROOT.sub("", text) if "{{" in text else text


def _group(kind: str, name: str) -> str:
    return _GROUPS[kind] + "-".join(name.lower().split())
