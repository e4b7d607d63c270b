"""`missing-translation`: a post that lacks a language which most of its like have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import World
from blogcli.posts.post import Post

_USUAL = 0.8


def _survey(world: World) -> Iterator[Complaint]:
    languages = world.blog.languages
    groups: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in world.posts:
        if post.status(world.now) == "published":
            groups[post.kind, post.translation_key or post.slug].append(post)
    having: dict[str, Counter[str]] = defaultdict(Counter)
    for (kind, _), posts in groups.items():
        having[kind].update({post.lang for post in posts})
        having[kind]["all"] += 1
    for (kind, _), posts in groups.items():
        count = having[kind]
        # A language that many posts lack is one that is chosen post by post.
        usual = [lang for lang in languages if count[lang] >= _USUAL * count["all"]]
        missing = [lang for lang in usual if all(post.lang != lang for post in posts)]
        if missing:
            yield Complaint(posts[0].path, f"there is no version in {' and '.join(missing)}")


RULE = Rule(
    "missing-translation",
    "info",
    "A post lacks a language of the blog that most others are in.",
    survey=_survey,
)
