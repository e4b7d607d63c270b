"""One file read: what its front matter means in this blog, and its body."""

from __future__ import annotations

import errno
import os
import re
import stat
from functools import lru_cache
from pathlib import Path

from blogcli.errors import PostError
from blogcli.posts import front_matter, headers, meaning
from blogcli.posts.context import ReadContext
from blogcli.posts.dialects import Dialect
from blogcli.posts.front_matter import Source
from blogcli.posts.post import Post
from blogcli.posts.values import FrontMatter, HeaderProblem

MAX_SIZE = 20_000_000
"""Bytes; beyond that a file is no post."""

_OUTSIDE = "a post must lie inside the blog"
_PELICAN_FENCE = re.compile(rb"\A(\xef\xbb\xbf)?---(?=[ \t]*\r?\n)")
_OPEN_FILES = "/proc/self/fd"
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read(root: Path, path: str, context: ReadContext) -> tuple[Post, str]:
    """Read the post at `path` (relative to the blog): what it says about itself, and its body.

    `title`, `summary` and `word_count` are left empty where the front matter has none.

    Raises:
        PostError: The file can't be read, or says something impossible, with its place.
    """
    return understand(root, path, read_bytes(root, path), context)


def understand(root: Path, path: str, data: bytes, context: ReadContext) -> tuple[Post, str]:
    """Do the same as `read` with bytes that were read before.

    Raises:
        PostError: The bytes are no post, or say something impossible, with its place.
    """
    if not data.strip():
        raise PostError(path, "the file is empty", line=1, column=1)
    source = split(data, path, context.dialect)
    around = meaning.Surroundings(
        root=root,
        path=path,
        name=context.dialect.name,
        kind=context.kind,
        default_lang=context.default_lang,
        languages=context.languages,
        timezone=context.timezone,
    )
    try:
        values = _values(source, path, context.dialect)
        post = meaning.to_post(values, source, around)
    except HeaderProblem as problem:
        raise front_matter.locate(problem, source, path) from problem
    return post, source.body


def read_bytes(root: Path, path: str) -> bytes:
    """Read a file of the blog, whole.

    Raises:
        PostError: It is gone, unreadable, no regular file, too large, or outside the blog.
    """
    if "\0" in path or path.startswith("/") or ".." in path.split("/"):
        raise PostError(path.replace("\0", "\\0"), "this leaves the blog", hint=_OUTSIDE)
    full = f"{root}/{path}"
    try:
        handle = os.open(full, _FLAGS)
    except OSError as error:
        raise PostError(path, _reason(error)) from error
    try:
        _check(root, path, full, handle)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            return stream.read(MAX_SIZE + 1)
    except OSError as error:
        raise PostError(path, _reason(error)) from error
    finally:
        os.close(handle)


def _check(root: Path, path: str, full: str, handle: int) -> None:
    status = os.fstat(handle)
    if not _is_inside(root, full, handle):
        raise PostError(path, "this is a link out of the blog", hint=_OUTSIDE)
    if not stat.S_ISREG(status.st_mode):
        raise PostError(path, "this is no regular file")
    if status.st_size > MAX_SIZE:
        raise PostError(path, f"the file is larger than {MAX_SIZE:,} bytes")


def split(data: bytes, path: str, dialect: Dialect) -> Source:
    """Divide a file into front matter and body as this generator does.

    Raises:
        PostError: It is no text, or its front matter never ends.
    """
    try:
        return front_matter.split(data, path)
    except PostError:
        # To Pelican a first fence needs no second: the first blank line ends its header.
        if dialect.name != "pelican":
            raise
        unfenced = _PELICAN_FENCE.sub(rb"\1   ", data, count=1)
        source = front_matter.split(unfenced, path)
        if source.format != "pelican":
            raise
        return source


def _values(source: Source, path: str, dialect: Dialect) -> FrontMatter:
    try:
        return front_matter.load(source, path)
    except PostError:
        # To Pelican, fences hold its own `Key: value` lines, which may be no YAML.
        lines = source.header.rstrip("\n").split("\n")
        if dialect.name == "pelican" and source.format == "yaml" and headers.is_pelican(lines):
            return headers.load_pelican(source.header)
        raise


def _is_inside(root: Path, full: str, handle: int) -> bool:
    """Say whether an open file lies in the blog, all links on its way followed."""
    try:
        # Linux knows where an open file lies: quicker than asking for each folder on the way.
        real = os.readlink(f"{_OPEN_FILES}/{handle}")  # noqa: PTH115 - ten times a Path's speed
    except OSError:
        real = os.path.realpath(full)
    base = _real(str(root))
    return real.startswith(base if base.endswith(os.sep) else base + os.sep)


@lru_cache(maxsize=8)
def _real(root: str) -> str:
    return os.path.realpath(root)


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "the link leads in a circle"
    text = error.strerror or str(error)
    return text[:1].lower() + text[1:]
