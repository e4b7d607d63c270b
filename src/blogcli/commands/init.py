"""`blog init`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.commands.session import Session
from blogcli.errors import BlogError, UsageError

if TYPE_CHECKING:
    from blogcli.config import Config
    from blogcli.posts.dialects import GeneratorSettings
    from blogcli.posts.post import Post

_HEAD = """\
# The configuration of this blog. Every key may be left out.
"""
_NO_ADDRESS = """\
# Where the site will be: feeds and the sitemap need its whole address.
# base_url = "https://blog.example.org"
"""
_SAMPLE = 200
"""Posts that are read to tell which languages they are in."""
_SHARE = 0.05
"""Of the posts: a language of fewer is not the blog's."""
_BODY = """\
This is a draft: delete it, or make something of it.

- `blog new "Your title"` begins another post.
- `blog edit` opens one in your editor.
- `blog list`, `blog show` and `blog search` find and read them.
- `blog publish a-first-post` publishes this one: `draft: true` above holds it back.
- `blog export` makes a site of the posts that are published.
"""


class BlogExists(BlogError):
    """The folder has a `blog.toml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was typed after `blog init`."""

    title: str | None
    base_url: str | None
    lang: tuple[str, ...]
    timezone: str | None


def command(
    ctx: typer.Context,
    *,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]", help="Its folder, made if need be; else this one.", show_default=False
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TITLE", help="The blog's title.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", metavar="URL", help="Where its site will be.")
    ] = None,
    lang: Annotated[
        list[str] | None,
        typer.Option("--lang", metavar="LANG", help="Its main language; again for others."),
    ] = None,
    timezone: Annotated[
        str | None, typer.Option("--timezone", metavar="ZONE", help="Such as Europe/Helsinki.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Only show what would be written.")
    ] = False,
) -> None:
    """Make a blog: blog.toml and a first draft.

    In a folder that has posts, of another generator or of none, it only writes blog.toml, with what
    that generator's configuration says. Nothing that exists is changed.

    Examples:
      blog init diary --title 'My diary' --lang fi
      blog init diary --dry-run
    """
    session = Session.of(ctx)
    root = (folder.expanduser() if folder else session.path("blog_folder") or Path.cwd()).absolute()
    wish = Wish(title=title, base_url=base_url, lang=tuple(lang or ()), timezone=timezone)
    files = _files(session, root, wish)
    for path, text in files.items():
        if not dry_run:
            _create(root, path, text)
        session.console.line(os.path.relpath(root / path))
        if dry_run:
            session.console.note(text.rstrip("\n"))
    if not dry_run:
        session.console.note(_next_step(root, has_draft=len(files) > 1))


def _next_step(root: Path, *, has_draft: bool) -> str:
    """Say what to type next, from the folder in which the person is."""
    import shlex

    folder = os.path.relpath(root)
    there = f"next: cd {shlex.quote(folder)}\n" if folder != "." else "next: "
    if has_draft:
        return f"{there}blog edit opens the draft; blog new 'A title' begins another post"
    return f"{there}blog list shows the posts; blog check finds what may be wrong in them"


def _files(session: Session, root: Path, wish: Wish) -> dict[str, str]:
    """Decide what is to be written: paths relative to the blog, with their texts."""
    from blogcli import config as configuration
    from blogcli.blog import is_blog

    if (root / configuration.FILE_NAME).exists():
        reason = f"{os.path.relpath(root / configuration.FILE_NAME)} exists already"
        raise BlogExists(reason, hint="blog list shows what is in this blog")
    there = root.is_dir() and (is_blog(root) or any(post.given for post in _sample(root)))
    config = _config(session, root, wish, has_posts=there)
    text = _HEAD + configuration.render(config)
    if not config.base_url:
        text += _NO_ADDRESS
    _check(text)
    files = {configuration.FILE_NAME: text}
    if not there:
        path, post = _first_post(session, root, config)
        files[path] = post
    return files


def _check(text: str) -> None:
    """Refuse values that could not be read again."""
    from blogcli import config as configuration
    from blogcli.errors import ConfigError

    try:
        configuration.parse(text.encode(), configuration.FILE_NAME)
    except ConfigError as error:
        raise UsageError("; ".join(error.problems)) from error


def _config(session: Session, root: Path, wish: Wish, *, has_posts: bool) -> Config:
    from blogcli.config import Config
    from blogcli.posts.dialects import GeneratorSettings, detect

    found = detect(root).settings(root) if has_posts else GeneratorSettings()
    languages = wish.lang or found.languages
    if not languages:
        languages = _usual_langs(root) if has_posts else (_language(session.env),)
    return Config(
        title=wish.title or found.title or root.name,
        base_url=wish.base_url if wish.base_url is not None else found.base_url,
        languages=tuple(_normal(tag) for tag in languages),
        timezone=_timezone(session.env, wish, found, has_posts=has_posts),
        authors=found.authors,
    )


def _usual_langs(root: Path) -> tuple[str, ...]:
    """Give the languages that posts of the folder are in, that of most first, by a sample of them.

    A language of few posts is left out: those may be quotations, or guessed wrongly.
    """
    from collections import Counter

    languages: Counter[str] = Counter()
    for post in _sample(root):
        languages[post.lang] += post.listed
    least = max(1, languages.total() * _SHARE)
    return tuple(lang for lang, count in languages.most_common() if count >= least)


def _sample(root: Path) -> Iterator[Post]:
    """Read some of the posts that lie in the folder, whether or not it is known for a blog."""
    from datetime import UTC

    from blogcli.config import Config
    from blogcli.errors import PostError
    from blogcli.posts import reading
    from blogcli.posts.context import ReadContext
    from blogcli.posts.dialects import detect
    from blogcli.posts.store import find_files

    dialect = detect(root)
    entries = find_files(root, Config(), dialect)
    for entry in entries[:: 1 + len(entries) // _SAMPLE]:
        context = ReadContext(dialect, "en", (), UTC, entry.kind)
        try:
            post, _ = reading.read(root, entry.path, context)
        except PostError:  # the first command that reads posts tells of it
            continue
        yield post


def _normal(tag: str) -> str:
    from blogcli.posts.language import normalise

    return normalise(tag) or tag


def _language(env: Mapping[str, str]) -> str:
    """Take the person's language from the environment (POSIX locale)."""
    from blogcli.posts.language import normalise

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = env.get(name, "").partition(".")[0]
        if locale and locale not in {"C", "POSIX"}:
            return normalise(locale) or "en"
    return "en"


def _timezone(
    env: Mapping[str, str], wish: Wish, found: GeneratorSettings, *, has_posts: bool
) -> str:
    if wish.timezone or found.timezone or has_posts:
        # The dates of posts that are there mean what they meant until now.
        return wish.timezone or found.timezone
    return env.get("TZ", "").lstrip(":") or _of_machine()


def _of_machine() -> str:
    """Name the machine's zone by where /etc/localtime leads, if it says."""
    target = os.path.realpath("/etc/localtime")
    _, found, name = target.partition("/zoneinfo/")
    return name if found and not name.startswith(("posix", "right")) else ""


def _first_post(session: Session, root: Path, config: Config) -> tuple[str, str]:
    from datetime import UTC
    from zoneinfo import ZoneInfo

    from blogcli.posts.dialects import Dialect
    from blogcli.posts.store import NewPost, compose

    zone = ZoneInfo(config.timezone) if config.timezone else UTC
    new = NewPost(
        title="A first post",
        slug="a-first-post",
        lang=config.languages[0],
        date=session.moment(zone).replace(microsecond=0),
        body=_BODY,
        default_lang=config.languages[0],
    )
    placed = config._replace(posts=config.posts._replace(folders=("posts",)))
    return compose(root, placed, Dialect("plain"), new, zone=zone)


def _create(root: Path, path: str, text: str) -> None:
    from blogcli.posts.store import create

    root.mkdir(parents=True, exist_ok=True)
    create(root, path, text)
