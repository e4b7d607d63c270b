"""One PDF waits for as little as it can."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from blogcli.blog import Blog

ALONE = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from blogcli import export
from blogcli.blog import Blog

now = datetime(2026, 11, 24, 12, tzinfo=UTC)
blog = Blog.open(Path(sys.argv[1]), env=os.environ)
blog.sync(now)
request = export.ExportRequest(posts=("alone",), folder=Path(sys.argv[1]).parent, to=("pdf",))
assert export.run(blog, export.plan(blog, request, now), now).made
print("blogcli.site.single" in sys.modules)
"""


def test_a_pdf_of_a_post_without_links_into_the_blog_loads_no_pages(
    blog: Blog, cache: Path, tmp_path: Path
) -> None:
    text = "---\ntitle: Alone\nlang: en\n---\nTo [elsewhere](https://e.org/a).\n"
    (blog.root / "posts/alone.md").write_text(text, "utf-8")
    env = {"XDG_CACHE_HOME": str(cache), "XDG_STATE_HOME": str(tmp_path / "state")}
    done = subprocess.run(
        [sys.executable, "-c", ALONE, blog.root],
        capture_output=True, text=True, check=True, env=env,
    )  # fmt: skip

    assert done.stdout == "False\n"
