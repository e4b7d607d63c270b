"""Files that an export must never write over: whatever the blog is made of."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.config import FILE_NAME
from blogcli.errors import OutputError

if TYPE_CHECKING:
    from blogcli.blog import Blog


class Guard:
    """Refuses targets that are sources, or links to files that an export didn't make."""

    def __init__(self, blog: Blog, now: datetime) -> None:
        self._root = Path(os.path.realpath(blog.root))
        everything = (*blog.posts(now=now), *blog.pages(now=now))
        self._sources = {self._key(self._root / post.path): post.path for post in everything}
        kept = blog.dialect.folders(blog.root, blog.config)
        self._folders = [folder.path for folder in kept if folder.path != "."]

    def check(self, target: Path) -> None:
        """Let a target pass, or say why not.

        Raises:
            OutputError: It is a post, a page or the configuration, lies in a folder of posts, or is
                a folder.
        """
        if target.is_symlink() and target.is_file():
            message = f"{target} is a link: an export never writes through one"
            raise OutputError(message, hint="choose another name with -o")
        real = Path(os.path.realpath(target))
        source = self._sources.get(self._key(real))
        if source is not None:
            message = f"{target} is the source of a post: an export never writes over it"
            raise OutputError(message, hint="choose another name with -o")
        if real == self._root / FILE_NAME:
            message = f"{target} is the configuration of the blog"
            raise OutputError(message, hint="choose another name with -o")
        for folder in self._folders:
            if Path(os.path.realpath(self._root / folder)) in real.parents:
                message = f"{target} is in {folder}, among the posts"
                raise OutputError(message, hint="choose another place with -o")
        if real.is_dir():
            message = f"{target} is a folder"
            raise OutputError(message, hint="choose another name with -o")

    @staticmethod
    def _key(path: Path) -> str:
        # Some file systems hold `A.md` and `a.md` for one file.
        return os.fspath(path).casefold()
