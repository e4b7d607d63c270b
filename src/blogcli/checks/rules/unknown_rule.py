"""`unknown-rule`: a post's own `check` names no rule."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.names import known_to, unknown
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened


def _look(opened: Opened) -> Iterator[Complaint]:
    for name in known_to(opened.post).unknown:
        yield opened.at_key(("check",), unknown(name))


RULE = Rule(
    "unknown-rule", "warning", "The key check of a post names a rule that there is not.", _look
)
