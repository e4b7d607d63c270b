"""`date-order`: a post that was changed, or expires, before it was published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened
from blogcli.posts.fields import EXPIRY_KEYS, UPDATED_KEYS

_DAY = timedelta(days=1)


def _look(opened: Opened) -> Iterator[Complaint]:
    post = opened.post
    if post.date is None:
        return
    # Days without a time are midnights of some zone: a day more or less says nothing.
    if post.updated is not None and post.updated < post.date - _DAY and not post.draft:
        message = f"changed on {post.updated:%Y-%m-%d}, before its date, {post.date:%Y-%m-%d}"
        yield opened.at_key(UPDATED_KEYS, message)
    if post.expires is not None and post.expires <= post.date:
        message = f"expires on {post.expires:%Y-%m-%d}, before its date: nobody ever sees it"
        yield opened.at_key(EXPIRY_KEYS, message)


RULE = Rule(
    "date-order", "warning", "A post was changed before it was published, or expires before.", _look
)
