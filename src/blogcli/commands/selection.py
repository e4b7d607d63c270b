"""Which posts a person asks for: a query, narrowed by options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from blogcli.errors import NothingMatched, UsageError
from blogcli.posts.post import STATUSES
from blogcli.terminal.text import lines_of_words

if TYPE_CHECKING:
    from blogcli.commands.session import Session
    from blogcli.query import Node, Point, Query
    from blogcli.query.tree import Sort
    from blogcli.terminal.output import Output


class Selection(NamedTuple):
    """What was typed after a command that takes a query."""

    arguments: Sequence[str] = ()
    tags: Sequence[str] = ()
    status: Sequence[str] = ()
    lang: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    sort: str | None = None
    reverse: bool = False
    limit: int | None = None

    @property
    def empty(self) -> bool:
        """True where nothing was asked for."""
        words = any(argument.strip() for argument in self.arguments)
        options = self.tags or self.status or self.lang or self.since or self.until
        return not words and not options

    def query(self, session: Session, *, sort: str) -> Query:
        """Read it as one query; `sort` is the order where none is asked for.

        Raises:
            QueryError: The query can't be understood.
            UsageError: An option has a value that it can't have.
        """
        query = session.synced.parse(self.arguments).narrowed(*self._conditions())
        asked = self.sort or ("" if query.sort else sort)
        order = _order(session, asked) if asked else query.sort
        if self.reverse:
            order = tuple(key._replace(descending=not key.descending) for key in order)
        limit = self.limit if self.limit is not None else query.limit
        if limit is not None and limit < 1:
            reason = "--limit takes a whole number from 1"
            raise UsageError(reason)
        session.complete_words(query)
        return replace(query, sort=order, limit=limit)

    def explain(self, session: Session, query: Query) -> None:
        """Show how a query is understood."""
        from blogcli.query import explain

        session.console.line(explain(query, session.now, session.blog.timezone).rstrip("\n"))

    def conclude(
        self,
        session: Session,
        found: Sequence[Mapping[str, object]],
        output: Output,
        *,
        fail_on_empty: bool,
        total: int = 0,
    ) -> None:
        """Tell how many posts there are, unless a form for programs was asked for.

        Raises:
            NothingMatched: There are none, and the person asked for that to be a failure.
        """
        if not found and fail_on_empty:
            message = "nothing matched"
            raise NothingMatched(message)
        if output.default or output.format == "table":
            text = summary(found, len(session.broken), total)
            for line in lines_of_words(text, session.console.width):
                session.console.note(line, "count")

    def _conditions(self) -> Iterator[Node]:
        from blogcli.query import Match, Range, Text

        for tag in self.tags:
            yield Match("tag", (Text(tag, "phrase"),))
        if self.status:
            yield Match("status", tuple(Text(_status(name)) for name in self.status))
        if self.lang:
            yield Match("lang", tuple(Text(lang) for lang in self.lang))
        if self.since or self.until:
            start = _point(self.since, "--since") if self.since else None
            end = _point(self.until, "--until") if self.until else None
            yield Match("date", (Range(start, end),))


def summary(found: Sequence[Mapping[str, object]], unreadable: int, total: int = 0) -> str:
    """Say how many posts there are, how many of them aren't out, and how many were left out.

    `total` is how many there would be without a limit, where that is known.
    """
    from blogcli.terminal.findings import counted

    text = counted(len(found), "post") + (f" of {total:,}" if total > len(found) else "")
    counts = Counter(str(record["status"]) for record in found)
    words = {"draft": "draft", "scheduled": "scheduled", "expired": "expired"}
    parts = [
        counted(counts[status], noun, "" if status == "draft" else noun)
        for status, noun in words.items()
        if counts[status]
    ]
    if parts:
        text += f" ({', '.join(parts)})"
    if total > len(found):
        text += f"; --limit {total} shows all"
    if unreadable:
        text += f"; {counted(unreadable, 'file')} could not be read"
    return text


def suggest(session: Session, query: Query) -> None:
    """Ask "did you mean …?" with the query as it finds something; say how an empty blog begins."""
    if query.where is None and _is_empty(session):
        from blogcli.terminal.findings import labelled

        session.console.note(labelled(session.console, "hint", "blog new 'A title' begins a post"))
        return
    close = session.blog.suggestions(query, now=session.now)
    if close:
        session.console.note(f"did you mean {close[0]}?", "hint")


def _is_empty(session: Session) -> bool:
    """Say whether there is nothing yet, not even what can't be read or lies elsewhere."""
    blog = session.blog
    unread = session.broken or (blog.passed and blog.passed.markup) or blog.config.posts.folders
    return not unread and not blog.count("", now=session.now)


def _status(name: str) -> str:
    if name not in STATUSES:
        import difflib

        close = difflib.get_close_matches(name, STATUSES, n=1)
        meant = f"did you mean {close[0]}?" if close else f"one of {', '.join(STATUSES)}"
        message = f"--status: there is no status {name!r}"
        raise UsageError(message, hint=meant)
    return name


def _point(text: str, option: str) -> Point:
    from blogcli.query.dates import FORMS, read_point

    try:
        point = read_point(text)
    except ValueError:
        point = None
    if point is None:
        message = f"{option}: {text!r} is not a date"
        raise UsageError(message, hint=f"dates are written as {FORMS}")
    return point


def _order(session: Session, keys: str) -> tuple[Sort, ...]:
    return session.blog.parse(" ".join(f"sort:{key}" for key in keys.split(","))).sort
