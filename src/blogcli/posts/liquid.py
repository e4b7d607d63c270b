"""What Jekyll fills into a text from the post's own header: `{{ page.title }}`.

Only names of the post's own values are known here; all else of Liquid is a program. Code stays as
it is, and so does every line.
"""

from __future__ import annotations

import re

from blogcli.posts.post import Post

_PART = re.compile(
    r"(?ms)^[ ]{0,3}(?P<fence>`{3,}|~{3,}).*?(?:^[ ]{0,3}(?P=fence)|\Z)|`[^`\n]+`"
    r"|\{%-?\s*(?P<name>raw|highlight|comment)\b"
    r".*?(?:\{%-?\s*end(?P=name)\s*-?%\}|\Z)"
    r"|\{\{-?\s*page\.(?P<key>[\w-]+)\s*(?:\|\s*(?:escape|xml_escape|strip)\s*)*-?\}\}"
)


def fill(body: str, post: Post, generator: str) -> str:
    """Give the text of a post as Jekyll has it before it reads the Markdown."""
    if generator != "jekyll" or "page." not in body or "{{" not in body:
        return body
    known = {name: value for name, value in _values(post).items() if _is_plain(value)}
    return _PART.sub(lambda found: known.get(found["key"] or "", found[0]), body)


def _values(post: Post) -> dict[str, str]:
    found = {
        name: str(value)
        for name, value in post.extra.items()
        if isinstance(value, (str, int, float)) and not isinstance(value, bool)
    }
    if len(post.authors) == 1:
        found["author"] = post.authors[0]
    return {**found, "title": post.title, "slug": post.slug}


def _is_plain(value: str) -> bool:
    return bool(value) and "\n" not in value and "{{" not in value and "{%" not in value
