"""The README's tour is true: each command prints what the README says."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from readme import PROJECT, SETUP, Reader, steps, tour_environment


def test_the_tour_prints_what_the_readme_says(tmp_path: Path) -> None:
    clone = tmp_path / "blog"
    for name in ("posts", "pages", "static"):
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, clone / name)
    shutil.copy(PROJECT / "blog.toml", clone)
    search = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = tour_environment(os.environ) | {"PATH": search}
    reader = Reader(clone, env)
    tour = [
        step
        for step in steps((PROJECT / "README.md").read_text("utf-8"))
        if not step.command.startswith(SETUP)
    ]
    assert len(tour) > 8
    wrong = [difference for step in tour if (difference := reader.follow(step))]
    assert not wrong, "\n".join(wrong)
    assert list(tmp_path.rglob("*.pdf"))
