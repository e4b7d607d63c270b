"""Pages that no file of the blog is, but that its generator makes: of sections, tags, feeds."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from blogcli.checks import templates
from blogcli.checks.world import World
from blogcli.site.written import path_of

_FEEDS = re.compile(
    r"(?:index|feed|rss|atom|sitemap|feed\.rss)\.(?:xml|json)|feed|rss|page", re.IGNORECASE
)
_GROUPS = re.compile(
    r"tags?|categor(?:y|ies)|authors?|series|topics?|archives?|search", re.IGNORECASE
)


def is_generated(world: World, target: str) -> bool:
    """Say whether a link leads to a page that the generator makes."""
    path = unquote(re.split(r"[?#]", path_of(target), maxsplit=1)[0])
    if not path.startswith("/"):
        return bool(_FEEDS.fullmatch(path.rpartition("/")[2]))
    parts = [part for part in posixpath.normpath(path).split("/") if part]
    address = templates.plain("/".join(parts))
    if parts and parts[0] in world.blog.languages:
        parts = parts[1:]
    if not parts or _GROUPS.fullmatch(parts[0]) or _FEEDS.fullmatch(parts[-1]):
        return True
    if parts[-1].isdecimal():  # a month, a page of a list
        return True
    root = world.blog.root
    folders = ("", "content", *(folder for folder in world.sources.sitemap.post_folders))
    joined = "/".join(parts)
    if any((root / folder / joined).is_dir() for folder in folders):
        return True
    # Last, as it has the whole blog looked through.
    others = (f"{lang.lower()}/{'/'.join(parts)}" for lang in ("", *world.blog.languages))
    return any(templates.plain(one) in world.template_addresses for one in (address, *others))
