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

MAX_SIZE = 1_000_000


def described(root: Path, path: str) -> tuple[dict[str, object], tuple[PostError, ...]]:
    """Read what the files of metadata beside a post say; give those that can't be read."""
    found: dict[str, object] = {}
    problems = []
    for name in _names(path):
        try:
            data = read_regular(root / name, MAX_SIZE)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(PostError(name, error.strerror or str(error)))
            continue
        try:
            found |= front_matter.load(front_matter.split(data, name), name)
        except PostError as problem:
            problems.append(problem)
    return found, tuple(problems)


def file_of(root: Path, path: str) -> str | None:
    """Name the file of metadata that a post has."""
    return next((name for name in reversed([*_names(path)]) if (root / name).is_file()), None)


def _names(path: str) -> Iterator[str]:
    """Name the files that may describe a post, the one that counts most last."""
    stem = path.rpartition(".")[0]
    original, _, code = stem.rpartition(".")
    if original and "/" not in code and is_code(code):
        yield original + METADATA
    yield stem + METADATA
