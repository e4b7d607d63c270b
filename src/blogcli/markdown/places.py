"""Where in a post's file something stands, told from its words."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property


class Places:
    """Finds lines in reading order: asked twice for the same words, it gives their second place."""

    def __init__(self, body: str, body_line: int) -> None:
        self._body = body
        self._first = body_line
        self._seen: dict[str, int] = {}

    @cached_property
    def _ends(self) -> list[int]:
        return [at for at, character in enumerate(self._body) if character == "\n"]

    def rewind(self) -> None:
        """Begin from the top."""
        self._seen.clear()

    def line(self, words: str) -> int | None:
        """Give the line of the file, from 1, on which these words come next; None: they don't."""
        start = self._body.find(words, self._seen.get(words, 0))
        if start < 0:
            return None
        self._seen[words] = start + len(words)
        return self._first + bisect_right(self._ends, start)
