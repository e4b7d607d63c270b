"""A person's own taste: `$XDG_CONFIG_HOME/blog/config.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from blogcli.config import MAX_SIZE, parse_toml
from blogcli.config.values import Reader, WrongValue, choice, text
from blogcli.errors import ConfigError
from blogcli.files import read_regular


@dataclass(frozen=True, slots=True)
class Personal:
    """What a person likes, whatever the blog."""

    color: str = "auto"
    """`auto`, `always` or `never`; the option `--color` and the environment go before it."""
    background: str = "auto"
    """`dark` or `light`; `auto` asks the terminal."""
    pager: str | None = None
    """A command; `$BLOG_PAGER` goes before it, `$PAGER` behind. Empty: no pager."""
    editor: str = ""
    """A command, for when none of `$BLOG_EDITOR`, `$VISUAL` and `$EDITOR` is set."""
    code_theme: str = ""
    """A Pygments style for code; empty: one that fits the background."""
    styles: dict[str, str] = field(default_factory=dict)
    """`[styles]`: looks by meaning, such as `"post.title" = "bold magenta"`."""


def path(env: Mapping[str, str]) -> Path | None:
    """Say where a person's configuration lies (XDG Base Directory Specification)."""
    base = env.get("XDG_CONFIG_HOME", "")
    if base.startswith("/"):  # relative ones are to be ignored
        return Path(base) / "blog" / "config.toml"
    home = env.get("HOME", "")
    return Path(home) / ".config" / "blog" / "config.toml" if home else None


def load(env: Mapping[str, str]) -> Personal:
    """Read a person's configuration; without the file, every value has its default.

    Raises:
        ConfigError: The file can't be read, is no TOML, or has unknown keys or wrong values.
    """
    file = path(env)
    if file is None:
        return Personal()
    try:
        data = read_regular(file, MAX_SIZE)
    except (FileNotFoundError, NotADirectoryError):
        return Personal()
    except OSError as error:
        raise ConfigError(str(file), (error.strerror or str(error),)) from error
    reader = Reader(parse_toml(data, str(file)))
    values = reader.read(_READERS)
    if reader.problems:
        raise ConfigError(str(file), tuple(reader.problems))
    return Personal(**values)


def _styles(value: object) -> dict[str, str]:
    from rich.errors import StyleSyntaxError
    from rich.style import Style

    if not isinstance(value, dict):
        message = ": must be a table of styles"
        raise WrongValue(message)
    reader = Reader(_flat(value), ".")
    styles: dict[str, str] = reader.read(dict.fromkeys(reader.table, text))
    for name, style in styles.items():
        try:
            Style.parse(style)
        except StyleSyntaxError as error:
            reader.problems.append(f".{name}: {error}")
    if reader.problems:
        raise WrongValue(*reader.problems)
    return styles


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """Let `post.title = …` and `"post.title" = …` mean the same."""
    flat: dict[str, object] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = value
    return flat


_READERS = {
    "color": choice("auto", "always", "never"),
    "background": choice("auto", "dark", "light"),
    "pager": text,
    "editor": text,
    "code_theme": text,
    "styles": _styles,
}
