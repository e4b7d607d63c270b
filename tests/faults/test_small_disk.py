"""A disk that is really full, or read-only: see `small_disk.py`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from faults.mischief import SEED, note

UNSHARE = ["unshare", "--user", "--map-root-user", "--mount"]
TURNS = 4 * int(os.environ.get("BLOG_SOAK_INPUTS", "1"))


def may_mount() -> bool:
    """Say whether this machine lets a process have a disk of its own."""
    try:
        done = subprocess.run([*UNSHARE, "mount", "-t", "tmpfs", "none", "/mnt"], check=False)
    except FileNotFoundError:
        return False
    return done.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
def test_nothing_is_lost_on_a_disk_that_is_full_or_read_only(tmp_path: Path) -> None:
    if not may_mount():
        pytest.skip("this machine gives no process a disk of its own")
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [*UNSHARE, sys.executable, str(tests / "faults/small_disk.py"),
         str(tmp_path), str(SEED), str(TURNS)],
        env={**os.environ, "PYTHONPATH": str(tests)},
        check=False,
        capture_output=True,
        text=True,
    )  # fmt: skip
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    note("full-or-read-only", found["ran"])
    note("refused", found["refused"])
    assert found["faults"] == [], f"BLOG_FAULT_SEED={SEED}"
    assert found["ran"] == TURNS
