"""From what a person asked for to a list of files, with every refusal before anything is made."""

from __future__ import annotations

import difflib
import os
import shlex
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from blogcli.errors import OutputError, UsageError
from blogcli.export.books import BOUND, gather_book, refuse_misuse
from blogcli.export.names import file_names
from blogcli.export.refusals import Guard
from blogcli.export.request import FORMATS, ExportPlan, ExportRequest, Format, Item
from blogcli.files import is_special
from blogcli.posts.post import STATUSES, Post, Status

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.blog.book import Book

STDOUT = "-"
_OTHER_FOLDER = "dist"
SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".epub": "epub",
    ".json": "json",
    ".txt": "text",
    ".text": "text",
}
ENDINGS: dict[Format, str] = {
    "html": ".html",
    "pdf": ".pdf",
    "epub": ".epub",
    "json": ".json",
    "text": ".txt",
}
_DOCUMENTS = frozenset({
    ".csv", ".doc", ".docx", ".md", ".markdown", ".mdx", ".mobi", ".odt", ".org", ".ps", ".rst",
    ".rtf", ".tex", ".toml", ".xhtml", ".xml", ".yaml", ".yml", ".zip",
})  # fmt: skip
"""Suffixes that no folder of a site has."""


def make_plans(blog: Blog, request: ExportRequest, now: datetime) -> tuple[ExportPlan, ...]:
    """Plan an export; see `blogcli.export.plan`."""
    forms = choose_formats(request)
    refuse_misuse(request, forms)
    if forms == ("site",):
        return (_plan_site(blog, request),)
    for form in forms:
        _refuse_ways_of_sites(request, form)
    posts = select(blog, request, now)
    guard = Guard(blog, now)
    if request.book:
        book, name = gather_book(blog, request, posts, now)
        return tuple(_plan_book(form, request, (book, name), guard) for form in forms)
    return tuple(_plan_form(form, request, posts, guard) for form in forms)


def _plan_book(
    form: Format, request: ExportRequest, book: tuple[Book, str], guard: Guard
) -> ExportPlan:
    bound, name = book
    output = _absolute(request, request.output) if request.output else request.folder
    named = bool(request.output) and (is_special(output) or _is_file(request, form))
    path: Path | None = output
    if request.output == STDOUT:
        path = None
    elif not named:
        _refuse_other_files(request, output, form)
        path = output / f"{name}{ENDINGS[form]}"
    if path is not None and not is_special(path):
        guard.check(path)
    items = tuple(Item(post, path) for post in bound.chapters)
    return replace(_plan(form, request, items, merged=path, named=named), book=bound)


def _plan_form(
    form: Format, request: ExportRequest, posts: Sequence[Post], guard: Guard
) -> ExportPlan:
    if request.output == STDOUT:
        _refuse_many(form, posts, "standard output")
        return _plan(form, request, tuple(Item(post, None) for post in posts))
    output = _absolute(request, request.output) if request.output else request.folder
    if is_special(output):
        return _plan(form, request, tuple(Item(post, output) for post in posts), named=True)
    if request.output and _is_file(request, form):
        guard.check(output)
        if form == "json":
            items = tuple(Item(post, output) for post in posts)
            return _plan(form, request, items, merged=output, named=True)
        _refuse_many(form, posts, "one file")
        return _plan(form, request, (Item(posts[0], output),), named=True)
    _refuse_other_files(request, output, form)
    return _plan_folder(form, request, posts, guard)


def _plan_folder(
    form: Format, request: ExportRequest, posts: Sequence[Post], guard: Guard
) -> ExportPlan:
    output = _absolute(request, request.output) if request.output else request.folder
    names = file_names(posts, ENDINGS[form])
    items: list[Item] = []
    refused: list[OutputError] = []
    for post in posts:
        path = output / names[post.path]
        try:
            guard.check(path)
        except OutputError as error:
            refused.append(error)
        else:
            items.append(Item(post, path))
    if not items:
        raise refused[0]
    return replace(_plan(form, request, tuple(items)), refused=tuple(refused))


def choose_formats(request: ExportRequest) -> tuple[Format, ...]:
    """Choose the formats: what `--to` says, else the suffix of `-o`, else by what is selected.

    Raises:
        UsageError: There is no such format, or what was asked for contradicts itself.
    """
    asked = tuple(dict.fromkeys(request.to))
    for name in asked:
        _refuse_unknown(name)
    if len(asked) < 2:  # noqa: PLR2004 - several
        return (_choose_format(request, cast("Format", asked[0]) if asked else None),)
    several = " and ".join(asked)
    if "site" in asked:
        message = f"{several}: a site is made by itself"
        raise UsageError(message, hint="make it with a command of its own")
    place = "standard output" if request.output == STDOUT else request.output
    if request.output == STDOUT or (_suffix(request) in SUFFIXES and not _is_folder(request)):
        message = f"{several} don't go into {place}"
        raise UsageError(message, hint="name a folder with -o, such as -o out/")
    return cast("tuple[Format, ...]", asked)


def _choose_format(request: ExportRequest, asked: Format | None) -> Format:
    by_suffix = SUFFIXES.get(_suffix(request))
    selected = bool(request.posts or request.query)
    usual: Format = BOUND[0] if request.book else "html" if selected else "site"
    chosen = asked or by_suffix or usual
    if chosen == "site" and by_suffix is None:
        _refuse_site_of_some(request, selected=selected)
    elif by_suffix not in {None, chosen}:
        message = f"--to {chosen} contradicts the name {request.output}"
        ending = ENDINGS.get(chosen)
        hint = f"name a file that ends in {ending}" if ending else "name a folder"
        raise UsageError(message, hint=hint)
    elif not (selected or asked or request.book or chosen == "json"):
        message = f"{request.output}: which post?"
        raise UsageError(message, hint="name a post, or use --query")
    return chosen


def select(blog: Blog, request: ExportRequest, now: datetime) -> list[Post]:
    """Find the posts asked for: those named whatever their status, others if they are published.

    Raises:
        PostNotFound: A named post isn't there, or is ambiguous.
        OutputError: None is left.
    """
    named = [blog.find(name, now=now) for name in request.posts]
    chosen = {post.path: post for post in named}
    if request.query or not request.posts:
        from blogcli.query import Match, Text

        # Before the query's limit: five posts are five that may go out.
        allowed = tuple(Text(status) for status in ("published", *_also(request)))
        asked = blog.parse(request.query).narrowed(Match("status", allowed))
        for post in blog.posts(asked, now=now):
            chosen.setdefault(post.path, post)
    if not chosen:
        left_out = [post.status(now) for post in blog.posts(request.query, now=now)]
        what = f"no post matches {request.query}" if request.query else "there is no post to export"
        message = "no published post matches" if left_out else what
        hint = _about(left_out) if request.query or left_out else "blog new 'A title' begins one"
        raise OutputError(message, hint=hint)
    return list(chosen.values())


def _plan_site(blog: Blog, request: ExportRequest) -> ExportPlan:
    output = _absolute(request, request.output) if request.output else site_folder(blog)
    if not request.output:
        _refuse_outside(blog, output)
    _refuse_other_files(request, output, "site")
    from blogcli.site import SiteOptions

    options = SiteOptions(
        output=output,
        drafts=request.drafts,
        scheduled=request.scheduled,
        expired=request.expired,
        strict=request.strict,
        clean=request.clean,
        dry_run=request.dry_run,
        jobs=request.jobs,
    )
    return ExportPlan(format="site", site=options, strict=request.strict)


def site_folder(blog: Blog) -> Path:
    """Give where a site goes that has no place named: not among the files it is made of."""
    name = blog.config.site.output
    # Astro and Eleventy keep static files in `public`, where others put their sites.
    return blog.root / (_OTHER_FOLDER if name in blog.settings.static_folders else name)


def _plan(
    form: Format,
    request: ExportRequest,
    items: tuple[Item, ...],
    *,
    merged: Path | None = None,
    named: bool = False,
) -> ExportPlan:
    as_list = bool(request.query or not request.posts or len(items) > 1)
    return ExportPlan(
        format=form,
        items=items,
        merged=merged,
        strict=request.strict,
        jobs=request.jobs,
        as_list=as_list,
        named=named,
    )


def _is_file(request: ExportRequest, form: Format) -> bool:
    """Say whether `-o` names a file: by its suffix, unless it is a folder that is there."""
    return not _is_folder(request) and SUFFIXES.get(_suffix(request)) == form


def _is_folder(request: ExportRequest) -> bool:
    written_so = request.output.endswith(("/", "\\"))
    return written_so or _absolute(request, request.output).is_dir()


def _absolute(request: ExportRequest, path: str) -> Path:
    return request.folder / Path(path).expanduser()


def _suffix(request: ExportRequest) -> str:
    if request.output in {"", STDOUT} or request.output.endswith(("/", "\\")):
        return ""
    return Path(request.output).suffix.casefold()


def _also(request: ExportRequest) -> tuple[Status, ...]:
    wanted = {
        "draft": request.drafts,
        "scheduled": request.scheduled,
        "expired": request.expired,
    }
    return tuple(status for status in STATUSES if wanted.get(status))


def _about(left_out: Sequence[Status]) -> str:
    """Say how posts that were left out come in."""
    ways = {
        "draft": ("draft", "drafts", "--drafts"),
        "scheduled": ("scheduled post", "scheduled posts", "--future"),
        "expired": ("expired post", "expired posts", "--expired"),
    }
    parts = []
    for status, (one, many, flag) in ways.items():
        if number := left_out.count(status):
            parts.append(f"{flag} takes in {number:,} {one if number == 1 else many}")
    return "; ".join(parts)


def _refuse_unknown(name: str) -> None:
    if name in FORMATS:
        return
    close = difflib.get_close_matches(name, FORMATS, n=1)
    hint = f"did you mean {close[0]}?" if close else f"formats: {', '.join(FORMATS)}"
    message = f"there is no format {name!r}"
    raise UsageError(message, hint=hint)


def _refuse_site_of_some(request: ExportRequest, *, selected: bool) -> None:
    if selected:
        message = "a site is made of the whole blog, not of some posts"
        raise UsageError(message, hint="leave the posts out, or use --to html")
    if request.output == STDOUT:
        message = "a site is a folder: it can't go to standard output"
        raise UsageError(message, hint="name a folder with -o")


def _refuse_ways_of_sites(request: ExportRequest, form: Format) -> None:
    for option, given in (("--clean", request.clean), ("--dry-run", request.dry_run)):
        if given:
            message = f"{option} is for sites, not for {form}"
            raise UsageError(message, hint=f"leave {option} out")


def _refuse_outside(blog: Blog, output: Path) -> None:
    """Refuse a place outside the blog that no person named: a stranger may have made the blog."""
    real, root = os.path.realpath(output), os.path.realpath(blog.root)
    if not Path(real).is_relative_to(root):
        message = f"the site would go to {real}, outside the blog"
        raise OutputError(message, hint=f"name it if you want it there: -o {shlex.quote(real)}")


def _refuse_other_files(request: ExportRequest, output: Path, form: Format) -> None:
    """Refuse a name that is a file's, or reads like one, where a folder is wanted."""
    if not request.output or _is_folder(request):
        return
    formats = f"formats: {', '.join(FORMATS)}"
    suffix = _suffix(request)
    # Sites are put into folders that are called as they are: example.org.
    if suffix in _DOCUMENTS or (suffix and form != "site"):
        message = f"{request.output}: there is no format {suffix.removeprefix('.')!r}"
        raise UsageError(message, hint=f"{formats}; the name of a folder ends in /")
    if output.exists():
        wanted = (
            "a folder" if form == "site" else f"a folder, or a file that ends in {ENDINGS[form]}"
        )
        message = f"{request.output} is a file, but not one of {form}"
        raise UsageError(message, hint=f"name {wanted}")


def _refuse_many(form: Format, posts: Sequence[Post], place: str) -> None:
    """Refuse several posts where only one fits: JSON makes a list, text can follow text."""
    if len(posts) > 1 and not (form in {"json", "text"} and place == "standard output"):
        message = f"{len(posts)} posts don't go into {place} as {form}"
        raise UsageError(message, hint="name a folder with -o, such as -o out/")
