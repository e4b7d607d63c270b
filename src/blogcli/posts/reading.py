"""One file read: what its front matter means in this blog, and its body."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from blogcli.errors import OutputError, PostError
from blogcli.files import inside
from blogcli.posts import front_matter, meaning
from blogcli.posts.dialects import Dialect
from blogcli.posts.post import Kind, Post
from blogcli.posts.values import HeaderProblem

MAX_SIZE = 50_000_000
"""Bytes; beyond that a file is no post."""


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a post's meaning depends on beside its file; can be pickled."""

    dialect: Dialect
    default_lang: str
    languages: tuple[str, ...]
    """The blog's languages, BCP 47; empty where none are set: then file names are looked at."""
    timezone: tzinfo
    """The zone of dates that name none."""
    kind: Kind = "post"
    """What the folder holds, as `store.find_files` says."""


def read(root: Path, path: str, context: ReadContext) -> tuple[Post, str]:
    """Read the post at `path` (relative to the blog): what it says about itself, and its body.

    `title`, `summary` and `word_count` are left empty where the front matter has none.

    Raises:
        PostError: The file can't be read, or says something impossible, with its place.
    """
    data = read_bytes(root, path)
    if not data.strip():
        raise PostError(path, "the file is empty", line=1, column=1)
    source = front_matter.split(data, path)
    around = meaning.Surroundings(
        path=path,
        name=context.dialect.name,
        kind=context.kind,
        default_lang=context.default_lang,
        languages=context.languages,
        timezone=context.timezone,
    )
    try:
        values = front_matter.load(source, path)
        post = meaning.to_post(values, source, around)
    except HeaderProblem as problem:
        raise front_matter.locate(problem, source, path) from problem
    return post, source.body


def read_bytes(root: Path, path: str) -> bytes:
    """Read a file of the blog, whole.

    Raises:
        PostError: It is gone, unreadable, no regular file, too large, or outside the blog.
    """
    try:
        target = inside(root, path)
        handle = os.open(target, os.O_RDONLY | os.O_NONBLOCK)
    except OutputError as error:
        raise PostError(path, error.reason, hint="a post must lie inside the blog") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PostError(path, reason) from error
    with open(handle, "rb") as stream:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise PostError(path, "this is no regular file")
        if status.st_size > MAX_SIZE:
            raise PostError(path, f"larger than {MAX_SIZE:,} bytes")
        return stream.read()
