"""`front-matter`: a file that can't be read as a post."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import World


def _survey(world: World) -> Iterator[Complaint]:
    for error in world.unreadable:
        yield Complaint(error.path, error.reason, error.line, error.column, error.hint)


RULE = Rule(
    "front-matter",
    "error",
    "A file can't be read: its front matter does not parse, or says something impossible.",
    survey=_survey,
)
