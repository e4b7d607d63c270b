"""The lines that a post is announced by, as readers see them: its title and its summary.

In front matter, titles are plain text that may hold HTML's character references, as exports from
WordPress write them; summaries are Markdown within a line. JSON keeps both as they were written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from blogcli.posts.post import Post

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKS = frozenset("&*_`[<\\~{=")
_SUMMARIES = frozenset({"summary", "description", "excerpt"})


def resolved(text: str) -> str:
    """Put characters in place of their references (`&amp;`); what names none stays."""
    if "&" not in text:
        return text
    import html

    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text)


def title_text(post: Post) -> str:
    """Give the title as readers see it."""
    return _fit(resolved(post.title))


def summary_text(post: Post) -> str:
    """Give the summary as readers see it; one that was made from the text is so already."""
    if _MARKS.isdisjoint(post.summary) or not any(map(_is_summary, post.given)):
        return _fit(post.summary)
    return _fit(_reduced(post.summary))


def _fit(text: str) -> str:
    """Leave out what no page may hold: by its escapes YAML puts any character into a title."""
    if text.isprintable():
        return text
    from blogcli.markdown.characters import allowed

    return allowed(text)


def _is_summary(key: str) -> bool:
    return key.lower() in _SUMMARIES


@lru_cache(maxsize=2_000)
def _reduced(line: str) -> str:
    from blogcli.markdown.parse import parse
    from blogcli.markdown.text import to_text

    # Behind a word nothing begins a list, a heading or a quote.
    text = to_text(parse(f"x {line}"))
    return " ".join(text.removeprefix("x").split())


@lru_cache(maxsize=2_000)
def typeset(text: str, lang: str) -> str:
    """Set the quotes and dashes of a title or summary as its language does, as in its text."""
    from blogcli.markdown.punctuation import punctuate

    pieces = punctuate([{"Text": text}], lang)
    return "".join(piece["Text"] for piece in pieces if isinstance(piece, dict))


def shown_title(post: Post) -> str:
    """Give a title as pages show it."""
    return typeset(title_text(post), post.lang)
