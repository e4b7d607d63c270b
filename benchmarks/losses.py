"""Says where others are better, from the figures themselves."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.jobs import BLOG, PYTHON
from benchmarks.results import Figure, Part, Results

_COMPARED = ("start", "list", "search", "show", "site", "print")
_NOTABLE = 1.05
"""Less of a difference is chance."""


def losses(results: Results) -> str:
    """Give the paragraph: who is faster or smaller."""
    sentences = [sentence for group in _COMPARED for sentence in _of_group(results, group)]
    if not sentences:
        sentences = ["No other program that was measured was faster at the same work, or smaller."]
    return " ".join(sentences)


def _of_group(results: Results, group: str) -> Iterator[str]:
    """Compare in the largest blog that both were measured on."""
    parts = sorted(results.of(group), key=lambda part: -part.posts)
    pairs: dict[tuple[str, str], tuple[Part, Figure, Figure]] = {}
    for part in parts:
        for theirs in part.figures:
            ours = part.figure(theirs.work, BLOG)
            if ours and theirs.walls and theirs.tool not in {BLOG, PYTHON}:
                pairs.setdefault((theirs.work, theirs.tool), (part, ours, theirs))
    for part, ours, theirs in pairs.values():
        faster, smaller = ours.wall / theirs.wall, ours.peak / max(theirs.peak, 1)
        among = f" ({part.posts:,} posts)"
        found = "" if theirs.found == ours.found else f", and finds {theirs.found} of {ours.found}"
        if faster > _NOTABLE:
            yield (
                f"{theirs.work}{among}: {theirs.tool} takes {seconds(theirs.wall)}{found}, "
                f"we {seconds(ours.wall)}, {faster:.1f} × as long."
            )
        elif smaller > _NOTABLE:
            yield (
                f"{theirs.work}{among}: {theirs.tool} is slower, but needs "
                f"{theirs.megabytes:,.0f} MB, we {ours.megabytes:,.0f} MB."
            )


def seconds(value: float) -> str:
    """Write a time with three digits that count."""
    if value < 1:
        return f"{value * 1000:,.0f} ms"
    return f"{value:,.2f} s" if value < 10 else f"{value:,.1f} s"
