"""What programs read of a site: sitemaps, `robots.txt`, `posts.json`; and the page for errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from blogcli.posts.post import Post
from blogcli.site.frame import Frame
from blogcli.site.listing import line, listing, renewed
from blogcli.site.notices import not_found
from blogcli.site.pieces import Chunks, Piece, Plan, plan_of
from blogcli.site.shelf import files_of, paths_of
from blogcli.site.sitemap import Location, names_for, robots, sitemaps
from blogcli.site.sources import Sources
from blogcli.site.stamps import digest


@dataclass(frozen=True, slots=True)
class MachinePieces:
    """Makes what a blog may also bring itself, as static files."""

    sources: Sources
    frame: Frame
    made: Path | None = None
    """The folder with the site of before, where only some pieces are made."""

    def plans(self) -> Iterator[Plan]:
        """Plan what a blog may also bring itself, as static files."""
        base_url = self.sources.base_url
        yield plan_of(not_found(self.frame))
        make = partial(robots, base_url)
        yield plan_of(Piece(file="robots.txt", make=make, key=self.frame.basis))
        if base_url:
            yield Plan(names_for(self._count_of_locations()), self._sitemaps)

    def _sitemaps(self) -> Iterator[Piece]:
        # To write it takes no longer than to find out whether it must be written.
        count = self._count_of_locations()
        for name, data in sitemaps(self.sources.base_url, self._locations(), count):
            yield Piece(file=name, make=partial(bytes, data), key=digest(data))

    def data(self) -> Piece:
        """Make `posts.json`, or only the lines of those posts that the frame is for."""
        paths = paths_of(self.sources.published)
        addresses, sums = self.sources.addresses, self.frame.views.digests
        base = self.sources.base_url
        key = blake2b(self.frame.basis, digest_size=16)
        for path, file in zip(paths, files_of(addresses, paths), strict=True):
            key.update(sums[path].said + file.encode("utf-8", "surrogatepass") + b"\0")

        def line_of(path: str) -> bytes:
            return line(self.sources.post(path), base + addresses[path].path)

        def make() -> bytes | Chunks:
            only = self.frame.only
            if only is not None and self.made is not None:
                data = (self.made / "posts.json").read_bytes()
                new = {at: line_of(path) for at, path in enumerate(paths) if path in only}
                if (known := renewed(data, new, len(paths))) is not None:
                    return known
            return Chunks(lambda: listing(map(line_of, paths)))

        return Piece(file="posts.json", make=make, key=key.digest())

    def _count_of_locations(self) -> int:
        sources = self.sources
        shown = len(sources.published) + sum(self._is_public(page) for page in sources.pages)
        lists = (
            1 + len(edition.indexes) + sum(map(len, edition.groups.values()))
            for edition in sources.editions
        )
        return shown + sum(lists)

    def _locations(self) -> Iterator[Location]:
        sources = self.sources
        homes = [(edition.lang, edition.home.path) for edition in sources.editions]
        for edition in sources.editions:
            newest = next(filter(self._is_public, edition.posts), None)
            changed = newest and newest.date
            yield Location(edition.home.path, changed, homes if len(homes) > 1 else ())
        for post in chain(sources.published, filter(self._is_public, sources.pages)):
            versions = sources.versions.get(post.path, {})
            paths = [
                (lang, sources.addresses[one.path].path) for lang, one in sorted(versions.items())
            ]
            changed = post.updated or post.date
            path = sources.addresses[post.path].path
            yield Location(path, changed, paths if len(paths) > 1 else ())
        for edition in sources.editions:
            yield from (Location(address.path) for address in edition.indexes.values())
            for found in edition.groups.values():
                yield from (Location(group.address.path) for group in found.values())

    def _is_public(self, post: Post) -> bool:
        return post.status(self.frame.views.now) == "published"
