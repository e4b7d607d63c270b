"""Where each generator keeps its posts and pages."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from blogcli.posts.dialects.places import Name, PostFolder
from blogcli.posts.language import is_code

# Sections that hold a blog's posts, by the themes and starters of the generators.
_SECTIONS = (
    "posts", "post", "blog", "blogs", "articles", "article", "news", "notes", "writing",
    "writings", "journal", "essays", "entries", "stories",
)  # fmt: skip


def folders(name: Name, root: Path) -> tuple[PostFolder, ...]:
    """Give the folders of posts first, then those of pages."""
    found = _FINDERS[name](root)
    return tuple(folder for folder in found if (root / folder.path).is_dir())


def _content(root: Path) -> Iterable[PostFolder]:
    sections = [path for path in _below(root, "content") if _is_section(path)]
    if sections:
        yield from (PostFolder(path) for path in sections)
        yield PostFolder("content", "page", skip=frozenset(sections))
    else:
        yield PostFolder("content", skip=frozenset(("content/pages", "content/page")))
        yield PostFolder("content/pages", "page")
        yield PostFolder("content/page", "page")


def _jekyll(root: Path) -> Iterable[PostFolder]:
    if root.name in ("_posts", "_drafts") and not (root / "_posts").is_dir():
        yield PostFolder(".")
        return
    posts = ["_posts", "_drafts"]
    posts += [
        f"{path}/{name}" for path in _below(root, ".") if not path.startswith("_")
        for name in ("_posts", "_drafts")
    ]  # fmt: skip
    yield from (PostFolder(path) for path in posts)
    yield PostFolder(".", "page", skip=_BUILT, skip_underscored=True)


def _pelican(_root: Path) -> Iterable[PostFolder]:
    yield PostFolder("content", skip=frozenset(("content/pages",)))
    yield PostFolder("content/pages", "page")


def _hexo(_root: Path) -> Iterable[PostFolder]:
    yield PostFolder("source/_posts")
    yield PostFolder("source/_drafts")
    yield PostFolder("source", "page", skip_underscored=True)


def _eleventy(root: Path) -> Iterable[PostFolder]:
    places = [f"{base}/{name}" for base in ("src", "content", "site") for name in _SECTIONS]
    yield from (PostFolder(path) for path in (*_SECTIONS, *places) if (root / path).is_dir())


def _astro(root: Path) -> Iterable[PostFolder]:
    bases = ("src/content", "src/data", "content", "src/pages")
    sections = [f"{base}/{name}" for base in bases for name in _SECTIONS]
    found = [path for path in sections if (root / path).is_dir()]
    if not found:
        found = _below(root, "src/content")
    yield from (PostFolder(path, skip_underscored=True) for path in found)
    yield PostFolder("src/pages", "page", skip=frozenset(found))


def _nikola(_root: Path) -> Iterable[PostFolder]:
    yield PostFolder("posts")
    yield PostFolder("pages", "page")
    yield PostFolder("stories", "page")


def _plain(root: Path) -> Iterable[PostFolder]:
    found = [name for name in _SECTIONS if (root / name).is_dir()]
    if found:
        yield from (PostFolder(path) for path in found)
    else:
        yield PostFolder(".", skip=_BUILT | {"pages"})
    yield PostFolder("pages", "page")


_BUILT = frozenset(
    (
        "_site",
        "public",
        "output",
        "build",
        "dist",
        "node_modules",
        "vendor",
        "venv",
        "env",
        "static",
    )
)

_FINDERS = {
    "hugo": _content,
    "zola": _content,
    "jekyll": _jekyll,
    "pelican": _pelican,
    "hexo": _hexo,
    "eleventy": _eleventy,
    "astro": _astro,
    "nikola": _nikola,
    "plain": _plain,
}


def _is_section(path: str) -> bool:
    parts = path.split("/")[1:]
    if len(parts) > 1 and is_code(parts[0]):
        parts = parts[1:]
    return len(parts) == 1 and parts[0].lower() in _SECTIONS


def _below(root: Path, base: str) -> list[str]:
    """List folders below a folder, and those below language folders there."""
    prefix = "" if base == "." else f"{base}/"
    found = []
    for name in _subfolders(root / base):
        found.append(prefix + name)
        if is_code(name):
            found += [f"{prefix}{name}/{inner}" for inner in _subfolders(root / base / name)]
    return found


def _subfolders(path: Path) -> list[str]:
    try:
        with os.scandir(path) as entries:
            return sorted(
                entry.name
                for entry in entries
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
            )
    except OSError:
        return []
