"""`blog.toml`: its keys, their defaults, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class PostsConfig:
    """`[posts]`."""

    folders: tuple[str, ...] = ()
    """Folders that hold posts, relative to the blog; empty: `posts`, or where the generator keeps them."""  # noqa: E501
    new_path: str = ""
    """Where `new` writes, as a pattern such as `posts/{date:%Y}/{slug}.md`; empty: as the blog's dialect does."""  # noqa: E501
    slug: Literal["ascii", "unicode"] = "ascii"
    archetype: str = ""
    """The template that `new` begins with; empty: the generator's own, else none."""


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """`[site]`."""

    output: str = "public"
    theme: str = "theme"
    """Folder of the blog with files that replace those of the built-in theme."""
    permalink: str = ""
    """Pattern such as `/{date:%Y}/{slug}/`; empty: the generator's, else `/{slug}/`."""
    page_size: int = 20
    menu: tuple[tuple[str, str], ...] = ()
    """Pairs of label and address; empty: the pages of the blog."""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class FeedsConfig:
    """`[feeds]`."""

    limit: int = 20
    full_text: bool = True


@dataclass(frozen=True, slots=True)
class PdfConfig:
    """`[pdf]`."""

    paper: str = "a4"
    margin: str = ""
    font: str = ""
    font_size: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """A blog's configuration; every value has a default, so a blog needs no `blog.toml`."""

    title: str = ""
    base_url: str = ""
    languages: tuple[str, ...] = ()
    """BCP 47; the first is the blog's main language. Empty: the generator's, else `en`."""
    timezone: str = ""
    """IANA name; empty: the generator's, else UTC."""
    authors: tuple[str, ...] = ()
    posts: PostsConfig = field(default_factory=PostsConfig)
    site: SiteConfig = field(default_factory=SiteConfig)
    feeds: FeedsConfig = field(default_factory=FeedsConfig)
    pdf: PdfConfig = field(default_factory=PdfConfig)
    queries: dict[str, str] = field(default_factory=dict)
    """Saved queries by name."""
