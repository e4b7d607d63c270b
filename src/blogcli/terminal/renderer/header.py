"""What stands above a post: title, date in words, status, tags, authors, length, translations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rich.text import Text

from blogcli.blog.dates import in_words
from blogcli.blog.lines import title_text
from blogcli.posts.post import Post, Status
from blogcli.terminal.renderer.inline import visible
from blogcli.terminal.renderer.wrap import wrap


@dataclass(frozen=True, slots=True)
class Facts:
    """What a post's header needs to know beyond the post."""

    status: Status
    reading_minutes: int
    translations: Mapping[str, str] = field(default_factory=dict)
    """Titles by language."""


def header_lines(post: Post, facts: Facts, width: int | None) -> Iterator[Text]:
    """Give the lines above the text of a post, an empty one last."""
    yield from wrap(Text(visible(title_text(post)), "post.title"), width)
    yield from wrap(_byline(post, facts), width)
    if post.tags:
        tags = Text(" ").join(Text(f"#{visible(tag)}", "post.tag") for tag in post.tags)
        yield from wrap(tags, width)
    for lang, title in sorted(facts.translations.items()):
        yield from wrap(Text(f"{lang}: ", "post.meta").append(visible(title), "post.meta"), width)
    yield Text()


def _byline(post: Post, facts: Facts) -> Text:
    parts = [Text(f"{facts.reading_minutes} min", "post.meta")]
    if post.authors:
        parts.insert(0, Text(visible(", ".join(post.authors)), "post.author"))
    if post.date:
        parts.insert(0, Text(in_words(post.date, post.lang), "post.date"))
    if facts.status != "published":
        parts.insert(0, Text(facts.status, f"status.{facts.status}"))
    return Text(" · ", "post.meta").join(parts)
