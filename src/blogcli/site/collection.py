"""What a site shows: the posts that are due, by language and tag, and which belong together."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from math import inf

from blogcli.posts.post import Post, Status
from blogcli.site.addresses import Address, Register, Rules, of_segments

GROUPS = {
    "tag": "tags",
    "category": "categories",
    "author": "authors",
    "series": "series",
    "year": "archive",
}
"""What posts may have in common, and the folder of the site that shows it."""

_TEMPLATES = {
    "tags": "tag", "tag": "tag", "categories": "category", "category": "category",
    "archives": "year", "archive": "year", "authors": "author", "series": "series",
}  # fmt: skip
"""Layouts and types with which themes of Hexo, Hugo and Jekyll make such a page, and its kind."""


@dataclass(frozen=True, slots=True)
class Group:
    """Posts of one edition that have something in common, the newest first."""

    name: str
    address: Address
    posts: Sequence[Post]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The site in one language; the main one has an empty prefix, and all that has no other."""

    lang: str
    prefix: str
    posts: Sequence[Post]
    pages: Sequence[Post]
    groups: Mapping[str, Mapping[str, Group]] = field(default_factory=dict)
    """By kind (`GROUPS`), and by folded name."""
    indexes: Mapping[str, Address] = field(default_factory=dict)
    """The page of all groups of a kind, where there is one."""

    @property
    def tags(self) -> Mapping[str, Group]:
        """The tags, by folded name."""
        return self.groups.get("tag", {})

    def path(self, kind: str, name: str) -> str:
        """Give the path of a group's page; empty where it has none."""
        group = self.groups.get(kind, {}).get(fold(name))
        return group.address.path if group else ""

    @property
    def home(self) -> Address:
        """The edition's front page."""
        return of_segments([part for part in self.prefix.split("/") if part])


def visible(posts: Iterable[Post], now: datetime, also: frozenset[Status]) -> list[Post]:
    """Keep what is published at `now`, or of a status in `also`; newest first, undated last."""
    allowed = also | {"published"}
    return sorted((post for post in posts if post.status(now) in allowed), key=_newest_first)


def next_due(posts: Iterable[Post], now: datetime) -> datetime | None:
    """Say when the next post appears or disappears by its dates alone."""
    moments = [
        moment
        for post in posts
        if not post.draft
        for moment in (post.date, post.expires)
        if moment is not None and moment > now
    ]
    return min(moments, default=None)


def unchanging(posts: Iterable[Post], now: datetime) -> tuple[datetime | None, datetime | None]:
    """Say from when and until when every post has the status that it has at `now`."""
    moments = [
        moment for post in posts for moment in (post.date, post.expires) if moment is not None
    ]
    since = max((moment for moment in moments if moment <= now), default=None)
    return since, min((moment for moment in moments if moment > now), default=None)


def translations(posts: Iterable[Post]) -> dict[str, dict[str, Post]]:
    """Map paths of posts that are there in several languages to their versions, by language.

    A post is among its own; of two others in one language the first counts.
    """
    first: dict[tuple[str, str], Post] = {}
    members: dict[tuple[str, str], list[Post]] = {}
    for post in posts:
        key = (post.kind, post.translation_key or post.slug)
        one = first.setdefault(key, post)
        if one is not post:
            members.setdefault(key, [one]).append(post)
    found: dict[str, dict[str, Post]] = {}
    for several in members.values():
        versions = {post.lang: post for post in reversed(several)}
        if len(versions) > 1:
            found |= {post.path: {**versions, post.lang: post} for post in several}
    return found


def main_language(languages: Sequence[str], posts: Sequence[Post]) -> str:
    """Give the site's main language: the first configured, else the one most posts are in."""
    if languages:
        return languages[0]
    counted = Counter(post.lang for post in posts)
    return max(sorted(counted), key=lambda lang: counted[lang], default="en")


def editions(
    shown: Sequence[Post], pages: Sequence[Post], languages: Sequence[str], rules: Rules
) -> tuple[Edition, ...]:
    """Divide posts and pages among languages, the main one first.

    The main edition also holds posts in languages that are no edition of their own, unless they
    have a version in its language; so every post is in some list.
    """
    main = rules.main_lang
    others = [
        lang for lang in languages if lang != main and any(post.lang == lang for post in shown)
    ]
    versions = translations([*shown, *pages])
    found = []
    for lang in (main, *others):
        belongs = _Belongs(lang, lang == main, frozenset((main, *others)), versions)
        found.append(
            Edition(
                lang=lang,
                prefix=rules.prefix(lang),
                posts=tuple(post for post in shown if belongs(post)),
                pages=tuple(page for page in pages if belongs(page)),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Belongs:
    lang: str
    main: bool
    editions: frozenset[str]
    versions: Mapping[str, Mapping[str, Post]]

    def __call__(self, post: Post) -> bool:
        if post.lang == self.lang:
            return True
        if not self.main:
            return False
        versions = self.versions.get(post.path, {post.lang: post}).keys()
        if not self.editions.isdisjoint(versions):
            return False
        return min(versions) == post.lang


def with_groups(edition: Edition, rules: Rules, register: Register) -> Edition:
    """Find what posts of an edition have in common, and give each such group its page."""
    groups: dict[str, dict[str, Group]] = {}
    indexes: dict[str, Address] = {}
    for kind in GROUPS:
        found = _groups(edition, kind, rules, register)
        if found:
            groups[kind] = found
            index = index_address(edition, kind)
            # A page of the blog's own may be there already, and wins; tags have theirs reserved.
            if kind == "tag" or register.take(index.file):
                indexes[kind] = index
    return replace(edition, groups=groups, indexes=indexes)


def index_address(edition: Edition, kind: str) -> Address:
    """Give the page of all groups of a kind."""
    return of_segments([*edition.prefix.split("/")[:-1], GROUPS[kind]])


def template_kind(page: Post) -> str:
    """Say which list a generator's template would make of a page without words; empty if none."""
    named = (page.extra.get(key) for key in ("type", "layout"))
    kinds = (_TEMPLATES.get(name.lower(), "") for name in named if isinstance(name, str))
    return "" if page.word_count else next((kind for kind in kinds if kind), "")


@lru_cache(maxsize=20_000)
def fold(tag: str) -> str:
    """Make spellings of one tag equal: case and the encoding of accents don't count."""
    return unicodedata.normalize("NFC", tag.strip()).casefold()


def _groups(edition: Edition, kind: str, rules: Rules, register: Register) -> dict[str, Group]:
    posts: dict[str, list[Post]] = defaultdict(list)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for post in edition.posts:
        for key, name in {fold(name): name for name in _NAMES[kind](post) if name.strip()}.items():
            posts[key].append(post)
            spellings[key][name.strip()] += 1
    base = index_address(edition, kind).file.removesuffix("/index.html").split("/")
    found = {}
    # The oldest choose first, so none moves when another tag comes.
    for key in sorted(posts, key=lambda key: (_beginning(posts[key]), key)):
        name = max(sorted(spellings[key]), key=lambda text: spellings[key][text])
        wished = (of_segments([*base, term]) for term in rules.terms(name, edition.lang))
        several = posts[key]
        if kind == "series":  # read from its end: parts of one moment go by their paths there
            several = several[::-1]
            several.sort(key=lambda post: _newest_first(post)[:-1])
        found[key] = Group(name, register.first_free(wished)[0], tuple(several))
    return {key: found[key] for key in sorted(found, reverse=kind == "year")}


def _beginning(posts: Sequence[Post]) -> float:
    """Give when the first of posts is from, the newest of which comes first."""
    dated = (post.date.timestamp() for post in reversed(posts) if post.date)
    return next(dated, inf)


_NAMES: dict[str, Callable[[Post], Sequence[str]]] = {
    "tag": lambda post: post.tags,
    "category": lambda post: post.categories,
    "author": lambda post: post.authors,
    "series": lambda post: (post.series,) if post.series else (),
    "year": lambda post: (f"{post.date:%Y}",) if post.date else (),
}


def _newest_first(post: Post) -> tuple[bool, float, str]:
    moment = post.date.timestamp() if post.date else 0.0
    return (post.date is None, -moment, post.path)
