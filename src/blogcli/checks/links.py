"""What several rules share: links and pictures that something is wrong with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from blogcli.checks.complaint import Complaint, Fix, Replacement
from blogcli.checks.generated import is_generated
from blogcli.checks.world import Opened
from blogcli.markdown.links import Reference

_MISSING = {"https:// is missing": "https://", "mailto: is missing": "mailto:"}


def complaining(rule: str) -> Callable[[Opened], Iterator[Complaint]]:
    """Give what finds the links and pictures that the site's own checker names this rule for."""

    def look(opened: Opened) -> Iterator[Complaint]:
        asked = (
            (reference, target, complaint)
            for reference, target, complaints in opened.references
            for complaint in complaints
            if complaint.rule == rule
        )
        for reference, target, complaint in asked:
            if complaint.habitual or _is_generators(opened, reference):
                continue
            place = (reference.line, reference.column)
            scheme = next((one for one in _MISSING if complaint.message.endswith(one)), "")
            fix = _with_scheme(opened, reference, _MISSING[scheme]) if scheme else None
            found = opened.in_body(place, complaint.message, hint=complaint.hint, fix=fix)
            # The file is there, and the blog's own generator may well publish it.
            there = target.where == "nowhere" and target.source is not None
            yield found._replace(severity="info") if there or complaint.slight else found

    return look


def _is_generators(opened: Opened, reference: Reference) -> bool:
    """Say whether the blog's generator computes an address, or makes the page that is there."""
    if "{{" in reference.target or "{%" in reference.target:
        return True
    return reference.kind == "link" and is_generated(opened.world, reference.target)


def _with_scheme(opened: Opened, reference: Reference, scheme: str) -> Fix:
    line = opened.source.body_line + reference.line - 1
    target = reference.target
    replacement = Replacement(line, reference.column, target, f"{scheme}{target}")
    return Fix(f"write {scheme}{target}", replacement=replacement)
