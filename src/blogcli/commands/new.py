"""`blog new`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.commands.session import Session, is_timed, read_moment
from blogcli.errors import BlogError, PostExists, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from blogcli.blog import Blog
    from blogcli.posts.post import Post
    from blogcli.posts.store import NewPost


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was typed after `blog new`."""

    title: str
    tags: Sequence[str]
    lang: str | None
    authors: Sequence[str]
    date: str | None
    slug: str | None
    body_file: str | None
    publish: bool
    bundle: bool
    archetype: str | None
    translate: str | None


def command(
    ctx: typer.Context,
    *,
    title: Annotated[
        list[str], typer.Argument(metavar="TITLE...", help="The title, in one or more words.")
    ],
    tag: Annotated[
        list[str] | None, typer.Option("-t", "--tag", metavar="TAG", help="A tag; again for more.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", help="Its language: fi, pt-BR.")
    ] = None,
    author: Annotated[
        list[str] | None,
        typer.Option("--author", metavar="NAME", help="An author; again for more."),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="Its date, if not now.")
    ] = None,
    slug: Annotated[
        str | None, typer.Option("--slug", metavar="SLUG", help="Its slug, if not the title's.")
    ] = None,
    body_file: Annotated[
        str | None,
        typer.Option("--body-file", metavar="FILE", help="Its text; - for standard input."),
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Published from its date on, not a draft.")
    ] = False,
    bundle: Annotated[
        bool, typer.Option("--bundle", help="A folder with index.md, for images beside it.")
    ] = False,
    archetype: Annotated[
        str | None,
        typer.Option("--archetype", metavar="NAME", help="The template to begin with."),
    ] = None,
    translate: Annotated[
        str | None,
        typer.Option("--translate", metavar="POST", help="As a translation of this post."),
    ] = None,
    edit: Annotated[
        bool | None,
        typer.Option(
            "--edit/--no-edit",
            help="Open it in your editor (on a terminal, without --body-file: yes).",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Only show what would be written.")
    ] = False,
) -> int:
    """Write a new draft and print its path.

    It goes where this blog keeps its posts, named and headed as its generator has it, with a slug
    that is right for its language. A post that exists is never overwritten.

    Examples:
      blog new A good day --tag diary --no-edit
      blog new 'Työpäivä Sveitsissä' --lang fi --no-edit --dry-run
      echo 'It went well.' | blog new News --body-file -
    """
    session = Session.of(ctx)
    wish = Wish(
        title=" ".join(title), tags=tag or (), lang=lang, authors=author or (), date=date,
        slug=slug, body_file=body_file, publish=publish, bundle=bundle, archetype=archetype,
        translate=translate,
    )  # fmt: skip
    path, text = _prepare(session, wish)
    if dry_run:
        session.console.line(_from_here(session.blog, path))
        session.console.note(text.rstrip("\n"))
        return 0
    # A post that has its text needs no editor; where standard input was that text, none could read.
    wanted = False if edit is None and body_file is not None else edit
    return _write(session, path, text, edit=wanted)


def _prepare(session: Session, wish: Wish) -> tuple[str, str]:
    """Decide where the post goes and what it says; refuse what is there already."""
    from blogcli.posts.store import compose

    blog = session.ready
    new = _new_post(session, wish)
    path, text = compose(blog.root, blog.config, blog.dialect, new, zone=blog.timezone)
    _refuse_second(session, new, path)
    return path, text


def _new_post(session: Session, wish: Wish) -> NewPost:
    from blogcli.posts.store import NewPost

    blog = session.blog
    original = blog.find(wish.translate, now=session.now) if wish.translate else None
    lang = _lang(blog, wish.lang, original)
    return NewPost(
        title=_title(wish.title),
        slug=_slug(blog, wish, lang, original),
        lang=lang,
        date=_date(session, wish.date),
        timed=wish.date is not None and is_timed(wish.date),
        draft=not wish.publish,
        tags=_tags(wish.tags) or (original.tags if original else ()),
        categories=original.categories if original else (),
        authors=tuple(wish.authors) or (original.authors if original else ()),
        body=_body(wish.body_file),
        bundle=wish.bundle,
        default_lang=blog.default_lang,
        translation_of=original,
        archetype=_archetype(blog, wish.archetype),
    )


def _tags(given: Sequence[str]) -> tuple[str, ...]:
    """Give the tags; several may stand with commas between them, as `blog tag add` takes them."""
    tags = (tag.strip() for several in given for tag in several.split(","))
    return tuple(dict.fromkeys(filter(None, tags)))


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        reason = "the title is empty"
        raise UsageError(reason)
    return title


def _lang(blog: Blog, given: str | None, original: Post | None) -> str:
    from blogcli.posts.language import normalise

    lang = normalise(given) if given else _usual_lang(blog)
    if lang is None:
        reason = f"--lang: {given!r} is not a language"
        raise UsageError(reason, hint="languages are written as fi, sv or pt-BR")
    if original is not None and original.lang == lang:
        reason = f"{original.path} is in {lang} itself"
        raise UsageError(reason, hint="--lang says which language the translation is in")
    return lang


def _usual_lang(blog: Blog) -> str:
    """Give the blog's language; where it has named none, that of most of its posts."""
    from blogcli.index import catalog

    if blog.languages:
        return blog.default_lang
    return next(iter(catalog.languages(blog.database)), blog.default_lang)


def _slug(blog: Blog, wish: Wish, lang: str, original: Post | None) -> str:
    from blogcli.posts.slug import slugify

    if wish.slug is None and original is not None:
        return original.slug
    given = wish.title if wish.slug is None else wish.slug
    slug = slugify(given, lang, blog.config.posts.slug, fallback="")
    if wish.slug is not None and slug != wish.slug:
        reason = f"--slug: {wish.slug!r} can't be a slug"
        hint = f"{slug} can" if slug else "slugs are of small letters, digits and -"
        raise UsageError(reason, hint=hint)
    if not slug:
        reason = f"no slug can be made of {wish.title!r}"
        raise UsageError(reason, hint="--slug names one")
    return slug


def _date(session: Session, given: str | None) -> datetime:
    if given is None:
        return session.now.replace(microsecond=0)
    return read_moment(given, "--date", session.now, session.blog.timezone)


def _body(file: str | None) -> str:
    """Read the text of the post."""
    if file is None:
        return ""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).expanduser().read_bytes()
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        reason = f"--body-file: {file}: {error.strerror}"
        raise UsageError(reason) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"--body-file: {file}:{line}: is not UTF-8"
        raise UsageError(reason) from error


def _archetype(blog: Blog, name: str | None) -> str:
    """Give the text of a named archetype; without a name, the blog's own is found later."""
    from blogcli.posts import archetypes

    return archetypes.find(blog.root, blog.config, blog.dialect, name) if name else ""


def _refuse_second(session: Session, new: NewPost, path: str) -> None:
    """Refuse a post whose file, or whose slug in this language, there is already.

    Raises:
        PostExists: There is.
    """
    blog = session.blog
    known = [
        post.path for post in blog.with_slug(new.slug, now=session.now) if post.lang == new.lang
    ]
    if (blog.root / path).exists():
        known.insert(0, path)
    if known:
        hint = f"blog edit {_word(known[0])} opens it; --slug gives the new one another name"
        raise PostExists(known[0], hint=hint)


def _write(session: Session, path: str, text: str, *, edit: bool | None) -> int:
    from blogcli.posts.store import create
    from blogcli.terminal import editor

    create(session.blog.root, path, text)
    session.console.line(_from_here(session.blog, path))
    session.console.out.flush()
    if not (editor.can_edit(session.console) if edit is None else edit):
        return 0
    from blogcli.commands.edit import open_file

    try:
        return open_file(session, path)
    except BlogError as error:
        if (session.blog.root / path).exists():
            error.hint = error.hint or f"the draft is kept: {path}"
        raise


def _from_here(blog: Blog, path: str) -> str:
    from blogcli.terminal.text import one_line

    return one_line(os.path.relpath(blog.root / path))


def _word(text: str) -> str:
    import shlex

    return shlex.quote(text)
