"""`external-link`: an address on the web that does not answer; looked for with `--external`."""

from __future__ import annotations

from blogcli.checks.rule import Rule

RULE = Rule(
    "external-link",
    "off",
    "An address on the web does not answer, or answers that there is nothing (--external).",
)
