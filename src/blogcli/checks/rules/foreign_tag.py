"""`foreign-tag`: a tag of another generator that means nothing here."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened
from blogcli.markdown.generators import tags
from blogcli.site.checking import FOREIGN_HINT, foreign


def _look(opened: Opened) -> Iterator[Complaint]:
    for tag in tags(opened.body, opened.world.blog.dialect.name):
        yield opened.in_body((tag.line, tag.column), foreign(tag.text), hint=FOREIGN_HINT)


RULE = Rule(
    "foreign-tag", "warning", "A tag of another generator stands in the text as it is.", _look
)
