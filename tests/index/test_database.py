"""The index file: whatever happens to it, it opens, and what it says is what was written."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.errors import IndexFault
from blogcli.index.connection import connect
from blogcli.index.database import Database, open_index
from blogcli.index.faults import BusyIndex, DamagedIndex, UnwritableIndex, translated
from blogcli.index.location import cache_folder, index_path
from blogcli.index.schema import SCHEMA_VERSION, put_meta


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "blog"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "my blog"
    folder.mkdir()
    return folder


def fill(db: Database, rows: int = 200) -> None:
    with db.writing():
        db.connection.executemany(
            "INSERT INTO file(path, kind, size) VALUES(?, 'post', ?)",
            ((f"posts/{number}.md", number) for number in range(rows)),
        )


def sizes(db: Database) -> list[int]:
    with translated():
        found = db.connection.execute("SELECT size FROM file ORDER BY size").fetchall()
    return [int(str(size)) for (size,) in found]


def test_what_was_written_is_there_next_time(cache: Path, root: Path) -> None:
    first = open_index(cache, root)
    fill(first)
    first.close()
    second = open_index(cache, root)
    assert sizes(second) == list(range(200))
    assert second.warning == ""
    assert second.path == index_path(cache, root)


def test_each_folder_has_an_index_of_its_own_under_any_of_its_names(
    cache: Path, root: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(root)
    assert index_path(cache, link) == index_path(cache, root)
    assert index_path(cache, tmp_path) != index_path(cache, root)
    assert index_path(cache, root, root / "texts") != index_path(cache, root)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_may_read_the_index(cache: Path, root: Path) -> None:
    db = open_index(cache, root)
    fill(db)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in cache.iterdir()}
    assert len(modes) == 3, "the file, its log and the log's own index"
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("env", "platform", "folder"),
    [
        ({"XDG_CACHE_HOME": "/c", "HOME": "/h"}, "linux", "/c/blog"),
        ({"XDG_CACHE_HOME": "c", "HOME": "/h"}, "linux", "/h/.cache/blog"),
        ({"HOME": "/h"}, "darwin", "/h/Library/Caches/blog"),
        ({"LOCALAPPDATA": "/l", "HOME": "/h"}, "win32", "/l/blog/Cache"),
        ({"HOME": "relative"}, "linux", None),
        ({}, "linux", None),
        ({}, "win32", None),
    ],
)
def test_the_cache_lies_where_each_system_wants_it(
    env: dict[str, str], platform: str, folder: str | None
) -> None:
    assert cache_folder(env, platform) == (None if folder is None else Path(folder))


def test_without_a_home_the_index_lives_in_memory_and_says_so(root: Path) -> None:
    db = open_index(None, root)
    fill(db)
    assert sizes(db) == list(range(200))
    assert db.path is None
    assert db.warning == "there is no home folder to keep the index in"


def _garbage(path: Path) -> None:
    path.write_bytes(b"\x89PNG" + bytes(range(256)) * 100)


def _text(path: Path) -> None:
    path.write_text("not a database " * 1000)


def _one_byte(path: Path) -> None:
    path.write_bytes(b"S")


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _odd_page_size(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[16:18] = b"\xff\xff"
    path.write_bytes(data)


def _other_page_size(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[16:18] = b"\x08\x00"
    path.write_bytes(data[: 2048 * 5])


def _no_checksums(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[20] = 0
    path.write_bytes(data)


def _another_program(path: Path) -> None:
    path.unlink()
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE meta(x); CREATE TABLE file(x); CREATE VIEW v AS SELECT 1")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(x)")
    connection.close()


def _version(number: int) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        connection = connect(str(path))
        connection.pragma("user_version", number)
        connection.close()

    return change


DAMAGES = {
    "garbage": _garbage,
    "text": _text,
    "one byte": _one_byte,
    "empty": _nothing,
    "half": _half,
    "cut off": _cut_off,
    "page size": _odd_page_size,
    "other page size": _other_page_size,
    "no checksums": _no_checksums,
    "another program's": _another_program,
    "older": _version(SCHEMA_VERSION - 1),
    "newer": _version(SCHEMA_VERSION + 1),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_file_that_is_no_good_is_emptied(
    cache: Path, root: Path, damage: Callable[[Path], None]
) -> None:
    db = open_index(cache, root)
    fill(db)
    db.close()
    damage(index_path(cache, root))
    renewed = open_index(cache, root)
    assert sizes(renewed) == []
    assert (renewed.path, renewed.warning) == (index_path(cache, root), "")
    assert renewed.connection.pragma("page_size") == 4096
    fill(renewed)
    renewed.close()
    assert sizes(open_index(cache, root)) == list(range(200))


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_completion_takes_a_file_that_is_no_good_for_an_empty_one_and_leaves_it(
    cache: Path, root: Path, damage: Callable[[Path], None]
) -> None:
    open_index(cache, root).close()
    path = index_path(cache, root)
    damage(path)
    before = path.read_bytes()
    db = open_index(cache, root, read_only=True)
    assert sizes(db) == []
    assert db.warning == ""
    db.close()
    assert path.read_bytes() == before


def test_completion_makes_no_file(cache: Path, root: Path) -> None:
    assert sizes(open_index(cache, root, read_only=True)) == []
    assert not cache.exists()


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pristine")
    db = open_index(folder, folder)
    fill(db, 300)
    db.close()
    return index_path(folder, folder)


FLIPS = st.lists(st.tuples(st.integers(0) | st.integers(0, 120), st.integers(0, 7)), max_size=3)


@settings(max_examples=150, deadline=None)
@given(flips=FLIPS, lost=st.just(0) | st.integers(0, 100_000))
def test_damage_anywhere_is_noticed_never_believed(
    pristine: Path, flips: list[tuple[int, int]], lost: int
) -> None:
    """Flipped bits or a lost tail: the rows are those that were written, or there are none."""
    damaged = bytearray(pristine.read_bytes())
    for where, bit in flips:
        damaged[where % len(damaged)] ^= 1 << bit
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = index_path(folder, folder)
        path.write_bytes(damaged[: max(0, len(damaged) - lost)])
        db = open_index(folder, folder)
        try:
            found = sizes(db)
        except DamagedIndex:
            db.renew()
            found = sizes(db)
        assert db.path == path
        assert found in ([], list(range(300)))
        if not found:
            fill(db, 3)
        db.close()
        assert {left.suffix for left in folder.iterdir()} <= {".sqlite", ".lock"}


def test_a_repair_is_not_repeated_over_another_ones_work(cache: Path, root: Path) -> None:
    mine = open_index(cache, root)
    theirs = open_index(cache, root)
    mine.renew()
    fill(mine)
    theirs.renew()
    assert sizes(theirs) == list(range(200))


def test_a_reader_of_a_file_that_another_repaired_hears_of_it(cache: Path, root: Path) -> None:
    reader = open_index(cache, root)
    fill(reader)
    assert sizes(reader) == list(range(200))
    open_index(cache, root).renew()
    reader.close()
    other = open_index(cache, root)
    with other.writing():
        other.connection.execute("DROP TABLE file")
    with pytest.raises(DamagedIndex):
        sizes(other)
    other.renew()
    assert sizes(other) == []


def _half_of_it(db: Database, then: Callable[[], object]) -> None:
    put_meta(db.connection, "half", "done")
    then()


def test_a_failed_transaction_leaves_nothing(cache: Path, root: Path) -> None:
    db = open_index(cache, root)
    with pytest.raises(ZeroDivisionError), db.writing():
        _half_of_it(db, lambda: 1 // 0)
    with pytest.raises(IndexFault), db.writing():
        _half_of_it(db, lambda: db.connection.execute("this is no SQL"))
    assert db.connection.execute("SELECT value FROM meta WHERE key = 'half'").get is None


def test_one_who_holds_the_index_and_sleeps_stops_nobody(
    cache: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blogcli.index.connection.BUSY_MS", 5)
    holder = open_index(cache, root)
    fill(holder)
    other = open_index(cache, root)
    with holder.writing():
        with pytest.raises(BusyIndex), other.writing():
            pass
        other.keep_in_memory("another command holds the index")
        fill_more = "UPDATE file SET size = size + 1"
        with other.writing():
            other.connection.execute(fill_more)
    assert sizes(other) == list(range(1, 201))
    assert sizes(holder) == list(range(200))
    assert other.warning == "another command holds the index"


def test_a_folder_in_the_place_of_the_cache_is_survived(cache: Path, root: Path) -> None:
    cache.parent.mkdir()
    cache.write_text("a file")
    db = open_index(cache, root)
    fill(db)
    assert sizes(db) == list(range(200))
    assert db.warning.startswith(f"the index can't be kept in {cache}: ")


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_left_alone(cache: Path, root: Path, kind: str) -> None:
    path = index_path(cache, root)
    cache.mkdir(parents=True)
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    db = open_index(cache, root)
    assert sizes(db) == []
    assert db.warning.startswith(f"the index can't be kept in {cache}: ")
    assert path.is_dir() or path.is_fifo()


def test_a_full_disk_is_an_unwritable_index(cache: Path, root: Path) -> None:
    db = open_index(cache, root)
    db.connection.pragma("max_page_count", 1)
    with pytest.raises(UnwritableIndex):
        fill(db, 10_000)
    assert sizes(db) == []


READ_ONLY = """
import os, sys
from pathlib import Path
from blogcli.index import words
from blogcli.index.database import open_index
cache, root = map(Path, sys.argv[1:3])
open_index(None, root).close()
if os.geteuid() == 0:  # root may write everywhere
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
db = open_index(cache, root, read_only=sys.argv[3:] == ["completion"])
print(db.writable, len(db.connection.execute("SELECT * FROM file").fetchall()), db.warning)
"""


def as_nobody(*arguments: object) -> str:
    """Open an index as a user who may only read it."""
    if os.name == "nt":
        pytest.skip("Windows has no such users")
    command = [sys.executable, "-c", READ_ONLY, *map(str, arguments)]
    made = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


@pytest.fixture
def readable() -> Iterator[Path]:
    """A cache folder that everyone may read and, in the end, nobody may write."""
    folder = Path(tempfile.mkdtemp(prefix="blog-read-only-"))
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _close_to_others(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)


def test_a_cache_that_can_only_be_read_is_read(readable: Path, root: Path) -> None:
    db = open_index(readable, root)
    fill(db)
    db.close()
    _close_to_others(readable)
    assert as_nobody(readable, root) == "False 200"
    assert as_nobody(readable, root, "completion") == "False 200"


def test_a_cache_that_can_only_be_read_is_read_beside_a_writer(readable: Path, root: Path) -> None:
    db = open_index(readable, root)
    fill(db)
    assert Path(f"{db.path}-wal").stat().st_size
    _close_to_others(readable)
    assert as_nobody(readable, root) == "False 200"
    db.close()


def test_an_empty_cache_that_can_only_be_read_means_memory(readable: Path, root: Path) -> None:
    _close_to_others(readable)
    reason = f"the index can't be kept in {readable}: "
    assert as_nobody(readable, root).startswith(f"True 0 {reason}")
    assert as_nobody(readable, root, "completion") == "True 0"
