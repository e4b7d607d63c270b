"""`missing-title`: a post that is called by its first words."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened


def _look(opened: Opened) -> Iterator[Complaint]:
    post = opened.post
    if post.kind == "page":  # often a part of another page, which nobody lists
        return
    if not opened.fields.text("title") and not opened.outline.headings():
        message = f"there is no title: lists call it {post.title}"
        yield opened.at_key(("title",), message, hint="add title: … to the front matter")


RULE = Rule(
    "missing-title", "warning", "Neither the front matter nor a heading gives a title.", _look
)
