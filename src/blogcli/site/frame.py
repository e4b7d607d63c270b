"""What all pages of a site share, and what each says about itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from blogcli.blog.dates import direction, language_name
from blogcli.posts.post import Post
from blogcli.site.addresses import Address
from blogcli.site.collection import Edition
from blogcli.site.feeds import FEEDS, TYPES
from blogcli.site.stamps import digest
from blogcli.site.templates import Theme
from blogcli.site.views import PostViews


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
            "image": about.image,
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
    image: str = ""
    """The URL of a picture that it is shared with."""
    ld: object = ""
    """JSON-LD for search engines, ready to be written."""
    published: str = ""
    updated: str = ""
