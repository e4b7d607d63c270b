"""Tags, categories and authors, divided as each generator divides them."""

from __future__ import annotations

from blogcli.posts.dialects import Name
from blogcli.posts.fields import Fields

# Eleventy's names of collections, which its starters use as tags and hide from readers.
_COLLECTIONS = frozenset(("all", "nav", "post", "posts", "blog"))
# Nikola's marks that were once written as tags.
_MARKS = frozenset(("draft", "private", "mathjax"))
_COMMAS = frozenset(("pelican", "nikola", "astro", "plain"))


def tags(fields: Fields, name: Name) -> tuple[str, ...]:
    """Give the tags."""
    found = _both(fields, name, "tags", "tag") or _taxonomy(fields, "tags", "tag")
    if name == "eleventy":
        return tuple(tag for tag in found if tag.lower() not in _COLLECTIONS)
    if name == "nikola":
        return tuple(tag for tag in found if tag.lower() not in _MARKS)
    return found


def categories(fields: Fields, name: Name, path: str) -> tuple[str, ...]:
    """Give the categories; Jekyll and Pelican take them from folders as well."""
    found = _both(fields, name, "categories", "category")
    found = found or _taxonomy(fields, "categories", "category")
    if name == "jekyll":
        return tuple(dict.fromkeys((*found, *_above_posts(path))))
    if name == "pelican" and not found:
        return _below_content(path)
    return found


def authors(fields: Fields, name: Name) -> tuple[str, ...]:
    """Give the authors; a text is one name, which may hold a comma, except where Pelican divides it."""  # noqa: E501 - one sentence
    for key in ("authors", "author"):
        written = fields.key((key,))
        if written is None:
            continue
        value = fields.values[written]
        divide = name == "pelican" and key == "authors" and isinstance(value, str)
        if found := fields.names(written, _pelican_mark(value) if divide else None):
            return found
    return _taxonomy(fields, "authors", "author") or _extra(fields, "authors", "author")


def _both(fields: Fields, name: Name, plural: str, singular: str) -> tuple[str, ...]:
    """Give the names under both keys; only Jekyll treats them differently."""
    found: dict[str, None] = {}
    for key in (singular, plural):
        written = fields.key((key,))
        if written is None:
            continue
        value = fields.values[written]
        mark = mark_of(name, value, one=key == singular)
        names = fields.names(written, mark)
        if mark == " ":
            names = tuple(filter(None, (item.strip(",;") for item in names)))
        found.update(dict.fromkeys(names))
    return tuple(found)


def mark_of(name: Name, value: object, *, one: bool) -> str | None:
    """Say what divides a text into names: white space for Jekyll, commas for those that say so.

    To Hugo, Zola, Hexo and Eleventy a text is one name. Jekyll divides the plural key only
    (`Utils.pluralized_array_from_hash`).
    """
    if not isinstance(value, str):
        return None
    if name == "jekyll":
        return None if one else " "
    if name == "pelican":
        return None if one else _pelican_mark(value)
    if name in _COMMAS:
        return None if one and name == "nikola" else ","
    return None


def _pelican_mark(value: object) -> str:
    return ";" if isinstance(value, str) and ";" in value else ","


def _taxonomy(fields: Fields, *keys: str) -> tuple[str, ...]:
    """Give the names that lie in Zola's `[taxonomies]`."""
    return _within(fields, "taxonomies", keys)


def _extra(fields: Fields, *keys: str) -> tuple[str, ...]:
    """Give the names that themes of Zola keep in `[extra]`, and those of Hugo in `params`."""
    return _within(fields, "extra", keys) or _within(fields, "params", keys)


def _within(fields: Fields, place: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    inner = fields.inner(place)
    for key in keys:
        if inner is not None and (written := inner.key((key,))):
            return inner.names(written, None)
    return ()


def _above_posts(path: str) -> tuple[str, ...]:
    """Give the folders that Jekyll takes for categories: those above `_posts`."""
    folders = path.split("/")[:-1]
    for name in ("_posts", "_drafts"):
        if name in folders:
            return tuple(folder for folder in folders[: folders.index(name)] if folder[:1] != "_")
    return ()


def _below_content(path: str) -> tuple[str, ...]:
    """Give the folder that Pelican takes for the category (USE_FOLDER_AS_CATEGORY): the nearest."""
    folders = path.split("/")[:-1]
    if folders[:1] == ["content"]:
        folders = folders[1:]
    usual = ("pages", "articles", "posts", "blog")
    return tuple(folder for folder in folders[-1:] if folder not in usual)
