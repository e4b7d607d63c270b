"""Hugo itself lists its blogs: the same posts, titles, dates and drafts as ours."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from corpora.conftest import RealBlog
from posts.test_samples import SAMPLES, read_blog

HUGO = Path(sys.executable).with_name("hugo")
# Shortcodes that the blogs' own themes bring.
SHORTCODES = {"yamlToTable": "{{ .Inner }}", "figure": '{{ .Get "src" }}'}


def _list(site: Path) -> dict[str, dict[str, str]]:
    """Run `hugo list all`; give its rows by path relative to the site."""
    if not HUGO.exists():
        pytest.skip("Hugo is not installed beside Python")
    environment = {**os.environ, "HOME": str(site), "HUGO_CACHEDIR": str(site / ".cache")}
    command = [str(HUGO), "list", "all"]
    done = subprocess.run(
        command, cwd=site, capture_output=True, text=True, check=False, env=environment
    )
    table = done.stdout[done.stdout.index("path,slug,title") :]
    return {row["path"]: row for row in csv.DictReader(io.StringIO(table))}


def _site(tmp_path: Path, content: Path) -> Path:
    site = tmp_path / "site"
    (site / "layouts" / "shortcodes").mkdir(parents=True)
    for name, text in SHORTCODES.items():
        (site / "layouts" / "shortcodes" / f"{name}.html").write_text(text)
    (site / "hugo.toml").write_text('baseURL = "https://blog.example/"\n')
    shutil.copytree(content, site / "content")
    # Hugo has renamed this key since the blog was written, and refuses the old name.
    for readme in (site / "content").rglob("README.md"):
        readme.unlink()
    return site


@pytest.mark.parametrize("name", ["gopheracademy", "scientific-python"])
def test_real_blogs(
    real_blog: Callable[[str], RealBlog], corpora: Path, tmp_path: Path, name: str
) -> None:
    blog = real_blog(name)
    rows = _list(_site(tmp_path, corpora / name / "content"))
    empty = {error.path for error in blog.errors}

    assert {path for path, row in rows.items() if row["kind"] == "page"} - empty == set(blog.posts)
    for path, post in blog.posts.items():
        row = rows[path]
        assert post.date == datetime.fromisoformat(row["date"]), path
        assert " ".join(row["title"].split()) == post.title, path
        assert (row["draft"] == "true") is post.draft, path


def test_the_sample_blog(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "hugo", tmp_path / "hugo")
    rows = _list(tmp_path / "hugo")
    ours = {path: post for path, post in read_blog(SAMPLES / "hugo").items() if post.listed}
    # Hugo also lists files without a header, and pages that say they are in no list.
    others = {"content/posts/ilman-otsikkotietoja.md", "content/posts/piilossa.md"}

    assert {path for path, row in rows.items() if row["kind"] == "page"} - others == set(ours)
    for path, post in ours.items():
        row = rows[path]
        dates = (row["date"], row["publishDate"])
        latest = max(datetime.fromisoformat(text) for text in dates)
        assert post.date == (latest if post.date else None), path
        assert row["title"] == post.title, path
        assert (row["draft"] == "true") is post.draft, path
        expiry = datetime.fromisoformat(row["expiryDate"])
        assert post.expires == (expiry if expiry.year > 1 else None), path
