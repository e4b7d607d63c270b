"""Small blogs written for a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from blogcli.blog import Blog
from blogcli.site import BuildReport, SiteOptions, build
from site_samples import NOW


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A cache that all workers share, so that each dictionary is prepared once."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "shared-cache"


@pytest.fixture
def open_blog(cache: Path) -> Callable[[Path], Blog]:
    """Open the blog in a folder."""
    return lambda root: Blog.open(root, env={"XDG_CACHE_HOME": str(cache)})


@pytest.fixture
def write_blog(
    tmp_path: Path, open_blog: Callable[[Path], Blog]
) -> Callable[[Mapping[str, str | bytes]], Blog]:
    """Write files by their paths into a folder, and open it."""

    def write(files: Mapping[str, str | bytes]) -> Blog:
        root = tmp_path / "blog"
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return open_blog(root)

    return write


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., BuildReport]:
    """Make the site of a blog in `tmp_path/out`."""

    def make(blog: Blog, now: datetime = NOW, **options: bool) -> BuildReport:
        return build(blog, SiteOptions(output=tmp_path / "out", **options), now)

    return make
