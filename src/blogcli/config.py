"""`blog.toml`: its keys, their defaults, and how it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from blogcli.errors import ConfigError
from blogcli.files import read_regular

FILE_NAME = "blog.toml"
MAX_SIZE = 1_000_000
"""Bytes; beyond that a file is no configuration."""


class PostsConfig(NamedTuple):
    """`[posts]`."""

    folders: tuple[str, ...] = ()
    """Folders that hold posts, relative to the blog; empty: `posts`, or where the generator keeps them."""  # noqa: E501
    new_path: str = ""
    """Where `new` writes, as a pattern such as `posts/{date:%Y}/{slug}.md`; empty: as the blog's dialect does."""  # noqa: E501
    slug: Literal["ascii", "unicode"] = "ascii"
    archetype: str = ""
    """The template that `new` begins with; empty: the generator's own, else none."""


class SiteConfig(NamedTuple):
    """`[site]`."""

    output: str = "public"
    theme: str = "theme"
    """Folder of the blog with files that replace those of the built-in theme."""
    permalink: str = ""
    """Pattern such as `/{date:%Y}/{slug}/`; empty: the generator's, else `/{slug}/`."""
    page_size: int = 20
    menu: tuple[tuple[str, str], ...] = ()
    """Pairs of label and address; empty: the pages of the blog."""
    logo: str = ""
    raw_html: Literal["allow", "sanitise", "escape"] = "allow"
    """HTML in posts: as it is, only what can do no harm, or as text."""


class FeedsConfig(NamedTuple):
    """`[feeds]`."""

    limit: int = 20
    full_text: bool = True


class PdfConfig(NamedTuple):
    """`[pdf]`."""

    paper: str = "a4"
    margin: str = ""
    font: str = ""
    font_size: str = ""
    standards: tuple[str, ...] = ("ua-1", "a-2a")
    """What each file claims, as far as its content lets it."""


class Config(NamedTuple):
    """A blog's configuration; every value has a default, so a blog needs no `blog.toml`."""

    title: str = ""
    base_url: str = ""
    languages: tuple[str, ...] = ()
    """BCP 47; the first is the blog's main language. Empty: the generator's, else `en`."""
    timezone: str = ""
    """IANA name; empty: the generator's, else UTC."""
    authors: tuple[str, ...] = ()
    posts: PostsConfig = PostsConfig()
    site: SiteConfig = SiteConfig()
    feeds: FeedsConfig = FeedsConfig()
    pdf: PdfConfig = PdfConfig()
    check: dict[str, str] = {}  # noqa: RUF012 - nobody changes it
    """`[check]`: how bad it is to break a rule, by its name."""
    queries: dict[str, str] = {}  # noqa: RUF012 - nobody changes it
    """Saved queries by name."""


def load(root: Path) -> Config:
    """Read `blog.toml` of the blog at `root`; without the file, every value has its default.

    Raises:
        ConfigError: The file can't be read, is no TOML, or has unknown keys or wrong values; all
            of them are named.
    """
    path = root / FILE_NAME
    try:
        data = read_regular(path, MAX_SIZE)
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise ConfigError(FILE_NAME, (error.strerror or str(error),)) from error
    return parse(data)


def parse(data: bytes, name: str = FILE_NAME) -> Config:
    """Understand the bytes of a `blog.toml`; `name` is what errors call it.

    Raises:
        ConfigError: As `load`.
    """
    reader = Reader(parse_toml(data, name))
    values = reader.read({**_TOP, **dict.fromkeys(_SECTIONS, _table)})
    for section, (kind, readers) in _SECTIONS.items():
        if section in values:
            inner = Reader(values[section], f"{section}.")
            values[section] = kind(**inner.read(readers))
            reader.problems += inner.problems
    if reader.problems:
        raise ConfigError(name, tuple(reader.problems))
    return Config(**values)


def parse_toml(data: bytes, name: str) -> dict[str, object]:
    """Parse a TOML file (1.0); `name` is what errors call it.

    Raises:
        ConfigError: The data is not UTF-8, or not TOML; the place is given as line and column.
    """
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = f"{name}:{line}"
        raise ConfigError(place, ("is not UTF-8",)) from error
    except tomllib.TOMLDecodeError as error:
        reason, _, place = str(error).partition(" (at ")
        numbers = re.findall(r"\d+", place)
        raise ConfigError(":".join([name, *numbers]), (reason[:1].lower() + reason[1:],)) from error
    except RecursionError as error:
        raise ConfigError(name, ("is nested too deeply",)) from error


def render(config: Config) -> str:
    """Write a configuration as TOML, leaving out what has its default."""
    import tomli_w

    return tomli_w.dumps(_changed(config))


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


def _table(value: object) -> Mapping[str, object]:
    if isinstance(value, Mapping):
        return value
    raise wrong(value, "a table")


def _each(item: Callable[[object], str]) -> Callable[[object], dict[str, str]]:
    """Read a table of any names, each with a value of one kind."""

    def read(value: object) -> dict[str, str]:
        reader = Reader(table := _table(value), ".")
        values = reader.read(dict.fromkeys(table, item))
        odd = [key for key in table if not re.fullmatch(r"[\w-]+", key)]
        reader.problems += [f".{key}: the name must be of letters, digits, - and _" for key in odd]
        if reader.problems:
            raise WrongValue(*reader.problems)
        return values

    return read


def _list_of(
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


def _language(value: object) -> str:
    tag = text(value)
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", tag):
        raise wrong(value, 'a BCP 47 language tag such as "fi" or "pt-BR"')
    return tag.replace("_", "-")


def _timezone(value: object) -> str:
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


def _address(value: object) -> str:
    address = text(value)
    if address and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", address):
        raise wrong(value, 'an address such as "https://example.org/"')
    return address


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise wrong(value, "a whole number of at least 1")
    return value


def _folder(value: object) -> str:
    folder = text(value).rstrip("/")
    parts = folder.split("/")
    if not folder or folder.startswith("/") or ".." in parts or {"\\", "\0"} & set(folder):
        raise wrong(value, "a path inside the blog")
    return folder


def _post_pattern(value: object) -> str:
    pattern = text(value)
    if pattern and ("{slug}" not in pattern or not pattern.endswith((".md", ".markdown"))):
        raise wrong(
            value, 'a pattern with {slug} that ends in .md, such as "posts/{date:%Y}/{slug}.md"'
        )
    return _folder(pattern) if pattern else ""


def _permalink(value: object) -> str:
    pattern = text(value)
    if pattern and (not pattern.startswith("/") or "{slug}" not in pattern):
        raise wrong(value, 'a pattern with / first and {slug}, such as "/{date:%Y}/{slug}/"')
    return pattern


def _length(value: object) -> str:
    length = text(value)
    if length and not re.fullmatch(r"\d+(\.\d+)?(mm|cm|in|pt)", length):
        raise wrong(value, 'a length such as "25mm", "1in" or "11pt"')
    return length


def _paper(value: object) -> str:
    name = text(value).lower()
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise wrong(value, 'a paper size such as "a4" or "us-letter"')
    return name


def _standards(value: object) -> tuple[str, ...]:
    names = tuple(name.lower() for name in _list_of(text, lone=True)(value))
    archival = [name for name in names if re.fullmatch("a-[23][abu]", name)]
    if len(archival) > 1 or {*names} - {"ua-1", *archival}:
        raise wrong(value, '"ua-1" and one of "a-2a", "a-2u", "a-2b", "a-3a", "a-3u", "a-3b"')
    return tuple(dict.fromkeys(names))


def _menu(value: object) -> tuple[tuple[str, str], ...]:
    pairs: list[Any] = value if isinstance(value, list) else [()]
    if not all(isinstance(pair, list) and list(map(type, pair)) == [str, str] for pair in pairs):
        raise wrong(value, 'a list of pairs such as ["About", "/about/"]')
    return tuple((label, address) for label, address in pairs)


def _changed(config: NamedTuple) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in config._asdict().items():
        if hasattr(value, "_fields"):
            if section := _changed(value):
                values[name] = section
        elif value != config._field_defaults[name]:
            values[name] = _plain(value)
    return values


def _plain(value: object) -> object:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


_TOP: dict[str, Callable[[object], object]] = {
    "title": text,
    "base_url": _address,
    "languages": _list_of(_language, lone=True),
    "timezone": _timezone,
    "authors": _list_of(text, lone=True),
    "check": _each(choice("error", "warning", "info", "off")),
    "queries": _each(text),
}
_SECTIONS: dict[str, tuple[type, dict[str, Callable[[object], object]]]] = {
    "posts": (
        PostsConfig,
        {
            "folders": _list_of(_folder, lone=True),
            "new_path": _post_pattern,
            "slug": choice("ascii", "unicode"),
            "archetype": text,
        },
    ),
    "site": (
        SiteConfig,
        {
            **dict.fromkeys(("output", "theme", "logo"), text),
            "permalink": _permalink,
            "page_size": _count,
            "menu": _menu,
            "raw_html": choice("allow", "sanitise", "escape"),
        },
    ),
    "feeds": (FeedsConfig, {"limit": _count, "full_text": switch}),
    "pdf": (
        PdfConfig,
        {
            "paper": _paper,
            "font": text,
            "standards": _standards,
            **dict.fromkeys(("margin", "font_size"), _length),
        },
    ),
}
