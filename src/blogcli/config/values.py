"""Values of a configuration file: what each kind of key may have, and what is said of others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any


def unknown(key: str, known: Iterable[str]) -> str:
    """Say that a key is unknown, and which one was probably meant."""
    import difflib

    close = difflib.get_close_matches(key.lower(), known, n=1)
    return "unknown key" + (f"; did you mean {close[0]}?" if close else "")


class Reader:
    """Reads one table of a configuration file and gathers all that is wrong with it."""

    def __init__(self, table: Mapping[str, object], prefix: str = "") -> None:
        self.table = table
        self.prefix = prefix
        self.problems: list[str] = []

    def read(self, readers: Mapping[str, Callable[[object], object]]) -> dict[str, Any]:
        """Give the values of the known keys that are right."""
        values: dict[str, Any] = {}
        for key, value in self.table.items():
            if key not in readers:
                self.problems.append(f"{self.prefix}{key}: {unknown(key, readers)}")
                continue
            try:
                values[key] = readers[key](value)
            except WrongValue as error:
                self.problems += [f"{self.prefix}{key}{line}" for line in error.lines]
        return values


class WrongValue(Exception):
    """A value that a key can't have; each line continues the key's path."""

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines = lines


def wrong(value: object, expected: str) -> WrongValue:
    """Say what a key needs and what it has."""
    return WrongValue(f": must be {expected}, not {_shown(value)}")


def text(value: object) -> str:
    """Read a string."""
    if not isinstance(value, str):
        raise wrong(value, "text in quotes")
    return value


def switch(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise wrong(value, "true or false")
    return value


def choice(*words: str) -> Callable[[object], str]:
    """Read one of some words."""

    def read(value: object) -> str:
        if value not in words:
            raise wrong(value, f"{', '.join(words[:-1])} or {words[-1]}")
        return str(value)

    return read


def _shown(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value[:60], ensure_ascii=False)
        case Mapping() | list():
            return "a list" if isinstance(value, list) else "a table"
        case _:
            return str(value)[:60]


def table(value: object) -> Mapping[str, object]:
    """Read a table."""
    if isinstance(value, Mapping):
        return value
    raise wrong(value, "a table")


def each(item: Callable[[object], str]) -> Callable[[object], dict[str, str]]:
    """Read a table of any names, each with a value of one kind."""

    def read(value: object) -> dict[str, str]:
        given = table(value)
        reader = Reader(given, ".")
        values = reader.read(dict.fromkeys(given, item))
        odd = [key for key in given if not re.fullmatch(r"[\w-]+", key)]
        reader.problems += [f".{key}: the name must be of letters, digits, - and _" for key in odd]
        if reader.problems:
            raise WrongValue(*reader.problems)
        return values

    return read


def list_of(
    item: Callable[[object], str], *, lone: bool = False
) -> Callable[[object], tuple[str, ...]]:
    """Read a list; with `lone`, one value may stand for a list of one."""

    def read(value: object) -> tuple[str, ...]:
        if lone and isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            raise wrong(value, "a list")
        items, problems = [], []
        for number, entry in enumerate(value):
            try:
                items.append(item(entry))
            except WrongValue as error:
                problems += [f"[{number}]{line}" for line in error.lines]
        if problems:
            raise WrongValue(*problems)
        return tuple(items)

    return read


def language(value: object) -> str:
    """Read a language tag (BCP 47)."""
    tag = text(value)
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", tag):
        raise wrong(value, 'a BCP 47 language tag such as "fi" or "pt-BR"')
    return tag.replace("_", "-")


def timezone(value: object) -> str:
    """Read the name of a time zone (IANA)."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

    name = text(value)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        import difflib

        close = difflib.get_close_matches(name, available_timezones(), n=1, cutoff=0.5)
        meant = f"; did you mean {close[0]}?" if close else ""
        problem = f": {_shown(name)} is not an IANA time zone such as Europe/Helsinki{meant}"
        raise WrongValue(problem) from None
    return name


def address(value: object) -> str:
    """Read the address of a site; empty: none."""
    url = text(value)
    if url and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", url):
        raise wrong(value, 'an address such as "https://example.org/"')
    return url


def count(value: object) -> int:
    """Read a whole number from 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise wrong(value, "a whole number of at least 1")
    return value


def folder(value: object) -> str:
    """Read the path of a folder of the blog."""
    path = text(value).rstrip("/")
    parts = path.split("/")
    # Windows takes what has a drive for a place of its own: C:x, C:/x.
    outside = path.startswith("/") or path[1:2] == ":" or ".." in parts
    if not path or outside or {"\\", "\0"} & set(path):
        raise wrong(value, "a path inside the blog")
    return path


def post_pattern(value: object) -> str:
    """Read a pattern of the paths of posts; empty: none."""
    pattern = text(value)
    if pattern and ("{slug}" not in pattern or not pattern.endswith((".md", ".markdown"))):
        raise wrong(
            value, 'a pattern with {slug} that ends in .md, such as "posts/{date:%Y}/{slug}.md"'
        )
    return folder(pattern) if pattern else ""


def permalink(value: object) -> str:
    """Read a pattern of the addresses of posts; empty: none."""
    pattern = text(value)
    if pattern and (not pattern.startswith("/") or "{slug}" not in pattern):
        raise wrong(value, 'a pattern with / first and {slug}, such as "/{date:%Y}/{slug}/"')
    return pattern


def length(value: object) -> str:
    """Read a length with its unit; empty: none."""
    measure = text(value)
    if measure and not re.fullmatch(r"\d+(\.\d+)?(mm|cm|in|pt)", measure):
        raise wrong(value, 'a length such as "25mm", "1in" or "11pt"')
    return measure


def paper(value: object) -> str:
    """Read the name of a paper size."""
    name = text(value).lower()
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise wrong(value, 'a paper size such as "a4" or "us-letter"')
    return name


def standards(value: object) -> tuple[str, ...]:
    """Read what PDFs claim: PDF/UA-1, and one level of PDF/A-2 or PDF/A-3."""
    names = tuple(name.lower() for name in list_of(text, lone=True)(value))
    archival = [name for name in names if re.fullmatch("a-[23][abu]", name)]
    if len(archival) > 1 or {*names} - {"ua-1", *archival}:
        raise wrong(value, '"ua-1" and one of "a-2a", "a-2u", "a-2b", "a-3a", "a-3u", "a-3b"')
    return tuple(dict.fromkeys(names))


def menu(value: object) -> tuple[tuple[str, str], ...]:
    """Read a menu: pairs of label and address."""
    pairs: list[Any] = value if isinstance(value, list) else [()]
    if not all(isinstance(pair, list) and list(map(type, pair)) == [str, str] for pair in pairs):
        raise wrong(value, 'a list of pairs such as ["About", "/about/"]')
    return tuple((label, target) for label, target in pairs)
