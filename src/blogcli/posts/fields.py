"""Front matter asked by meaning: keys in any spelling, values as text, names, dates or flags."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from functools import lru_cache

from blogcli.posts import dates
from blogcli.posts.values import FrontMatter, HeaderProblem, as_text

MAX_NAMES = 1_000
"""Tags, categories, authors or aliases of one post."""

# Keys without case, `-` and `_`; the first that is there counts.
DATE_KEYS = (
    "date", "pubdate", "pubdatetime", "publishdate", "publisheddate", "publishedat", "publishedon",
    "published", "datepublished", "postdate", "created", "createdat", "createdon", "createddate",
    "datecreated", "creationdate",
)  # fmt: skip
UPDATED_KEYS = (
    "updated", "lastmod", "modified", "updateddate", "updatedat", "updatedon", "moddatetime",
    "modifieddate", "modifiedat", "lastmodified", "lastmodifiedat", "lastupdated", "datemodified",
    "dateupdated", "lastedited",
)  # fmt: skip
EXPIRY_KEYS = ("expirydate", "expires", "expire", "unpublishdate", "expirationdate")
LANG_KEYS = ("lang", "language", "locale")
SUMMARY_KEYS = ("summary", "description", "excerpt")
ALIAS_KEYS = ("aliases", "redirectfrom", "alias", "redirects")
_TRUE = frozenset(("true", "yes", "on", "1", "y"))
_FALSE = frozenset(("false", "no", "off", "0", "n"))
# Eleventy's words for dates that it takes from the file or from git, Hugo's front-matter handlers,
# and the zero date that Hugo writes for "none".
_NO_DATES = frozenset(
    ("", "last modified", "created", "git last modified", "git created", "null", "none", "nil", "~")
)
_ZERO_DATE = re.compile(r"0001-01-01(?:[Tt ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?)?")
# A line's white space; a no-break space is the author's and stays.
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_NAME_KEYS = ("name", "title", "label", "tag", "slug", "id", "text")
_MAX_EXACT = 2**53


class Fields:
    """The values of one header; keys match whatever their case, `-` and `_`."""

    def __init__(self, values: FrontMatter, order: dates.Order = "") -> None:
        self.values = values
        self._order = order
        self.used: set[str] = set()
        """Keys as written whose values have found their place in the post."""
        self._written = {plain(key): key for key in reversed(values)}
        self._inner: dict[str, Fields] = {}
        self.doubts: list[HeaderProblem] = []
        """Values that can't be used, which the post can do without."""

    def twins(self) -> list[tuple[str, str]]:
        """Give keys that are not read, since another one before them differs by case or marks."""
        if len(self._written) == len(self.values):
            return []
        pairs = ((key, self._written[plain(key)]) for key in self.values)
        return [(key, first) for key, first in pairs if key != first]

    def key(self, names: tuple[str, ...]) -> str | None:
        """Give the first of these keys that the header has, as it is written there."""
        written = self._written
        for name in names:
            if name in written:
                return written[name]
        return None

    def get(self, *names: str) -> object:
        """Give the value of the first of these keys that the header has."""
        key = self.key(names)
        return None if key is None else self.values[key]

    def text(self, *names: str) -> str:
        """Give the first of these that is text, a number or a flag, on one line."""
        for name in names:
            key = self._written.get(name)
            if key is None:
                continue
            if text := as_text(self.values[key]):
                self.used.add(key)
                return _SPACES.sub(" ", text).strip()
            self.doubt_shape(key)
        return ""

    def flag(self, *names: str) -> bool | None:
        """Give the first of these that says yes or no."""
        for name in names:
            key = self._written.get(name)
            if key is None:
                continue
            word = as_text(self.values[key]).lower()
            if word in _TRUE or word in _FALSE:
                self.used.add(key)
                return word in _TRUE
        return None

    def date_key(self, names: tuple[str, ...]) -> str | None:
        """Give the first of these keys whose value is meant as a date, as it is written there."""
        keys = ((name, self._written.get(name)) for name in names)
        return next((key for name, key in keys if key and self._is_date(name, key)), None)

    def moment(self, names: tuple[str, ...], zone: tzinfo) -> datetime | None:
        """Give the first of these that is a date.

        Raises:
            HeaderProblem: It has a value that is none.
        """
        for name in names:
            key = self._written.get(name)
            if key is None:
                continue
            value = self.values[key]
            if not self._is_date(name, key):
                self.doubt_shape(key)
                continue
            self.used.add(key)
            text = as_text(value)
            if not text.startswith("0001-01-01"):
                return self._date(key, value, zone)
            if not _ZERO_DATE.fullmatch(text):
                self.doubt(key, f"{key}: {text!r} is no date of a post, and is left out")
        return None

    def names(self, key: str, separator: str | None) -> tuple[str, ...]:
        """Give a list of names, each once.

        `separator` divides a text: a comma, a space (any white space), or None where text is one
        name.

        Raises:
            HeaderProblem: There are more than a thousand.
        """
        self.used.add(key)
        found = dict.fromkeys(_names(self.values[key], separator))
        if len(found) > MAX_NAMES:
            raise self.problem(key, f"{key} has {len(found):,} entries: at most {MAX_NAMES:,}")
        return tuple(found)

    def inner(self, name: str) -> Fields | None:
        """Give the fields of a mapping in this one."""
        key = self._written.get(name)
        value = None if key is None else self.values[key]
        if key is None or not isinstance(value, dict):
            return None
        if key not in self._inner:
            values = FrontMatter()
            values.update(value)
            if key in self.values.places:
                values.places = dict.fromkeys(value, self.values.places[key])
            self._inner[key] = Fields(values, self._order)
        return self._inner[key]

    def doubt(self, key: str, reason: str, hint: str = "") -> None:
        """Note what is wrong with a value that the post can do without."""
        self.doubts.append(self.problem(key, reason, hint))

    def doubt_shape(self, key: str) -> None:
        """Note a list or a mapping where one value is wanted."""
        value = self.values[key]
        if value and isinstance(value, (list, dict)):
            shape = "a list" if isinstance(value, list) else "a mapping"
            hint = "put quotes around a text that begins with [ or {"
            self.doubt(key, f"{key}: {shape} where one value is wanted is left out", hint)

    def problem(self, key: str, reason: str, hint: str = "") -> HeaderProblem:
        """Make the error of one key, with the place of its value."""
        line, column = self.values.places.get(key, (1, 1))
        return HeaderProblem(reason, line, column, hint=hint)

    def rest(self) -> dict[str, object]:
        """Give what nobody asked for, as JSON values."""
        used = self.used | {key for key, inner in self._inner.items() if inner.all_used()}
        return {
            key: self._inner[key].rest() if key in self._inner else jsonable(value)
            for key, value in self.values.items()
            if key not in used
        }

    def all_used(self) -> bool:
        """Say whether every value has found its place in the post."""
        return self.used >= set(self.values)

    def _is_date(self, name: str, key: str) -> bool:
        """Say whether a value is meant as a date: `published` may also say yes or no."""
        value = self.values[key]
        word = as_text(value).lower()
        if isinstance(value, bool) or word in _NO_DATES:
            return False
        return name != "published" or word not in _TRUE | _FALSE

    def _date(self, key: str, value: object, zone: tzinfo) -> datetime:
        try:
            return dates.parse(value, zone, self._order)
        except ValueError as error:
            hint = "write it as 2026-11-24 or 2026-11-24T12:00:00+02:00"
            raise self.problem(key, f"{key}: {error}", hint) from error


@lru_cache(maxsize=4096)
def plain(key: str) -> str:
    """Give a key without case, `-` and `_`: `pub_date`, `pubDate` and `Pub-Date` are one."""
    return key.lower().replace("_", "").replace("-", "")


def jsonable(value: object) -> object:
    """Give a value as JSON has it; dates become text."""
    if isinstance(value, dict):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [jsonable(item) for item in value]
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return _number(value) if isinstance(value, (int, float)) else value


def _number(value: float) -> object:
    """Give a number that JSON can hold exactly, else its text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else as_text(value)
    return int(value) if abs(value) <= _MAX_EXACT else as_text(value)


def _names(value: object, separator: str | None) -> Iterator[str]:
    if isinstance(value, str):
        yield from _divided(value, separator)
    elif isinstance(value, list):
        for item in value:
            yield from _item(item)
    elif isinstance(value, dict):
        yield from _item(value) if _name_in(value) else map(str, value)
    elif text := as_text(value):
        yield text


def _divided(text: str, separator: str | None) -> Iterator[str]:
    parts = [text] if separator is None else text.split(None if separator == " " else separator)
    for part in parts:
        if name := _bare(part):
            yield name


def _item(item: object) -> Iterator[str]:
    if isinstance(item, list):  # Hexo's categories within categories
        for inner in item:
            yield from _item(inner)
    elif isinstance(item, dict):
        if name := _name_in(item):
            yield name
        else:  # `- C++: a tour`, which YAML reads as a mapping
            for key, value in item.items():
                text = as_text(value)
                yield f"{key}: {text}" if text else str(key)
    elif name := _bare(as_text(item)):
        yield name


def _bare(text: str) -> str:
    """Give a name on one line, without the brackets of Obsidian's links: `[[Anna]]`."""
    name = " ".join(text.split())
    linked = name.startswith("[[") and name.endswith("]]") and "[" not in name[2:]
    return name[2:-2].rpartition("|")[2].strip() if linked else name


def _name_in(value: dict[str, object]) -> str:
    for key in _NAME_KEYS:
        if name := as_text(value.get(key)):
            return name
    return ""
