"""`duplicate-url`: two posts that ask for one address, or an alias where something else is."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint, Severity
from blogcli.checks.rule import Rule
from blogcli.checks.world import World


def _survey(world: World) -> Iterator[Complaint]:
    from blogcli.posts.fields import ALIAS_KEYS
    from blogcli.site.pointing import ADDRESS_KEYS

    for finding in world.sources.findings:
        post = world.by_path.get(finding.path)
        if post is None or finding.rule not in {"address", "alias"}:
            continue
        chosen = post.url is not None or (post.kind == "post" and _has_pattern(world))
        if finding.rule == "address" and not chosen:
            continue  # the address is of our own making, and made another
        keys = ALIAS_KEYS if finding.rule == "alias" else ADDRESS_KEYS
        line, column = world.key_place(post, *keys)
        # A page such as 404.md is where the site has one of its own: the two may well agree.
        ours = finding.message.partition(": ")[0].endswith(" is taken")
        severity: Severity | None = "info" if ours else None
        yield Complaint(post.path, finding.message, line, column, finding.hint, severity=severity)


def _has_pattern(world: World) -> bool:
    return bool(world.blog.config.site.permalink or world.blog.settings.permalink)


RULE = Rule(
    "duplicate-url",
    "error",
    "A post or an alias has the address of something else on the site, or none that can be.",
    survey=_survey,
)
