"""The pages of a site: for each, its file and how its bytes are made."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import NamedTuple
from urllib.parse import quote

from blogcli.blog.dates import direction, language_name
from blogcli.posts.post import Post
from blogcli.site.addresses import Address
from blogcli.site.collection import Edition, Group
from blogcli.site.feeds import FEEDS, TYPES
from blogcli.site.shelf import paths_of
from blogcli.site.stamps import digest
from blogcli.site.templates import Theme
from blogcli.site.views import PostViews

TOGETHER = 24
"""Pieces in a row that one process makes: posts beside each other are shown on each other's pages,
and the feeds of a list are beside each other, with the same texts."""
_PAGES = 4
"""Pages of a list that one process makes in a row."""
_MOST_NAMED = 500
"""Posts that the archive names by their titles, some 100 kB; of more it names the years alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file of the site, and how to make it."""

    file: str
    make: Callable[[], bytes | Chunks]
    key: bytes = b""
    """A sum over all that its bytes depend on, but for where links in texts lead."""
    post: Post | None = None
    """The one whose page it is."""
    texts: Sequence[str] = ()
    """Paths of those whose texts it holds."""


@dataclass(frozen=True, slots=True)
class Chunks:
    """The bytes of a large file, never all in memory; `give` gives them from the start."""

    give: Callable[[], Iterator[bytes]]

    def __iter__(self) -> Iterator[bytes]:
        return self.give()


class Plan(NamedTuple):
    """Some pieces that are still to be thought of: in the process that makes them."""

    files: Sequence[str]
    """Of the pieces, in their order."""
    pieces: Callable[[], Iterable[Piece]]
    texts: Sequence[str] = ()
    """Paths of posts whose texts they hold, beside the posts' own pages."""
    first: str = ""
    """The path of the first post of a list."""


def plan_of(piece: Piece) -> Plan:
    """Plan one piece that is thought of already."""
    return Plan((piece.file,), lambda: (piece,))


def without(plan: Plan, files: Container[str]) -> Plan:
    """Leave out pieces whose files are there already."""
    if not any(file in files for file in plan.files):
        return plan
    left = [file for file in plan.files if file not in files]
    return plan._replace(
        files=left, pieces=lambda: (piece for piece in plan.pieces() if piece.file in left)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all pages share."""

    title: str
    theme: Theme
    views: PostViews
    editions: Sequence[Edition]
    site: object
    """The plain values that templates know as `site`."""
    base_url: str
    """With a final `/`, or empty."""
    base_path: str
    menu: Sequence[tuple[str, str]]
    page_size: int
    basis: bytes = b""
    """A sum over the program, the theme and the configuration."""
    only: frozenset[str] | None = None
    """Paths of posts: only lists that show one of them are made; None for all lists."""
    _keys: dict[str, bytes] = field(default_factory=dict)
    _shared: dict[str, dict[str, tuple[object, ...]]] = field(default_factory=dict)
    _words: dict[str, object] = field(default_factory=dict)

    def key(self, edition: Edition) -> bytes:
        """Sum up what all pages of an edition depend on."""
        key = self._keys.get(edition.lang)
        if key is None:
            homes = [(one.lang, one.prefix, list(one.indexes)) for one in self.editions]
            menu = [tuple(item.values()) for item in self._menu(edition)]
            key = self._keys[edition.lang] = digest((self.basis, homes, menu, edition.lang))
        return key

    def wants(self, paths: Sequence[str]) -> bool:
        """Say whether a list of these posts is made."""
        return self.only is None or not self.only.isdisjoint(paths)

    def wants_index(self, named: Sequence[str]) -> bool:
        """Say whether a page of all groups is made, on which these posts are named."""
        return self.only is None or (bool(named) and self.wants(named))

    def page(self, template: str, about: About, values: Mapping[str, object]) -> bytes:
        """Fill in a template for one page."""
        words_lang = self.views.words.choose(about.lang, self.views.main_lang)
        shared = {
            "site": self.site,
            "page": self.theme.plain(self._page(about, words_lang)),
            "words": self._words_of(words_lang),
            "root": about.address.root if about.portable else self.base_path,
        }
        return self.theme.render(template, {**shared, **values}).encode("utf-8", "replace")

    def _page(self, about: About, words_lang: str) -> dict[str, object]:
        edition = about.edition
        shared = self._shared.get(edition.lang) or self._share(edition)
        return {
            "kind": about.kind,
            "title": about.title,
            "lang": about.lang,
            "dir": direction(about.lang),
            "words_lang": words_lang,
            "words_dir": direction(words_lang),
            "description": about.description,
            "hidden": about.hidden,
            "path": about.address.path,
            "home": edition.home.path,
            "canonical": self.base_url + about.address.path if self.base_url else "",
            "alternates": [
                {"lang": lang, "path": address.path, "url": self._absolute(address)}
                for lang, address in about.alternates
            ],
            "feed": f"{edition.prefix}feed.xml",
            "feeds": (*shared["feeds"], *self._feeds_of(about)),
            "tags_path": edition.indexes["tag"].path if edition.tags else "",
            "indexes": shared["indexes"],
            "ld": about.ld,
            "published": about.published,
            "updated": about.updated,
            "menu": shared["menu"],
            "homes": shared["homes"],
            "number": about.number,
            "count": about.count,
            "newer": about.newer.path if about.newer else None,
            "older": about.older.path if about.older else None,
            "position": self._position(about, words_lang),
        }

    def _words_of(self, lang: str) -> object:
        words = self._words.get(lang)
        if words is None:
            words = self._words[lang] = self.theme.plain(self.views.words.of(lang))
        return words

    def _share(self, edition: Edition) -> dict[str, tuple[object, ...]]:
        """Give what all pages of an edition are told, once."""
        indexes = [
            {"kind": kind, "path": address.path} for kind, address in edition.indexes.items()
        ]
        lists = {"indexes": indexes, "menu": self._menu(edition), "homes": self._homes()}
        found = self._shared[edition.lang] = {
            "feeds": self._feeds(edition.prefix, self.title),
            **{name: tuple(map(self.theme.plain, values)) for name, values in lists.items()},
        }
        return found

    def _feeds_of(self, about: About) -> tuple[object, ...]:
        """Give the feeds of what a list shows, where it has some of its own."""
        if about.kind != "tag":
            return ()
        return self._feeds(about.feeds, " – ".join(filter(None, (self.title, about.title))))

    def _feeds(self, folder: str, title: str) -> tuple[object, ...]:
        """Give the feeds in a folder."""
        return tuple(
            self.theme.plain({"path": f"{folder}{name}", "title": title, "type": TYPES[form]})
            for form, name in FEEDS.items()
        )

    def _absolute(self, address: Address) -> str:
        return self.base_url + address.path if self.base_url else ""

    def _menu(self, edition: Edition) -> list[dict[str, str]]:
        if not self.menu:
            return [
                {"label": page.title, "path": self.views.addresses[page.path].path, "url": ""}
                for page in edition.pages
                if self._is_for_the_menu(page, edition)
            ]
        return [
            {"label": label, "path": target.lstrip("/"), "url": ""}
            if target.startswith("/") and not target.startswith("//")
            else {"label": label, "path": "", "url": quote(target, safe=":/?#[]@!$&'()*+,;=%~")}
            for label, target in self.menu
        ]

    def _is_for_the_menu(self, page: Post, edition: Edition) -> bool:
        """Leave out what a server shows for an error, and pages that lie within sections."""
        if "404" in (page.slug, (page.url or "").strip("/").partition(".")[0]):
            return False
        path = self.views.addresses[page.path].path.removeprefix(edition.prefix)
        path = path.removeprefix(f"{page.lang}/")
        return bool(page.url) or "/" not in path.rstrip("/")

    def _homes(self) -> list[dict[str, str]]:
        if len(self.editions) == 1:
            return []
        return [
            {"lang": one.lang, "name": language_name(one.lang), "path": one.home.path}
            for one in self.editions
        ]

    def _position(self, about: About, words_lang: str) -> str:
        text = self.views.words.of(words_lang)["page_of"]
        return text.replace("{page}", str(about.number)).replace("{pages}", str(about.count))


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What one page says about itself."""

    kind: str
    title: str
    lang: str
    address: Address
    edition: Edition
    description: str = ""
    hidden: bool = False
    portable: bool = True
    """False for a page that is shown at any address, and so needs links from the root."""
    alternates: Sequence[tuple[str, Address]] = ()
    number: int = 1
    count: int = 1
    newer: Address | None = None
    older: Address | None = None
    feeds: str = ""
    """The folder of the site that holds feeds of what a list shows."""
    ld: object = ""
    """JSON-LD for search engines, ready to be written."""
    published: str = ""
    updated: str = ""


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


def redirects(frame: Frame, files: Mapping[str, Address]) -> Iterator[Plan]:
    """Plan a page for each old address, which leads to the new one."""
    names = [*files]
    for start in range(0, len(names), TOGETHER):
        some = names[start : start + TOGETHER]
        yield Plan(some, partial(_redirects, frame, some, files))


def not_found(frame: Frame) -> Piece:
    """Make the page that servers show for addresses that lead nowhere."""
    edition = frame.editions[0]
    address = Address("404.html", "404.html")
    about = About(
        kind="not-found",
        title=frame.views.words.of(edition.lang)["not_found"],
        lang=edition.lang,
        address=address,
        edition=edition,
        hidden=True,
        portable=False,
    )
    return Piece(
        file=address.file,
        make=lambda: frame.page("not-found.html", about, {}),
        key=frame.key(edition),
    )


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


def _redirects(
    frame: Frame, files: Sequence[str], targets: Mapping[str, Address]
) -> Iterator[Piece]:
    edition = frame.editions[0]
    for file in files:
        target = targets[file]
        about = About(
            kind="redirect",
            title=frame.views.words.of(edition.lang)["moved"],
            lang=edition.lang,
            address=Address(file.removesuffix("index.html"), file),
            edition=edition,
            hidden=True,
        )
        to = {"path": target.path, "url": frame.base_url + target.path}
        yield Piece(
            file=file,
            make=partial(frame.page, "redirect.html", about, {"target": frame.theme.plain(to)}),
            key=digest((frame.key(edition), file, target.path)),
        )


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
