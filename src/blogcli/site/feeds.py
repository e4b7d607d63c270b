"""The Atom feed (RFC 4287), with full text and absolute addresses."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from blogcli.posts.post import Post

# What XML 1.0 (§2.2) has no place for.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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


def absolute_base(feed: Feed) -> str:
    """Give what links in the feed's content begin with: the site's root, as seen from the feed."""
    return feed.base_url or "../" * feed.path.count("/") or "./"


def _entry(feed: Feed, entry: Entry, *, full_text: bool) -> str:
    post = entry.post
    parts = [
        f"<entry xml:lang={_quoted(post.lang)}>\n",
        f"<id>{_text(_entry_id(feed, entry))}</id>\n",
        f"<title>{_text(post.title)}</title>\n",
        f'<link rel="alternate" type="text/html" href={_link(feed, entry.path)}/>\n',
        f"<updated>{_changed(post).isoformat()}</updated>\n",
    ]
    if post.date:
        parts.append(f"<published>{post.date.isoformat()}</published>\n")
    parts += _authors(post.authors)
    parts += [f"<category term={_quoted(tag)}/>\n" for tag in post.tags if tag.strip()]
    if post.summary:
        parts.append(f"<summary>{_text(post.summary)}</summary>\n")
    if full_text:
        parts.append(f'<content type="html">{_text(entry.content())}</content>\n')
    parts.append("</entry>\n")
    return "".join(parts)


def _changed(post: Post) -> datetime:
    moments = [moment for moment in (post.date, post.updated) if moment is not None]
    return max(moments, default=_EPOCH)


def _authors(names: Iterable[str]) -> list[str]:
    return [f"<author><name>{_text(name)}</name></author>\n" for name in names]


def _feed_id(feed: Feed) -> str:
    if feed.base_url:
        return feed.base_url + feed.home
    return uuid.uuid5(uuid.NAMESPACE_URL, f"feed {feed.title} {feed.path}").urn


def _entry_id(feed: Feed, entry: Entry) -> str:
    if feed.base_url:
        return feed.base_url + entry.path
    return uuid.uuid5(uuid.NAMESPACE_URL, f"post {feed.title} {entry.path}").urn


def _link(feed: Feed, path: str) -> str:
    return _quoted(absolute_base(feed) + path)


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))


def _quoted(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", text))
