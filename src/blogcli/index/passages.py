"""The passage that shows why a post was found, from the file as it is now."""

from __future__ import annotations

from blogcli.index.bodies import body_of
from blogcli.index.conditions import Conditions
from blogcli.index.context import QueryContext
from blogcli.index.snippet import Finder, Snippet
from blogcli.index.terms import positive, terms_of
from blogcli.markdown.lines import visible
from blogcli.posts.post import Post
from blogcli.query.tree import Match, Query, Text

_BEFORE = 60
"""Code points shown before a pattern's match."""


class Passages:
    """Makes the snippets of one query."""

    def __init__(
        self, query: Query, context: QueryContext, conditions: Conditions, width: int
    ) -> None:
        self._context = context
        self._conditions = conditions
        self._width = width
        asked = [match for match in positive(query.where) if match.field in {"", "body"}]
        self._terms = [term for match in asked for term in terms_of(match, conditions)]
        self._finder = Finder(self._terms)
        self._patterns = [pair for match in asked for pair in _patterns(match)]

    def of(self, post: Post) -> Snippet:
        """Choose the passage of a post: its words, else a pattern's match, else its beginning."""
        body = body_of(post, self._context)
        if not self._terms and (found := self._around_pattern(body, post.body_line)):
            return found
        lines = [(number + post.body_line - 1, text) for number, text in visible(body)]
        if not lines:
            return Snippet("", post.body_line, ())
        return self._finder.best(lines, post.lang, width=self._width)

    def _around_pattern(self, body: str, body_line: int) -> Snippet | None:
        for match, pattern in self._patterns:
            span = self._conditions.clock.first(match, pattern, body)
            if span is not None:
                return _cut(body, span, body_line, self._width)
        return None


def _patterns(match: Match) -> list[tuple[Match, str]]:
    texts = (value for value in match.values if isinstance(value, Text))
    return [(match, text.text) for text in texts if text.mode == "regex"]


def _cut(body: str, span: tuple[int, int], body_line: int, width: int) -> Snippet:
    """Take the line of a match, as it is written, cut to the width."""
    begin, end = span
    start = max(body.rfind("\n", 0, begin) + 1, begin - _BEFORE)
    stop = body.find("\n", end)
    stop = min(len(body) if stop < 0 else stop, start + width)
    # One sign for each, so that the places of matches stay.
    text = "".join(" " if sign.isspace() else sign for sign in body[start:stop])
    line = body_line + body.count("\n", 0, begin)
    marked = (begin - start, min(end, stop) - start)
    return Snippet(text, line, (marked,) if marked[0] < marked[1] else ())
