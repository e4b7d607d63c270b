"""How a person names a post: by path, slug, title, the beginning of a slug, with a language."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from blogcli.errors import AmbiguousPost, PostError, PostNotFound
from blogcli.index import catalog
from blogcli.index.database import Database
from blogcli.posts.language import normalise
from blogcli.posts.naming import look
from blogcli.posts.post import Post

_MOST = 3  # suggestions


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one blog's posts."""

    database: Database
    languages: Sequence[str]
    """Which language wins among translations, the main one first."""
    relative: Callable[[Path | str], str | None]
    """Gives a path as seen from the blog, None outside."""
    root: Path

    def find(self, name: str, *, exact: bool) -> Post:
        """Find the post of a name; `exact` leaves beginnings of slugs out.

        Accents and case do not matter where nothing goes by the name as it is written.

        Raises:
            PostNotFound: None goes by that name.
            AmbiguousPost: Several do.
        """
        if name == "@last":
            return self._last()
        if not _is_unicode(name):
            raise PostNotFound(name)
        plain, lang = _split(name)
        finders = [self._by_path, self._by_slug, self._by_title, self._by_plain_slug]
        if not exact:
            finders += [self._by_beginning, self._by_plain_beginning]
        others: set[str] = set()
        for finder in finders:
            posts = finder(plain)
            found = [post for post in posts if not lang or post.lang == lang]
            if found:
                return self._one_of(name, found)
            others = others or {post.lang for post in posts}
        raise self._nothing(name, plain, others)

    def _nothing(self, name: str, plain: str, others: Collection[str]) -> PostNotFound:
        """Say that nothing goes by a name, with what may be the reason."""
        if others:
            return PostNotFound(name, hint=f"{plain} is in {', '.join(sorted(others))}")
        if plain.startswith("@") and normalise(plain[1:]):
            return PostNotFound(name, hint=f"a language stands behind a name: NAME{plain}")
        if path := self._unlisted(plain):
            return PostNotFound(name, hint=f"{path} is in no list: blog why {path} says why")
        return PostNotFound(name, suggestions=self._similar(plain))

    def _last(self) -> Post:
        post = catalog.last_changed(self.database)
        if post is None:
            name = "@last"
            raise PostNotFound(name, hint="the blog has no posts yet")
        return post

    def _by_path(self, name: str) -> list[Post]:
        """Find a file, or the bundle in a folder in all its languages."""
        for path in (self.relative(name), self.relative(self.root / name)):
            if path is None:
                continue
            bundle = [f"{path}/index.md", *(f"{path}/index.{lang}.md" for lang in self.languages)]
            found = [catalog.by_path(self.database, file) for file in (path, *bundle)]
            posts = [post for post in found if post is not None]
            if posts:
                return list({post.path: post for post in posts}.values())
        return []

    def _by_slug(self, name: str) -> list[Post]:
        return catalog.by_slug(self.database, name)

    def _by_title(self, name: str) -> list[Post]:
        return catalog.by_title(self.database, name)

    def _by_plain_slug(self, name: str) -> list[Post]:
        """Find slugs that are the same without accents: `kävely` for `kavely`, or the reverse."""
        return self._with_plain_slug(name, lambda slug, wanted: slug in wanted)

    def _by_plain_beginning(self, name: str) -> list[Post]:
        return self._with_plain_slug(name, lambda slug, wanted: slug.startswith(tuple(wanted)))

    def _with_plain_slug(self, name: str, fits: Callable[[str, set[str]], bool]) -> list[Post]:
        wanted = self._plain(name)
        slugs = [slug for slug in catalog.slugs(self.database) if wanted]
        found = [slug for slug in slugs if any(fits(plain, wanted) for plain in self._plain(slug))]
        return [post for slug in found for post in catalog.by_slug(self.database, slug)]

    def _plain(self, text: str) -> set[str]:
        """Give a name as the blog's languages write it without accents, in lower case."""
        if text.isascii():
            return {text.lower()} - {""}
        from blogcli.posts.slug import slugify

        return {slugify(text, lang, fallback="") for lang in self.languages} - {""}

    def _by_beginning(self, name: str) -> list[Post]:
        return catalog.by_slug_beginning(self.database, name) if name else []

    def _one_of(self, name: str, found: list[Post]) -> Post:
        """Choose among translations of one post; others must be told apart by the person."""
        if len({post.translation_key or post.slug for post in found}) == 1:
            for lang in self.languages:
                in_lang = [post for post in found if post.lang == lang]
                if in_lang:
                    found = in_lang
                    break
        if len(found) > 1:
            raise AmbiguousPost(name, tuple(post.path for post in found))
        return found[0]

    def _unlisted(self, name: str) -> str:
        """Find a file of that path or name that is no post, or keeps itself out of all lists."""
        places = (self.relative(name), self.relative(self.root / name))
        for path in catalog.unlisted(self.database):
            if path in places or Path(path).stem == name:
                return path
        return ""

    def _similar(self, name: str) -> tuple[str, ...]:
        wanted = name.casefold().removesuffix(".md").rpartition("/")[2]
        if not wanted:
            return ()
        slugs = catalog.slugs(self.database)
        begun = [slug for slug in slugs if slug.casefold().startswith(wanted)]
        close = difflib.get_close_matches(wanted, slugs, n=_MOST)
        word = wanted.replace(" ", "-")
        within = [slug for slug in slugs if f"-{word}-" in f"-{slug.casefold()}-"]
        return tuple(dict.fromkeys([*begun[:_MOST], *close, *within]))[:_MOST]


def _is_unicode(name: str) -> bool:
    """Say whether a name can be looked up: bytes that are not UTF-8 come as lone surrogates."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def _split(name: str) -> tuple[str, str]:
    plain, at, tag = name.rpartition("@")
    lang = normalise(tag) if at and plain else None
    return (plain, lang) if lang else (name, "")


def unreadable(
    failures: Iterable[PostError],
    names: Collection[str | None],
    root: Path,
    languages: tuple[str, ...],
) -> PostError | None:
    """Give what is wrong with the file of one of these paths or names, if anything is."""
    for error in failures:
        place = look(root, error.path, languages, UTC)
        own = {error.path, place.slug, f"{place.slug}@{place.lang}", Path(error.path).stem}
        if not own.isdisjoint(names):
            return error
    return None
