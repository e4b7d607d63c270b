"""All rules, by name."""

from __future__ import annotations

from importlib import import_module

from blogcli.checks.names import NAMES
from blogcli.checks.rule import Rule


def rules() -> dict[str, Rule]:
    """Load the rules, each from the file of its name."""
    package = f"{__package__}.rules"
    found: dict[str, Rule] = {}
    for name in NAMES:
        rule = import_module(f"{package}.{name.replace('-', '_')}").RULE
        assert isinstance(rule, Rule)  # noqa: S101 - a file of ours
        found[name] = rule
    return found
