"""`heading-skip`: a heading more than one level below the one before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened


def _look(opened: Opened) -> Iterator[Complaint]:
    for (above, _, _), (level, line, column) in pairwise(opened.outline.headings()):
        if level > above + 1:
            message = f"a heading of level {level} follows one of level {above}"
            hint = f"level {above + 1} comes next: readers jump from heading to heading"
            yield opened.in_body((line, column), message, hint=hint)


RULE = Rule(
    "heading-skip", "info", "A heading lies more than one level below the one before it.", _look
)
