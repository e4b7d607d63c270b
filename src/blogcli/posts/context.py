"""What the meaning of a post depends on beside its file."""

from __future__ import annotations

from datetime import tzinfo
from typing import NamedTuple

from blogcli.posts.dialects import Default, Dialect
from blogcli.posts.dialects.data_files import DataFiles
from blogcli.posts.dialects.places import Spelling
from blogcli.posts.post import Kind


class ReadContext(NamedTuple):
    """What a post's meaning depends on beside its file; can be pickled."""

    dialect: Dialect
    default_lang: str
    languages: tuple[str, ...]
    """The blog's languages, BCP 47; empty where none are set: then file names are looked at."""
    timezone: tzinfo
    """The zone of dates that name none."""
    kind: Kind = "post"
    """What the folder holds, as `finding.find_files` says."""
    spelling: Spelling = Spelling()
    """How Zola makes slugs."""
    source: str = ""
    """The folder of Jekyll's sources."""
    other_posts: bool = True
    """Dated pages in sections of Hugo and Zola are posts: no `[posts] folders` says otherwise."""
    bare: bool = False
    """Files without front matter are posts, as notes are."""
    data: DataFiles = DataFiles()
    """Which files of data Eleventy reads."""
    defaults: tuple[Default, ...] = ()
    """What the generator's configuration says about many posts at once."""
