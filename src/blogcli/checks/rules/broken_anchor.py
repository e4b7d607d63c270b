"""`broken-anchor`: a link leads to a heading that its post does not have."""

from __future__ import annotations

from blogcli.checks.links import complaining
from blogcli.checks.rule import Rule

RULE = Rule(
    "broken-anchor",
    "warning",
    "A link leads to a heading that its post does not have.",
    complaining("broken-anchor"),
)
