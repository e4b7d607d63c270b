"""What mends complaints: the files as they would be, to be shown or written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from blogcli.checks.complaint import Fix, Replacement
from blogcli.checks.request import CheckReport
from blogcli.errors import PostError
from blogcli.posts.editing import Place, edit
from blogcli.posts.opening import read_bytes

if TYPE_CHECKING:
    from blogcli.blog import Blog

# What stands around the target of a link, in Markdown and in HTML.
_BEFORE_TARGET = r"(?:\]\(\s*<?|\]:\s*<?|=\s*[\"']?)"
_BEHIND_TARGET = r"(?=[)\s>\"']|$)"


class Mended(NamedTuple):
    """A file as it is and as it would be, and how many complaints that takes away."""

    path: str
    before: bytes
    after: bytes
    fixes: int


def mended(blog: Blog, report: CheckReport) -> list[Mended]:
    """Give the files that the fixes of a check change; nothing is written.

    What can't be changed without harm stays as it is.
    """
    by_path: dict[str, list[Fix]] = defaultdict(list)
    for finding, fix in report.fixes:
        by_path[finding.path].append(fix)
    found: list[Mended] = []
    for path, fixes in by_path.items():
        try:
            before = read_bytes(blog.root, path)
        except PostError:
            continue
        after, done = apply(before, fixes, Place(path, blog.dialect))
        if after != before:
            found.append(Mended(path, before, after, done))
    return found


def apply(data: bytes, fixes: Sequence[Fix], place: Place) -> tuple[bytes, int]:
    """Make the fixes of one file, from its end on, so that no line moves; and say how many held."""
    done = 0
    for fix in sorted(dict.fromkeys(fixes), key=_from_the_end):
        new = data
        try:
            if fix.changes:
                new = edit(new, fix.changes, place)
            if fix.replacement is not None:
                new = replaced(new, fix.replacement)
        except PostError:
            continue
        done += new != data
        data = new
    return data, done


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
