"""The files of a blog: found, named, written for the first time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from blogcli.config import Config
from blogcli.errors import PostExists
from blogcli.files import inside, write_new
from blogcli.posts.dialects import Dialect, PostFolder
from blogcli.posts.naming import SUFFIXES
from blogcli.posts.post import Kind, Post


class FileEntry(NamedTuple):
    """A file that may be a post; `path` is relative to the blog, with `/`."""

    path: str
    kind: Kind
    size: int
    mtime_ns: int
    inode: int


def find_files(root: Path, config: Config, dialect: Dialect) -> Iterator[FileEntry]:
    """Give every Markdown file in the folders of posts, then of pages, each once."""
    seen: set[str] = set()
    for folder in dialect.folders(root, config):
        for entry in _walk(str(root), "" if folder.path == "." else folder.path, folder):
            if entry.path not in seen:
                seen.add(entry.path)
                yield entry


def _walk(root: str, path: str, folder: PostFolder) -> Iterator[FileEntry]:
    prefix = f"{path}/" if path else ""
    try:
        entries = list(os.scandir(f"{root}/{path}"))
    except OSError:
        return
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        inner = prefix + name
        if entry.is_dir(follow_symlinks=False):
            hidden = folder.skip_underscored and name.startswith("_")
            if folder.recursive and not hidden and inner not in folder.skip:
                yield from _walk(root, inner, folder)
        elif name.rpartition(".")[2].lower() in SUFFIXES and "." in name:
            status = entry.stat()
            yield FileEntry(inner, folder.kind, status.st_size, status.st_mtime_ns, status.st_ino)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """A post to be written; `date` is aware."""

    title: str
    slug: str
    lang: str
    date: datetime
    draft: bool = True
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    body: str = ""
    bundle: bool = False
    default_lang: str = ""
    """The blog's main language; empty: the post's. Other languages are written into the header."""
    translation_of: Post | None = None
    archetype: str = ""
    """The text of a template; empty: none."""


def new_post_path(root: Path, config: Config, dialect: Dialect, new: NewPost) -> str:
    """Say where a new post goes, relative to the blog, in the blog's own folder and naming.

    Raises:
        OutputError: The slug or the pattern leads out of the blog.
    """
    folders = dialect.folders(root, config)
    folder = next((folder.path for folder in folders if folder.kind == "post"), "posts")
    name = f"{new.date:%Y-%m-%d}-{new.slug}" if dialect.name == "jekyll" else new.slug
    path = f"{folder}/{name}/index.md" if new.bundle else f"{folder}/{name}.md"
    inside(root, path)
    return path


def new_post_text(dialect: Dialect, new: NewPost) -> str:
    """Write the whole file of a new post, in the blog's own dialect."""
    import yaml

    values: dict[str, object] = {
        "title": new.title,
        "date": new.date.isoformat(),
        "draft": new.draft,
    }
    if new.lang != (new.default_lang or new.lang):
        values["lang"] = new.lang
    if new.tags:
        values["tags"] = list(new.tags)
    header = yaml.safe_dump(values, sort_keys=False, allow_unicode=True)
    return f"---\n{header}---\n\n{new.body}"


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
        raise PostExists(path, hint=f"blog edit {path}") from error
    return target
