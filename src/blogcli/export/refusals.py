"""Files that an export must never write over: whatever the blog is made of."""

from __future__ import annotations

import os
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.config import FILE_NAME
from blogcli.errors import OutputError
from blogcli.export.writing import Memory

if TYPE_CHECKING:
    from blogcli.blog import Blog


_SOURCES = (
    "archetypes", "assets", "data", "i18n", "layouts", "templates", "themes",
    "_data", "_includes", "_layouts", "_sass", "source", "src", "scaffolds",
)  # fmt: skip
"""Where generators keep what a site is made of besides its posts."""
_SETTINGS = frozenset({FILE_NAME, "package.json", "package-lock.json", "requirements.txt"})


class Guard:
    """Refuses targets that are sources, or links to files that an export didn't make."""

    def __init__(self, blog: Blog, now: datetime) -> None:
        self._memory = Memory(blog.state)
        self._settings = _SETTINGS | {blog.dialect.config_file or FILE_NAME}
        static = blog.settings.static_folders or ("static",)
        self._around = (*static, blog.config.site.theme, *_SOURCES)
        self._root = Path(os.path.realpath(blog.root))
        self._blog = blog
        self._now = now
        kept = blog.dialect.folders(blog.root, blog.config)
        self._folders = [folder.path for folder in kept if folder.path != "."]

    def check(self, target: Path) -> None:
        """Let a target pass, or say why not.

        Raises:
            OutputError: It is a post, a page, the configuration or another source of the site,
                lies in a folder of posts, or is a folder.
        """
        if target.is_symlink() and target.is_file():
            message = f"{target} is a link: an export never writes through one"
            raise OutputError(message, hint="choose another name with -o")
        real = Path(os.path.realpath(target))
        # What is not there is no source: most targets are new, and the posts need not be read.
        if real.exists() and self._key(real) in self._sources:
            message = f"{target} is the source of a post: an export never writes over it"
            raise OutputError(message, hint="choose another name with -o")
        if real.parent == self._root and real.name in self._settings:
            message = f"{target} is the configuration of the blog"
            raise OutputError(message, hint="choose another name with -o")
        self._check_around(target, real)
        for folder in self._folders:
            if Path(os.path.realpath(self._root / folder)) in real.parents:
                message = f"{target} is in {folder}, among the posts"
                raise OutputError(message, hint="choose another place with -o")
        if real.is_dir():
            message = f"{target} is a folder"
            raise OutputError(message, hint="choose another name with -o")

    @cached_property
    def _sources(self) -> frozenset[str]:
        everything = (*self._blog.posts(now=self._now), *self._blog.pages(now=self._now))
        return frozenset(self._key(self._root / post.path) for post in everything)

    def _check_around(self, target: Path, real: Path) -> None:
        """Let new files into the folders around the posts, but none over what lies there."""
        if not real.is_file() or self._memory.is_ours(real):
            return
        for folder in self._around:
            if Path(os.path.realpath(self._root / folder)) in real.parents:
                message = f"{target} is in {folder}, which the site is made of"
                raise OutputError(message, hint="choose another name with -o")

    @staticmethod
    def _key(path: Path) -> str:
        # Some file systems hold `A.md` and `a.md` for one file.
        return os.fspath(path).casefold()
