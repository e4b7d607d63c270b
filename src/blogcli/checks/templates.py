"""Addresses of pages that a generator makes of template files, which are no posts to us."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from blogcli.posts.dialects import Dialect, Name
from blogcli.posts.dialects.configuration import script_value, start_of

_SUFFIXES: dict[Name, tuple[str, ...]] = {
    "eleventy": (
        ".njk", ".liquid", ".html", ".webc", ".vto", ".hbs", ".mustache", ".ejs", ".haml", ".pug",
        ".11ty.js", ".11ty.cjs", ".11ty.mjs", ".11ty.ts", ".11ty.jsx", ".11ty.tsx",
    ),
    "jekyll": (".html", ".htm", ".xml", ".json", ".txt"),
    "astro": (".astro",),
    "hexo": (".html", ".pug", ".ejs", ".njk"),
    "hugo": (".html",),
}  # fmt: skip
_BASES: dict[Name, tuple[str, ...]] = {
    "astro": ("src/pages",), "hexo": ("source",), "hugo": ("content",),
}  # fmt: skip
"""Where they lie; else anywhere in the blog."""
_PERMALINK = re.compile(
    r"(?m)\bpermalink[\"']?\s*[:=]\s*[\"'`]?(/?[^\s\"'`{}<>$,;]+)[\"'`]?\s*(?:$|[,;}])"
)
_START = 4000
"""Bytes of a template in which its address may be set."""
_MOST = 20_000
"""Files that are looked at."""


def addresses(root: Path, dialect: Dialect) -> frozenset[str]:
    """Give the addresses of a blog's template files, without `/` around them, in lower case."""
    suffixes = _SUFFIXES.get(dialect.name, ())
    program = start_of(root / dialect.config_file) if dialect.name == "eleventy" else ""
    base = script_value(program, "input").strip("./")
    bases = _BASES.get(dialect.name, (base or ".",))
    return frozenset(_of(root, *path).lower() for path in _files(root, bases, suffixes))


def plain(path: str) -> str:
    """Write an address as `addresses` has them: without `index.html`, `.html` and `/` around it."""
    path = path.strip("/").lower()
    return re.sub(r"(?:(?:^|/)index)?\.html?\Z", "", path).strip("/")


def _files(
    root: Path, bases: tuple[str, ...], suffixes: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Give the templates in some folders: their paths, and those from there without suffix."""
    seen = 0
    for base in bases if suffixes else ():
        for folder, names, files in os.walk(root / base):
            names[:] = [name for name in names if name[0] not in "._" and name != "node_modules"]
            for file in files:
                seen += 1
                suffix = next((end for end in suffixes if file.endswith(end)), "")
                if suffix and seen <= _MOST:
                    path = os.path.relpath(f"{folder}/{file}", root)
                    name = os.path.relpath(f"{folder}/{file}", root / base)
                    yield path, name.removesuffix(suffix)


def _of(root: Path, path: str, name: str) -> str:
    """Give the address that a template sets for itself, else the one that its name makes."""
    found = _PERMALINK.search(start_of(root / path, _START))
    return plain(found[1] if found else f"{name}.html")
