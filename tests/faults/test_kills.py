"""A command killed at any moment leaves every source whole, and the next one answers rightly."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from extent import part
from faults.mischief import SEED, Killer, blog_of, state, write

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

SLICES = range(0, 4, part(2))
"""Parts that run beside each other."""
SYNCS, NEWS, EXPORTS = 10, 8, 7
"""Kills in each: a hundred in all four."""


def killer(tmp_path: Path, part: int, posts: int) -> Killer:
    print(f"BLOG_FAULT_SEED={SEED}")  # noqa: T201 - shown when the test fails
    return Killer(blog_of(tmp_path, posts), tmp_path / "cache", random.Random(f"{SEED} {part}"))


@pytest.mark.parametrize("part", SLICES)
def test_killed_syncs(tmp_path: Path, part: int) -> None:
    harm = killer(tmp_path, part, 205)
    titles = {f"posts/{number:04}.md": f"first {number}" for number in range(205)}
    harm.run("list", "--json")
    for turn in range(SYNCS):
        anew = turn % 5 == 0
        if anew:
            shutil.rmtree(harm.cache)
        for number in harm.chance.sample(range(205), 12):
            write(harm.root, number, f"turn{turn}")
            titles[f"posts/{number:04}.md"] = f"turn{turn} {number}"
        before = state(harm.root)
        harm.kill("list", "--json")
        assert state(harm.root) == before
        assert harm.posts() == titles
        changed = sorted(path for path, title in titles.items() if title.startswith(f"turn{turn} "))
        assert sorted(harm.found(f"turn{turn}")) == changed
    assert harm.survived < SYNCS


@pytest.mark.parametrize("part", SLICES)
def test_killed_drafts(tmp_path: Path, part: int) -> None:
    harm = killer(tmp_path, part, 3)
    harm.run("new", "A title to begin with", "--no-edit")
    for turn in range(NEWS):
        before = state(harm.root)
        harm.kill("new", f"Draft {turn}", "-t", "tag", "--no-edit")
        after = state(harm.root)
        fresh = {path for path in after if path not in before}
        assert {path: after[path] for path in before} == before
        posts = {path for path in fresh if not Path(path).name.startswith(".")}
        assert posts <= {f"posts/draft-{turn}.md"}
        assert {path for path in harm.posts() if path in fresh} == posts
        for path in posts:
            assert (harm.root / path).read_text().startswith(f"---\ntitle: Draft {turn}\n")
            assert harm.posts()[path] == f"Draft {turn}"
    harm.run("new", "The last one", "--no-edit")
    assert harm.posts()["posts/the-last-one.md"] == "The last one"


@pytest.mark.parametrize("part", SLICES)
def test_killed_exports(tmp_path: Path, part: int) -> None:
    harm = killer(tmp_path, part, 4)
    export = ("export", "--as-of", "2026-01-01")
    whole = {}
    for word in ("other", "first"):
        write(harm.root, 3, word)
        harm.run(*export)
        whole[word] = state(harm.root / "public")
    assert whole["other"].keys() == whole["first"].keys() > {"index.html"}
    assert whole["other"] != whole["first"]
    for turn in range(EXPORTS):
        if turn % 3 == 0:
            shutil.rmtree(harm.root / "public")
        word = ("other", "first")[turn % 2]
        write(harm.root, 3, word)
        sources = state(harm.root, "public")
        harm.kill(*export)
        assert state(harm.root, "public") == sources
        harm.run_here(*export)
        assert state(harm.root / "public") == whole[word]
