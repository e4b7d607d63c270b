"""The blog in one folder: its configuration, its posts, its index."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from blogcli import config as configuration
from blogcli.blog import places
from blogcli.blog.identity import Identity
from blogcli.blog.record import records
from blogcli.errors import AmbiguousPost, BlogNotFound, PostError, PostNotFound
from blogcli.posts.dialects import detect
from blogcli.posts.post import Kind, Post

if TYPE_CHECKING:
    from blogcli.index.context import QueryContext
    from blogcli.index.database import Database
    from blogcli.index.dictionaries import Progress as Preparing
    from blogcli.index.glance import Look
    from blogcli.index.search import Answer, Hit
    from blogcli.index.statistics import Statistics
    from blogcli.index.sync import Progress, SyncReport
    from blogcli.posts.finding import Passed
    from blogcli.query import Query
Value = TypeVar("Value")


class Blog(Identity):
    """One folder of posts, open for reading; files stay the only truth."""

    _report: SyncReport | None = None

    @classmethod
    def open(
        cls,
        start: Path | str = ".",
        *,
        posts: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Blog:
        """Open the blog in the folder `start`; `posts` names another folder of posts.

        Raises:
            BlogNotFound: There is no such folder, or the posts lie outside it.
            ConfigError: `blog.toml` is wrong.
        """
        root = Path(os.path.realpath(start))
        if not root.is_dir():
            message = f"there is no folder {start}"
            raise BlogNotFound(message)
        config, dialect = configuration.load(root), detect(root)
        if posts is not None:
            config = places.with_posts(config, root, posts, dialect)
        return cls(root, config, dialect, posts=posts, env=os.environ if env is None else env)

    # -- what is in it --------------------------------------------------------------

    @cached_property
    def database(self) -> Database:
        """The index, open."""
        from blogcli.index.database import open_index
        from blogcli.index.location import cache_folder

        return open_index(cache_folder(self._env), self.root, posts=self._posts)

    def close(self) -> None:
        """Let go of the index; the next question opens it again."""
        database: Database | None = self.__dict__.pop("database", None)
        if database is not None:
            database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def sync(
        self, now: datetime, progress: Progress | None = None, look: Look | None = None
    ) -> SyncReport:
        """Bring the index up to date with the files; `now` is the moment they are looked at."""
        from blogcli.index import sync

        self._report = sync.sync(self.database, self.source_of_posts, now, progress, look)
        return self._report

    def complete_words(
        self, query: Query, *, now: datetime, progress: Preparing | None = None
    ) -> None:
        """Prepare the dictionaries that the words of a query need, once on this machine.

        All questions do it themselves, but can't show how it gets on.
        """
        if query.asks_for_words:
            from blogcli.index import sync

            sync.complete_words(self._synced(now), self.source_of_posts, now, progress)

    @property
    def doubts(self) -> tuple[PostError, ...]:
        """What front matter says in vain, once the posts are read."""
        return self._report.doubts if self._report else ()

    @property
    def passed(self) -> Passed | None:
        """What lies among the posts and is not read, once they are looked at."""
        return self._report.passed if self._report else None

    def posts(
        self, query: str | Query = "", *, now: datetime, kind: Kind | None = "post"
    ) -> list[Post]:
        """Give the posts that match a query, newest first unless it says otherwise.

        Raises:
            QueryError: The query can't be understood.
        """
        from blogcli.index import catalog

        asked = self._asked(query, now)
        return self._ask(now, lambda: catalog.find(*asked, self.context(now, kind)))

    def posts_as(
        self, take: Callable[[Post], Value], *, now: datetime, kind: Kind = "post"
    ) -> list[Value]:
        """Give what `take` makes of each post of a kind, newest first, without keeping the posts.

        A post may be taken twice: where the index turns out to be damaged, all is read anew.
        """
        from blogcli.index import catalog
        from blogcli.query import Query

        database = self._synced(now)
        context = self.context(now, kind)
        return self._ask(now, lambda: [*map(take, catalog.each(database, Query(), context))])

    def pages(self, *, now: datetime) -> list[Post]:
        """Give the pages, which are in no list, archive or feed."""
        return self.posts(now=now, kind="page")

    def search(self, query: str | Query, *, now: datetime) -> list[Hit]:
        """Find posts, the best first, each with the passage that matched.

        Raises:
            QueryError: The query can't be understood.
        """
        return list(self.answer(query, now=now).with_passages())

    def answer(self, query: str | Query, *, now: datetime) -> Answer:
        """Find posts as `search` does; their passages are read when they are asked for.

        Raises:
            QueryError: The query can't be understood.
        """
        from blogcli.index import search

        asked = self._asked(query, now)
        return self._ask(now, lambda: search.search(*asked, self.context(now)))

    def count(self, query: str | Query = "", *, now: datetime) -> int:
        """Count the posts that match a query, whatever its limit.

        Raises:
            QueryError: The query can't be understood.
        """
        from blogcli.index import catalog

        asked = self._asked(query, now)
        return self._ask(now, lambda: catalog.count(*asked, self.context(now)))

    def statistics(self, query: str | Query = "", *, now: datetime) -> Statistics:
        """Sum up the posts that a query asks for: by month, tag, language, status, age.

        Raises:
            QueryError: The query can't be understood.
        """
        from blogcli.index import statistics

        asked = self._asked(query, now)
        return self._ask(now, lambda: statistics.gather(*asked, self.context(now)))

    def suggestions(self, query: Query, *, now: datetime) -> tuple[str, ...]:
        """Give a query that found nothing as it may have been meant, the likeliest first."""
        from blogcli.index.suggest import did_you_mean

        return self._ask(now, lambda: did_you_mean(self._synced(now), query, self.context(now)))

    def parse(self, query: str | Query | Sequence[str]) -> Query:
        """Read a query, or the arguments of a command, with this blog's keys and saved queries.

        Raises:
            QueryError: It can't be understood.
        """
        from blogcli.query import Query, parse, parse_arguments

        if isinstance(query, Query):
            return query
        if not query:
            return Query()
        from blogcli.index import catalog

        keys, saved = catalog.keys(self.database), self.config.queries
        if isinstance(query, str):
            return parse(query, keys=keys, saved=saved)
        return parse_arguments(query, keys=keys, saved=saved)

    def context(self, now: datetime, kind: Kind | None = "post") -> QueryContext:
        """Give what answers depend on besides the index and the query."""
        from blogcli.index.context import QueryContext

        return QueryContext(
            now=now,
            timezone=self.timezone,
            dictionaries=self.dictionaries,
            read_body=self._indexed_body,
            languages=self.languages,
            kind=kind,
        )

    def _asked(self, query: str | Query, now: datetime) -> tuple[Database, Query]:
        """Give what answers a query, and the query read."""
        self._synced(now)
        asked = self.parse(query)
        self.complete_words(asked, now=now)
        return self.database, asked

    def _synced(self, now: datetime) -> Database:
        if self._report is None:
            self.sync(now)
        return self.database

    def _ask(self, now: datetime, ask: Callable[[], Value]) -> Value:
        from blogcli.index.sync import answered

        return answered(self.database, lambda: self.sync(now), ask)

    # -- one post -------------------------------------------------------------------

    def find(self, name: str, *, now: datetime, exact: bool = False) -> Post:
        """Find the post or page that a person names.

        A name is a path, a slug, a title or, unless `exact`, the beginning of a slug; `@sv` behind
        it chooses among translations, else the blog's main language does; `@last` is the post that
        was changed last.

        Raises:
            PostNotFound: None goes by that name; similar ones are suggested.
            AmbiguousPost: Several do; they are named.
            PostError: It is the name of a file that can't be read as a post.
        """
        from blogcli.blog.naming import Names

        languages = (self.default_lang, *self.languages)
        names = Names(self._synced(now), languages, self.relative, self.root)
        try:
            return self._ask(now, lambda: names.find(name, exact=True))
        except AmbiguousPost:
            raise
        except PostNotFound:
            # Before the beginnings: the file of that very name is not another post.
            broken = self.broken(name)
            if broken is not None:
                raise broken from None
            if exact:
                raise
        return self._ask(now, lambda: names.find(name, exact=False))

    def broken(self, name: str) -> PostError | None:
        """Give what is wrong with the file of that path or name, if no post can be read from it."""
        from blogcli.blog.naming import unreadable

        failures = self._report.unreadable if self._report else ()
        return unreadable(failures, {name, self.relative(name)}, self.root, self.languages)

    def with_slug(self, slug: str, *, now: datetime) -> list[Post]:
        """Give all posts and pages of a slug."""
        from blogcli.index import catalog

        return self._ask(now, lambda: catalog.by_slug(self._synced(now), slug))

    def body(self, post: Post) -> str:
        """Read the Markdown of a post, lines ending in LF.

        Raises:
            PostError: The file is gone or can't be read.
        """
        from blogcli.posts.reading import split

        return self._filled(post, split(self.source(post), post.path, self.dialect).body)

    def _indexed_body(self, post: Post) -> str:
        """Read the Markdown of a post from where the index found it: its header is passed over."""
        from blogcli.posts.opening import text_from

        return self._filled(post, text_from(self.source(post), post.body_line, post.path))

    def _filled(self, post: Post, body: str) -> str:
        from blogcli.posts import liquid, mdx

        return liquid.fill(mdx.of(post.path, body), post, self.dialect.name)

    def source(self, post: Post) -> bytes:
        """Read the file of a post as it is.

        Raises:
            PostError: It is gone or can't be read.
        """
        from blogcli.posts.opening import read_bytes

        return read_bytes(self.root, post.path)

    def read(self, path: str) -> tuple[Post, str]:
        """Read a file of the blog afresh, whatever the index says: the post and its Markdown.

        Raises:
            PostError: It can't be read, or says something impossible.
        """
        from blogcli.index.derive import complete
        from blogcli.posts.reading import read

        post, body = read(self.root, path, self.source_of_posts.context)
        return complete(post, body), body

    def translations(self, post: Post) -> dict[str, Post]:
        """Give the other languages of a post."""
        from blogcli.index import catalog

        return catalog.translations(self.database, post)

    def relative(self, path: Path | str) -> str | None:
        """Give a path, absolute or from the current folder, as seen from the blog; None outside."""
        return places.inside(self.root, Path(path).expanduser())

    def records(self, posts: Sequence[Post], now: datetime) -> Iterator[dict[str, object]]:
        """Give posts as JSON values, with the keys of `RECORD_KEYS`."""
        from blogcli.index import catalog

        return records(posts, now, catalog.translations_of(self.database, posts))
