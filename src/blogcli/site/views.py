"""What templates see: plain values, the same for every theme.

This is the contract with themes, `docs/themes.md` describes it; names are only ever added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from blogcli.blog.dates import direction, in_words, language_name
from blogcli.blog.lines import shown_title, summary_text, title_text, typeset
from blogcli.blog.record import reading_minutes
from blogcli.index.digests import AllDigests
from blogcli.posts.post import Post
from blogcli.site.addresses import Address
from blogcli.site.collection import Edition, fold
from blogcli.site.stamps import SUM, digest
from blogcli.site.templates import frozen
from blogcli.site.words import Words


def day(moment: datetime | None, lang: str) -> Mapping[str, str] | None:
    """Give a moment as a template shows it: `iso` (RFC 3339) and `words`."""
    if moment is None:
        return None
    return {"iso": moment.isoformat(), "words": in_words(moment, lang)}


@dataclass(slots=True)
class PostViews:
    """Makes each post's view once, for its own page and all lists it is in."""

    now: datetime
    words: Words
    main_lang: str
    addresses: Mapping[str, Address]
    editions: Mapping[str, Edition]
    versions: Mapping[str, Mapping[str, Post]]
    digests: AllDigests = field(default_factory=AllDigests)
    plain: Callable[[object], object] = frozen
    """Makes a view ready for the templates (`Theme.plain`)."""
    read: Callable[[str], Post] | None = None
    """Gives a post by its path: one whose view is made need not be read."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Each post's number, by path."""
    summed: bytes = b""
    """What `sum_of` gives of all posts, in the order of their numbers, where that is known."""
    most: int = 20_000
    """Views that are kept, of some 3 kB."""
    _made: dict[str, object] = field(default_factory=dict)
    _shared: dict[tuple[str, str, str], object] = field(default_factory=dict)
    _keys: dict[str, bytes] = field(default_factory=dict)

    def key(self, path: str | None) -> bytes:
        """Sum up all that the view of the post at a path says; empty without one."""
        if path is None:
            return b""
        if self.summed:
            start = self.numbers[path] * SUM
            return self.summed[start : start + SUM]
        key = self._keys.get(path)
        if key is None:
            key = self._keys[path] = self.sum_of(self._post(path))
        return key

    def sum_of(self, post: Post) -> bytes:
        """Sum up all that a post's view says."""
        edition = self.edition(post)
        others = [
            (lang, self.digests[other.path].said, self.addresses[other.path].path)
            for lang, other in self.versions.get(post.path, {}).items()
            if lang != post.lang
        ]
        return digest(
            (
                self.digests[post.path].said,
                self.addresses[post.path].file,
                post.status(self.now),
                sorted(others),
                [edition.path("tag", name) for name in post.tags],
                [edition.path("category", name) for name in post.categories],
                [edition.path("author", name) for name in post.authors],
                edition.path("series", post.series) if post.series else "",
            )
        )

    def at(self, path: str) -> object:
        """Give the view of the post at a path."""
        view = self._made.get(path)
        return self.of(self._post(path)) if view is None else view

    def of(self, post: Post) -> object:
        """Give the view of one post."""
        view = self._made.get(post.path)
        if view is None:
            _make_room(self._made, self.most)
            view = self._made[post.path] = self.plain(self._make(post))
        return view

    def _post(self, path: str) -> Post:
        if self.read is None:
            raise KeyError(path)
        return self.read(path)

    def edition(self, post: Post) -> Edition:
        """Give the edition whose menu and tags a post's page shows.

        Raises:
            KeyError: The blog is not shown as a site.
        """
        return self.editions.get(post.lang) or self.editions[self.main_lang]

    def _make(self, post: Post) -> dict[str, object]:
        lang = self.words.choose(post.lang, self.main_lang)
        words = self.words.of(lang)
        address = self.addresses.get(post.path)
        return {
            "title": shown_title(post),
            "path": address.path if address else "",
            "slug": post.slug,
            "kind": post.kind,
            "lang": post.lang,
            "dir": direction(post.lang),
            "status": post.status(self.now),
            "date": day(post.date, post.lang),
            "updated": day(_shown_update(post), post.lang),
            "summary": _shown_summary(post),
            "authors": post.authors,
            "tags": self._links(post, "tag", post.tags),
            "categories": post.categories,
            "category_links": self._links(post, "category", post.categories),
            "author_links": self._links(post, "author", post.authors),
            "series": post.series,
            "word_count": post.word_count,
            "reading_time": _reading_time(post, words),
            "translations": self._translations(post),
            "extra": post.extra,
        }

    def _links(self, post: Post, kind: str, names: Iterable[str]) -> tuple[object, ...]:
        lang = self.edition(post).lang if self.editions else ""
        named = {fold(name): name.strip() for name in names if name.strip()}
        return tuple([self._link(lang, kind, name) for name in named.values()])

    def _link(self, lang: str, kind: str, name: str) -> object:
        """Give what is the same in the views of all posts of a group."""
        link = self._shared.get((lang, kind, name))
        if link is None:
            path = self.editions[lang].path(kind, name) if lang else ""
            link = self._shared[lang, kind, name] = self.plain({"name": name, "path": path})
        return link

    def _translations(self, post: Post) -> list[dict[str, str]]:
        return [
            {
                "lang": lang,
                "name": language_name(lang),
                "title": shown_title(other),
                "path": self.addresses[other.path].path,
            }
            for lang, other in sorted(self.versions.get(post.path, {}).items())
            if lang != post.lang
        ]


def _make_room(kept: dict[str, Any], most: int) -> None:
    """Let the older half of what is kept go, where it is as much as may be."""
    if len(kept) >= most:
        for name in [*islice(kept, most // 2)]:
            del kept[name]


def _shown_summary(post: Post) -> str:
    """Give the summary, unless it says no more than the title."""
    summary = summary_text(post)
    same = summary.strip().casefold() == title_text(post).strip().casefold()
    return "" if same else typeset(summary, post.lang)


def _shown_update(post: Post) -> datetime | None:
    if post.updated is None or (post.date and post.updated.date() <= post.date.date()):
        return None
    return post.updated


def _reading_time(post: Post, words: Mapping[str, str]) -> str:
    if not post.word_count:
        return ""
    return words["reading_time"].replace("{minutes}", str(reading_minutes(post)))
