"""What a header means in the blog of one generator: values to a post."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from blogcli.posts import naming, visibility, zola_slugs
from blogcli.posts.addresses import site_path, slug_of
from blogcli.posts.dates import Order
from blogcli.posts.dialects import Name
from blogcli.posts.dialects.places import Spelling
from blogcli.posts.fields import (
    ALIAS_KEYS,
    DATE_KEYS,
    EXPIRY_KEYS,
    LANG_KEYS,
    SUMMARY_KEYS,
    UPDATED_KEYS,
    Fields,
)
from blogcli.posts.front_matter import Source
from blogcli.posts.guessing import guess, guess_apart
from blogcli.posts.language import normalise
from blogcli.posts.post import Kind, Post
from blogcli.posts.terms import authors, categories, tags
from blogcli.posts.values import FrontMatter, HeaderProblem, as_text

# Keys as in `fields`.
_KEY = ("translationkey", "i18nkey", "langref", "translationid", "pageid")
# How `05-04-2018` is read by Ruby, by Python's dateutil and by JavaScript.
_ORDERS: dict[Name, Order] = {
    "jekyll": "day", "pelican": "month", "nikola": "month", "hexo": "month", "astro": "month",
}  # fmt: skip
# Generators to which a file without a language in its name is in the main one.
UNMARKED_IS_MAIN = frozenset(("hugo", "zola", "nikola"))
_COLLECTIONS = "src/content/"
_PAGES = frozenset(("page", "pages"))
_MOST_DOUBTS = 10  # of one file
# Generators that join translations by file name, whatever slugs they have.
_JOINED_BY_NAME = frozenset(("hugo", "zola", "nikola", "astro", "eleventy"))


class Surroundings(NamedTuple):
    """What a header's meaning depends on beside itself."""

    root: Path
    path: str
    name: Name
    kind: Kind
    default_lang: str
    languages: tuple[str, ...]
    timezone: tzinfo
    spelling: Spelling
    source: str
    other_posts: bool
    bare: bool


def to_post(
    values: FrontMatter, source: Source, around: Surroundings
) -> tuple[Post, tuple[HeaderProblem, ...]]:
    """Make the post that a header describes; give with it what could not be used.

    Raises:
        HeaderProblem: A value says something impossible.
    """
    fields = Fields(values, _ORDERS.get(around.name, ""))
    place = naming.look(around.root, around.path, around.languages, around.timezone)
    slug = slug_of(fields)
    if around.name == "zola":
        place = place._replace(slug=zola_slugs.of_file(place, around.spelling))
        slug = zola_slugs.spelled(slug, around.spelling.paths)
    url = site_path(fields, around.name, place.slug)
    date = _date(fields, around) or place.date
    if date is None and url is not None:
        date = naming.dated_path(url, around.timezone)
    draft = visibility.is_draft(fields, around.name, around.path)
    post = Post(
        path=around.path,
        slug=slug or place.slug,
        lang=_lang(fields) or place.lang or _usual_lang(around, source.body),
        title=fields.text("title"),
        kind=_kind(around, place, date),
        listed=_is_post(values, source, around)
        and not place.section
        and visibility.is_listed(fields, around.name, around.path),
        bundle=place.bundle,
        date=date,
        updated=_moment(fields, UPDATED_KEYS, around),
        expires=fields.moment(EXPIRY_KEYS, around.timezone),
        draft=draft,
        tags=tags(fields, around.name),
        categories=categories(fields, around.name, around.path.removeprefix(f"{around.source}/")),
        authors=authors(fields, around.name),
        aliases=_aliases(fields, around.name),
        series=_series(fields),
        summary=fields.text(*SUMMARY_KEYS),
        url=url,
        translation_key=_translation_key(fields, around, place, slug),
        body_line=source.body_line,
        extra=fields.rest(),
    )
    for key, line in dict(values.duplicates[:_MOST_DOUBTS]).items():
        reason = f"{key[:40]}: written more than once; the last one counts"
        fields.doubts.append(HeaderProblem(reason, line))
    for key, first in fields.twins()[:_MOST_DOUBTS]:
        if first in fields.used:
            fields.doubt(key, f"{key[:40]}: the same key as {first[:40]}, which counts")
    # Only now has every field marked the keys that it was read from.
    given = tuple(key for key in values if key in fields.used)
    return post._replace(given=given), tuple(fields.doubts[:_MOST_DOUBTS])


def _is_post(values: FrontMatter, source: Source, around: Surroundings) -> bool:
    """Tell posts from files that only lie there: by a header, or by where they lie."""
    if source.format != "none" or around.bare or "_drafts" in around.path.split("/"):
        return True
    return around.name in ("eleventy", "nikola") and bool(values)


def _date(fields: Fields, around: Surroundings) -> datetime | None:
    date = _moment(fields, DATE_KEYS, around)
    if around.name == "hugo" and date is not None:
        # Hugo holds a post back until its publishDate, whatever its date.
        publish = fields.moment(("publishdate",), around.timezone)
        return max(date, publish) if publish else date
    return date


def _lang(fields: Fields) -> str | None:
    """Read the language; what names none (`language: python`) stays where it was."""
    for name in LANG_KEYS:
        key = fields.key((name,))
        value = fields.get(name)
        if key is not None and isinstance(value, str) and (lang := normalise(value)):
            fields.used.add(key)
            return lang
        # `language` may be a programming language.
        if key is not None and name == "lang" and value not in (None, "", [], {}):
            shape = "a list" if isinstance(value, list) else "a mapping"
            shown = repr(as_text(value)[:40]) if as_text(value) else shape
            fields.doubt(key, f"{key}: {shown} is no language", "languages are fi, sv or pt-BR")
    return None


def _usual_lang(around: Surroundings, body: str) -> str:
    """Give the blog's language, or the one that the text seems to be in.

    The text is asked where the blog names no language, or several: then it must be one of those.
    Where the generator says what a file without a language in its name is in, that holds. But what
    is written in other letters than the blog's language isn't in it, whatever the blog says.
    """
    known, usual = around.languages, around.default_lang
    if len(known) == 1 or (known and around.name in UNMARKED_IS_MAIN):
        return guess_apart(body, usual) or usual
    found = guess(body)
    if not known:
        return found or usual
    names = (found, "no") if found in ("nb", "nn") else (found,)
    among = next((lang for lang in known if lang.partition("-")[0] in names), None)
    return among or guess_apart(body, usual) or usual


def _moment(fields: Fields, names: tuple[str, ...], around: Surroundings) -> datetime | None:
    """Give a date: one of its own, or one of those that `date` holds, as MkDocs writes them."""
    within = fields.inner("date")
    found = within.moment(names, around.timezone) if within else None
    return found or fields.moment(names, around.timezone)


def _kind(around: Surroundings, place: naming.Place, date: datetime | None) -> Kind:
    """Tell an about page at the top of a content folder from posts, and a dated page in a section.

    To Hugo and Zola all are pages; Hugo's `mainSections` says only which are on the front page. To
    Astro all collections are alike.
    """
    if around.name not in ("hugo", "zola"):
        dated = around.name == "astro" and date is not None and around.path.startswith(_COLLECTIONS)
        return "post" if dated and around.other_posts else around.kind
    folders = around.path.count("/") - place.bundle
    top = folders <= 1 and around.path.startswith("content/")
    if around.kind == "page":
        # A section `page` says it of itself, and Hugo's `new` dates whatever it makes.
        named = not _PAGES.isdisjoint(around.path.split("/")[1:-1][:2])
        dated = date is not None and not top and not named
        return "post" if dated and around.other_posts else "page"
    return "page" if date is None and top else "post"


def _aliases(fields: Fields, name: Name) -> tuple[str, ...]:
    key = fields.key(ALIAS_KEYS)
    # Pelican and Nikola have no lists but texts.
    mark = "," if name in ("pelican", "nikola") else None
    return fields.names(key, mark) if key else ()


def _series(fields: Fields) -> str | None:
    key = fields.key(("series",))
    if key is None:
        return None
    names = fields.names(key, None)
    if len(names) > 1:  # the others are kept among the extra keys
        fields.used.discard(key)
    return names[0] if names else None


def _translation_key(
    fields: Fields, around: Surroundings, place: naming.Place, slug: str
) -> str | None:
    key = fields.text(*_KEY)
    if not key and around.name in ("jekyll", "eleventy", "plain"):
        key = fields.text("ref")
    if not key and slug not in ("", place.slug) and around.name in _JOINED_BY_NAME:
        several = place.lang is not None or len(around.languages) > 1
        key = place.slug if several else ""
    return key or None
