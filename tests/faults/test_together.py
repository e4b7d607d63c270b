"""Several commands at once: each answers rightly, and none is in another's way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from blogcli.index.database import open_index
from faults.mischief import Killer, blog_of, write
from faults.test_kills import killer


def start(harm: Killer, *arguments: str) -> subprocess.Popen[str]:
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    env = {**kept, "HOME": str(harm.root.parent), "XDG_CACHE_HOME": str(harm.cache)}
    return subprocess.Popen(
        [sys.executable, "-m", "blogcli", "--blog", str(harm.root), *arguments],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answers(processes: list[subprocess.Popen[str]]) -> list[dict[str, str]]:
    found = []
    for process in processes:
        told, complaints = process.communicate(timeout=60)
        assert (process.returncode, complaints) == (0, "")
        found.append({post["path"]: post["title"] for post in json.loads(told)})
    return found


@pytest.mark.parametrize("count", [2, 8])
@pytest.mark.parametrize("posts", [30, 220], ids=["here", "in workers"])
def test_first_indexes_at_once(tmp_path: Path, count: int, posts: int) -> None:
    harm = killer(tmp_path, count, posts)
    expected = {f"posts/{number:04}.md": f"first {number}" for number in range(posts)}
    for found in answers([start(harm, "list", "--json") for _ in range(count)]):
        assert found == expected
    assert sound(harm)


def test_a_damaged_index_repaired_by_several_at_once(tmp_path: Path) -> None:
    harm = killer(tmp_path, 0, 40)
    expected = harm.posts()
    for damage in (b"garbage" * 1000, b"", b"SQLite format 3\0"):
        (index,) = (harm.cache / "blog").glob("*.sqlite")
        index.write_bytes(damage)
        for found in answers([start(harm, "list", "--json") for _ in range(4)]):
            assert found == expected
        assert sound(harm)


def test_syncs_while_posts_are_written(tmp_path: Path) -> None:
    harm = killer(tmp_path, 0, 30)
    for turn in range(2):
        processes = [start(harm, "list", "--json") for _ in range(3)]
        for number in range(30):
            write(harm.root, number, f"turn{turn}")
        for found in answers(processes):
            assert len(found) == 30
        assert harm.posts() == {
            f"posts/{number:04}.md": f"turn{turn} {number}" for number in range(30)
        }
        assert len(harm.found(f"turn{turn}")) == 30
    assert sound(harm)


def test_a_reader_is_not_kept_waiting_by_a_writer(tmp_path: Path) -> None:
    root = blog_of(tmp_path, 5)
    harm = killer_at(root, tmp_path)
    expected = harm.posts()
    db = open_index(tmp_path / "cache" / "blog", root)
    with db.writing():
        assert harm.posts() == expected
    db.close()


def killer_at(root: Path, folder: Path) -> Killer:
    import random

    return Killer(root, folder / "cache", random.Random(1))


def sound(harm: Killer) -> bool:
    """Let SQLite look at every page and every entry of the full text."""
    db = open_index(harm.cache / "blog", harm.root)
    try:
        db.connection.execute("INSERT INTO words(words) VALUES('integrity-check')")
        return bool(db.connection.pragma("integrity_check") == "ok")
    finally:
        db.close()
