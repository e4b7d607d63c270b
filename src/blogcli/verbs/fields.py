"""Front matter set and unset, by key."""

from __future__ import annotations

import re
from collections.abc import Sequence

from blogcli.blog import Blog
from blogcli.errors import UsageError
from blogcli.posts.editing import Change, Key, Place, Remove, Set
from blogcli.posts.fields import plain
from blogcli.posts.front_matter import Format
from blogcli.posts.header_writing import Raw
from blogcli.posts.post import Post
from blogcli.posts.values import FrontMatter
from blogcli.verbs.plan import Plan, plan

_LISTS = frozenset(
    ("tags", "categories", "authors", "aliases", "redirectfrom", "keywords", "series")
)
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,15})", re.ASCII)
_FRACTION = re.compile(r"-?\d{1,15}\.\d{1,15}", re.ASCII)
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?", re.ASCII
)
_TOML_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?")


def read_pair(text: str) -> tuple[str, str]:
    """Divide `key=value`.

    Raises:
        UsageError: There is no key, or no value.
    """
    key, equals, value = text.partition("=")
    if not equals or not key.strip() or re.search(r"[\x00-\x1f\x7f\u2028\u2029]", key):
        reason = f"{text!r} is not key=value"
        raise UsageError(reason, hint="such as title='A new title' or draft=false")
    return key.strip(), value.strip()


def set_keys(blog: Blog, posts: Sequence[Post], pairs: Sequence[tuple[str, str]]) -> Plan:
    """Plan to give keys values: true, false, numbers, dates, `[a, b]`, else text."""

    def changes(_: Post, values: FrontMatter, place: Place) -> list[Change]:
        return [
            Set(path, value_of(text, path, values, place.habits.format))
            for key, text in pairs
            for path in [path_of(key, values, place)]
        ]

    return plan(blog, posts, changes)


def unset_keys(blog: Blog, posts: Sequence[Post], keys: Sequence[str]) -> Plan:
    """Plan to take keys away."""

    def changes(_: Post, values: FrontMatter, place: Place) -> list[Change]:
        return [Remove(path_of(key, values, place)) for key in keys]

    made = plan(blog, posts, changes)
    if not made.steps and not made.problems:
        made.notes.append(f"no post has {' or '.join(keys)}")
    return made


def path_of(key: str, values: FrontMatter, place: Place) -> Key:
    """Read a key as it was typed: `extra.toc` is in `extra`, unless there is a key of that name."""
    if key in values or "." not in key:
        if any(plain(one) == plain(key) for one in values):
            return (key,)
        if place.dialect.name == "zola" and (found := _taxonomy(key, values)):
            return ("taxonomies", found)
        return (next((one for one in place.habits.keys if plain(one) == plain(key)), key),)
    return tuple(key.split("."))


def _taxonomy(key: str, values: FrontMatter) -> str:
    """Find a key among Zola's taxonomies, which alone may hold tags; empty where it is none."""
    inner = values.get("taxonomies")
    known = [str(one) for one in inner] if isinstance(inner, dict) else []
    return next((one for one in (*known, "tags", "categories") if plain(one) == plain(key)), "")


def value_of(
    text: str, path: Key, values: FrontMatter, kind: Format
) -> str | bool | int | float | tuple[str, ...]:
    """Say what a typed value means: what stands there, and the key's own sense, decide."""
    old = _old(path, values)
    quoted = re.fullmatch(r"\"(.*)\"|'(.*)'", text, re.DOTALL)
    if quoted:
        return quoted[1] if quoted[1] is not None else quoted[2]
    if text.startswith("[") and text.endswith("]"):
        return _names(text[1:-1])
    if isinstance(old, list) or (old is None and plain(path[-1]) in _LISTS):
        return _names(text)
    if isinstance(old, str) and not _DATE.fullmatch(old):
        return text
    return _typed(text, kind)


def _typed(text: str, kind: Format) -> str | bool | int | float:
    if text in ("true", "false"):
        return text == "true"
    if _WHOLE.fullmatch(text):
        return int(text)
    if _FRACTION.fullmatch(text):
        return float(text)
    dated = _TOML_DATE if kind == "toml" else _DATE
    return Raw(text) if dated.fullmatch(text) else text


def _old(path: Key, values: FrontMatter) -> object:
    found: object = values
    for name in path:
        inner = found if isinstance(found, dict) else {}
        found = next((value for key, value in inner.items() if plain(key) == plain(name)), None)
    return found


def _names(text: str) -> tuple[str, ...]:
    parts = (part.strip().strip("\"'") for part in text.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))
