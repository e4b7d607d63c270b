"""What feeds and sitemaps must be: read as readers do, and held against their specifications."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
from lxml import etree  # type: ignore[import-untyped]  # it ships none

_SCHEMAS = Path(__file__).parent.parent / "scripts" / "validators" / "schemas"
# https://www.jsonfeed.org/version/1.1/
_TOP = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str,
    "language": str, "authors": list, "items": list,
}  # fmt: skip
_ITEM = {
    "id": str, "url": str, "title": str, "content_html": str, "content_text": str, "summary": str,
    "date_published": str, "date_modified": str, "authors": list, "tags": list, "language": str,
}  # fmt: skip


class Rules:
    """The grammars, read once."""

    def __init__(self) -> None:
        self._atom = etree.RelaxNG(etree.parse(_SCHEMAS / "atom.rng"))
        self._sitemap = etree.XMLSchema(etree.parse(_SCHEMAS / "sitemap.xsd"))

    def faults(self, path: Path) -> Iterator[str]:
        """Say what is wrong with one file, by its name."""
        data = path.read_bytes()
        if path.name == "feed.json":
            yield from _json_faults(json.loads(data))
            return
        if path.name.startswith("sitemap"):
            yield from _told(self._sitemap, data)
            return
        feed = feedparser.parse(data)  # type: ignore[attr-defined,no-untyped-call]
        if feed.bozo:
            yield f"bozo: {feed.bozo_exception}"
        if path.name == "feed.xml":
            yield from _told(self._atom, data)


def feeds(site: Path) -> list[Path]:
    """Find the feeds and sitemaps of a site."""
    names = ("feed.xml", "rss.xml", "feed.json", "sitemap*.xml")
    return sorted(path for name in names for path in site.rglob(name))


def entries(path: Path) -> int:
    """Count the entries of a feed."""
    if path.name == "feed.json":
        return len(json.loads(path.read_bytes())["items"])
    return len(feedparser.parse(path.read_bytes()).entries)  # type: ignore[attr-defined,no-untyped-call]


def _told(schema: Any, data: bytes) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    root = etree.fromstring(data)
    if not schema.validate(root):
        yield from (f"line {one.line}: {one.message}" for one in list(schema.error_log)[:3])


def _json_faults(feed: dict[str, Any]) -> Iterator[str]:
    yield from _shape(feed, _TOP, ("version", "title", "items"), "feed")
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "feed: another version"
    names = [item.get("id") for item in feed.get("items", ())]
    if len(set(names)) != len(names):
        yield "an id is there twice"
    for item in feed.get("items", ()):
        where = str(item.get("id"))
        yield from _shape(item, _ITEM, ("id",), where)
        if not {"content_html", "content_text"} & item.keys():
            yield f"{where}: no content"
        for key in ("date_published", "date_modified"):
            if key in item and datetime.fromisoformat(item[key]).tzinfo is None:
                yield f"{where}: {key} has no zone"
        if urlsplit(item.get("url", "")).scheme == "" and "://" in feed.get("feed_url", ""):
            yield f"{where}: a relative url"


def _shape(
    found: dict[str, Any], kinds: Mapping[str, type], needed: tuple[str, ...], where: str
) -> Iterator[str]:
    for key, value in found.items():
        if key not in kinds:
            yield f"{where}: {key} is unknown"
        elif not isinstance(value, kinds[key]):
            yield f"{where}: {key} is no {kinds[key].__name__}"
    yield from (f"{where}: no {key}" for key in needed if key not in found)
    for author in found.get("authors", ()):
        if not author.get("name"):
            yield f"{where}: an author without a name"
