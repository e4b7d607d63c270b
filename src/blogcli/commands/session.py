"""What every command of one run shares: the blog, the moment, and the person at the other end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from blogcli.errors import BlogError, PostError, UsageError
from blogcli.terminal.console import ColorChoice, Console, Manner

if TYPE_CHECKING:
    from typer._click.core import Context

    from blogcli.blog import Blog
    from blogcli.blog.scout import Scout
    from blogcli.query import Query


@dataclass
class Session:
    """One run of the program; `given` are the global options, before or after the command."""

    env: Mapping[str, str]
    started: datetime
    """When the run began: what files' times are compared with."""
    clock: datetime
    """The same, or what `$SOURCE_DATE_EPOCH` says: what posts' dates are compared with."""
    given: dict[str, object] = field(default_factory=dict)
    scout: Scout | None = None
    """The process that looks at the files meanwhile, if there is one."""
    broken: tuple[PostError, ...] = ()
    """Files that could not be read as posts, once `ready`."""

    @classmethod
    def of(cls, context: Context) -> Session:
        """Give the session that a command runs in."""
        session: Session = context.obj
        return session

    @cached_property
    def console(self) -> Console:
        """The streams; made after all options are known."""
        return Console(self.manner, self.env)

    @property
    def manner(self) -> Manner:
        """How the person wants to be spoken to, as far as known yet."""
        color = cast("ColorChoice | None", self.given.get("color"))
        flags = {name: bool(self.given.get(name)) for name in _FLAGS}
        return Manner(color=color, **flags)

    @cached_property
    def blog(self) -> Blog:
        """The blog: `--blog`, else the nearest folder above that is one, else `$BLOG_DIR`.

        Raises:
            BlogNotFound: There is none.
            ConfigError: Its configuration is wrong.
        """
        from blogcli.blog import Blog, find_root
        from blogcli.changes.pending import is_pending

        posts = self.path("posts_folder")
        root = self.path("blog_folder") or find_root(Path.cwd(), self.env, posts=posts)
        blog = Blog.open(root, posts=posts, env=self.env)
        if is_pending(blog.state, blog.root):
            if self.scout is not None:
                self.scout.dismiss()  # it saw the files before they are put right
            self._recover(blog)
        return blog

    def _recover(self, blog: Blog) -> None:
        """Bring a change that was interrupted to its end, and tell of it."""
        from blogcli.changes.journal import journal_of
        from blogcli.changes.making import recover
        from blogcli.terminal import errors

        try:
            change = recover(journal_of(blog.state, blog.root), blog.root)
        except BlogError as error:
            errors.warn(self.console, BlogError(f"a change was interrupted: {error}"))
            return
        if change is not None:
            self.console.tell(f"finished what was interrupted: {change.command}")
            for path in change.left:
                errors.warn(self.console, BlogError(f"{path} was changed meanwhile, and is left"))

    def close(self) -> None:
        """Let go of the blog, if it was opened."""
        if self.scout is not None:
            self.scout.dismiss()
        blog: Blog | None = self.__dict__.pop("blog", None)
        if blog is not None:
            blog.close()

    @cached_property
    def ready(self) -> Blog:
        """The blog, its index brought up to date: for what asks for posts by name.

        Raises:
            BlogNotFound: There is none.
            ConfigError: Its configuration is wrong.
        """
        from blogcli.terminal import progress

        with progress.bar(self.console, "Reading posts") as shown:
            blog = self.blog
            where = (blog.root, blog.config, blog.dialect)
            if self.scout and (seen := self.scout.report(*where)):
                look, blog.settings = seen
            else:
                look = None
            report = blog.sync(self.started, shown, look)
            if self.scout is not None:
                self.scout.dismiss()
        if self.blog.database.warning:
            from blogcli.terminal.findings import labelled

            self.console.note(labelled(self.console, "warning", self.blog.database.warning))
        self.broken = report.unreadable
        return self.blog

    @cached_property
    def synced(self) -> Blog:
        """The same, unreadable posts named on standard error: for what asks about all posts.

        Raises:
            BlogNotFound: There is none.
            ConfigError: Its configuration is wrong.
        """
        from blogcli.terminal import errors

        blog = self.ready
        self.warn_of_configuration()
        for error in self.broken:
            errors.warn(self.console, error)
        shown = len(blog.doubts) if self.manner.verbose else _DOUBTS
        for error in blog.doubts[:shown]:
            errors.warn(self.console, error)
        if more := len(blog.doubts[shown:]):
            self.console.note(f"and {more:,} more such warnings; -v shows them", "count")
        return blog

    def warn_of_configuration(self) -> None:
        """Tell where the generator's can't be read, and which folders of ours are not there."""
        from blogcli.blog.places import missing_folders
        from blogcli.terminal import errors

        blog = self.blog
        if blog.settings.problem:
            hint = "until it is mended, the blog's title, languages and addresses are guessed"
            errors.warn(self.console, BlogError(blog.settings.problem, hint=hint))
        for reason in missing_folders(blog.root, blog.config, blog.dialect):
            errors.warn(self.console, BlogError(reason))

    def warn_of(self, path: str) -> None:
        """Tell what the front matter of one post says in vain."""
        from blogcli.terminal import errors

        for error in self.blog.doubts:
            if error.path == path:
                errors.warn(self.console, error)

    def complete_words(self, query: Query) -> None:
        """Prepare the dictionaries that a query needs, and say so where it takes a while."""
        if not query.asks_for_words:
            return
        from blogcli.terminal import progress

        with progress.bar(self.console, "Preparing words") as shown:
            report = None if shown is None else progress.of_dictionaries(shown)
            self.synced.complete_words(query, now=self.started, progress=report)

    @cached_property
    def now(self) -> datetime:
        """The moment that decides what is published: `--as-of`, else now, in the blog's zone."""
        return self.moment(self.blog.timezone)

    def moment(self, zone: tzinfo) -> datetime:
        """Give the moment of this run; a day of `--as-of` counts to its end.

        Raises:
            UsageError: `--as-of` is no date.
        """
        given = self.given.get("as_of")
        if given is None:
            return self.clock.astimezone(zone)
        return read_moment(str(given), "--as-of", self.clock, zone, end=True)

    def path(self, option: str) -> Path | None:
        """Give the folder that a global option names, from the folder the person is in."""
        value = self.given.get(option)
        return Path(str(value)).expanduser().absolute() if value else None


_DOUBTS = 5  # warnings of posts that are read all the same, unless more are asked for
_FLAGS = ("quiet", "verbose", "debug", "no_input")


_TIMES = frozenset(("second", "minute", "hour"))


def is_timed(text: str) -> bool:
    """Say whether a date that `read_moment` reads names a time of the day."""
    from blogcli.query.dates import read_point

    point = read_point(text)
    return point is not None and point.unit in _TIMES


def read_moment(
    text: str,
    option: str,
    now: datetime,
    zone: tzinfo,
    *,
    end: bool = False,
    ahead: bool = False,
) -> datetime:
    """Read a date, or a date with time, as the query language writes it.

    Args:
        text: What was typed: `2026-11-24`, `2026-11-24T18:00`, `tomorrow`, `+2w`.
        option: Where it was typed, for the error.
        now: What relative dates count from.
        zone: The blog's time zone.
        end: Take the last second of a period of a day or longer, not its first.
        ahead: Take a day of the week as the coming one, where others mean the last.

    Raises:
        UsageError: It is no date.
    """
    from blogcli.query.dates import FORMS, period, read_point

    try:
        point = read_point(text)
    except ValueError:
        point = None
    if point is None:
        message = f"{option}: {text!r} is not a date"
        raise UsageError(message, hint=f"dates are written as {FORMS}")
    begin, after = period(point, now, zone)
    if ahead and point.weekday is not None and after <= now.timestamp():
        begin, after = period(point, now + timedelta(days=7), zone)
    last = end and point.unit not in _TIMES
    try:
        return datetime.fromtimestamp(after - 1 if last else begin, UTC).astimezone(zone)
    except (OverflowError, ValueError, OSError) as error:
        message = f"{option}: {text!r} is outside the calendar"
        raise UsageError(message) from error
