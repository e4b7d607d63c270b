"""What a post leaves to be told from its body: title, summary, number of words."""

from __future__ import annotations

import re
from typing import Any

from blogcli.markdown.events import Event, tag_name
from blogcli.markdown.parse import parse
from blogcli.markdown.reduce import reduce_html
from blogcli.markdown.text import excerpt, outline, reduced_to_text, title_of, word_count
from blogcli.posts.naming import is_in_words
from blogcli.posts.post import Post

SUMMARY_LENGTH = 200
"""Code points: what search engines and feed readers show."""

_MARKER = re.compile(
    r"<!--\s*(?:more|TEASER_END|PELICAN_END_SUMMARY|excerpt)\b[^>]*-->", re.IGNORECASE
)
"""Where Hugo, Jekyll, Hexo, Nikola and Pelican end what they show of a post in lists."""


def complete(post: Post, body: str) -> Post:
    """Fill title, summary and word count from the body, where the front matter has none."""
    return derive(post, body)[0]


def derive(post: Post, body: str) -> tuple[Post, str]:
    """Give the completed post, and the plain text of its body, from one parse."""
    events = parse(body, post.lang)
    reduced = reduce_html(events)
    text = reduced_to_text(reduced)
    title = post.title or _title(post, reduced)
    summary = post.summary or summarise(events, reduced, title)
    return post._replace(title=title, summary=summary, word_count=word_count(text)), text


def _title(post: Post, reduced: list[Event]) -> str:
    """Give the heading that stands for a title, else the name of a file that is named in words."""
    if is_in_words(post.slug):
        top = next(((level, text) for level, text, _ in outline(reduced) if text), (0, ""))
        return top[1] if top[0] == 1 else post.slug
    return title_of(reduced) or post.slug


def summarise(events: list[Event], reduced: list[Event], title: str = "") -> str:
    """Give what stands before the author's own mark, else the beginning of the running text.

    Running text is what stands in paragraphs outside tables and notes; where a post has none, all
    its text will do. A first heading that is the title is left out.
    """
    # Marks are comments: where there is no HTML, there are none.
    marked = None if events is reduced else _before_marker(events)
    before = _beginning(reduce_html(marked), title) if marked else ""
    return before or _beginning(reduced, title)


def _beginning(reduced: list[Event], title: str) -> str:
    return excerpt(_running_text(reduced) or _untitled(reduced, title), SUMMARY_LENGTH)


def _before_marker(events: list[Event]) -> list[Event] | None:
    for position, event in enumerate(events):
        if isinstance(event, dict):
            html = event.get("Html") or event.get("InlineHtml")
            if html and _MARKER.search(html):
                return events[:position]
    return None


def _running_text(reduced: list[Event]) -> str:
    """Join the paragraphs from the beginning until there is enough of them."""
    found: list[str] = []
    length = 0
    start = -1
    aside = 0
    for position, event in enumerate(reduced):
        if not isinstance(event, dict):
            continue
        opened, closed = tag_name(event.get("Start", "")), tag_name(event.get("End", ""))
        aside += (opened in _ASIDE) - (closed in _ASIDE)
        if opened == "Paragraph":
            start = position
        elif closed == "Paragraph" and not aside:
            text = _prose(reduced[start : position + 1])
            found += [text] if text else []
            length += len(text)
            if length > SUMMARY_LENGTH:
                break
    return " ".join(found)


def _target(event: dict[str, Any]) -> str:
    tag = event.get("Start")
    return str(tag["Link"]["dest_url"]) if isinstance(tag, dict) and "Link" in tag else ""


_ASIDE = frozenset({"FootnoteDefinition", "Table"})


def _prose(paragraph: list[Event]) -> str:
    """Give the text of a paragraph without its formulas on lines of their own.

    One of nothing but pictures and bare addresses has none: they don't make a sentence.
    """
    words, pictures, target = False, 0, ""
    kept: list[Event] = []
    for event in paragraph:
        if isinstance(event, dict):
            if "DisplayMath" in event:
                continue
            pictures += tag_name(event.get("Start", "")) == "Image"
            pictures -= tag_name(event.get("End", "")) == "Image"
            target = _target(event) or target
            text = event.get("Text") or event.get("Code") or event.get("InlineMath") or ""
            words = words or (not pictures and str(text).strip() not in {"", target})
        kept.append(event)
    return reduced_to_text(kept) if words else ""


def _untitled(reduced: list[Event], title: str) -> str:
    text = " ".join(reduced_to_text(reduced).split())
    return text.removeprefix(title).lstrip()
