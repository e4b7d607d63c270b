"""`missing-date`: a post without a date among posts that have one."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import World
from blogcli.posts.fields import DATE_KEYS


def _survey(world: World) -> Iterator[Complaint]:
    undated = [post for post in world.dated if post.date is None]
    if len(undated) * 2 > len(world.dated):  # the blog's way: notes, a garden
        return
    for post in undated:
        if post.status(world.now) == "published":
            line, column = world.key_place(post, *DATE_KEYS)
            message = "there is no date: it is published, and stands last in lists"
            yield Complaint(post.path, message, line, column, "add date: … to the front matter")


RULE = Rule("missing-date", "warning", "A published post has no date.", survey=_survey)
