"""Patterns of post addresses: ours (`/{date:%Y}/{slug}/`) and those of the generators (`/:year/:title/`)."""  # noqa: E501 - one sentence

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime

from blogcli.posts.language import is_code, normalise
from blogcli.posts.post import Post
from blogcli.site import hugo_names

# Jekyll's names for whole patterns: https://jekyllrb.com/docs/permalinks/
_NAMED = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
}
_TOKEN = re.compile(r"\{(?P<brace>\w+)(?::(?P<format>[^{}]*))?\}|:(?P<colon>[a-z_]+)")
_DATE_PATTERN = re.compile(r"(?:%[YymdjHMSUWVGuBbaA%-]|[\w./-])*")

# Names that Hugo, Jekyll, Hexo and Zola use in their patterns.
_DATES = {
    "year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S",
    "short_year": "%y", "short_month": "%b", "long_month": "%B", "monthname": "%B",
    "y_day": "%j", "yearday": "%j", "week": "%V", "short_day": "%a", "long_day": "%A",
    "weekday": "%u", "weekdayname": "%A", "w_year": "%G",
}  # fmt: skip
_UNPADDED = {"i_month": "%m", "i_day": "%d"}
_SLUGS = frozenset((
    "slug", "title", "name", "filename", "contentbasename", "slugorfilename",
    "slugorcontentbasename", "post_title", "slugified_filename",
))  # fmt: skip
_OTHERS: dict[str, Callable[[Post], str]] = {
    "lang": lambda post: post.lang,
    "category": lambda post: post.categories[0] if post.categories else "",
    "categories": lambda post: "/".join(post.categories),
    "hexo_category": lambda post: "/".join(post.categories) or "uncategorized",
    "author": lambda post: post.authors[0] if post.authors else "",
    "collection": lambda post: "posts" if post.kind == "post" else "pages",
    "output_ext": lambda _: ".html",
}


def names_language(pattern: str) -> bool:
    """Say whether a pattern has the language in it, so that none is put before it."""
    return "{lang}" in pattern or ":lang" in pattern


def expand(pattern: str, post: Post, words: Callable[[str], str]) -> str | None:
    """Fill a pattern in; None where the post lacks what it asks for, or the pattern is unknown.

    `words` makes a slug of a category's or an author's name.
    """
    pattern = _NAMED.get(pattern, pattern)
    missing = False

    def fill(found: re.Match[str]) -> str:
        nonlocal missing
        name = found["brace"] or found["colon"]
        value = _value(name, found["format"], post, words)
        missing = missing or value is None
        return value or ""

    filled = _TOKEN.sub(fill, pattern)
    return None if missing else filled


def _value(name: str, form: str | None, post: Post, words: Callable[[str], str]) -> str | None:
    segment = _below(form or "", post) if name == "below" else _name(name, post)
    if segment is not None:
        return "/".join(_segment(part, words) for part in segment.split("/"))
    if name == "date" or name in _DATES:
        return _date(post.date, _DATES.get(name, form or "%Y-%m-%d"))
    if name in _UNPADDED:
        return (_date(post.date, _UNPADDED[name]) or "").lstrip("0") or None
    value = _OTHERS[name](post) if name in _OTHERS else _own(name, post)
    if value and name in {"category", "categories", "author", "hexo_category"}:
        return "/".join(words(part) for part in value.split("/") if part)
    return value


def _name(word: str, post: Post) -> str | None:
    """Give the names of files and folders, or the slug, that a word stands for; None for others."""
    if word in _SLUGS:
        return "-".join(post.slug.split())
    if word in _PATHS:
        return _PATHS[word](post)
    if word.startswith("hugo_"):
        return hugo_names.value(word.removeprefix("hugo_"), post, _sections(post))
    return None


def _below(folder: str, post: Post) -> str:
    """Give the path of a post's file from a folder on, as Eleventy has it for an address.

    An `index`, and a file of its folder's name, stand for the folder.
    """
    path = post.path.removeprefix(f"{folder}/" if folder else "").rpartition(".")[0]
    parts = path.split("/")
    if parts[-1] == "index" or parts[-2:-1] == parts[-1:]:
        parts.pop()
    return "/".join(parts)


def _entry(post: Post) -> str:
    """Give what Astro calls an entry: its slug, else the path of its file in its collection."""
    if any(key.lower() == "slug" for key in post.given):
        return post.slug
    folders = post.path.rpartition(".")[0].removesuffix("/index").split("/")
    return "/".join(map(_slugged, folders[3 if folders[0] == "src" else 2 :]))


def _slugged(name: str) -> str:
    """Write the name of a file as GitHub does headings, which Astro follows."""
    kept = (
        sign for sign in name.lower() if sign in "-_ " or unicodedata.category(sign)[0] in "LMN"
    )
    return "".join(kept).replace(" ", "-")


def _hexo_title(post: Post, *, dated: bool) -> str:
    """Give what Hexo calls a title: the path of the file among the posts."""
    folders = post.path.split("/")[:-1]
    above = folders.index("_posts") + 1 if "_posts" in folders else len(folders)
    named = dated and not any(key.lower() == "slug" for key in post.given)
    name = "-".join((hugo_names.name_of(post) if named else post.slug).split())
    return "/".join((*folders[above:], name))


def _own(name: str, post: Post) -> str | None:
    """Give what the post's own header says under this name, as Hexo's `:abbrlink` does."""
    value = post.extra.get(name)
    return str(value) if value and isinstance(value, (str, int)) else None


def _segment(text: str, words: Callable[[str], str]) -> str:
    """Write the name of a file or folder as it stands in an address.

    Some hosts take no file with `#` or `?` in its name, encoded or not: there are words instead.
    """
    if "#" in text or "?" in text:
        text = words(text)
    return text.replace("%", "%25")


def _date(moment: datetime | None, form: str) -> str | None:
    if moment is None or not _DATE_PATTERN.fullmatch(form):
        return None
    return moment.strftime(form)


def section_of(post: Post) -> list[str]:
    """Give the name of a post's first section as Hugo's configuration has it; none at the top."""
    return [folder.lower() for folder in _sections(post)[:1]]


def _sections(post: Post) -> list[str]:
    folders = post.path.split("/")[:-1]
    if post.bundle:
        folders = folders[:-1]
    if folders[:1] == ["content"]:
        folders = folders[1:]
    elif folders[:2] in (["src", "content"], ["src", "data"]):
        folders = folders[2:]
    else:
        # A collection of Jekyll, which may lie in a folder for all sources.
        folders = folders[next((at for at, one in enumerate(folders) if one[0] == "_"), 0) :]
    # A folder of the language: that stands before the address already.
    spoken = [is_code(folder) and normalise(folder) == post.lang for folder in folders[:1]]
    return folders[1:] if any(spoken) else folders


_PATHS: dict[str, Callable[[Post], str]] = {
    "exact_slug": lambda post: post.slug,
    "entry": _entry,
    "path": lambda post: "/".join((*_sections(post)[1:], hugo_names.name_of(post))),
    "section": lambda post: "/".join(_sections(post)[:1]),
    "sections": lambda post: "/".join(_sections(post)),
    "hexo_title": lambda post: _hexo_title(post, dated=False),
    "hexo_file": lambda post: _hexo_title(post, dated=True),
}
