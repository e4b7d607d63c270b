"""An index with flipped bits, lost ends or foreign content: the answers are right all the same."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.blog import Blog
from blogcli.index.location import index_path
from blogcli.index.sync import answered
from faults.mischief import blog_of, write

FLIPS = st.lists(st.tuples(st.integers(0) | st.integers(0, 120), st.integers(0, 7)), max_size=4)
LOST = st.just(0) | st.integers(0, 300_000)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blog and its index, in one folder."""
    folder = tmp_path_factory.mktemp("damage")
    root = blog_of(folder, 12)
    write(root, 7, "special")
    (root / "posts/bad.md").write_text("---\ntitle: [\n---\n")
    answers(root, folder / "cache")
    return folder


def answers(root: Path, cache: Path) -> tuple[object, ...]:
    blog = Blog.open(root, env={"HOME": str(root.parent), "XDG_CACHE_HOME": str(cache)})
    now = datetime.now(UTC)

    def ask() -> tuple[object, ...]:
        report = blog.sync(now)
        return (
            [post.to_json() for post in blog.posts(now=now)],
            [post.path for post in blog.posts("tag:a special", now=now)],
            [hit.post.path for hit in blog.search("paragraph special", now=now)],
            [str(error) for error in report.unreadable],
            blog.database.path,
            blog.database.warning,
        )

    try:
        return answered(blog.database, lambda: None, ask)
    finally:
        blog.database.close()


@settings(max_examples=40, deadline=None)
@given(flips=FLIPS, lost=LOST)
def test_damage_changes_no_answer(made: Path, flips: list[tuple[int, int]], lost: int) -> None:
    index = index_path(made / "cache" / "blog", made / "blog")
    expected = answers(made / "blog", made / "cache")
    pristine = index.read_bytes()
    damaged = bytearray(pristine)
    for where, bit in flips:
        damaged[where % len(damaged)] ^= 1 << bit
    index.write_bytes(damaged[: max(0, len(damaged) - lost)])
    assert answers(made / "blog", made / "cache") == expected


@settings(max_examples=15, deadline=None)
@given(data=st.binary(max_size=9000), log=st.binary(max_size=9000))
def test_foreign_files_change_no_answer(made: Path, data: bytes, log: bytes) -> None:
    expected = answers(made / "blog", made / "cache")
    with tempfile.TemporaryDirectory() as name:
        cache = Path(name) / "cache"
        shutil.copytree(made / "cache", cache)
        index = index_path(cache / "blog", made / "blog")
        index.write_bytes(data)
        Path(f"{index}-wal").write_bytes(log)
        Path(f"{index}-shm").write_bytes(log)
        found = answers(made / "blog", cache)
        assert found[:4] == expected[:4]
        assert found[5] == ""


def test_a_log_that_is_lost_or_garbage_costs_no_answer(made: Path) -> None:
    """A log left behind by a kill, cut off or overwritten: the file alone is an older truth."""
    expected = answers(made / "blog", made / "cache")
    index = index_path(made / "cache" / "blog", made / "blog")
    for garbage in (b"", b"x" * 5000, b"\x37\x7f\x06\x82" + bytes(5000)):
        Path(f"{index}-wal").write_bytes(garbage)
        assert answers(made / "blog", made / "cache") == expected
