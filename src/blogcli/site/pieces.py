"""The pages of a site: for each, its file and how its bytes are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from blogcli.posts.post import Post
from blogcli.site.addresses import Address, of_segments
from blogcli.site.collection import Edition, Tag, tags_address
from blogcli.site.dates import direction, language_name
from blogcli.site.stamps import digest
from blogcli.site.templates import Theme, plain
from blogcli.site.views import PostViews


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file of the site, and how to make it."""

    file: str
    make: Callable[[], bytes]
    key: bytes = b""
    """A sum over all that its bytes depend on, but for where links in texts lead."""
    post: Post | None = None
    """The one whose page it is."""
    texts: tuple[Post, ...] = ()
    """Those whose texts it holds."""


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
    _keys: dict[str, bytes] = field(default_factory=dict)

    def key(self, edition: Edition) -> bytes:
        """Sum up what all pages of an edition depend on."""
        key = self._keys.get(edition.lang)
        if key is None:
            homes = [(one.lang, one.prefix, bool(one.tags)) for one in self.editions]
            menu = [tuple(item.values()) for item in self._menu(edition)]
            key = self._keys[edition.lang] = digest((self.basis, homes, menu, edition.lang))
        return key

    def page(self, template: str, about: About, values: Mapping[str, object]) -> bytes:
        """Fill in a template for one page."""
        words_lang = self.views.words.choose(about.lang, self.views.main_lang)
        shared = {
            "site": self.site,
            "page": plain(self._page(about, words_lang)),
            "words": self.views.words.of(words_lang),
            "root": about.address.root if about.portable else self.base_path,
        }
        return self.theme.render(template, {**shared, **values}).encode("utf-8", "replace")

    def _page(self, about: About, words_lang: str) -> dict[str, object]:
        edition = about.edition
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
            "tags_path": tags_address(edition).path if edition.tags else "",
            "menu": self._menu(edition),
            "homes": self._homes(),
            "number": about.number,
            "count": about.count,
            "newer": about.newer.path if about.newer else None,
            "older": about.older.path if about.older else None,
            "position": self._position(about, words_lang),
        }

    def _absolute(self, address: Address) -> str:
        return self.base_url + address.path if self.base_url else ""

    def _menu(self, edition: Edition) -> list[dict[str, str]]:
        if not self.menu:
            return [
                {"label": page.title, "path": self.views.addresses[page.path].path, "url": ""}
                for page in edition.pages
            ]
        return [
            {"label": label, "path": target.lstrip("/"), "url": ""}
            if target.startswith("/") and not target.startswith("//")
            else {"label": label, "path": "", "url": quote(target, safe=":/?#[]@!$&'()*+,;=%~")}
            for label, target in self.menu
        ]

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


def homes(frame: Frame) -> Iterator[Piece]:
    """Make the front pages of every edition."""
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
        yield from _list(frame, "home.html", about, edition.posts, {})


def tags(frame: Frame) -> Iterator[Piece]:
    """Make the pages of every tag, and the page of all tags, for every edition."""
    for edition in frame.editions:
        for tag in edition.tags:
            about = About(
                kind="tag",
                title=tag.name,
                lang=edition.lang,
                address=tag.address,
                edition=edition,
            )
            view = {"name": tag.name, "path": tag.address.path, "count": len(tag.posts)}
            yield from _list(frame, "tag.html", about, tag.posts, {"tag": plain(view)})
        if edition.tags:
            yield _tag_index(frame, edition)


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
    folders = [part for part in first.file.split("/")[:-1] if part]
    return of_segments([*folders, "page", str(number)])


def _list(
    frame: Frame, template: str, about: About, posts: Sequence[Post], values: Mapping[str, object]
) -> Iterator[Piece]:
    size = max(frame.page_size, 1)
    count = max(-(-len(posts) // size), 1)
    for number in range(1, count + 1):
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
        )
        shown = posts[(number - 1) * size : number * size]
        yield Piece(
            file=one.address.file,
            make=_list_maker(frame, template, one, shown, values),
            key=digest((frame.key(one.edition), _said(one), _keys(frame, shown), repr(values))),
        )


def _list_maker(
    frame: Frame, template: str, about: About, posts: Sequence[Post], values: Mapping[str, object]
) -> Callable[[], bytes]:
    def make() -> bytes:
        shown = tuple(frame.views.of(post) for post in posts)
        return frame.page(template, about, {**values, "posts": shown})

    return make


def _tag_index(frame: Frame, edition: Edition) -> Piece:
    address = tags_address(edition)
    about = About(
        kind="tags",
        title=frame.views.words.of(edition.lang)["all_tags"],
        lang=edition.lang,
        address=address,
        edition=edition,
    )

    def make() -> bytes:
        return frame.page(
            "tags.html", about, {"tags": plain([_entry(tag) for tag in edition.tags])}
        )

    return Piece(
        file=address.file,
        make=make,
        key=digest((frame.key(edition), [tuple(_entry(tag).values()) for tag in edition.tags])),
    )


def _keys(frame: Frame, posts: Sequence[Post]) -> list[bytes]:
    return [frame.views.key(post) for post in posts]


def _said(about: About) -> tuple[object, ...]:
    return (
        *(about.kind, about.title, about.lang, about.address.file, about.number, about.count),
        *((lang, address.path) for lang, address in about.alternates),
    )


def _entry(tag: Tag) -> dict[str, object]:
    return {"name": tag.name, "path": tag.address.path, "count": len(tag.posts)}
