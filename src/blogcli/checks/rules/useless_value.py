"""`useless-value`: front matter that is read in vain."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import World


def _survey(world: World) -> Iterator[Complaint]:
    for doubt in world.blog.doubts:
        yield Complaint(doubt.path, doubt.reason, doubt.line, doubt.column, doubt.hint)


RULE = Rule(
    "useless-value",
    "warning",
    "A value in front matter has the wrong type, or its key is written twice: it is left out.",
    survey=_survey,
)
