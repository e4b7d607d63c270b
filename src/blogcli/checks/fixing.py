"""What mends complaints: a change of files, to be shown, made and taken back as any other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from blogcli.changes.steps import edit as step
from blogcli.checks.complaint import Fix, Replacement
from blogcli.checks.request import CheckReport
from blogcli.errors import PostError
from blogcli.posts.editing import Place, edit
from blogcli.posts.opening import read_bytes
from blogcli.posts.reading import understand
from blogcli.verbs.plan import Plan, style_of

if TYPE_CHECKING:
    from blogcli.blog import Blog

# What stands around the target of a link, in Markdown and in HTML.
_BEFORE_TARGET = r"(?:\]\(\s*<?|\]:\s*<?|=\s*[\"']?)"
_BEHIND_TARGET = r"(?=[)\s>\"']|$)"


def mending(blog: Blog, report: CheckReport) -> Plan:
    """Plan the fixes of a check; what can't be changed without harm stays as it is."""
    by_path: dict[str, list[Fix]] = defaultdict(list)
    for finding, fix in report.fixes:
        by_path[finding.path].append(fix)
    plan = Plan()
    style = style_of(blog) if by_path else None
    for path, fixes in by_path.items():
        try:
            before = read_bytes(blog.root, path)
            after = apply(before, fixes, Place(path, blog.dialect, style))
            understand(blog.root, path, after, blog.source_of_posts.context)
        except PostError as error:
            plan.problems.append(error)
            continue
        if after != before:
            plan.steps.append(step(path, before, after))
            plan.posts.append(path)
    return plan


def apply(data: bytes, fixes: Sequence[Fix], place: Place) -> bytes:
    """Make the fixes of one file, from its end on, so that no line moves."""
    for fix in sorted(dict.fromkeys(fixes), key=_from_the_end):
        new = data
        try:
            if fix.changes:
                new = edit(new, fix.changes, place)
            if fix.replacement is not None:
                new = replaced(new, fix.replacement)
        except PostError:
            continue
        data = new
    return data


def _from_the_end(fix: Fix) -> tuple[int, int]:
    place = fix.replacement
    return (-place.line, -place.column) if place is not None else (0, 0)


def replaced(data: bytes, wanted: Replacement) -> bytes:
    """Put a new target in the place of the old: the first of its line from the column on."""
    lines = data.split(b"\n")
    if wanted.line > len(lines) or b"\r" in data.replace(b"\r\n", b""):
        return data
    try:
        text = lines[wanted.line - 1].decode()
    except UnicodeDecodeError:
        return data
    pattern = rf"{_BEFORE_TARGET}{re.escape(wanted.old)}{_BEHIND_TARGET}"
    found = re.compile(pattern).search(text, wanted.column - 1)
    if found is None:
        return data
    end = found.end()
    lines[wanted.line - 1] = f"{text[: end - len(wanted.old)]}{wanted.new}{text[end:]}".encode()
    return b"\n".join(lines)
