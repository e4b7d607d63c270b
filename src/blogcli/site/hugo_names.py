"""What the words of Hugo's patterns stand for: https://gohugo.io/configuration/permalinks/#tokens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from blogcli.posts.fields import plain
from blogcli.posts.language import is_code, normalise
from blogcli.posts.post import Post

_ALSO_KEPT = frozenset("./\\_#+~-@")
_KEPT = frozenset(("Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Me", "Mn", "Nd"))


def value(word: str, post: Post, sections: Sequence[str]) -> str:
    """Give what a word stands for in the address of a post."""
    if word in ("section", "sections"):
        found = sections[: 1 if word == "section" else None]
        return "/".join(_of_file(folder) for folder in found)
    slug = _sanitised(post.slug) if any(plain(key) == "slug" for key in post.given) else ""
    if word in ("slugorfilename", "slugorcontentbasename"):
        return slug or _of_file(name_of(post))
    if word in ("filename", "contentbasename"):
        return _of_file(name_of(post))
    title = _sanitised(post.title) or _of_file(name_of(post))
    return (slug if word == "slug" else "") or title


def name_of(post: Post) -> str:
    """Give the name of a post's file without its language, or that of its folder."""
    folder, _, file = post.path.rpartition("/")
    if post.bundle:
        return folder.rpartition("/")[2]
    stem = file.rpartition(".")[0]
    name, _, code = stem.rpartition(".")
    return name if name and is_code(code) and normalise(code) == post.lang else stem


def _of_file(name: str) -> str:
    """Write the name of a file or folder: Hugo takes hyphens for its spaces before all else."""
    return _sanitised(name.replace(" ", "-"))


def _sanitised(text: str) -> str:
    """Write words as Hugo does in addresses: in lower case, other signs left out."""
    kept = "".join(letter if _is_kept(letter) else " " * letter.isspace() for letter in text)
    return re.sub(r"(?<=-) +| +(?=-)", "", " ".join(kept.split())).replace(" ", "-").lower()


def _is_kept(letter: str) -> bool:
    return letter in _ALSO_KEPT or unicodedata.category(letter) in _KEPT
