"""Targets of links as generators have them written, which no browser reads, as paths."""

from __future__ import annotations

import re

# Jekyll's way to write the root of the site, which is what it means here too.
_SITE_ROOT = re.compile(r"^\{\{\s*site\.(?:base)?url\s*\}\}(?=/|$|\{)")
# Pelican's, once with `|`: https://docs.getpelican.com/en/latest/content.html#linking-to-internal-content
_PELICAN = re.compile(r"^(?:\{(filename|static|attach|tag|category|author|index)\}|\|filename\|)")
# Nikola's: https://getnikola.com/path_handlers.html
_NIKOLA = re.compile(r"^link://(slug|filename|tag|category|author)/(?=[^/])")
_ZOLAS_SECTION = re.compile(r"/_index(?:\.[\w-]+)?\.md(?=#|$)")
_GROUPS = {"tag": "/tags/", "category": "/categories/", "author": "/authors/"}
_PLACES = {"filename": "/", "slug": "/posts/"}


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
