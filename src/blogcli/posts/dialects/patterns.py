"""Where generators put posts, by their configurations, in the words of `site.permalinks`."""

from __future__ import annotations

import re
from typing import NamedTuple

_USUAL = "date"

_NAMED = frozenset(("date", "pretty", "ordinal", "weekdate", "none"))
# What Jekyll's heir Bridgetown has beside Jekyll's own, and `.*` for the ending of any page.
_HEIRS = {"simple": "/:categories/:slug/", "simple_ext": "/:categories/:slug.html"}
_WORD = re.compile(r":[a-z_]+")


# Where pages of Hugo are that nothing else is said of.
HUGO_USUAL = "/:hugo_sections/:hugo_slugorcontentbasename/"
_HUGO_WORDS = (
    r":(sections?|title|slug|filename|contentbasename|slugorfilename|slugorcontentbasename)\b"
)


class Patterns(NamedTuple):
    """Jekyll's pattern of posts, and those of collections by the names of their folders."""

    posts: str
    collections: tuple[tuple[str, str], ...]


def of_hugo(pattern: str) -> str:
    """Give a pattern of Hugo with its own meaning of its words.

    One with parts of `:sections`, such as `:sections[1:]`, is not known.
    """
    return "" if "[" in pattern else re.sub(_HUGO_WORDS, r":hugo_\1", pattern)


def of_hexo(pattern: str, file_name: str) -> str:
    """Give a pattern of Hexo with its own meaning of its words: https://hexo.io/docs/permalinks."""
    # A date in the name of a file is part of its title, unless files are named so.
    title = ":title" if ":year" in file_name else ":file"
    pattern = re.sub(r":title\b", title, pattern)
    return re.sub(r":(title|file|category)\b", r":hexo_\1", pattern)


def of_nikola(posts: object, *, pretty: bool) -> str:
    """Give the pattern of Nikola's posts, if all go to one folder: (files, folder, template)."""
    entries = posts if isinstance(posts, list) else []
    found = {
        _text(entry[1]).strip("/")
        for entry in entries
        if isinstance(entry, list) and len(entry) > 1 and "*" in _text(entry[0])
    }
    end = "/" if pretty else ".html"
    return "/".join(("", *filter(None, found), f":slug{end}")) if len(found) == 1 else ""


def of_jekyll(values: dict[str, object]) -> Patterns:
    """Read Jekyll's patterns: of a collection itself, in `defaults`, or for all.

    https://jekyllrb.com/docs/permalinks/
    """
    if not values:
        return Patterns("", ())
    usual = _text(values.get("permalink")) or _USUAL
    usual = _HEIRS.get(usual, usual)
    collections = values.get("collections")
    known = collections if isinstance(collections, dict) else {}
    given = dict(_given(values.get("defaults")))
    own = {str(name): _of(options) for name, options in known.items()}
    posts = given.get("posts") or own.pop("posts", "") or given.get("") or usual
    found = {
        name: given.get(name) or pattern or given.get("") or f"/:collection/:path{_end_of(usual)}"
        for name, pattern in own.items()
    }
    # Ours are filled in for posts and pages, so the collection's name has to stand there already.
    named = [(f"_{name}", text.replace(":collection", name)) for name, text in found.items()]
    return Patterns(posts, tuple(named))


def _given(defaults: object) -> list[tuple[str, str]]:
    """List the patterns of `defaults` that hold in every folder, by type."""
    found = []
    for entry in defaults if isinstance(defaults, list) else ():
        scope = entry.get("scope") if isinstance(entry, dict) else None
        pattern = _of(entry.get("values")) if isinstance(entry, dict) else ""
        if not isinstance(scope, dict) or _text(scope.get("path")).strip("/"):
            continue
        if pattern in _NAMED or _WORD.search(pattern):
            found.append((_text(scope.get("type")), pattern))
    return found


def _end_of(style: str) -> str:
    """Give what ends the addresses of a collection that has no pattern of its own."""
    if style in _NAMED:
        return "/" if style == "pretty" else ":output_ext"
    return "/" if style.endswith("/") else ":output_ext" if style.endswith(":output_ext") else ""


def _of(options: object) -> str:
    pattern = _text(options.get("permalink")) if isinstance(options, dict) else ""
    return _HEIRS.get(pattern, pattern.replace(".*", ".html"))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
