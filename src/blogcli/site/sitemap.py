"""What search engines read: the sitemap (sitemaps.org, protocol 0.9) and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import islice

_LIMIT = 50_000


@dataclass(frozen=True, slots=True)
class Location:
    """One address, when it last changed, and the same in other languages."""

    path: str
    changed: datetime | None = None
    versions: Sequence[tuple[str, str]] = ()
    """Pairs of language and path."""


def names_for(count: int) -> list[str]:
    """Name the files that so many addresses take.

    Beyond 50,000 `sitemap.xml` names several files, as the protocol asks.
    """
    if count <= _LIMIT:
        return ["sitemap.xml"]
    parts = -(-count // _LIMIT)
    return ["sitemap.xml", *(f"sitemap-{number}.xml" for number in range(1, parts + 1))]


def sitemaps(
    base_url: str, locations: Iterable[Location], count: int
) -> Iterator[tuple[str, bytes]]:
    """Write the files of `names_for`, of so many locations as are counted."""
    first, *parts = names_for(count)
    if not parts:
        yield first, _sitemap(base_url, locations)
        return
    listed = "".join(f"<sitemap><loc>{escape(base_url + name)}</loc></sitemap>\n" for name in parts)
    index = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}'
        "</sitemapindex>\n"
    )
    yield first, index.encode()
    rest = iter(locations)
    for name in parts:
        yield name, _sitemap(base_url, islice(rest, _LIMIT))


def robots(base_url: str) -> bytes:
    """Write a `robots.txt` that welcomes everyone and names the sitemap."""
    lines = ["User-agent: *", "Disallow:"]
    if base_url:
        lines += ["", f"Sitemap: {base_url}sitemap.xml"]
    return ("\n".join(lines) + "\n").encode()


def _sitemap(base_url: str, locations: Iterable[Location]) -> bytes:
    # One growing text: 50,000 addresses in parts would fill four times its size.
    data = bytearray(
        b'<?xml version="1.0" encoding="utf-8"?>\n'
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"\n'
        b' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    )
    for location in locations:
        data += _entry(base_url, location).encode()
    data += b"</urlset>\n"
    return bytes(data)


def _entry(base_url: str, location: Location) -> str:
    changed = location.changed
    parts = [f"<url>\n<loc>{escape(base_url + location.path)}</loc>\n"]
    if changed:
        parts.append(f"<lastmod>{changed.isoformat()}</lastmod>\n")
    parts += [
        f'<xhtml:link rel="alternate" hreflang="{escape(lang)}"'
        f' href="{escape(base_url + path)}"/>\n'
        for lang, path in location.versions
    ]
    return "".join([*parts, "</url>\n"])
