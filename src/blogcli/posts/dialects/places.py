"""What a dialect says about a blog: folders of posts and pages, and the generator's settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from blogcli.posts.post import Kind

Name: TypeAlias = Literal[
    "hugo", "jekyll", "zola", "pelican", "hexo", "eleventy", "astro", "nikola", "plain"
]


@dataclass(frozen=True, slots=True)
class PostFolder:
    """A folder to look for posts or pages in; `path` is relative to the blog, `.` for the blog itself."""  # noqa: E501 - one sentence

    path: str
    kind: Kind = "post"
    recursive: bool = True
    skip: frozenset[str] = frozenset()
    """Folders and files not to enter, relative to the blog."""
    skip_underscored: bool = False
    """Leave out folders whose names begin with `_`, as Jekyll does."""


@dataclass(frozen=True, slots=True)
class GeneratorSettings:
    """What a generator's own configuration says; empty where it says nothing."""

    title: str = ""
    base_url: str = ""
    languages: tuple[str, ...] = ()
    """BCP 47, the main language first."""
    timezone: str = ""
    """IANA name."""
    authors: tuple[str, ...] = ()
    static_folders: tuple[str, ...] = ()
    """Folders whose files lie at the root of the site, relative to the blog."""
    permalink: str = ""
    """The generator's own pattern of post addresses, as it is written there."""
