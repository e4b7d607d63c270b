"""A stream that the caller has closed is no reason for a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("list >&-", 1),
        ("--help >&-", 1),
        ("--version >&-", 1),
        ("list --json 2>&-", 0),
        ("show - <&-", 0),
        ("show nothing 2>&-", 3),
    ],
)
def test_closed_streams_end_nothing_early(small: Path, line: str, code: int) -> None:
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["/bin/sh", "-c", f"blog {line}"], cwd=small, env=env, capture_output=True, check=False
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr
    assert b"went wrong inside" not in done.stderr
