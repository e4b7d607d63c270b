"""Reading leaves the blog as it is, and an export writes nowhere but where it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from transcripts import Cli


def test_without_a_home_reading_leaves_nothing_in_the_blog(small: Path) -> None:
    before = sorted(small.rglob("*"))
    env = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    line = ["blog", "search", "kaupunki", "--json"]
    done = subprocess.run(line, cwd=small, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sorted(small.rglob("*")) == before


def test_an_export_writes_through_no_link(cli: Cli, tmp_path: Path) -> None:
    victim = tmp_path / "victim.html"
    victim.write_text("precious", "utf-8")
    (cli.folder / "python-tips.html").symlink_to(victim)
    done = cli("export", "python-tips")
    assert (done.code, victim.read_text("utf-8")) == (1, "precious")
    assert "python-tips.html is a link" in done.err
