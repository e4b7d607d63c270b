"""`broken-image`: a picture is there, but browsers can't show it, or not as what it is named."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened


def _look(opened: Opened) -> Iterator[Complaint]:
    for reference, target, _ in opened.references:
        if reference.kind != "image" or target.where != "file" or target.source is None:
            continue
        fault = opened.world.fault(target.source)
        if fault is None:
            continue
        place = (reference.line, reference.column)
        hint = "" if fault.shown else "put the whole file there again"
        found = opened.in_body(place, f"{target.source.name} {fault.reason}", hint=hint)
        yield found._replace(severity="info") if fault.shown else found


RULE = Rule(
    "broken-image",
    "warning",
    "A picture is cut off, has too many pixels, or is not what its name says.",
    _look,
)
