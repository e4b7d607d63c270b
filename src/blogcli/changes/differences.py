"""A change as people read it: a unified diff, as git writes it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from blogcli.changes.steps import Step

_NO_NEWLINE = "\\ No newline at end of file"


def lines(steps: Iterable[Step]) -> Iterator[str]:
    """Give the lines of a diff, without their line feeds."""
    for step in steps:
        if step.kind == "move":
            yield f"rename from {step.path}"
            yield f"rename to {step.to}"
        elif step.kind == "write":
            yield from _content(step)


def _content(step: Step) -> Iterator[str]:
    old, new = (_text(data) for data in (step.old, step.new))
    if old is None or new is None:
        what = "delete" if step.new is None else "write" if step.old is None else "change"
        yield f"{what} {step.path} (binary)"
        return
    before = "/dev/null" if step.old is None else f"a/{step.path}"
    after = "/dev/null" if step.new is None else f"b/{step.path}"
    for line in difflib.unified_diff(old, new, before, after, lineterm=""):
        text = line.removesuffix("\n")
        yield text.removesuffix("\r")
        if not line.endswith("\n") and line[:1] in "+- " and not line.startswith(("+++", "---")):
            yield _NO_NEWLINE


def _text(data: bytes | None) -> list[str] | None:
    try:
        return (data or b"").decode("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError:
        return None
