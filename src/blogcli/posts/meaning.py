"""What a header means in the blog of one generator: values to a post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from blogcli.posts import naming
from blogcli.posts.dialects import Name
from blogcli.posts.fields import Fields
from blogcli.posts.front_matter import Source
from blogcli.posts.language import normalise
from blogcli.posts.post import Kind, Post
from blogcli.posts.values import FrontMatter

# Keys without case, `-` and `_`; the first that is there counts.
_DATE = (
    "date", "pubdate", "pubdatetime", "publishdate", "publisheddate", "publishedat", "publishedon",
    "published", "datepublished", "postdate", "created", "createdat", "createdon", "createddate",
    "datecreated", "creationdate",
)  # fmt: skip
_UPDATED = (
    "updated", "lastmod", "modified", "updateddate", "updatedat", "updatedon", "moddatetime",
    "modifieddate", "modifiedat", "lastmodified", "lastmodifiedat", "lastupdated", "datemodified",
    "dateupdated", "lastedited",
)  # fmt: skip
_EXPIRES = ("expirydate", "expires", "expire", "unpublishdate", "expirationdate")
_LANG = ("lang", "language", "locale")
_KEY = ("translationkey", "i18nkey", "langref", "translationid", "pageid")
_SUMMARY = ("summary", "description", "excerpt")
_ALIASES = ("aliases", "redirectfrom", "alias", "redirects")
_ADDRESS = ("url", "permalink", "path")
_AUTHORS = ("authors", "author")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a header's meaning depends on beside itself."""

    path: str
    name: Name
    kind: Kind
    default_lang: str
    languages: tuple[str, ...]
    timezone: tzinfo
    siblings: frozenset[str] = frozenset()


def to_post(values: FrontMatter, source: Source, around: Surroundings) -> Post:
    """Make the post that a header describes.

    Raises:
        HeaderProblem: A value says something impossible.
    """
    fields = Fields(values)
    place = naming.look(around.path, around.languages, around.timezone)
    date = fields.moment(_DATE, around.timezone) or place.date
    lang = _lang(fields) or place.lang or around.default_lang
    return Post(
        path=around.path,
        slug=fields.text("slug") or place.slug,
        lang=lang,
        title=fields.text("title"),
        kind=around.kind,
        listed=source.format != "none" and not place.section,
        bundle=place.bundle,
        date=date,
        updated=fields.moment(_UPDATED, around.timezone),
        expires=fields.moment(_EXPIRES, around.timezone),
        draft=_draft(fields, around.path),
        tags=_named(fields, around.name, "tags", "tag"),
        categories=_named(fields, around.name, "categories", "category"),
        authors=_named(fields, around.name, *_AUTHORS),
        aliases=_named(fields, around.name, *_ALIASES),
        series=fields.text("series") or None,
        summary=fields.text(*_SUMMARY),
        url=fields.text(*_ADDRESS) or None,
        translation_key=fields.text(*_KEY) or None,
        body_line=source.body_line,
        extra=fields.rest(),
    )


def _lang(fields: Fields) -> str | None:
    return normalise(fields.text(*_LANG))


def _draft(fields: Fields, path: str) -> bool:
    if fields.flag("draft") or fields.flag("published") is False or "_drafts/" in path:
        return True
    return fields.text("status").lower() == "draft"


def _named(fields: Fields, name: Name, *keys: str) -> tuple[str, ...]:
    key = fields.key(keys)
    if key is None:
        return ()
    separator = {"jekyll": " ", "pelican": ",", "nikola": ",", "plain": ","}.get(name)
    return fields.names(key, None if keys[0] in ("authors", "aliases") else separator)
