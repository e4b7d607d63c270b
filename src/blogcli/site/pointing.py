"""Where in a post's header stands what a finding about its address means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from blogcli.errors import Finding, PostError
from blogcli.posts.fields import ALIAS_KEYS

if TYPE_CHECKING:
    from blogcli.blog import Blog

ADDRESS_KEYS = ("permalink", "url", "path", "slug")
_KEYS = {"address": ADDRESS_KEYS, "alias": ALIAS_KEYS}


def pointed(blog: Blog, findings: Iterable[Finding]) -> list[Finding]:
    """Give findings about addresses their line: that of the key, where the post has one."""
    return [
        finding._replace(line=_line(blog, finding.path, _KEYS[finding.rule]))
        if finding.rule in _KEYS and finding.line is None
        else finding
        for finding in findings
    ]


def _line(blog: Blog, path: str, names: tuple[str, ...]) -> int | None:
    from blogcli.posts.fields import Fields
    from blogcli.posts.reading import split, values_of

    try:
        source = split((blog.root / path).read_bytes(), path, blog.dialect)
        values = values_of(source, path, blog.dialect)
    except (OSError, PostError):
        return None  # it was changed since
    key = Fields(values).key(names)
    if key is None or key not in values.places:
        return None
    return source.header_line + values.places[key][0] - 1
