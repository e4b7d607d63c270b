"""`similar-tags`: two spellings of one tag, or its singular and plural."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from blogcli.checks.complaint import Complaint, Fix, Severity
from blogcli.checks.rule import Rule
from blogcli.checks.world import World
from blogcli.errors import PostError
from blogcli.posts.editing import Place
from blogcli.posts.editing.terms import rename_tag
from blogcli.posts.post import Post

_GAPS = re.compile(r"[\s_'’-]+|(?<=[^\W\d_])\.(?=[^\W\d_])")
_LEAST = 5  # letters, of tags that differ in accents or endings
_ENDING = 4  # letters at most in which forms of a word differ

Tagged = Mapping[str, list[Post]]
"""The posts of each tag."""


def _survey(world: World) -> Iterator[Complaint]:
    for kind in ("tags", "categories"):
        by_lang: dict[str, dict[str, list[Post]]] = defaultdict(lambda: defaultdict(list))
        for post in world.posts:
            for tag in getattr(post, kind):
                by_lang[post.lang][tag].append(post)
        for lang, tagged in sorted(by_lang.items()):
            pairs = _spellings(tagged) | _forms(tagged, lang, world.blog.dictionaries)
            for rarer, usual in sorted(pairs.items()):
                yield from _complaints(world, kind, rarer, usual, tagged)


def _complaints(
    world: World, kind: str, rarer: str, usual: str, tagged: Tagged
) -> Iterator[Complaint]:
    noun = "tag" if kind == "tags" else "category"
    number = len(tagged[usual])
    having = "one other post has" if number == 1 else f"{number} posts have"
    spelling = _key(rarer) == _key(usual)
    same = unicodedata.normalize("NFC", rarer).casefold() == usual.casefold()
    for post in tagged[rarer]:
        line, column = world.key_place(post, kind, noun)
        message = f"the {noun} {rarer!r} is much like {usual!r}, which {having}"
        fix = _fix(world, post, rarer, usual) if spelling and kind == "tags" else None
        # Lists make one tag of what differs in case alone.
        severity: Severity | None = "info" if same else None
        yield Complaint(post.path, message, line, column, "", fix, severity)


def _fix(world: World, post: Post, rarer: str, usual: str) -> Fix | None:
    try:
        values = world.opened(post).values
    except PostError:
        return None
    changes = tuple(rename_tag(values, rarer, usual, Place(post.path, world.blog.dialect)))
    return Fix(f"write {usual} for {rarer}", changes) if changes else None


def _spellings(tagged: Tagged) -> dict[str, str]:
    """Map spellings to the usual one of the same letters."""
    groups: dict[str, list[str]] = defaultdict(list)
    for tag in tagged:
        groups[_key(tag)].append(tag)
    return {
        tag: usual
        for key, tags in groups.items()
        if len(tags) > 1 and len(key) > 1
        for usual in [_usual(tags, tagged)]
        for tag in tags
        if tag != usual and (len(key) >= _LEAST or _bare(tag) == _bare(usual))
    }


def _usual(tags: list[str], tagged: Tagged) -> str:
    usual = min(tags, key=lambda tag: (-len(tagged[tag]), tag))
    # Of two ways to code the same letters the composed one is what people type.
    composed = unicodedata.normalize("NFC", usual)
    return composed if composed in tags else usual


def _bare(tag: str) -> str:
    return _GAPS.sub("", unicodedata.normalize("NFC", tag).casefold())


def _key(tag: str) -> str:
    apart = unicodedata.normalize("NFKD", _bare(tag))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)) or tag


def _forms(tagged: Tagged, lang: str, dictionaries: Path) -> dict[str, str]:
    """Map forms of a word to the usual one; what one post has both of are two things."""
    found: dict[str, str] = {}
    names = sorted(tagged, key=_bare)
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            if _bare(other)[:3] != _bare(one)[:3]:
                break
            if not _may_be_forms(one, other) or not _are_forms(one, other, lang, dictionaries):
                continue
            paths = {post.path for post in tagged[one]}
            if paths.isdisjoint(post.path for post in tagged[other]):
                usual = _usual([one, other], tagged)
                found[other if usual == one else one] = usual
    return found


def _may_be_forms(one: str, other: str) -> bool:
    first, second = _bare(one), _bare(other)
    if first == second or min(len(first), len(second)) < _LEAST - 1:
        return False
    if not (one.split()[:-1] == other.split()[:-1] and first.isalpha() and second.isalpha()):
        return False
    same = next(
        (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    longest = max(len(first), len(second))
    return longest - same <= _ENDING and same * 2 >= longest


def _are_forms(one: str, other: str, lang: str, dictionaries: Path) -> bool:
    from blogcli.index.analysis.morphology import analyser

    first, second = (tag.split()[-1].lower() for tag in (one, other))
    if lang.partition("-")[0] == "en":
        # Its dictionary makes *testing* a form of *test*: only numbers are forms here.
        short, long = sorted((first, second), key=len)
        if long not in (f"{short}s", f"{short}es", f"{short[:-1]}ies"):
            return False
    known = analyser(lang, dictionaries)
    # What shares a third word's dictionary form may be derived from it: *kielinen* from *kieli*.
    return any(
        one in known.lemmas(other, guess=False) for one, other in ((first, second), (second, first))
    )


RULE = Rule(
    "similar-tags",
    "warning",
    "Two tags of one language differ in case, accents, hyphens or number only.",
    survey=_survey,
)
