"""The sources of a site as plain values, for an export that need not gather them again."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from blogcli.errors import Finding
from blogcli.index.digests import AllDigests
from blogcli.posts.post import Post
from blogcli.site.addresses import Address
from blogcli.site.collection import Edition, Group
from blogcli.site.links import SiteMap
from blogcli.site.shelf import Lookup, Shelf
from blogcli.site.sources import Sources
from blogcli.site.stamps import SUM, digest
from blogcli.site.store import plain
from blogcli.site.table import Packed, Table

_USUAL = "index.html"


def placing(post: Post) -> bytes:
    """Sum up all that decides where a post is shown: all that it says but its words."""
    return digest(plain(post._replace(summary="", word_count=0, body_line=1)))


def placings_of(placings: Mapping[str, bytes], shown: Container[str], sums: AllDigests) -> bytes:
    """Give what `placing` gave of each post that is shown, as `Places` has it."""
    hidden = bytes(SUM)
    return b"".join([placings[path] if path in shown else hidden for path in sums.paths])


def pack(sources: Sources, files: Mapping[str, Path], sums: AllDigests) -> Iterator[object]:
    """Make sources plain, part by part, and the `files` that are copied whether named or not.

    Posts are named by their places among `sums`. After the parts comes a sum over where all links
    can lead, but for files.
    """
    paths = [post.path for post in sources.shown]
    numbers = {path: number for number, path in enumerate(paths)}

    def row(posts: Sequence[Post]) -> bytes:
        return array("I", [numbers[post.path] for post in posts]).tobytes()

    among = (sums.place(path) for path in paths)
    yield array("I", [at for at in among if at is not None]).tobytes()
    yield (row(sources.posts), row(sources.pages), row(sources.published))
    yield [_edition(edition, row) for edition in sources.editions]
    yield Table.of(sources.versions, _apart).packed()
    yield (sources.main_lang, sources.base_url, [tuple(one) for one in sources.findings])
    yield [_text(moment) for moment in (sources.next_due, *sources.moments)]
    yield (_addresses(sources.redirects), dict(sources.folders))
    yield {file: str(path) for file, path in files.items()}
    yield list(sources.sitemap.static)
    world = blake2b(_meanings(sources), digest_size=SUM)
    for part in _leads(sources, row):
        world.update(digest(part))
        yield part
    yield world.digest()


def _leads(sources: Sources, row: Callable[[Sequence[Post]], bytes]) -> Iterator[object]:
    """Give the parts that say where links lead."""
    sitemap = sources.sitemap
    yield _addresses(sources.addresses)
    yield dict(sitemap.hidden)
    yield _addresses(sitemap.lists)
    yield _addresses(sitemap.aliases)
    yield Table.of(sitemap.posts, row).packed()
    yield (sitemap.mounts, sitemap.post_folders, sitemap.base_path)


def _meanings(sources: Sources) -> bytes:
    """Sum up what else decides which post an address of another generator means."""
    found = blake2b(digest_size=SUM)
    for post in sources.shown:
        found.update(digest((post.path, str(post.date), post.categories)))
    return found.digest()


def unpack(
    values: tuple[Any, ...], names: Sequence[str], root: Path, read: Callable[[str], Post]
) -> tuple[Sources, dict[str, Path]]:
    """Bring back what `pack` made plain, for the blog in `root`.

    `names` are the paths of all posts, in the order of their sums; `read` gives a post by its path.
    """
    shown, rows, divided, versions, said, moments, old, places, static = values[:9]
    addresses, hidden, lists, aliases, segments, rest = values[9:]
    paths = [names[number] for number in array("I", shown)]
    files = {file: Path(path) for file, path in places.items()}

    def row(numbers: bytes) -> Shelf:
        return Shelf([paths[number] for number in array("I", numbers)], read)

    posts, pages, published = (row(one) for one in rows)
    next_due, since, until = (_moment(text) for text in moments)
    found = _lookup(addresses)

    def apart(others: dict[str, str]) -> dict[str, Post]:
        return {lang: read(path) for lang, path in others.items()}

    sources = Sources(
        posts=posts,
        pages=pages,
        published=published,
        post=read,
        editions=tuple(_restored(one, row) for one in divided),
        addresses=found,
        versions=Lookup(translated, apart) if (translated := Table(versions)) else {},
        sitemap=SiteMap(
            root=root,
            addresses=found,
            hidden=hidden,
            lists=_lookup(lists),
            aliases=_lookup(aliases),
            static={file: files[file] for file in static},
            posts=Lookup(Table(segments), row),
            mounts=rest[0],
            post_folders=rest[1],
            base_path=rest[2],
        ),
        main_lang=said[0],
        base_url=said[1],
        findings=tuple(Finding(*one) for one in said[2]),
        next_due=next_due,
        redirects=_lookup(old[0]),
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
        {kind: (one.path, one.file) for kind, one in edition.indexes.items()},
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


def _addresses(addresses: Mapping[str, Address]) -> Packed:
    return Table.of(addresses, _short).packed()


def _lookup(addresses: Packed) -> Lookup[tuple[str, str], Address]:
    return Lookup(Table(addresses), _address)


def _apart(versions: Mapping[str, Post]) -> dict[str, str]:
    return {lang: post.path for lang, post in versions.items()}


def _short(address: Address) -> tuple[str, str]:
    """Give an address without the name of its file where that says no more than the path."""
    path, file = address.path, address.file
    return path, "" if file == f"{path}{_USUAL}" else file


def _address(plain: tuple[str, str]) -> Address:
    path, file = plain
    return Address(path, file or f"{path}{_USUAL}")


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
