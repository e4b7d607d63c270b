"""The text of a new post: its values in the blog's own spelling, order and format."""

from __future__ import annotations

import re
from collections.abc import Mapping

from blogcli.posts import archetypes
from blogcli.posts.date_writing import write_date
from blogcli.posts.dialects import Dialect, Name
from blogcli.posts.fields import plain
from blogcli.posts.guessing import guess
from blogcli.posts.header_writing import Raw, write_header
from blogcli.posts.new_post import NewPost
from blogcli.posts.style import Style, usual

# Generators that know a post's language by its file, and refuse or ignore a key for it.
_BY_FILE = frozenset(("hugo", "zola", "nikola"))
_TOML_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)


def text_of(dialect: Dialect, new: NewPost, *, named: str | None = None) -> str:
    """Write the whole file of a new post; its archetype, if it has one, gives all but the values.

    `named` is the slug that its path says, if that is not to be trusted: then the header says it.

    Raises:
        OutputError: The archetype gives no header that can be read.
    """
    style = new.style or usual(dialect.name)
    values = _values(dialect.name, style, new)
    if named not in (None, new.slug):
        values.setdefault(_spelled(style, "slug", "slug"), new.slug)
    if new.archetype:
        text = archetypes.apply(new.archetype, new, style, values)
    else:
        ordered = _ordered({**style.constants, **values}, style)
        header = write_header(ordered, style.format, style.lists, style.quotes)
        text = header + new.body.lstrip("\n")
    if not text.endswith("\n"):
        text += "\n"
    return text.replace("\n", style.newline) if style.newline != "\n" else text


def _values(name: Name, style: Style, new: NewPost) -> dict[str, object]:
    """Give what the post says about itself, by the keys that this blog has for it."""
    values: dict[str, object] = {}
    values[_spelled(style, "title", "title")] = new.title
    if style.format == "nikola":
        values["slug"] = new.slug
    date_key = style.date_key if style.date_key in style.keys or not style.keys else "date"
    values[date_key] = _date(name, style, new)
    _put_draft(values, name, style, new)
    _put_language(values, name, style, new)
    _put_names(values, name, style, new)
    return values


def _date(name: Name, style: Style, new: NewPost) -> object:
    moment = new.date.replace(microsecond=0)
    # A day alone would lose the time.
    days_only = new.timed and ":" not in style.date_like
    written = write_date(moment, usual(name).date_like if days_only else style.date_like)
    if style.date_quoted or style.format == "json":
        return written
    if style.format == "toml" and not _TOML_DATE.fullmatch(written):
        return Raw(moment.isoformat())
    return Raw(written)


def _put_draft(values: dict[str, object], name: Name, style: Style, new: NewPost) -> None:
    """Say draft in the generator's words; Jekyll and Hexo know `published: false` only."""
    if name in ("jekyll", "hexo"):
        if new.draft:
            values["published"] = False
    elif name in ("pelican", "nikola"):
        if new.draft:
            values[_spelled(style, "status", "status")] = "draft"
    elif new.draft or "draft" in style.keys:
        values["draft"] = new.draft


def _put_language(values: dict[str, object], name: Name, style: Style, new: NewPost) -> None:
    if style.lang_key:
        values[style.lang_key] = style.lang_words.get(new.lang, new.lang)
    elif name not in _BY_FILE and (new.foreign or guess(new.body) not in (None, new.lang)):
        # Its text would be taken for another language's.
        values[_spelled(style, "lang", "lang")] = new.lang
    original = new.translation_of
    if original is None or name == "zola":
        return
    key = original.translation_key or original.slug
    if original.translation_key or (new.slug != original.slug and name not in _BY_FILE):
        values["translationKey" if name == "hugo" else "translation_key"] = key


def _put_names(values: dict[str, object], name: Name, style: Style, new: NewPost) -> None:
    taxonomies: dict[str, object] = {}
    for key, names in (("tags", new.tags), ("categories", new.categories)):
        if not names:
            continue
        if name == "zola":
            taxonomies[key] = list(names)
        elif name in ("pelican", "nikola") and key == "categories":
            values[_spelled(style, "category", "category")] = names[0]
        else:
            values[_spelled(style, key, key)] = list(names)
    if new.authors:
        key = "authors" if name in ("zola", "pelican") else style.author_key
        single = not style.author_list and len(new.authors) == 1
        values[_spelled(style, key, key)] = new.authors[0] if single else list(new.authors)
    if taxonomies:
        values["taxonomies"] = taxonomies


def _spelled(style: Style, name: str, default: str) -> str:
    """Give a key as the blog spells it."""
    for key in style.keys:
        if plain(key) == name:
            return key
    return default.capitalize() if style.format == "pelican" else default


def _ordered(values: Mapping[str, object], style: Style) -> dict[str, object]:
    """Order the values as the blog's posts have them; keys they lack come after."""
    places = {key: place for place, key in enumerate(style.keys)}
    keys = sorted(values, key=lambda key: places.get(key, len(places)))
    return {key: values[key] for key in keys}
