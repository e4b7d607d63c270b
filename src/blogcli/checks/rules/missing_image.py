"""`missing-image`: a picture is not there."""

from __future__ import annotations

from blogcli.checks.links import complaining
from blogcli.checks.rule import Rule

RULE = Rule("missing-image", "error", "A picture is not there.", complaining("missing-image"))
