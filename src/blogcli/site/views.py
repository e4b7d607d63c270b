"""What templates see: plain values, the same for every theme.

This is the contract with themes, `docs/themes.md` describes it; names are only ever added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from blogcli.blog.dates import direction, in_words, language_name
from blogcli.blog.lines import shown_title, summary_text, title_text, typeset
from blogcli.blog.record import reading_minutes
from blogcli.index.digests import Digests
from blogcli.posts.post import Post
from blogcli.site.addresses import Address
from blogcli.site.collection import Edition, fold
from blogcli.site.stamps import digest
from blogcli.site.templates import frozen
from blogcli.site.words import Words

_MOST = 20_000
"""Views that are kept, of some 4 kB; a process that made more begins to keep anew."""


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
    digests: Mapping[str, Digests] = field(default_factory=dict)
    plain: Callable[[object], object] = frozen
    """Makes a view ready for the templates (`Theme.plain`)."""
    _made: dict[str, object] = field(default_factory=dict)
    _keys: dict[str, bytes] = field(default_factory=dict)

    def key(self, post: Post | None) -> bytes:
        """Sum up all that a post's view says."""
        if post is None:
            return b""
        key = self._keys.get(post.path)
        if key is None:
            key = self._keys[post.path] = self._sum(post)
        return key

    def _sum(self, post: Post) -> bytes:
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

    def of(self, post: Post) -> object:
        """Give the view of one post."""
        view = self._made.get(post.path)
        if view is None:
            if len(self._made) >= _MOST:
                self._made.clear()
            view = self._made[post.path] = self.plain(self._make(post))
        return view

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

    def _links(self, post: Post, kind: str, names: Iterable[str]) -> list[dict[str, str]]:
        edition = self.edition(post) if self.editions else None
        named = {fold(name): name.strip() for name in names if name.strip()}
        return [
            {"name": name, "path": edition.path(kind, name) if edition else ""}
            for name in named.values()
        ]

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
