"""A body made ready for the parser: all that is mended in its source."""

from __future__ import annotations

from blogcli.markdown import admonitions, generators
from blogcli.markdown.source import Source, clean, may_be_faulty, mend


def prepare(text: str) -> Source:
    """Ready a body for the parser, with all that is to be mended in it."""
    source = translated(clean(text))
    if may_be_faulty(source.text):
        mend(source)
    return source


def translated(text: str) -> Source:
    """Give a clean text with what other generators add to Markdown in plain Markdown."""
    source = Source(text.encode())
    if admonitions.may_hold(text):
        admonitions.translate(source)
    if generators.has_tags(text):
        generators.translate(source)
    return source
