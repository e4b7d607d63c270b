"""A blog to measure, and what a measured command is."""

from __future__ import annotations

import os
import random
import shutil
import sys
import sysconfig
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import Order, make, post
from benchmarks.measure import UNLIMITED, Limit, run

PYTHON, BLOG, HUGO = "Python", "blog", "Hugo"
LONG = 10_000
"""Words of the longest post."""
LONG_POST = "content/posts/long.md"


@dataclass(frozen=True, slots=True)
class Job:
    """One command of one tool; `before` puts things as it wants to find them, unmeasured."""

    work: str
    tool: str
    command: tuple[str, ...]
    before: Callable[[], None] | None = None
    folder: Path | None = None
    """Where it runs; the blog's own where it is None."""
    more: tuple[tuple[str, str], ...] = ()
    """More of an environment."""
    output: Path | None = None
    """What it makes: its files are counted."""
    found: Callable[[], int] | None = None
    """How many posts it finds."""
    limit: Limit = UNLIMITED
    codes: tuple[int, ...] = (0,)
    follows: bool = False
    """It needs what the job before it did, and runs just as often."""


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

    def synchronise(self) -> None:
        """Bring the index up to date, unmeasured."""
        run((*self.blog, "list", "--json", "--limit", "1"), self.env, self.root)

    def forget_index(self) -> None:
        """Remove the index, but not the dictionaries."""
        for path in (self.home / ".cache" / "blog").glob("*.sqlite*"):
            path.unlink()

    def edit_one(self) -> None:
        """Change one post, as a person would."""
        name, text = post(self.order, self._chance.randrange(self.order.posts))
        self.touch(self.root / "content" / "posts" / name, text)

    def touch(self, path: Path, text: str) -> None:
        """Write a post with a line more than before."""
        path.write_text(f"{text}\nMuokattu {self._chance.random()}.\n", "utf-8")
        # A file as young as the last look is looked at twice, and the next job would pay for it.
        before = time.time() - 10
        os.utime(path, (before, before))

    def python(self) -> Job:
        """Bare Python, which all is compared with."""
        return Job("python -c pass", PYTHON, (sys.executable, "-c", "pass"))

    def ours(self, work: str, *arguments: str, before: Callable[[], None] | None = None) -> Job:
        """A command of `blog`."""
        return Job(work, BLOG, (*self.blog, *arguments), before)

    def hugo_list(self) -> list[Job]:
        """Hugo's reading of the whole blog, where Hugo is."""
        if self.hugo is None:
            return []
        return [Job("list all", HUGO, (self.hugo, "list", "all"))]
