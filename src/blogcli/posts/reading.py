"""One file read: what its front matter means in this blog, and its body."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from blogcli.errors import PostError
from blogcli.posts import defaults, front_matter, headers, liquid, mdx, meaning
from blogcli.posts.context import ReadContext
from blogcli.posts.dialects import Dialect
from blogcli.posts.front_matter import Source
from blogcli.posts.opening import at_byte, read_bytes
from blogcli.posts.post import Post
from blogcli.posts.values import FrontMatter, HeaderProblem

_PELICAN_FENCE = re.compile(rb"\A(\xef\xbb\xbf)?---(?=[ \t]*\r?\n)")


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
    found = examine(root, path, data, context)
    return found.post, found.body


class Examined(NamedTuple):
    """A post, its body, and what its front matter says in vain."""

    post: Post
    body: str
    doubts: tuple[PostError, ...]


def examine(root: Path, path: str, data: bytes, context: ReadContext) -> Examined:
    """Do the same as `understand`, and tell what the front matter says that can't be used.

    Raises:
        PostError: As `understand`.
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
        spelling=context.spelling,
        source=context.source,
        other_posts=context.other_posts,
        bare=context.bare,
    )
    try:
        values = values_of(source, path, context.dialect)
        elsewhere = defaults.add(values, root, path, context)
        post, problems = meaning.to_post(values, source, around)
    except HeaderProblem as problem:
        raise front_matter.locate(problem, source, path) from problem
    doubts = tuple(front_matter.locate(problem, source, path) for problem in problems)
    nul = data.find(b"\0", source.body_start)
    if nul >= 0:
        reason = "a NUL byte in the text, shown as \ufffd"
        doubts += (at_byte(data, nul, path, reason, "delete it in your editor"),)
    body = liquid.fill(mdx.of(path, source.body), post, context.dialect.name)
    return Examined(post, body, (*doubts, *elsewhere))


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


def values_of(source: Source, path: str, dialect: Dialect) -> FrontMatter:
    """Read the header's values as this generator does.

    Raises:
        PostError: The header can't be read, with its line and column in the file.
    """
    try:
        return front_matter.load(source, path)
    except PostError:
        # To Pelican, fences hold its own `Key: value` lines, which may be no YAML.
        lines = source.header.rstrip("\n").split("\n")
        if dialect.name == "pelican" and source.format == "yaml" and headers.is_pelican(lines):
            return headers.load_pelican(source.header)
        raise
