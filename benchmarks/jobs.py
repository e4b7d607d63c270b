"""What is measured, and what it may cost."""

from __future__ import annotations

import os
import random
import shutil
import sys
import sysconfig
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.generate import Order, make, post
from benchmarks.measure import Run, run, run_with_children

PYTHON, HUGO = "python -c pass", "hugo list all"
HUGO_SITE = "hugo (the site)"
FIRST_INDEX = "first index"
FRESH_SITE = "site, fresh"
LONG = 10_000
"""Words of the longest post."""
LONG_POST = "content/posts/long.md"
TOGETHER = frozenset({FIRST_INDEX, FRESH_SITE, HUGO_SITE})
"""Jobs that use several processes."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a job may take: as a multiple of another, or in megabytes."""

    python: float | None = None
    hugo: float | None = None
    index: float | None = None
    """Of the first index."""
    megabytes: float | None = None
    memory: float | None = None
    """Of Hugo's peak."""

    def __str__(self) -> str:
        parts = []
        if self.python is not None:
            parts.append(f"≤ {self.python:g} × Python")
        if self.hugo is not None:
            faster = self.hugo < 1
            parts.append(
                f"≥ {1 / self.hugo:g} × faster than Hugo" if faster else f"≤ {self.hugo:g} × Hugo"
            )
        if self.index is not None:
            parts.append(f"≤ {self.index:g} × first index")
        if self.memory is not None:
            parts.append(f"≤ {self.memory:g} × its memory")
        if self.megabytes is not None:
            parts.append(f"≤ {self.megabytes:g} MB")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Job:
    """One command; `before` puts things as it wants to find them, unmeasured."""

    name: str
    command: tuple[str, ...]
    budget: Budget = field(default_factory=Budget)
    before: Callable[[], None] | None = None
    beside: str = HUGO
    """The job of Hugo's that it is compared with."""


class Bench:
    """A blog in a folder of its own, with a home of its own."""

    def __init__(self, folder: Path, order: Order) -> None:
        self.order = order
        self.root = order.folder
        self.home = folder / "home"
        self.home.mkdir(parents=True, exist_ok=True)
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
        self.env = {**kept, "HOME": str(self.home), "COLUMNS": "100"}
        self._chance = random.Random(7)

    @property
    def blog(self) -> tuple[str, ...]:
        """The command as it is installed, else as a module."""
        script = Path(sys.executable).with_name("blog")
        return (str(script),) if script.exists() else (sys.executable, "-m", "blogcli")

    @property
    def hugo(self) -> str | None:
        """The program that the package `hugo` brings; its Python wrapper would count as Hugo's."""
        folder = Path(sysconfig.get_path("purelib")) / "hugo" / "binaries"
        binaries = sorted(folder.glob("hugo*"))
        return str(binaries[-1]) if binaries else shutil.which("hugo")

    def prepare(self) -> None:
        """Make the blog, and the dictionary of its language, which is made once per machine."""
        make(self.order)
        self._write_long_post()
        small = Order(self.home / "small", 3, self.order.lang)
        make(small)
        run(
            (*self.blog, "--blog", str(small.folder), "search", "sana", "--json"),
            self.env,
            self.home,
        )

    def _write_long_post(self) -> None:
        """Put bodies of posts together until there are words enough."""
        parts: list[str] = []
        place = 0
        while sum(len(part.split()) for part in parts) < LONG:
            _, text = post(self.order, place)
            parts.append(text.split("---\n", 2)[2])
            place += 1
        head = f"---\ntitle: Long\ndate: 2020-01-01\nlang: {self.order.lang}\n---\n"
        (self.root / LONG_POST).write_text(head + "\n".join(parts), "utf-8")

    def measure(self, job: Job) -> Run:
        """Run a job once."""
        if job.before is not None:
            job.before()
        measure = run_with_children if job.name in TOGETHER else run
        return measure(job.command, self.env, self.root)

    def forget_index(self) -> None:
        """Remove the index, but not the dictionaries."""
        for path in (self.home / ".cache" / "blog").glob("*.sqlite*"):
            path.unlink()

    def edit_one(self) -> None:
        """Change one post, as a person would."""
        name, text = post(self.order, self._chance.randrange(self.order.posts))
        path = self.root / "content" / "posts" / name
        path.write_text(f"{text}\nMuokattu {self._chance.random()}.\n", "utf-8")
        # A file as young as the last look is looked at twice, and the next job would pay for it.
        before = time.time() - 10
        os.utime(path, (before, before))

    def jobs(self) -> list[Job]:
        """List the jobs that are measured in turn."""
        name, _ = post(self.order, self.order.posts // 2)
        word = "kaupungin" if self.order.lang == "fi" else "cities"
        found = [
            Job(PYTHON, (sys.executable, "-c", "pass")),
            Job("--version", (*self.blog, "--version"), Budget(python=7)),
            Job("--help", (*self.blog, "--help"), Budget(python=7)),
            Job(
                "list --json --limit 20",
                (*self.blog, "list", "--json", "--limit", "20"),
                Budget(python=12, hugo=1 / 8),
            ),
            Job(
                "list --format table --limit 20",
                (*self.blog, "list", "--format", "table", "--limit", "20"),
                Budget(python=15),
            ),
            Job(
                f"search {word} --limit 20",
                (*self.blog, "search", word, "--limit", "20"),
                Budget(python=15),
            ),
            Job("stats --json", (*self.blog, "stats", "--json"), Budget(python=20)),
            Job("show", (*self.blog, "show", f"content/posts/{name}"), Budget(python=20)),
            Job(
                f"show of {LONG:,} words",
                (*self.blog, "show", LONG_POST, "--width", "80"),
                Budget(python=30),
            ),
            Job(
                f"show of {LONG:,} words in colour",
                (*self.blog, "show", LONG_POST, "--width", "80", "--color", "always"),
            ),
            Job(
                "list --json --limit 20 after one edit",
                (*self.blog, "list", "--json", "--limit", "20"),
                before=self.edit_one,
            ),
        ]
        if self.hugo is not None:
            found.insert(1, Job(HUGO, (self.hugo, "list", "all")))
        return found

    def sites(self) -> list[Job]:
        """The site, beside Hugo's of the same pages: single, lists, tags, feeds, sitemap."""
        export = (*self.blog, "export", "-q", "-o", str(self.home / "site"))
        found = [
            Job(
                FRESH_SITE,
                (*export, "--clean"),
                Budget(hugo=1 / 1.5, memory=1 / 4),
                partial(self._remove, "site"),
                HUGO_SITE,
            ),
            Job(
                "site after one edit", export, Budget(hugo=1 / 15), self.edit_one, beside=HUGO_SITE
            ),
            Job("site, nothing changed", export, Budget(hugo=1 / 25), beside=HUGO_SITE),
        ]
        if self.hugo is not None:
            command = (self.hugo, "--quiet", "--destination", str(self.home / "hugo"))
            remove = partial(self._remove, "hugo")
            found.insert(0, Job(HUGO_SITE, command, before=remove, beside=HUGO_SITE))
        return found

    def _remove(self, name: str) -> None:
        shutil.rmtree(self.home / name, ignore_errors=True)

    def first_index(self) -> Job:
        """The job that is too long to be done as often as the others."""
        return Job(
            FIRST_INDEX,
            (*self.blog, "list", "--json", "--limit", "1"),
            Budget(hugo=7, megabytes=400),
            self.forget_index,
        )

    def check(self) -> Job:
        """The job that opens every post: as rare as the first index."""
        return Job("check", (*self.blog, "check"), Budget(index=4, megabytes=400))
