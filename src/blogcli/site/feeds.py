"""Feeds with full text and absolute addresses: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from html import escape  # xml.sax.saxutils loads all that fetches URLs

from blogcli.blog.lines import summary_text, title_text
from blogcli.posts.post import Post

# What XML 1.0 (§2.2) has no place for.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

FEEDS = {"atom": "feed.xml", "rss": "rss.xml", "json": "feed.json"}
"""The feeds of a list, and what they are called in its folder."""
TYPES = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}


_RSS = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says about itself; `base_url` ends in `/`, or is empty."""

    title: str
    lang: str
    base_url: str
    path: str
    home: str
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One post in a feed; `content` gives its HTML."""

    post: Post
    path: str
    content: Callable[[], str]


def write(form: str, feed: Feed, entries: Sequence[Entry], *, full_text: bool) -> bytes:
    """Write a feed in a form of `FEEDS`."""
    writers = {"atom": atom, "rss": rss, "json": json_feed}
    return writers[form](feed, entries, full_text=full_text)


def atom(feed: Feed, entries: Iterable[Entry], *, full_text: bool) -> bytes:
    """Write a feed.

    Without a base URL the identifiers are `urn:uuid:` ones made from the titles and paths, and the
    links are relative to the feed, both of which RFC 4287 allows.
    """
    listed = list(entries)
    updated = max((_changed(entry.post) for entry in listed), default=_EPOCH)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(feed.lang)}>\n',
        f"<id>{_text(_feed_id(feed))}</id>\n",
        f"<title>{_text(feed.title)}</title>\n",
        f"<updated>{updated.isoformat()}</updated>\n",
        f'<link rel="self" type="application/atom+xml" href={_link(feed, feed.path)}/>\n',
        f'<link rel="alternate" type="text/html" href={_link(feed, feed.home)}/>\n',
        *_authors(feed.authors or (feed.title,)),
    ]
    parts += [_entry(feed, entry, full_text=full_text) for entry in listed]
    parts.append("</feed>\n")
    return "".join(parts).encode()


def rss(feed: Feed, entries: Iterable[Entry], *, full_text: bool) -> bytes:
    """Write a feed as RSS 2.0; the full text is in `content:encoded`, as its module has it."""
    listed = list(entries)
    updated = max((_changed(entry.post) for entry in listed), default=_EPOCH)
    parts = [
        _RSS,
        f"<title>{_text(feed.title)}</title>\n",
        f"<link>{_text(absolute_base(feed) + feed.home)}</link>\n",
        f"<description>{_text(feed.title)}</description>\n",
        f"<language>{_text(feed.lang)}</language>\n",
        f"<lastBuildDate>{_rfc_2822(updated)}</lastBuildDate>\n",
        f'<atom:link rel="self" type="{TYPES["rss"]}" href={_link(feed, feed.path)}/>\n',
    ]
    parts += [_item(feed, entry, full_text=full_text) for entry in listed]
    parts.append("</channel>\n</rss>\n")
    return "".join(parts).encode()


def json_feed(feed: Feed, entries: Iterable[Entry], *, full_text: bool) -> bytes:
    """Write a feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    base = absolute_base(feed)
    values = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": base + feed.home,
        "feed_url": base + feed.path,
        "language": feed.lang,
        "authors": [{"name": name} for name in feed.authors or (feed.title,)],
        "items": [_json_item(feed, entry, full_text=full_text) for entry in entries],
    }
    # Without indents, which only a slower encoder writes.
    text = json.dumps(values, ensure_ascii=False)
    return text.encode("utf-8", "replace") + b"\n"


def absolute_base(feed: Feed) -> str:
    """Give what links in the feed's content begin with: the site's root, as seen from the feed."""
    return feed.base_url or "../" * feed.path.count("/") or "./"


def _entry(feed: Feed, entry: Entry, *, full_text: bool) -> str:
    post = entry.post
    parts = [
        f"<entry xml:lang={_quoted(post.lang)}>\n",
        f"<id>{_text(_entry_id(feed, entry))}</id>\n",
        f"<title>{_text(title_text(post))}</title>\n",
        f'<link rel="alternate" type="text/html" href={_link(feed, entry.path)}/>\n',
        f"<updated>{_changed(post).isoformat()}</updated>\n",
    ]
    if post.date and not post.draft:
        parts.append(f"<published>{post.date.isoformat()}</published>\n")
    parts += _authors(post.authors)
    parts += [f"<category term={_quoted(tag)}/>\n" for tag in post.tags if tag.strip()]
    if summary := summary_text(post):
        parts.append(f"<summary>{_text(summary)}</summary>\n")
    if full_text:
        parts.append(f'<content type="html">{_content(entry.content())}</content>\n')
    parts.append("</entry>\n")
    return "".join(parts)


def _item(feed: Feed, entry: Entry, *, full_text: bool) -> str:
    post = entry.post
    name = _entry_id(feed, entry)
    link = "true" if feed.base_url else "false"
    parts = [
        f"<item>\n<title>{_text(title_text(post))}</title>\n",
        f"<link>{_text(absolute_base(feed) + entry.path)}</link>\n",
        f'<guid isPermaLink="{link}">{_text(name)}</guid>\n',
    ]
    if post.date and not post.draft:
        parts.append(f"<pubDate>{_rfc_2822(post.date)}</pubDate>\n")
    parts += [f"<dc:creator>{_text(name)}</dc:creator>\n" for name in post.authors]
    parts += [f"<category>{_text(tag)}</category>\n" for tag in post.tags if tag.strip()]
    if summary := summary_text(post):
        parts.append(f"<description>{_text(summary)}</description>\n")
    if full_text:
        parts.append(f"<content:encoded>{_content(entry.content())}</content:encoded>\n")
    parts.append("</item>\n")
    return "".join(parts)


def _json_item(feed: Feed, entry: Entry, *, full_text: bool) -> dict[str, object]:
    post = entry.post
    item: dict[str, object] = {
        "id": _entry_id(feed, entry),
        "url": absolute_base(feed) + entry.path,
        "title": title_text(post),
    }
    if full_text:
        item["content_html"] = entry.content()
    else:
        item["content_text"] = summary_text(post)
    optional: dict[str, object] = {
        "summary": summary_text(post),
        "date_published": post.date.isoformat() if post.date and not post.draft else "",
        "date_modified": post.updated.isoformat() if post.updated else "",
        "authors": [{"name": name} for name in post.authors],
        "tags": [tag for tag in post.tags if tag.strip()],
        "language": post.lang,
    }
    return {**item, **{key: value for key, value in optional.items() if value}}


def _rfc_2822(moment: datetime) -> str:
    from email.utils import format_datetime

    return format_datetime(moment)


def _changed(post: Post) -> datetime:
    moments = [moment for moment in (post.date, post.updated) if moment is not None]
    return max(moments, default=_EPOCH)


def _authors(names: Iterable[str]) -> list[str]:
    return [f"<author><name>{_text(name)}</name></author>\n" for name in names]


def _feed_id(feed: Feed) -> str:
    if feed.base_url:
        return feed.base_url + feed.home
    return _urn(f"feed {feed.title} {feed.path}")


def _entry_id(feed: Feed, entry: Entry) -> str:
    if feed.base_url:
        return feed.base_url + entry.path
    return _urn(f"post {feed.title} {entry.path}")


def _urn(name: str) -> str:
    from uuid import NAMESPACE_URL, uuid5

    return uuid5(NAMESPACE_URL, name).urn


def _link(feed: Feed, path: str) -> str:
    return _quoted(absolute_base(feed) + path)


@lru_cache(maxsize=128)
def _content(html: str) -> str:
    """Write a post's text: the feeds of a list have the same, one after the other."""
    return _text(html)


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text), quote=False)


def _quoted(text: str) -> str:
    return '"' + escape(_ILLEGAL.sub("\ufffd", text)) + '"'
