"""Opening a blog loads no engine: that waits for the first file that has changed."""

from __future__ import annotations

import subprocess
import sys

from posts.test_samples import SAMPLES

PROGRAM = """
import sys
from pathlib import Path
from blogcli.config import Config
from blogcli.posts.dialects import detect
from blogcli.posts.finding import find_files

root = Path(sys.argv[1])
dialect = detect(root)
dialect.settings(root)
assert list(find_files(root, Config(), dialect))
print(*sorted({"yaml", "frontmatter", "anyascii", "zoneinfo"} & set(sys.modules)))
"""


def test_looking_at_a_blog_loads_no_engine() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, SAMPLES / "hugo"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout == "\n"
