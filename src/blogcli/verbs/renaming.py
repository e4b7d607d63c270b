"""A post given another slug: its file or bundle, its translations, links to it, its old address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from blogcli.blog import Blog
from blogcli.changes.steps import edit, move
from blogcli.errors import PostError, PostExists, UsageError
from blogcli.posts import naming
from blogcli.posts.dialects import Name
from blogcli.posts.editing import AddItem, Change, Place, RemoveItem, Set
from blogcli.posts.fields import ALIAS_KEYS, plain
from blogcli.posts.language import is_code
from blogcli.posts.post import STATUSES, Post
from blogcli.posts.slug import slugify
from blogcli.posts.style import Style
from blogcli.posts.values import FrontMatter
from blogcli.site.sources import Sources, gather
from blogcli.verbs.links import Move, Rewriter
from blogcli.verbs.plan import Plan, change_header, style_of

_ALIAS_KEYS: dict[Name, str] = {"jekyll": "redirect_from", "hexo": "alias"}
_ADDRESS_KEYS = ("url", "permalink", "path")


class _Target(NamedTuple):
    post: Post
    path: str
    move: Move


def rename(blog: Blog, post: Post, slug: str, now: datetime) -> Plan:
    """Plan to give a post another slug, which moves its file or bundle with all translations.

    Links to it in other posts follow. Where it was to be read, its old address becomes an alias.

    Raises:
        UsageError: That can't be a slug.
        PostExists: Another post or file has that name.
    """
    _check_slug(blog, post, slug)
    made = Plan()
    moves, targets = _targets(blog, post, slug, now)
    taken = [to for source, to in moves if source != to and (blog.root / to).exists()]
    taken += [
        other.path
        for other in blog.with_slug(slug, now=now)
        if other.path not in targets and other.lang in {one.post.lang for one in targets.values()}
    ]
    if taken:
        raise PostExists(taken[0], hint="choose another slug")
    made.steps += [move(source, to) for source, to in moves if source != to]
    sources = gather(blog, now, frozenset(STATUSES))
    _change(made, blog, sources, targets, now)
    return made


def _check_slug(blog: Blog, post: Post, slug: str) -> None:
    fit = slugify(slug, post.lang, blog.config.posts.slug, fallback="")
    if not slug or fit != slug:
        reason = f"{slug!r} can't be a slug"
        hint = f"{fit} can" if fit else "slugs are of small letters, digits and -"
        raise UsageError(reason, hint=hint)


def _targets(
    blog: Blog, post: Post, slug: str, now: datetime
) -> tuple[list[tuple[str, str]], dict[str, _Target]]:
    """Say what moves where, and which posts these are: translations of the same name too.

    Raises:
        PostError: The file is called after its folder, or after nothing.
    """
    moves: dict[str, str] = {}
    targets: dict[str, _Target] = {}
    known = {one.path: one for one in blog.posts(now=now, kind=None)}
    own = naming.look(blog.root, post.path, blog.languages, UTC)
    for one in (post, *blog.translations(post).values()):
        place = naming.look(blog.root, one.path, blog.languages, UTC)
        if one.path in targets or (place.slug, place.bundle) != (own.slug, own.bundle):
            continue
        pairs, change = _moved(blog.root, one.path, place, slug)
        moves.update(pairs)
        for path, other in known.items():
            if (to := _moved_to(path, pairs)) is not None:
                place = naming.look(Path(), f"{change.new}.md", (), UTC)
                targets[path] = _Target(
                    other,
                    to,
                    change._replace(
                        slug=other.slug, new_slug=place.slug, fixed=other.url is not None
                    ),
                )
    return list(moves.items()), targets


def _moved(
    root: Path, path: str, place: naming.Place, slug: str
) -> tuple[list[tuple[str, str]], Move]:
    """Say where the file or bundle of one post goes, with what belongs to it."""
    folder, _, file = path.rpartition("/")
    if place.section:
        reason = "this file is called after its folder"
        raise PostError(path, reason)
    if place.bundle:
        above, _, name = folder.rpartition("/")
        new = _with_slug(name, place.slug, slug)
        return [(folder, f"{above}/{new}" if above else new)], Move(name, new)
    base = _base(file, place.lang)
    new = _with_slug(base, place.slug, slug)
    above = f"{folder}/" if folder else ""
    pairs = [
        (above + name, above + new + name[len(base) :]) for name in _family(root / folder, base)
    ]
    return pairs, Move(base, new)


def _moved_to(path: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    for source, to in pairs:
        if path == source or path.startswith(f"{source}/"):
            return to + path[len(source) :]
    return None


def _with_slug(name: str, old: str, new: str) -> str:
    """Change the slug in a name, what stands before it kept: `2026-11-24-`."""
    return name[: -len(old)] + new if name.endswith(old) else new


def _base(file: str, lang: str | None) -> str:
    """Give the name that the files of all languages share."""
    stem = file.rpartition(".")[0]
    name, _, code = stem.rpartition(".")
    return name if lang is not None and name and is_code(code) else stem


def _family(folder: Path, base: str) -> list[str]:
    """List the files of a post: its languages, and Eleventy's and Nikola's data beside it."""
    found = []
    for path in sorted(folder.iterdir()):
        rest = path.name.removeprefix(base)
        if rest == path.name or not path.is_file():
            continue
        _, *middle, suffix = rest.split(".")
        text = suffix.lower() in naming.SUFFIXES and all(map(is_code, middle))
        data = rest in (".json", ".meta") or rest.startswith(".11tydata.")
        if rest.startswith(".") and len(middle) <= 1 and (text or data):
            found.append(path.name)
    return found


def _change(
    made: Plan, blog: Blog, sources: Sources, targets: dict[str, _Target], now: datetime
) -> None:
    """Plan the changes of headers and links; files that move are changed where they will be."""
    style = style_of(blog)
    posts = sorted(blog.posts(now=now, kind=None), key=lambda post: post.path not in targets)
    moves = {path: one.move for path, one in targets.items()}
    rewriter = Rewriter(blog, sources, moves, [post.path for post in posts])
    for post in posts:
        target = targets.get(post.path)
        try:
            data = blog.source(post)
            new = _header(blog, target, sources, style, now) if target else data
            new, left = rewriter.rewrite(post, new)
        except PostError as error:
            if target:
                raise
            made.problems.append(error)
            continue
        made.problems += left
        path = target.path if target else post.path
        if new != data:
            made.steps.append(edit(path, data, new))
        if target or new != data:
            made.posts.append(path)


def _header(blog: Blog, target: _Target, sources: Sources, style: Style, now: datetime) -> bytes:
    post = target.post
    address = sources.addresses.get(post.path)
    old = f"/{address.path}" if address else ""

    def changes(post: Post, values: FrontMatter, place: Place) -> Iterator[Change]:
        slugs = [key for key in values if plain(key) == "slug"]
        slug = target.move.new_slug
        if slugs:
            yield Set((slugs[0],), slug)
        before, found, after = old.rpartition(post.slug)
        public = post.status(now) in ("published", "expired")
        if post.url is None and found and public and slug != post.slug:
            yield from _aliases(post, values, place, (old, before + slug + after))

    return change_header(blog, post, changes, style)[1]


def _aliases(
    post: Post, values: FrontMatter, place: Place, addresses: Sequence[str]
) -> Iterator[Change]:
    """Let the old address lead to the new one, which is then no alias any more."""
    old, new = addresses
    name = place.dialect.name
    mark = "," if name in ("pelican", "nikola") else None
    known = next((key for one in ALIAS_KEYS for key in values if plain(key) == one), None)
    if known is not None:
        yield from (RemoveItem((known,), one, mark) for one in post.aliases if one == new)
    if old not in post.aliases:
        yield AddItem((known or _ALIAS_KEYS.get(name, "aliases"),), old, mark)
