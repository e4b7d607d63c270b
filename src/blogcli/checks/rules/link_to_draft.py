"""`link-to-draft`: readers are led to what they can't see yet, or no longer."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened
from blogcli.posts.post import Post


def _look(opened: Opened) -> Iterator[Complaint]:
    status = opened.post.status(opened.world.now)
    if status in {"draft", "expired"}:
        return
    for reference, target, complaints in opened.references:
        place = (reference.line, reference.column)
        drafts = [one.message for one in complaints if one.rule == "link-to-draft"]
        if drafts:
            yield opened.in_body(place, drafts[0])
            continue
        other = opened.world.post_at(target) if target.where == "page" else None
        if other is not None and _is_later(other, opened):
            message = f"{other.path} is not on the site yet: {other.status(opened.world.now)}"
            yield opened.in_body(place, message)


def _is_later(other: Post, opened: Opened) -> bool:
    """Say whether a post is out before the one that it links to."""
    if other.draft:
        return True
    if other.status(opened.world.now) != "scheduled" or other.date is None:
        return False
    own = opened.post.date
    return opened.post.status(opened.world.now) == "published" or own is None or other.date > own


RULE = Rule(
    "link-to-draft",
    "warning",
    "A post links to a draft, to an expired post, or to one that is scheduled for later.",
    _look,
)
