"""A small blog, and exports of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcli import export
from blogcli.blog import Blog
from blogcli.export import ExportPlan, ExportReport, ExportRequest

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
FILES: dict[str, bytes] = {
    "blog.toml": b'languages = ["en", "is"]\nbase_url = "https://e.org/"\n',
    "posts/first.md": b"---\ntitle: First\ndate: 2026-01-01\nlang: en\ntags: [x]\n"
    b"authors: [A, B]\n---\nSome *words* and ![a pixel](p.png), [there](both/index.en.md).\n",
    "posts/p.png": PIXEL,
    "posts/both/index.en.md": b"---\ntitle: Both\ndate: 2026-02-01\nlang: en\n---\nIn English.\n",
    "posts/both/index.is.md": "---\ntitle: Bæði\ndate: 2026-02-01\n---\nÁ íslensku.\n".encode(),
    "posts/draft.md": b"---\ntitle: Draft\ndraft: true\nlang: en\ntags: [x]\n---\nNot yet.\n",
    "posts/later.md": b"---\ntitle: Later\ndate: 2027-01-01\nlang: en\n---\nLater.\n",
    "posts/broken.md": b"---\ntitle: Broken\ndraft: true\nlang: en\n---\n[x](gone.md)\n",
    "pages/about.md": b"---\ntitle: About\nlang: en\n---\nAbout.\n",
}


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A cache that all workers share, so that each dictionary is prepared once."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "shared-cache"


@pytest.fixture
def blog(tmp_path: Path, cache: Path) -> Blog:
    """The small blog."""
    root = tmp_path / "blog"
    for name, content in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Blog.open(
        root, env={"XDG_CACHE_HOME": str(cache), "XDG_STATE_HOME": str(tmp_path / "state")}
    )


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The folder that the person is in."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


@pytest.fixture
def plan(blog: Blog, here: Path) -> Callable[..., ExportPlan]:
    """Plan an export as a person asks for it."""

    def plan(*posts: str, to: str = "", **options: object) -> ExportPlan:
        options["to"] = (to,) if to else ()
        request = ExportRequest(posts=posts, folder=here, **options)  # type: ignore[arg-type]  # by name
        (made,) = export.plan(blog, request, NOW)
        return made

    return plan


@pytest.fixture
def run(blog: Blog, plan: Callable[..., ExportPlan]) -> Callable[..., ExportReport]:
    """Plan an export and make it."""

    def run(*posts: str, **options: object) -> ExportReport:
        return export.run(blog, [plan(*posts, **options)], NOW)

    return run
