"""A body made ready for the parser: all that is mended in its source."""

from __future__ import annotations

from blogcli.markdown import admonitions, generators
from blogcli.markdown.source import Ranged, Source, clean, may_be_faulty, mend, ranged


def read(text: str) -> tuple[Source, list[Ranged]]:
    """Read a body, all mended, into the parser's events with their places; texts come in pieces."""
    source = translated(clean(text))
    return source, mend(source) if may_be_faulty(text) else ranged(source.data)


def translated(text: str) -> Source:
    """Give a clean text with what other generators add to Markdown in plain Markdown."""
    source = Source(text.encode())
    if admonitions.may_hold(text):
        admonitions.translate(source)
    if generators.has_tags(text):
        generators.translate(source)
    return source
