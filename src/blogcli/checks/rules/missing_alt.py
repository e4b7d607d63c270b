"""`missing-alt`: a picture without words for those who don't see it."""

from __future__ import annotations

from blogcli.checks.links import complaining
from blogcli.checks.rule import Rule

RULE = Rule(
    "missing-alt",
    "warning",
    "A picture has no alternative text, and is not said to be decorative.",
    complaining("missing-alt"),
)
