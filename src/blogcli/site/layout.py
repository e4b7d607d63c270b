"""The sources of a site as plain values, for an export that need not gather them again."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogcli.errors import Finding
from blogcli.posts.post import Post
from blogcli.site.addresses import Address
from blogcli.site.collection import Edition, Group
from blogcli.site.links import SiteMap
from blogcli.site.memory import Places
from blogcli.site.shelf import Lookup, Shelf
from blogcli.site.sources import Sources
from blogcli.site.stamps import digest

if TYPE_CHECKING:
    from blogcli.index.digests import Digests


def placing(post: Post) -> bytes:
    """Sum up all that decides where a post is shown: all that it says but its words."""
    silent = post._replace(summary="", word_count=0, body_line=1)
    return digest(list(silent.to_json().values()))


def places(sources: Sources, digests: Mapping[str, Digests], known: Places) -> Places:
    """Say of each post what the next export is to know; `known` is what this one knew."""
    shown = {post.path: post for post in sources.shown}
    found: Places = {}
    for path, sums in digests.items():
        said, _, placed = known.get(path, (b"", b"", b""))
        if path not in shown:
            placed = b""
        elif said != sums.said or not placed:
            placed = placing(shown[path])
        found[path] = (*sums, placed)
    return found


def pack(sources: Sources, files: Mapping[str, Path]) -> bytes:
    """Make sources plain, and the `files` that are copied whether a post names them or not."""
    paths = [post.path for post in sources.shown]
    numbers = {path: number for number, path in enumerate(paths)}

    def row(posts: Sequence[Post]) -> bytes:
        return array("I", [numbers[post.path] for post in posts]).tobytes()

    sitemap = sources.sitemap
    plain = (
        paths,
        (row(sources.posts), row(sources.pages), row(sources.published)),
        [_edition(edition, row) for edition in sources.editions],
        _addresses(sources.addresses),
        {
            path: {lang: other.path for lang, other in others.items()}
            for path, others in sources.versions.items()
            if len(others) > 1
        },
        (sources.main_lang, sources.base_url, [tuple(one) for one in sources.findings]),
        [_text(moment) for moment in (sources.next_due, *sources.moments)],
        (_addresses(sources.redirects), dict(sources.folders)),
        marshal.dumps(
            (
                *(dict(sitemap.hidden), _addresses(sitemap.lists), _addresses(sitemap.aliases)),
                {segment: row(posts) for segment, posts in sitemap.posts.items()},
            ),
            2,
        ),
        {file: str(path) for file, path in files.items()},
        list(sitemap.static),
        (sitemap.mounts, sitemap.post_folders, sitemap.base_path),
    )
    return marshal.dumps(plain, 2)


def unpack(data: bytes, root: Path, read: Callable[[str], Post]) -> tuple[Sources, dict[str, Path]]:
    """Bring back what `pack` was given, for the blog in `root`; `read` gives a post by its path."""
    values: Any = marshal.loads(data)  # noqa: S302 - our own, of a memory whose sum is right
    paths, rows, divided, addresses, versions, said, moments, old = values[:8]
    leads, places, static, rest = values[8:]
    files = {file: Path(path) for file, path in places.items()}

    def row(numbers: bytes) -> Shelf:
        return Shelf([paths[number] for number in array("I", numbers)], read)

    @cache
    def lead(number: int) -> Any:  # noqa: ANN401 - several kinds of mapping
        # Most texts have no links within the site: they need none of this.
        return marshal.loads(leads)[number]  # noqa: S302 - as above

    posts, pages, published = (row(one) for one in rows)
    next_due, since, until = (_moment(text) for text in moments)
    found: Mapping[str, Address] = Lookup(lambda: addresses, _address)
    sources = Sources(
        posts=posts,
        pages=pages,
        published=published,
        post=read,
        editions=tuple(_restored(one, row) for one in divided),
        addresses=found,
        versions=Lookup(
            lambda: versions, lambda others: {lang: read(path) for lang, path in others.items()}
        ),
        sitemap=SiteMap(
            root=root,
            addresses=found,
            hidden=Lookup(lambda: lead(0), str),
            lists=Lookup(lambda: lead(1), _address),
            aliases=Lookup(lambda: lead(2), _address),
            static={file: files[file] for file in static},
            posts=Lookup(lambda: lead(3), row),
            mounts=rest[0],
            post_folders=rest[1],
            base_path=rest[2],
        ),
        main_lang=said[0],
        base_url=said[1],
        findings=tuple(Finding(*one) for one in said[2]),
        next_due=next_due,
        redirects=Lookup(lambda: old[0], _address),
        moments=(since, until),
        folders=old[1],
    )
    return sources, files


def _edition(edition: Edition, row: Callable[[Sequence[Post]], bytes]) -> tuple[object, ...]:
    return (
        *(edition.lang, edition.prefix, row(edition.posts), row(edition.pages)),
        {
            kind: {
                key: (group.name, group.address.path, group.address.file, row(group.posts))
                for key, group in found.items()
            }
            for kind, found in edition.groups.items()
        },
        _addresses(edition.indexes),
    )


def _restored(plain: tuple[Any, ...], row: Callable[[bytes], Shelf]) -> Edition:
    lang, prefix, posts, pages, groups, indexes = plain
    return Edition(
        lang=lang,
        prefix=prefix,
        posts=row(posts),
        pages=row(pages),
        groups={
            kind: {
                key: Group(name, Address(path, file), row(numbers))
                for key, (name, path, file, numbers) in found.items()
            }
            for kind, found in groups.items()
        },
        indexes={kind: _address(one) for kind, one in indexes.items()},
    )


def _addresses(addresses: Mapping[str, Address]) -> dict[str, tuple[str, str]]:
    return {key: (one.path, one.file) for key, one in addresses.items()}


def _address(plain: tuple[str, str]) -> Address:
    return Address(*plain)


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
