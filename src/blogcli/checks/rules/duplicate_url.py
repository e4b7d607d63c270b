"""`duplicate-url`: two posts that ask for one address, or an alias where something else is."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import World

_KEYS = ("permalink", "url", "path", "slug")


def _survey(world: World) -> Iterator[Complaint]:
    from blogcli.posts.meaning import ALIAS_KEYS

    for finding in world.sources.findings:
        post = world.by_path.get(finding.path)
        if post is None or finding.rule not in {"address", "alias"}:
            continue
        if finding.rule == "address" and post.url is None and not _has_pattern(world):
            continue  # the address is of our own making, and made another
        keys = ALIAS_KEYS if finding.rule == "alias" else _KEYS
        line, column = world.key_place(post, *keys)
        yield Complaint(post.path, finding.message, line, column, finding.hint)


def _has_pattern(world: World) -> bool:
    return bool(world.blog.config.site.permalink or world.blog.settings.permalink)


RULE = Rule(
    "duplicate-url",
    "error",
    "A post or an alias has the address of something else on the site, or none that can be.",
    survey=_survey,
)
