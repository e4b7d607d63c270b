"""`missing-summary`: a post that lists and feeds show by its first words."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened
from blogcli.posts.fields import SUMMARY_KEYS


def _look(opened: Opened) -> Iterator[Complaint]:
    if opened.post.kind == "post" and not opened.fields.text(*SUMMARY_KEYS):
        message = "there is no summary: lists and feeds show the first words"
        yield opened.at_key(SUMMARY_KEYS, message, hint="add summary: … to the front matter")


RULE = Rule("missing-summary", "off", "A post has no summary of its own.", _look)
