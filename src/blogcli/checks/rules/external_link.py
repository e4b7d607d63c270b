"""`external-link`: an address on the web that does not answer; looked for with `--external`."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks import external
from blogcli.checks.complaint import Complaint, Severity
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened, World


def _look(opened: Opened) -> Iterator[Complaint]:
    """Note what is to be asked for, once all posts are looked at."""
    for reference, target, _ in opened.references:
        if target.where != "elsewhere":
            continue
        for url in external.addresses((reference.target,)):
            place = (reference.line, reference.column)
            complaint = opened.in_body(place, f"{url} ")
            opened.world.outgoing.setdefault(url, []).append(complaint)
    yield from ()


def _survey(world: World) -> Iterator[Complaint]:
    path = world.blog.database.path
    cache = path.parent if path is not None else None
    answers = external.ask(world.outgoing, cache, world.now, progress=world.progress)
    for url, verdict in answers.items():
        if verdict.problem:
            for one in world.outgoing[url]:
                # What answers badly today may be there tomorrow.
                severity: Severity | None = None if verdict.gone else "warning"
                yield one._replace(message=one.message + verdict.problem, severity=severity)


RULE = Rule(
    "external-link",
    "off",
    "An address on the web does not answer, or answers that there is nothing (--external).",
    _look,
    _survey,
)
