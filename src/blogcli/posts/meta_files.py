"""Nikola's posts of two files: the text, and beside it a `.meta` file with all that is said of it.

Rules: https://getnikola.com/handbook.html#metadata-in-a-separate-file; a file of metadata is read
in place of a header, and a translation's falls back on the original's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from blogcli.errors import PostError
from blogcli.files import read_regular
from blogcli.posts import front_matter
from blogcli.posts.language import is_code
from blogcli.posts.naming import METADATA
from blogcli.posts.values import FrontMatter

MAX_SIZE = 1_000_000


def read(root: Path, path: str) -> FrontMatter:
    """Read what the files of metadata beside a post say; empty where there are none.

    Raises:
        PostError: One can't be read: whether the post is a draft is then unknown.
    """
    found = FrontMatter()
    for name in names(path):
        try:
            data = read_regular(root / name, MAX_SIZE)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise PostError(name, error.strerror or str(error)) from error
        found.update(front_matter.load(front_matter.split(data, name), name))
    return found


def file_of(root: Path, path: str) -> str | None:
    """Name the file of metadata that a post has."""
    return next((name for name in reversed([*names(path)]) if (root / name).is_file()), None)


def names(path: str) -> Iterator[str]:
    """Name the files that may describe a post, the one that counts most last."""
    stem = path.rpartition(".")[0]
    original, _, code = stem.rpartition(".")
    if original and "/" not in code and is_code(code):
        yield original + METADATA
    yield stem + METADATA
