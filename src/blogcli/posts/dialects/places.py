"""What a dialect says about a blog: folders of posts and pages, and the generator's settings."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple, TypeAlias

from blogcli.posts.language import is_code, normalise
from blogcli.posts.post import Kind

Name: TypeAlias = Literal[
    "hugo", "jekyll", "zola", "pelican", "hexo", "eleventy", "astro", "nikola", "plain"
]

Strategy: TypeAlias = Literal["on", "safe", "off"]

SECTIONS = (
    "posts", "post", "blog", "blogs", "articles", "article", "news", "notes", "writing",
    "writings", "journal", "diary", "essays", "entries", "weblog",
)  # fmt: skip
"""Folders that hold a blog's posts, by the themes and starters of the generators."""

_SPOKEN = re.compile(r"_?(?P<section>[a-z]+)[-_.](?P<code>[a-z]{2,3}(?:[-_][a-z]{2,4})?)")


def spoken_in(name: str) -> str | None:
    """Give the language that a folder of posts names: `blog_en`, `posts-pt-br`, `_posts_ar`."""
    found = _SPOKEN.fullmatch(name.lower())
    if not found or found["section"] not in SECTIONS or not is_code(found["code"]):
        return None
    return normalise(found["code"])


def is_section(name: str) -> bool:
    """Say whether a folder holds a blog's posts, by its name."""
    return name.lower() in SECTIONS or spoken_in(name) is not None


class PostFolder(NamedTuple):
    """A folder to look for posts or pages in; `path` is relative to the blog, `.` for the blog itself."""  # noqa: E501 - one sentence

    path: str
    kind: Kind = "post"
    recursive: bool = True
    skip: frozenset[str] = frozenset()
    """Folders and files not to enter, relative to the blog."""
    skip_names: frozenset[str] = frozenset()
    """Names of folders not to enter, wherever they lie."""
    skip_underscored: bool = False
    """Leave out files and folders whose names begin with `_`, as Jekyll does."""
    leaf_bundles: bool = False
    """Other Markdown files beside an `index.md` belong to its post, as in Hugo and Zola."""


class Default(NamedTuple):
    """Front matter for all files of a scope, as Jekyll and Hugo are configured."""

    path: str
    """Where, relative to the blog; may hold `*`. Empty: everywhere."""
    type: str
    """`posts`, `drafts`, `pages` or a collection; empty: all."""
    values: str
    """JSON."""


class Spelling(NamedTuple):
    """How Zola makes slugs; `on` is plain ASCII, `safe` leaves out what files can't have."""

    paths: Strategy = "on"
    dates: bool = False
    """Dates in the names of files stay in slugs."""
    taxonomies: Strategy = "on"


class GeneratorSettings(NamedTuple):
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
    mounts: tuple[tuple[str, str], ...] = ()
    """Folders whose files lie elsewhere on the site: `("content/images", "images")`."""
    permalink: str = ""
    """The generator's own pattern of post addresses."""
    page_permalink: str = ""
    """That of pages, where it is another than `/{slug}/`."""
    section_permalinks: tuple[tuple[str, str], ...] = ()
    """Those of Hugo's sections, by name: they hold for posts and pages in them."""
    spelling: Spelling = Spelling()
    source: str = ""
    """The folder of Jekyll's sources, which is no category."""
    defaults: tuple[Default, ...] = ()
    problem: str = ""
    """Why the configuration could not be read, if so: then all else is empty."""

    @classmethod
    def of(cls, values: tuple[Any, ...]) -> GeneratorSettings:
        """Make them of what `plain` gave."""
        known = cls(*values)
        return known._replace(
            spelling=Spelling(*known.spelling),
            defaults=tuple(Default(*each) for each in known.defaults),
        )

    def plain(self) -> tuple[object, ...]:
        """Give the values as `marshal` takes them, for another process."""
        values = self._asdict()
        values |= {"spelling": tuple(self.spelling), "defaults": tuple(map(tuple, self.defaults))}
        return tuple(values.values())
