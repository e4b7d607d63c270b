"""Writes the results down for people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.budgets import Verdict, judge
from benchmarks.jobs import BLOG, PYTHON
from benchmarks.losses import losses, seconds
from benchmarks.plot import Line, draw
from benchmarks.reasons import reasons
from benchmarks.results import Figure, Part, Results
from benchmarks.rivals.made import MADE
from benchmarks.sites import EDITED, FRESH, UNCHANGED

SOAK = "SOAK.md"
TITLES = {
    "start": "Start-up",
    "list": "Lists",
    "index": "First index and check",
    "sync": "Index after changes",
    "search": "Search",
    "show": "Reading",
    "site": "Site",
    "print": "PDF and EPUB",
    "rename": "Tag rename",
}
LANGUAGES = {"fi": "Finnish", "en": "English"}
_SITES = (FRESH, EDITED, UNCHANGED)
_DAILY = (
    ("list", "list --json, 20"), ("list", "list all"), ("index", "first index"),
    ("sync", "sync, one edit"), ("search", "search, rare word"), ("search", "search, common word"),
    ("show", "show"), ("index", "check"), ("rename", "tag rename"), ("start", "python -c pass"),
)  # fmt: skip


def write(results: Results, page: Path) -> None:
    """Write the page and the pictures beside it, with what `make soak` wrote at its end."""
    soak = page.with_name(SOAK)
    kept = f"\n#{soak.read_text('utf-8')}" if soak.exists() else ""
    pictures = dict(_pictures(results))
    for name, text in pictures.items():
        (page.parent / name).write_text(text, "utf-8")
    page.write_text(render(results, list(pictures)) + kept, "utf-8")


def render(results: Results, pictures: list[str]) -> str:
    """Give the page."""
    verdicts = judge(results)
    shown = "\n\n".join(f"![{_alt(name)}]({name})" for name in pictures)
    parts = [
        "# Measured\n",
        _HOW,
        f"## Budgets\n\n{budget_table(verdicts)}",
        f"## Where we lose\n\n{losses(results)}\n",
        f"## Broken budgets\n\n{broken}\n" if (broken := reasons(verdicts)) else "",
        f"## Cost against size\n\n{shown}\n" if shown else "",
        *(_group(results, group) for group in TITLES),
        f"## What each program was made to produce\n\n{_produced(results)}",
        _missing(results),
        f"## When and where\n\n{_measured(results)}",
    ]
    return "\n".join(part for part in parts if part)


_HOW = (
    "Made by `make bench` from `results.json`. Each part was measured by itself: its commands "
    "took turns, after one turn to warm up in which memory was watched. Times are medians of "
    "whole processes by the clock; *processors* is what all their processes spent; *peak* is the "
    "memory of a process and its children together. Ratios are within one part. Blogs are made by "
    "`benchmarks/generate.py`: posts of 600 words, tags by Zipf's law, code, tables, images; "
    "in Finnish where nothing else is said.\n"
)


def budget_table(verdicts: list[Verdict]) -> str:
    """Give one row a budget."""
    words = {True: "yes", False: "**no**", None: "–"}
    rows = (f"| {one.job} | {one.measured} | {one.budget} | {words[one.holds]} |"
            for one in verdicts)  # fmt: skip
    return "\n".join(["| job | measured | budget | holds |", "|---|---|---|---|", *rows]) + "\n"


def _group(results: Results, group: str) -> str:
    parts = [part for part in results.parts if part.group == group]
    if not parts:
        return ""
    found = [one for part in parts for one in part.figures]
    works = dict.fromkeys(one.work for one in found if one.tool != PYTHON)
    rows = [row for work in works for part in parts for row in _rows(part, work)]
    bare = ", ".join(
        f"{seconds(part.python.wall)} ({_blog(part)})" for part in parts if part.python.walls
    )
    head = (
        "| work | posts | program | median | × Python | × blog | processors | peak | runs | gives |"
    )
    return (
        f"## {TITLES[group]}\n\n`python -c pass` in the same turns: {bare}.\n\n"
        + "\n".join([head, "|---" * 10 + "|", *rows])
        + "\n"
    )


def _blog(part: Part) -> str:
    return f"{part.posts:,}" + ("" if part.lang == "fi" else f" {LANGUAGES[part.lang]}")


def _rows(part: Part, work: str) -> Iterator[str]:
    for one in part.figures:
        if one.work == work and one.tool != PYTHON:
            head = f"| {one.work} | {_blog(part)} | {_bold(one.tool)} |"
            yield f"{head} {_cells(part, one)} |" if one.walls else f"{head} {one.ended} |||||||"


def _cells(part: Part, one: Figure) -> str:
    ours = part.figure(one.work, BLOG)
    cells = (
        seconds(one.wall),
        f"{one.wall / part.python.wall:,.1f}",
        f"{one.wall / ours.wall:,.2f}" if ours and ours is not one else "",
        seconds(one.processor),
        f"{one.megabytes:,.0f} MB",
        str(len(one.walls)),
        _gives(one),
    )
    return " | ".join(cells)


def _gives(one: Figure) -> str:
    if one.files is not None and one.size is not None:
        size = f"{one.size / 1e6:,.1f} MB" if one.size >= 1e5 else f"{one.size / 1e3:,.0f} kB"
        return f"{one.files:,} file{'' if one.files == 1 else 's'}, {size}"
    return "" if one.found is None else f"{one.found:,} post{'' if one.found == 1 else 's'}"


def _bold(tool: str) -> str:
    return f"**{tool}**" if tool == BLOG else tool


def _produced(results: Results) -> str:
    parts = [part for part in results.parts if part.group == "site"]
    versions: dict[str, str] = {}
    for part in results.parts:
        versions |= part.versions
    rows = []
    tools = {one.tool.partition(" with ")[0] for part in results.parts for one in part.figures}
    for tool, words in ((tool, words) for tool, words in MADE.items() if tool in tools):
        made = [(part, one) for part in parts
                if (one := part.figure(FRESH, tool)) and part.lang == "fi"]  # fmt: skip
        gives = "; ".join(f"{part.posts:,}: {_gives(one)}" for part, one in made)
        number = versions.get("blogcli" if tool == BLOG else tool, "")
        rows.append(f"| {_bold(tool)} {number} | {words} | {gives} |")
    return (
        "\n".join(["| program | made to produce | of a site of |", "|---|---|---|", *rows]) + "\n"
    )


def _missing(results: Results) -> str:
    rows = [f"- {name}: {why}" for name, why in sorted(results.missing.items())]
    return "## Not to be had\n\n" + "\n".join(rows) + "\n" if rows else ""


def _measured(results: Results) -> str:
    rows = [
        f"| {TITLES[part.group]} | {_blog(part)} | {part.date} UTC | {part.machine}, "
        f"Python {part.versions.get('Python', '')} | {part.load} |"
        for part in results.parts
    ]
    head = "| part | posts | measured | machine | load before |"
    return "\n".join([head, "|---|---|---|---|---|", *rows]) + "\n"


def _pictures(results: Results) -> Iterator[tuple[str, str]]:
    daily = [_lines(results, group, work) for group, work in _DAILY]
    site = [_lines(results, "site", work) for work in _SITES]
    for name, title, found in (
        ("commands.svg", "Commands: cost against size", daily),
        ("site.svg", "The site: cost against size", site),
    ):
        lines = [line for lines in found for line in lines if len(line.points) > 1]
        if lines:
            yield name, draw(title, lines)


def _alt(name: str) -> str:
    what = "the site" if name == "site.svg" else "each command"
    return f"Seconds that {what} takes, by the number of posts; the figures are in the tables below"


def _lines(results: Results, group: str, work: str) -> Iterator[Line]:
    points: dict[str, list[tuple[int, float]]] = {}
    for part in results.of(group):
        for one in part.figures:
            # Of others' sites the fresh ones will do: most make everything again each time.
            wanted = one.tool in {BLOG, PYTHON} or work in {FRESH, "list all", "search, rare word"}
            if one.work == work and one.walls and wanted:
                points.setdefault(one.tool, []).append((part.posts, one.wall))
    for tool, found in points.items():
        name = work if tool in {BLOG, PYTHON} else f"{tool}: {work.removeprefix('site, ')}"
        yield Line(name, tuple(found), ours=tool == BLOG)
