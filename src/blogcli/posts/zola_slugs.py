"""Slugs as Zola makes them: https://www.getzola.org/documentation/getting-started/configuration/#slugification-strategies."""

from __future__ import annotations

import re

from blogcli.posts.dialects.places import Spelling, Strategy
from blogcli.posts.naming import Place

# What NTFS takes in no name.
_UNSAFE = r'[<>:"/\\|?*]'
_OTHER = r"[^a-z0-9]+"


def of_file(place: Place, spelling: Spelling) -> str:
    """Give the slug that the name of a file or of its folder makes."""
    name = place.name if spelling.dates else place.slug
    return spelled(name, spelling.paths) or name


def spelled(text: str, strategy: Strategy) -> str:
    """Make a slug of a text by one of Zola's strategies; it may be empty."""
    if strategy == "off":
        return text
    if strategy == "safe":
        return re.sub(_UNSAFE, "", text.rstrip(" ."))
    if not text.isascii():  # the sets below are compiled where they are needed
        from anyascii import anyascii

        from blogcli.posts.slug import HAN

        text = anyascii(re.sub(HAN, r"\1 ", text))
    return re.sub(_OTHER, "-", text.lower()).strip("-")
