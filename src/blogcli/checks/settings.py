"""Which rules are looked for, and how bad it is to break each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from blogcli.checks.names import NAMES, unknown
from blogcli.checks.registry import rules
from blogcli.checks.rule import Level
from blogcli.config import FILE_NAME
from blogcli.errors import ConfigError, UsageError

EXTERNAL = "external-link"


def levels(
    configured: Mapping[str, str],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    external: bool = False,
) -> dict[str, Level]:
    """Give the level of every rule: its own, else what `[check]` says, else what options say.

    Args:
        configured: `[check]` of `blog.toml`.
        select: Only these rules are looked for, those that are off, too.
        ignore: These are not.
        external: Addresses on the web are asked; without it they are only where selected.

    Raises:
        ConfigError: `[check]` names no rule.
        UsageError: An option names no rule.
    """
    known = rules()
    problems = tuple(f"check.{name}: {unknown(name)}" for name in configured if name not in known)
    if problems:
        raise ConfigError(FILE_NAME, problems)
    found = {name: cast("Level", configured.get(name, rule.level)) for name, rule in known.items()}
    chosen = set(_names(select, "--select"))
    asked = external or EXTERNAL in chosen
    if asked and found[EXTERNAL] == "off":
        found[EXTERNAL] = "error"
    elif not asked:
        found[EXTERNAL] = "off"
    for name in NAMES:
        if chosen and name not in chosen and not (external and name == EXTERNAL):
            found[name] = "off"
        elif name in chosen and found[name] == "off":
            found[name] = "warning"
    return found | dict.fromkeys(_names(ignore, "--ignore"), "off")


def _names(given: Iterable[str], option: str) -> list[str]:
    names = [name.strip().lower() for text in given for name in text.split(",") if name.strip()]
    for name in names:
        if name not in NAMES:
            message = f"{option}: {unknown(name)}"
            raise UsageError(message, hint="blog check --rules lists them")
    return names
