"""`duplicate-slug`: two posts of one name in one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import World
from blogcli.posts.post import Post


def _survey(world: World) -> Iterator[Complaint]:
    of_name: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in world.dated:
        of_name[post.slug.casefold(), post.lang].append(post)
    for (_, lang), posts in of_name.items():
        first, *others = sorted(posts, key=_age)
        for post in others:
            message = f"{first.path} has the slug {post.slug}, too, and is in {lang} as well"
            line, column = world.key_place(post, "slug")
            hint = "commands know them apart by their paths only"
            yield Complaint(post.path, message, line, column, hint)


def _age(post: Post) -> tuple[bool, float, str]:
    return (post.date is None, post.date.timestamp() if post.date else 0, post.path)


RULE = Rule(
    "duplicate-slug", "info", "Two posts of one language have the same slug.", survey=_survey
)
