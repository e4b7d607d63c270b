"""`missing-title`: a post that is called by its first words."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened
from blogcli.posts.naming import is_in_words


def _look(opened: Opened) -> Iterator[Complaint]:
    post = opened.post
    # A page is often a part of another one, which nobody lists.
    if post.kind == "page" or is_in_words(post.slug):
        return
    if not opened.fields.text("title") and not opened.outline.headings():
        message = f"there is no title: lists call it {post.title}"
        yield opened.at_key(("title",), message, hint="add title: … to the front matter")


RULE = Rule(
    "missing-title", "warning", "Neither the front matter nor a heading gives a title.", _look
)
