"""A body made ready for the parser: all that is mended in its source."""

from __future__ import annotations

from blogcli.markdown.source import (
    Ranged,
    Source,
    clean,
    has_admonitions,
    has_tags,
    has_wikilinks,
    may_be_faulty,
    mend,
    ranged,
)


def read(text: str) -> tuple[Source, list[Ranged]]:
    """Read a body, all mended, into the parser's events with their places; texts come in pieces."""
    source = translated(clean(text))
    return source, mend(source) if may_be_faulty(text) else ranged(source.data)


def translated(text: str) -> Source:
    """Give a clean text with what other programs add to Markdown in plain Markdown."""
    source = Source(text.encode())
    if has_admonitions(text):
        from blogcli.markdown import admonitions

        admonitions.translate(source)
    if has_tags(text):
        from blogcli.markdown import generators

        generators.translate(source)
    if has_wikilinks(text):
        from blogcli.markdown import wikilinks

        wikilinks.translate(source)
    return source
