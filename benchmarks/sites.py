"""The site, beside those that others make of the same posts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from benchmarks.jobs import BLOG, HUGO, Bench, Job
from benchmarks.measure import UNLIMITED, Limit
from benchmarks.rivals.forms import FORMS, convert, link_packages
from benchmarks.rivals.programs import Rivals

FRESH, EDITED, UNCHANGED = "site, fresh", "site, one edit", "site, nothing changed"
MEMORY = 12e9
"""Bytes that a program may take before it is ended."""
RIVALS_UP_TO = 10_000
"""Posts: beyond, only Hugo is asked."""
AGAIN_UP_TO = 1_000
"""Posts: beyond, others make only fresh sites: most take as long after an edit."""


@dataclass(frozen=True, slots=True)
class Maker:
    """How a program makes its site."""

    tool: str
    command: tuple[str, ...]
    folder: Path
    output: Path
    edit: Callable[[], None]
    caches: tuple[Path, ...] = ()
    env: tuple[tuple[str, str], ...] = ()
    limit: Limit = UNLIMITED

    def jobs(self, *, again: bool) -> list[Job]:
        """A fresh site; where it is made `again`, one after an edit and one after none."""
        fresh = Job(
            FRESH,
            self.tool,
            self.command,
            self._clear,
            self.folder,
            self.env,
            self.output,
            limit=self.limit,
        )
        if not again:
            return [fresh]
        return [
            fresh,
            replace(fresh, work=EDITED, before=self.edit),
            replace(fresh, work=UNCHANGED, before=None, follows=True),
        ]

    def _clear(self) -> None:
        for path in (self.output, *self.caches):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def sites(bench: Bench, rivals: Rivals) -> list[Job]:
    """Give the jobs of every program that is there; those of others are ended in time."""
    output = bench.home / "site"
    export = (*bench.blog, "export", "-q", "-o", str(output))
    makers = [Maker(BLOG, export, bench.root, output, bench.edit_one)]
    limit = Limit(rivals.seconds, MEMORY)
    if bench.hugo is not None:
        output = bench.home / "hugo"
        command = (bench.hugo, "--quiet", "--destination", str(output))
        makers.append(Maker(HUGO, command, bench.root, output, bench.edit_one, limit=limit))
    if bench.order.posts <= RIVALS_UP_TO:
        makers += _others(bench, rivals, limit)
    again = bench.order.posts <= AGAIN_UP_TO
    return [job for maker in makers for job in maker.jobs(again=again or maker.tool == BLOG)]


def _others(bench: Bench, rivals: Rivals, limit: Limit) -> list[Maker]:
    found = []
    pelican, nikola = rivals.pelican(), rivals.nikola()
    if pelican:
        found.append(_maker(bench, "Pelican", (pelican, "--quiet", "-s", "pelicanconf.py"), limit))
    if nikola:
        found.append(_maker(bench, "Nikola", (nikola, "build", "-q", "-n", "2"), limit))
    eleventy = rivals.node("@11ty/eleventy/cmd.cjs")
    if eleventy:
        found.append(_maker(bench, "Eleventy", (*eleventy, "--quiet"), limit))
    hexo = rivals.node("hexo/bin/hexo")
    if hexo:
        found.append(_maker(bench, "Hexo", (*hexo, "generate", "--silent"), limit))
    for maker in found:
        if maker.tool in {"Eleventy", "Hexo"}:
            link_packages(rivals.cache / "node", maker.folder)
    return found


_OUTPUTS = {"Pelican": "output", "Nikola": "output", "Eleventy": "_site", "Hexo": "public"}
_CACHES = {
    "Pelican": ("cache",),
    "Nikola": ("cache", ".doit.db", ".doit.db.db", ".doit.db.dat", ".doit.db.dir", ".doit.db.bak"),
    "Eleventy": (),
    "Hexo": ("db.json",),
}


def _maker(bench: Bench, tool: str, command: tuple[str, ...], limit: Limit) -> Maker:
    folder = bench.home / f"of-{tool.lower()}"
    form = FORMS[tool]
    shutil.rmtree(folder, ignore_errors=True)
    convert(bench.root, bench.order.lang, form, folder)
    edit = partial(_edit, bench, sorted((folder / form.posts).glob("2*.md")))
    caches = tuple(folder / name for name in _CACHES[tool])
    return Maker(tool, command, folder, folder / _OUTPUTS[tool], edit, caches, limit=limit)


def _edit(bench: Bench, posts: list[Path]) -> None:
    path = posts[len(posts) // 2]
    bench.touch(path, path.read_text("utf-8"))
