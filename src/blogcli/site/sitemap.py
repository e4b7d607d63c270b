"""What search engines read: the sitemap (sitemaps.org, protocol 0.9) and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

_LIMIT = 50_000


@dataclass(frozen=True, slots=True)
class Location:
    """One address, when it last changed, and the same in other languages."""

    path: str
    changed: datetime | None = None
    versions: Sequence[tuple[str, str]] = ()
    """Pairs of language and path."""


def sitemaps(base_url: str, locations: Sequence[Location]) -> dict[str, bytes]:
    """Write `sitemap.xml`; beyond 50,000 addresses it names several files, as the protocol asks."""
    if len(locations) <= _LIMIT:
        return {"sitemap.xml": _sitemap(base_url, locations)}
    parts = [locations[start : start + _LIMIT] for start in range(0, len(locations), _LIMIT)]
    files = {
        f"sitemap-{number}.xml": _sitemap(base_url, part) for number, part in enumerate(parts, 1)
    }
    listed = "".join(f"<sitemap><loc>{escape(base_url + name)}</loc></sitemap>\n" for name in files)
    index = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}'
        "</sitemapindex>\n"
    )
    return {"sitemap.xml": index.encode(), **files}


def robots(base_url: str) -> bytes:
    """Write a `robots.txt` that welcomes everyone and names the sitemap."""
    lines = ["User-agent: *", "Disallow:"]
    if base_url:
        lines += ["", f"Sitemap: {base_url}sitemap.xml"]
    return ("\n".join(lines) + "\n").encode()


def _sitemap(base_url: str, locations: Iterable[Location]) -> bytes:
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"\n',
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n',
    ]
    for location in locations:
        parts.append(f"<url>\n<loc>{escape(base_url + location.path)}</loc>\n")
        if location.changed:
            parts.append(f"<lastmod>{location.changed.isoformat()}</lastmod>\n")
        parts += [
            f'<xhtml:link rel="alternate" hreflang="{escape(lang)}"'
            f' href="{escape(base_url + path)}"/>\n'
            for lang, path in location.versions
        ]
        parts.append("</url>\n")
    parts.append("</urlset>\n")
    return "".join(parts).encode()
