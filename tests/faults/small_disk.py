"""Runs commands in a blog on a disk that is full, nearly full, or read-only; says what came of it.

    unshare --user --map-root-user --mount python tests/faults/small_disk.py FOLDER SEED TIMES

The disk is one of memory (tmpfs) that this process alone sees. Prints one JSON object: how many
commands ran, how many were refused, and what was wrong: a text lost, or a traceback.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from faults.mischief import blog_of, state

MEGABYTES = 6
BLOCK = 6
"""Turns with the same blog."""
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("list", "--json"),
    ("search", "paragraph", "--json"),
    ("new", "One more", "--no-edit"),
    ("tag", "rename", "a", "z", "--yes"),
    ("set", "summary=x", "--query", "word_count:0..", "--yes"),
    ("rename", "0003", "lucky", "--yes"),
    ("publish", "--query", "word_count:0..", "--at", "2024-02-02", "--yes"),
    ("undo",),
    ("check", "--fix", "--yes"),
    ("export", "--to", "site"),
    ("export", "0001", "--to", "html", "--to", "pdf", "--to", "epub", "-o", "out/"),
)
MADE = ("public", "out", "cache", "state", "filling")


@dataclass(slots=True)
class Trial:
    """A blog on a disk of its own, and what went wrong there."""

    disk: Path
    chance: random.Random
    home: Path
    """Where index and journal go: on the disk too, or on one with room, so that more is begun."""
    ran: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)

    def turn(self) -> None:
        """Fill the disk, run one command, make room again, and look at every text."""
        root = self.disk / "blog"
        words = self.chance.choice(COMMANDS)
        before = state(root, *MADE)
        read_only = self.chance.random() < 0.2
        if read_only:
            mount("-o", "remount,ro", str(self.disk))
        else:
            self._fill(self.chance.choice((0, 1, 3, 10, 40, 200)))
        done = self._run(words)
        if read_only:
            mount("-o", "remount,rw", str(self.disk))
        (self.disk / "filling").unlink(missing_ok=True)
        self.ran += 1
        self.refused += done.returncode != 0
        what = f"{words} {'read-only' if read_only else 'full'}: exit {done.returncode}"
        if "Traceback" in done.stderr or done.returncode not in (0, 1, 2, 3):
            self.faults.append(f"{what}: {done.stderr[-1500:]}")
        if done.returncode and not done.stderr.strip():
            self.faults.append(f"{what}, and not a word")
        self._look(what, before, made=done.returncode == 0)

    def _look(self, what: str, before: dict[str, str], *, made: bool) -> None:
        """Whatever was refused has changed nothing, and no post is ever cut off."""
        root = self.disk / "blog"
        after = self._run(("list", "--json"))
        found = state(root, *MADE)
        left = [path for path in found if Path(path).name.startswith(".") and path not in before]
        if left:
            self.faults.append(f"{what}: left behind {left}")
        if not made and "finished" not in after.stderr and found != before:
            self.faults.append(f"{what}: changed {set(before.items()) ^ set(found.items())}")
        if after.returncode or len(json.loads(after.stdout)) != len(list(root.glob("posts/*.md"))):
            self.faults.append(f"{what}: afterwards list says {after.stderr[-500:]}")
        for path in root.glob("posts/*.md"):
            whole = path.name == "one-more.md" or path.read_bytes().endswith(b"number 7.\n")
            if not whole:
                self.faults.append(f"{what}: {path.name} was cut off")

    def _fill(self, left: int) -> None:
        """Leave so many pages of 4 KiB free."""
        free = os.statvfs(self.disk)
        pages = max(0, free.f_bavail * free.f_bsize // 4096 - left)
        (self.disk / "filling").write_bytes(bytes(4096) * pages)

    def _run(self, words: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.disk),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_STATE_HOME": str(self.home / "state"),
            "TMPDIR": str(self.disk),
        }
        line = [sys.executable, "-B", "-m", "blogcli", *words]
        return subprocess.run(
            line, cwd=self.disk / "blog", env=env, check=False, capture_output=True, text=True
        )


def mount(*options: str) -> None:
    """Mount, or end with what the machine says."""
    subprocess.run(["mount", *options], check=True)


def main() -> int:
    """Make the disk, and go through as many turns as asked."""
    folder, seed, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    disk = folder / "disk"
    disk.mkdir()
    mount("-t", "tmpfs", "-o", f"size={MEGABYTES}m", "none", str(disk))
    fresh = blog_of(folder / "fresh", 12)
    trial = Trial(disk, random.Random(seed), disk)
    for turn in range(times):
        if turn % BLOCK == 0:
            trial.home = folder / str(turn) if trial.home == disk else disk
            for path in disk.iterdir():
                shutil.rmtree(path)
            shutil.copytree(fresh, disk / "blog")
        trial.turn()
    print(json.dumps({"ran": trial.ran, "refused": trial.refused, "faults": trial.faults}))  # noqa: T201
    return int(bool(trial.faults))


if __name__ == "__main__":
    sys.exit(main())
