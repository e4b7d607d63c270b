"""The lists of a site: its front pages, and all that posts have in common, such as tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from blogcli.site.addresses import Address
from blogcli.site.collection import Edition, Group
from blogcli.site.frame import About, Frame
from blogcli.site.pieces import Piece, Plan
from blogcli.site.shelf import paths_of
from blogcli.site.stamps import digest

_PAGES = 4
"""Pages of a list that one process makes in a row."""
_MOST_NAMED = 500
"""Posts that the archive names by their titles, some 100 kB; of more it names the years alone."""


def homes(frame: Frame) -> Iterator[Plan]:
    """Plan the front pages of every edition."""
    alternates = [(edition.lang, edition.home) for edition in frame.editions]
    for edition in frame.editions:
        words = frame.views.words.of(edition.lang)
        title = frame.title or words["home"]
        about = About(
            kind="home",
            title=title,
            lang=edition.lang,
            address=edition.home,
            edition=edition,
            alternates=alternates if len(alternates) > 1 else (),
        )
        yield from _List(frame, "home.html", about, paths_of(edition.posts)).plans()


def groups(frame: Frame) -> Iterator[Plan]:
    """Plan the pages of every tag, category, author, series and year, and of all of a kind."""
    for edition in frame.editions:
        for kind, found in edition.groups.items():
            for group in filter(lambda one: frame.wants(paths_of(one.posts)), found.values()):
                yield from _group(frame, edition, kind, group).plans()
            if kind in edition.indexes and frame.wants_index(named := _named(edition, kind)):
                file = edition.indexes[kind].file
                yield Plan((file,), partial(_index, frame, edition, kind, named))


def page_address(first: Address, number: int) -> Address:
    """Give the address of a list's page; the first has the list's own."""
    if number == 1:
        return first
    folder = first.file.removesuffix("index.html")
    return Address(f"{first.path}page/{number}/", f"{folder}page/{number}/index.html")


@dataclass(frozen=True, slots=True)
class _List:
    """A list of posts, on as many pages as it takes."""

    frame: Frame
    template: str
    about: About
    """What the first page says about itself."""
    posts: Sequence[str]
    """Their paths."""
    values: Mapping[str, object] = field(default_factory=dict)

    def plans(self) -> Iterator[Plan]:
        numbers = [number for number in self._numbers() if self.frame.wants(self._shown(number))]
        for start in range(0, len(numbers), _PAGES):
            some = numbers[start : start + _PAGES]
            files = [page_address(self.about.address, number).file for number in some]
            first = next(iter(self._shown(some[0])), "")
            yield Plan(files, partial(map, self._piece, some), first=first)

    def _numbers(self) -> range:
        return range(1, max(-(-len(self.posts) // self._size), 1) + 1)

    @property
    def _size(self) -> int:
        return max(self.frame.page_size, 1)

    def _shown(self, number: int) -> Sequence[str]:
        return self.posts[(number - 1) * self._size : number * self._size]

    def _piece(self, number: int) -> Piece:
        about, count = self.about, len(self._numbers())
        one = About(
            kind=about.kind,
            title=about.title,
            lang=about.lang,
            address=page_address(about.address, number),
            edition=about.edition,
            alternates=about.alternates if number == 1 else (),
            number=number,
            count=count,
            newer=page_address(about.address, number - 1) if number > 1 else None,
            older=page_address(about.address, number + 1) if number < count else None,
            feeds=about.feeds,
        )
        frame, posts = self.frame, self._shown(number)

        def make() -> bytes:
            shown = tuple(frame.views.at(path) for path in posts)
            return frame.page(self.template, one, {**self.values, "posts": shown})

        said = (_said(one), _keys(frame, posts), repr(self.values))
        return Piece(file=one.address.file, make=make, key=digest((frame.key(one.edition), *said)))


def _group(frame: Frame, edition: Edition, kind: str, group: Group) -> _List:
    about = About(
        kind=kind,
        title=group.name,
        lang=edition.lang,
        address=group.address,
        edition=edition,
        feeds=group.address.path,
    )
    name = "tag" if kind == "tag" else "group"
    values = {name: frame.theme.plain(_entry(group))}
    return _List(frame, f"{name}.html", about, paths_of(group.posts), values)


def _index(frame: Frame, edition: Edition, kind: str, named: Sequence[str]) -> Iterator[Piece]:
    address = edition.indexes[kind]
    words = frame.views.words.of(frame.views.words.choose(edition.lang, frame.views.main_lang))
    name = "tags" if kind == "tag" else "groups"
    about = About(
        kind="tags" if kind == "tag" else f"all-{kind}",
        title=words[f"all_{kind}"],
        lang=edition.lang,
        address=address,
        edition=edition,
    )
    groups = edition.groups[kind].values()

    def entry(group: Group) -> dict[str, object]:
        posts = tuple(frame.views.at(path) for path in paths_of(group.posts)) if named else ()
        return _entry(group) if kind == "tag" else {**_entry(group), "posts": posts}

    def make() -> bytes:
        shown = frame.theme.plain([entry(group) for group in groups])
        return frame.page(f"{name}.html", about, {name: shown})

    entries = [tuple(_entry(group).values()) for group in groups]
    yield Piece(
        file=address.file,
        make=make,
        key=digest((frame.key(edition), kind, entries, _keys(frame, named))),
    )


def _named(edition: Edition, kind: str) -> list[str]:
    """Give the posts that the page of all groups of a kind names: those of years, if not many."""
    groups = edition.groups[kind].values()
    many = sum(len(group.posts) for group in groups) > _MOST_NAMED
    return [] if many or kind != "year" else [*chain(*(paths_of(one.posts) for one in groups))]


def _keys(frame: Frame, posts: Sequence[str]) -> list[bytes]:
    return [frame.views.key(path) for path in posts]


def _said(about: About) -> tuple[object, ...]:
    return (
        *(about.kind, about.title, about.lang, about.address.file, about.number, about.count),
        *((lang, address.path) for lang, address in about.alternates),
    )


def _entry(group: Group) -> dict[str, object]:
    return {"name": group.name, "path": group.address.path, "count": len(group.posts)}
