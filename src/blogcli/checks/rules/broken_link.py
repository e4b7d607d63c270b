"""`broken-link`: a link leads to nothing in the blog."""

from __future__ import annotations

from blogcli.checks.links import complaining
from blogcli.checks.rule import Rule

RULE = Rule(
    "broken-link", "error", "A link leads to nothing in the blog.", complaining("broken-link")
)
