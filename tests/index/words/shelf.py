"""An index of texts, asked as a search asks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import apsw

from blogcli.index import words
from blogcli.index.snippet import Finder, Snippet
from blogcli.index.words import Column, Lookup, Match, Mode
from blogcli.posts.post import Post

RANKED = (
    "SELECT rowid FROM words WHERE words MATCH ?1"
    f" ORDER BY rowid IN (SELECT rowid FROM words WHERE words MATCH ?2) DESC, {words.RANK}, rowid"
)


class Shelf:
    """Texts by number, from 1 in the order in which they were put."""

    def __init__(self, dictionaries: Path, languages: Iterable[str] = ()) -> None:
        self.dictionaries = dictionaries
        self.languages = tuple(languages)
        self.connection = apsw.Connection(":memory:")
        words.create_tables(self.connection)
        self.texts: list[str] = []

    def put(self, *texts: str, lang: str = "fi") -> Shelf:
        """Index texts as bodies of posts."""
        for text in texts:
            self.put_post(make_post(lang), text)
        return self

    def put_post(self, post: Post, text: str = "") -> None:
        """Index a post."""
        self.texts.append(text)
        words.write(self.connection, len(self.texts), words.prepare(post, text, self.dictionaries))

    @property
    def lookup(self) -> Lookup:
        """What analyses queries; new each time, as in each run of the program."""
        return Lookup(self.connection, self.dictionaries, self.languages)

    def match(self, text: str, mode: Mode = "word", columns: Iterable[Column] = ()) -> Match:
        """Analyse a query that holds something."""
        match = self.lookup.term(text, mode, columns)
        assert match is not None
        return match

    def find(self, text: str, mode: Mode = "word", columns: Iterable[Column] = ()) -> list[int]:
        """Give the numbers of what is found, best first."""
        match = self.lookup.term(text, mode, columns)
        if match is None:
            return []
        found = self.connection.execute(RANKED, (match.expression, match.exact))
        return [int(str(number)) for (number,) in found]

    def snippet(
        self, text: str, mode: Mode = "word", *, lang: str = "fi", width: int = 80
    ) -> Snippet:
        """Give the passage of the last text that answers the query, its lines numbered from 1."""
        lines = list(enumerate(self.texts[-1].split("\n"), 1))
        return Finder([self.match(text, mode)]).best(lines, lang, width=width)


def make_post(
    lang: str = "fi", title: str = "", tags: tuple[str, ...] = (), summary: str = ""
) -> Post:
    """Make a post that says only so much."""
    return Post(path="a.md", slug="a", lang=lang, title=title, tags=tags, summary=summary)


def marked(snippet: Snippet) -> list[str]:
    """Give what is marked in a passage."""
    return [snippet.text[start:end] for start, end in snippet.matches]
