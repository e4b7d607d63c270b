"""`lost-cell`: a row of a table has more cells than its head, and nobody will see them."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened

_SHOWN = 40


def _look(opened: Opened) -> Iterator[Complaint]:
    for words, line, column in opened.outline.lost_cells():
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        message = f"no output has {shown!r}: the head of the table has no column for it"
        hint = "give the head another column, or write \\| for a bar that divides nothing"
        yield opened.in_body((line, column), message, hint=hint)


RULE = Rule(
    "lost-cell", "warning", "A row of a table has more cells than its head: they are lost.", _look
)
