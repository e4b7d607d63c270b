"""A post that is not written yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from blogcli.posts.post import Post
from blogcli.posts.style import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """A post to be written; `date` is aware, in the blog's zone."""

    title: str
    slug: str
    lang: str
    date: datetime
    timed: bool = False
    """True where a time of the day was asked for, which a blog of days must keep as well."""
    draft: bool = True
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    body: str = ""
    bundle: bool = False
    default_lang: str = ""
    """The blog's main language; empty: the post's. Other languages are written into the header."""
    translation_of: Post | None = None
    archetype: str = ""
    """The text of a template; empty: none."""
    style: Style | None = None
    """How the blog writes its posts; None: as its generator usually has it."""

    @property
    def foreign(self) -> bool:
        """True for a post in another language than the blog's main one."""
        return bool(self.default_lang) and self.lang != self.default_lang
