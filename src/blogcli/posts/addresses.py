"""What a header asks for as the post's name and address on the site."""

from __future__ import annotations

import re

from blogcli.posts.dialects import Name
from blogcli.posts.fields import Fields
from blogcli.posts.values import as_text

MAX_SLUG = 200
"""Bytes: with a suffix, what file systems take (255)."""

_UNFIT = r"[\x00-\x1f\x7f\\]"
_PATTERN = r"[{}<>]|(?:^|/):\w|:(?:title|slug|year|id)\b"
_COMPUTED = r"\{\{|\{%"
_NAME_OF_FILE = r"\{\{-?\s*page\.fileSlug\s*(?:\|\s*slug(?:ify)?\s*)?-?\}\}"
_SCHEME = r"(?i)[a-z][a-z0-9+.-]*:"
# The keys with which each generator sets a post's address.
_KEYS: dict[Name, tuple[str, ...]] = {
    "hugo": ("url",),
    "zola": ("path",),
    "jekyll": ("permalink",),
    "hexo": ("permalink",),
    "eleventy": ("permalink",),
    "pelican": ("url", "saveas"),
    "astro": (),
    "nikola": (),
    "plain": ("url", "permalink"),
}
_JEKYLL_STYLES = frozenset(("date", "pretty", "ordinal", "weekdate", "none"))


def slug_of(fields: Fields) -> str:
    """Give the slug that the header sets: the last part where it sets a path; empty without.

    Raises:
        HeaderProblem: The slug can't be a file name, or leads out of its folder.
    """
    key = fields.key(("slug",))
    if key is None:
        return ""
    text = as_text(fields.values[key])
    fields.doubt_shape(key)
    _refuse_unsafe(fields, key, text)
    folders, _, slug = text.strip("/").rpartition("/")
    slug = slug.strip()
    if folders and slug:
        fields.doubt(key, f"slug: of {text[:80]!r} only {slug[:80]!r} is used")
    if len(slug.encode()) > MAX_SLUG:
        reason = f"slug: longer than {MAX_SLUG} bytes"
        raise fields.problem(key, reason)
    if slug:
        fields.used.add(key)
    return slug


def site_path(fields: Fields, name: Name, file: str) -> str | None:
    """Give the address that the header sets, from the site's root; a pattern or URL is none.

    `file` is the slug of the post's file, which Eleventy's addresses may name.

    Raises:
        HeaderProblem: The address leads out of the site.
    """
    key = fields.key(_KEYS[name])
    if key is None:
        return None
    value = fields.values[key]
    text = as_text(value) if isinstance(value, str) else ""
    if name == "eleventy":
        text = re.sub(_NAME_OF_FILE, lambda _: file, text)
        text = re.sub(r"(?<=[^/]/)index\.html\Z", "", text)
    if name == "eleventy" and re.search(_COMPUTED, text) and key in fields.values.places:
        reason = f"{key}: only Eleventy computes it; here the post is at the usual address"
        fields.doubt(key, reason, "write the address itself, if the site should have it")
    if not text or re.search(_PATTERN, text) or re.match(_SCHEME, text) or text.startswith("//"):
        return None
    if name == "jekyll" and text in _JEKYLL_STYLES:
        return None
    _refuse_unsafe(fields, key, text)
    fields.used.add(key)
    return text if text.startswith("/") else f"/{text}"


def _refuse_unsafe(fields: Fields, key: str, text: str) -> None:
    if re.search(_UNFIT, text):
        raise fields.problem(key, f"{key}: a backslash or control character in {text[:80]!r}")
    if ".." in text.split("/") or text == ".":
        raise fields.problem(key, f"{key}: {text[:80]!r} leads out of its folder")
