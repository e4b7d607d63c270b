"""The files of a blog: found, named, written for the first time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path

from blogcli.config import Config
from blogcli.errors import PostExists
from blogcli.files import inside, write_new
from blogcli.posts import archetypes, composing, naming, placing, style
from blogcli.posts.dialects import Dialect
from blogcli.posts.finding import FileEntry, find_files
from blogcli.posts.new_post import NewPost

__all__ = [
    "FileEntry",
    "NewPost",
    "compose",
    "create",
    "find_files",
    "new_post_path",
    "new_post_text",
]


def compose(
    root: Path, config: Config, dialect: Dialect, new: NewPost, *, zone: tzinfo | None = None
) -> tuple[str, str]:
    """Decide where a new post goes and what its file says, as this blog's posts have it.

    Its format, keys, dates and naming are learned from the posts there; its archetype is the one
    of `new`, else the generator's own. `zone` is the blog's, for dates written without one.

    Raises:
        OutputError: The slug or the pattern leads out of the blog, or the archetype is no good.
    """
    paths = _paths(root, config, dialect)
    path = placing.place(root, config, dialect, new, paths)
    new = replace(
        new,
        date=new.date if zone is None else new.date.astimezone(zone),
        style=new.style or style.learn(root, dialect, _like(paths)),
        archetype=new.archetype or archetypes.find(root, config, dialect),
    )
    return path, composing.text_of(dialect, new, named=_named(root, path, new))


def new_post_path(root: Path, config: Config, dialect: Dialect, new: NewPost) -> str:
    """Say where a new post goes, relative to the blog, in the blog's own folder and naming.

    Raises:
        OutputError: The slug or the pattern leads out of the blog, or there are no bundles.
    """
    return placing.place(root, config, dialect, new, _paths(root, config, dialect))


def new_post_text(dialect: Dialect, new: NewPost) -> str:
    """Write the whole file of a new post in the style of `new`, else in the generator's usual one.

    Raises:
        OutputError: The archetype is no good.
    """
    return composing.text_of(dialect, new)


def create(root: Path, path: str, text: str) -> Path:
    """Write a new file of the blog, whole, never over one that exists; give where it lies.

    Raises:
        PostExists: A file of that name is there already.
        OutputError: The path leads out of the blog, or the file can't be written.
    """
    target = inside(root, path)
    try:
        write_new(target, text.encode())
    except FileExistsError as error:
        raise PostExists(path, hint=f"blog edit {path} opens it") from error
    return target


def _named(root: Path, path: str, new: NewPost) -> str:
    """Give the slug that a reader takes from the path: a date or language before it is left out."""
    return naming.look(root, path, (new.default_lang, new.lang), UTC).slug


def _paths(root: Path, config: Config, dialect: Dialect) -> list[str]:
    return sorted(entry.path for entry in find_files(root, config, dialect) if entry.kind == "post")


def _like(paths: list[str]) -> list[str]:
    """Choose the posts to imitate: drafts that lie apart say less."""
    return [path for path in paths if "_drafts/" not in path] or paths
