"""`blog.toml`: its keys, their defaults, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from blogcli.config.values import (
    Reader,
    address,
    choice,
    count,
    each,
    folder,
    language,
    length,
    list_of,
    menu,
    paper,
    permalink,
    post_pattern,
    standards,
    switch,
    table,
    text,
    timezone,
)
from blogcli.errors import ConfigError
from blogcli.files import read_regular

FILE_NAME = "blog.toml"
MAX_SIZE = 1_000_000
"""Bytes; beyond that a file is no configuration."""


class PostsConfig(NamedTuple):
    """`[posts]`."""

    folders: tuple[str, ...] = ()
    """Folders that hold posts, relative to the blog; empty: `posts`, or where the generator keeps them."""  # noqa: E501 - one sentence
    new_path: str = ""
    """Where `new` writes, as a pattern such as `posts/{date:%Y}/{slug}.md`; empty: as the blog's dialect does."""  # noqa: E501 - one sentence
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
    values = reader.read({**_TOP, **dict.fromkeys(_SECTIONS, table)})
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
        if reason == r"Illegal character '\n'":
            reason = "the quote is not closed on this line"
        raise ConfigError(":".join([name, *numbers]), (reason[:1].lower() + reason[1:],)) from error
    except RecursionError as error:
        raise ConfigError(name, ("is nested too deeply",)) from error


def render(config: Config) -> str:
    """Write a configuration as TOML, leaving out what has its default."""
    import tomli_w

    # tomli_w gives each value of a list a line; those of a blog are few and short.
    text = tomli_w.dumps(_changed(config))
    return re.sub(r"\[\n((?: {4}\"[^\"\n]*\",\n)+)\]", _in_a_line, text)


def _in_a_line(found: re.Match[str]) -> str:
    return "[" + ", ".join(line.strip().rstrip(",") for line in found[1].splitlines()) + "]"


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
    "base_url": address,
    "languages": list_of(language, lone=True),
    "timezone": timezone,
    "authors": list_of(text, lone=True),
    "check": each(choice("error", "warning", "info", "off")),
    "queries": each(text),
}
_SECTIONS: dict[str, tuple[type, dict[str, Callable[[object], object]]]] = {
    "posts": (
        PostsConfig,
        {
            "folders": list_of(folder, lone=True),
            "new_path": post_pattern,
            "slug": choice("ascii", "unicode"),
            "archetype": text,
        },
    ),
    "site": (
        SiteConfig,
        {
            **dict.fromkeys(("output", "logo"), text),
            "theme": folder,
            "permalink": permalink,
            "page_size": count,
            "menu": menu,
            "raw_html": choice("allow", "sanitise", "escape"),
        },
    ),
    "feeds": (FeedsConfig, {"limit": count, "full_text": switch}),
    "pdf": (
        PdfConfig,
        {
            "paper": paper,
            "font": text,
            "standards": standards,
            **dict.fromkeys(("margin", "font_size"), length),
        },
    ),
}
