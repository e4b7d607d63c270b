"""Kills a command at a random moment, again and again, and counts what it finds afterwards."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcli.app import run
from blogcli.blog import Blog

SEED = int(os.environ.get("BLOG_FAULT_SEED") or time.time_ns() % 1_000_000)
"""Of a run that failed, it is printed; set it to see the same moments again."""
LOG = os.environ.get("BLOG_FAULT_LOG")
"""A file that gets a word for each kill, for `make soak` to count."""


@dataclass(slots=True)
class Killer:
    """Runs commands in one blog and kills them."""

    root: Path
    cache: Path
    chance: random.Random
    longest: float = 0.0
    """Seconds that the command takes when it is left alone."""
    survived: int = 0
    """Runs that had ended before the kill."""
    moments: list[float] = field(default_factory=list)

    def run(self, *arguments: str) -> None:
        """Run a command to its end, and remember how long it took."""
        start = time.monotonic()
        with self._start(arguments) as process:
            assert process.wait(60) == 0, f"seed {SEED}: {arguments}"
        self.longest = max(self.longest, time.monotonic() - start)

    def kill(self, *arguments: str) -> None:
        """Start a command and kill it, unless it is quicker."""
        moment = self.chance.uniform(0, self.longest * 1.05)
        self.moments.append(moment)
        with self._start(arguments) as process:
            try:
                process.wait(moment)
                self.survived += 1
                note("ended")
            except subprocess.TimeoutExpired:
                process.kill()
                note("killed")
            process.wait()

    def run_here(self, *arguments: str) -> None:
        """Run a command to its end in this process, which is quicker."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HOME", str(self.root.parent))
            patch.setenv("XDG_CACHE_HOME", str(self.cache))
            assert run(["--blog", str(self.root), "-q", *arguments]) == 0, f"seed {SEED}"

    def posts(self) -> dict[str, str]:
        """Answer as the next command does: the titles of all posts, by path."""
        env = {"HOME": str(self.root.parent), "XDG_CACHE_HOME": str(self.cache)}
        blog = Blog.open(self.root, env=env)
        try:
            return {post.path: post.title for post in blog.posts(now=datetime.now(UTC))}
        finally:
            assert blog.database.warning == ""
            blog.database.close()

    def found(self, word: str) -> list[str]:
        """Answer as the next search does: paths of posts that hold a word."""
        env = {"HOME": str(self.root.parent), "XDG_CACHE_HOME": str(self.cache)}
        blog = Blog.open(self.root, env=env)
        try:
            return [hit.post.path for hit in blog.search(word, now=datetime.now(UTC))]
        finally:
            blog.database.close()

    def _start(self, arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        env = {**kept, "HOME": str(self.root.parent), "XDG_CACHE_HOME": str(self.cache)}
        command = [sys.executable, "-m", "blogcli", "--blog", str(self.root), *arguments]
        return subprocess.Popen(
            command,
            env=env,
            cwd=self.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def blog_of(folder: Path, posts: int) -> Path:
    """Make a blog in a language without a dictionary, which would take seconds to prepare."""
    root = folder / "blog"
    (root / "posts").mkdir(parents=True)
    (root / "blog.toml").write_text('title = "Mischief"\nlanguages = ["eu"]\n')
    for number in range(posts):
        write(root, number, "first")
    return root


def write(root: Path, number: int, word: str) -> None:
    """Write a post whose title and body hold a word."""
    text = f"---\ntitle: {word} {number}\ndate: 2024-01-01\ntags: [a, b]\n---\n\n"
    body = "\n\n".join(f"A paragraph of {word} words, number {line}." for line in range(8))
    (root / f"posts/{number:04}.md").write_text(text + body + "\n")


def state(folder: Path, *besides: str) -> dict[str, str]:
    """Sum up each file below a folder, but not those below the folders named `besides`."""
    found = {}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and relative.parts[0] not in besides:
            found[relative.as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def note(word: str, times: int = 1) -> None:
    """Count something for `make soak`."""
    if LOG:
        with Path(LOG).open("a", encoding="ascii") as file:
            file.write(f"{word}\n" * times)
