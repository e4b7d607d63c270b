"""A verb killed at any moment: after the next command every post is old, or every post is new."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from faults.mischief import SEED, Killer, blog_of, state
from transcripts import Cli, tree

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

POSTS = int(os.environ.get("BLOG_SOAK_POSTS", "60"))
KILLS = int(os.environ.get("BLOG_SOAK_KILLS", "6"))
"""Of each verb; `make soak` has more."""

VERBS: dict[str, tuple[tuple[str, ...], ...]] = {
    "tag rename": (("tag", "rename", "a", "b c", "--yes"), ("tag", "rename", "b c", "a", "--yes")),
    "rename": (("rename", "0007", "lucky", "--yes"), ("rename", "lucky", "0007", "--yes")),
    "publish": (
        ("publish", "--query", "word_count:0..", "--at", "2024-02-02", "--yes"),
        ("publish", "--query", "word_count:0..", "--at", "2024-01-01", "--yes"),
    ),
    "undo": (("undo",), ("tag", "rename", "a", "x", "--yes")),
}


def killer(tmp_path: Path, name: str) -> Killer:
    print(f"BLOG_FAULT_SEED={SEED}")  # noqa: T201 - shown when the test fails
    root = blog_of(tmp_path, POSTS)
    for file in sorted((root / "posts").iterdir()):
        file.write_text(file.read_text() + f"\n[Seven](0007.md) for {file.name}\n")
    return Killer(root, tmp_path / "cache", random.Random(f"{SEED} {name}"))


def log(harm: Killer) -> list[dict[str, object]]:
    """Ask for the journal, as the next command: it finishes what was begun."""
    env = {"HOME": str(harm.root.parent), "XDG_CACHE_HOME": str(harm.cache)}
    found: list[dict[str, object]] = json.loads(Cli(harm.root, env)("log", "--json").out)
    return found


@pytest.mark.parametrize("name", VERBS)
def test_killed_verbs(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / ".local/state"))  # where the killed write
    harm = killer(tmp_path, name)
    there, back = VERBS[name]
    if name == "undo":
        harm.run(*back)
    old = state(harm.root)
    harm.run(*there)
    new = state(harm.root)
    assert len(set(old.items()) - set(new.items())) >= POSTS
    harm.run(*back)
    assert name == "rename" or state(harm.root) == old
    for _ in range(KILLS):
        before, entries = state(harm.root), len(log(harm))
        harm.kill(*there)
        record = log(harm)
        found = state(harm.root)
        made = len(record) > entries
        assert found == (new if made else before), record[:1]
        assert all(one["state"] != "pending" for one in record)
        assert not list(harm.root.rglob(".*.????????"))
        assert set(harm.posts()) == {path for path in found if path.startswith("posts/")}
        if made:
            harm.run_here(*back)
            assert name == "rename" or state(harm.root) == old
    assert harm.survived < KILLS


def test_a_kill_within_the_change_is_finished(tmp_path: Path) -> None:
    """At moments in the midst of it, of which the random ones hit too few."""
    root = blog_of(tmp_path, 12)
    cli = Cli(root)
    cli("list")
    before = tree(root)
    for step in range(12):
        program = (
            "import os, signal, sys\n"
            "from blogcli.changes.steps import Step\n"
            "whole, count = Step.make, [0]\n"
            "def make(step, root):\n"
            f"    if count[0] == {step}: os.kill(os.getpid(), signal.SIGKILL)\n"
            "    count[0] += 1\n"
            "    whole(step, root)\n"
            "Step.make = make\n"
            "from blogcli.app import run\n"
            "sys.exit(run(['tag', 'rename', 'a', 'z', '--yes']))\n"
        )
        done = subprocess.run([sys.executable, "-c", program], cwd=root, check=False)
        assert done.returncode == -9
        found = cli("list", "--json")
        assert "finished what was interrupted: tag rename a z" in found.err
        assert {tuple(post["tags"]) for post in json.loads(found.out)} == {("z", "b")}
        assert json.loads(cli("log", "--json").out)[0]["state"] == "done"
        assert cli("undo").code == 0
        assert tree(root) == before


def test_what_was_seen_before_a_change_is_finished_is_not_believed(tmp_path: Path) -> None:
    """The files are looked at by another process, before anybody knows of the change."""
    root = blog_of(tmp_path, 12)
    for file in (root / "posts").iterdir():
        os.utime(file, (1_700_000_000, 1_700_000_000))
    line = [sys.executable, "-m", "blogcli", "list", "--json"]
    for _ in range(2):
        subprocess.run(line, cwd=root, check=True, capture_output=True)
    program = (
        "import os, signal, sys\n"
        "from blogcli.changes.steps import Step\n"
        "Step.make = lambda step, root: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from blogcli.app import run\n"
        "sys.exit(run(['tag', 'rename', 'a', 'z', '--yes']))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=root, check=False)
    assert done.returncode == -9
    found = subprocess.run(line, cwd=root, check=True, capture_output=True)
    assert b"finished what was interrupted" in found.stderr
    assert {tuple(post["tags"]) for post in json.loads(found.stdout)} == {("z", "b")}


def limited(root: Path, size: int, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run a command that can write no file larger than so many bytes, as on a full disk."""
    import signal

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    # Python would keep the half of a module that it could write, and every later run would fail.
    line = [sys.executable, "-B", "-m", "blogcli", *argv]
    return subprocess.run(
        line, cwd=root, check=False, capture_output=True, text=True, preexec_fn=limit
    )


@pytest.mark.parametrize("size", [0, 300, 2_000, 12_000])
def test_a_full_disk_costs_nothing(tmp_path: Path, size: int) -> None:
    root = blog_of(tmp_path, 9)
    big = root / "posts/0005.md"
    big.write_text(big.read_text() + "x" * 3_000)
    cli = Cli(root)
    cli("list")
    before = tree(root)
    done = limited(root, size, "tag", "rename", "a", "z", "--yes")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "File too large" in done.stderr
    found = cli("list", "--json")
    assert "finished" not in found.err
    assert tree(root) == before
    assert json.loads(cli("log", "--json").out) == []


def test_folders_that_can_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = blog_of(tmp_path, 3)
    cli = Cli(root)
    before = tree(root)
    (tmp_path / "state").mkdir()
    (tmp_path / "state/blog").write_text("in the way")
    found = cli("tag", "rename", "a", "z", "--yes", XDG_STATE_HOME=str(tmp_path / "state"))
    assert found.code == 1
    assert "Not a directory" in found.err
    assert "nothing was changed" in found.err
    assert tree(root) == before

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    found = cli("tag", "rename", "a", "z", "--yes")
    assert found.code == 1
    assert "Permission denied" in found.err
    assert "nothing was changed" in found.err
    assert tree(root) == before


def test_two_at_once(tmp_path: Path) -> None:
    """Each is made whole or refused whole, and one after the other they can be taken back."""
    root = blog_of(tmp_path, 40)
    cli = Cli(root)
    cli("list")
    before = tree(root)
    results: list[int] = []

    def add(tag: str) -> None:
        command = [sys.executable, "-m", "blogcli", "tag", "add", tag, "--query", "word_count:0..",
                   "--yes"]  # fmt: skip
        done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
        assert done.returncode == 0 or "changed while this was planned" in done.stderr, done
        results.append(done.returncode)

    threads = [threading.Thread(target=add, args=(tag,)) for tag in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    posts = json.loads(cli("list", "--json").out)
    tags = {tuple(post["tags"]) for post in posts}
    assert len(tags) == 1
    assert len(tags.pop()) == 2 + results.count(0) > 2
    for _ in range(results.count(0)):
        assert cli("undo").code == 0
    assert tree(root) == before
