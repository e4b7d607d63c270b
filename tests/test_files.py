"""Files written whole or not at all, and paths that stay where they belong."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
import types
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.errors import OutputError
from blogcli.files import inside, take_lock, write_atomic, write_new


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_atomic(file, b"new")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_new(tmp_path / "a.md", b"new")
        write_atomic(tmp_path / "b.md", b"new")
    finally:
        os.umask(before)
    for name in ("a.md", "b.md"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o640


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_atomic(tmp_path / "link.md", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"mine")
    (tmp_path / "dangling.md").symlink_to("nowhere")
    for name in ("a.md", "dangling.md"):
        with pytest.raises(FileExistsError):
            write_new(tmp_path / name, b"theirs")
    assert (tmp_path / "a.md").read_bytes() == b"mine"
    assert not (tmp_path / "nowhere").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "dangling.md"]


def test_folders_are_made_for_a_new_file(tmp_path: Path) -> None:
    write_new(tmp_path / "a/b/c.md", b"new")
    assert (tmp_path / "a/b/c.md").read_bytes() == b"new"


def test_what_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_atomic(tmp_path / "nowhere" / "a.md", b"")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError):
        write_atomic(tmp_path / "file" / "a.md", b"")


_WRITER = """
import sys
from pathlib import Path
from blogcli.files import write_atomic
path, size = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
while True:
    for letter in b"ab":
        write_atomic(path, bytes([letter]) * size)
"""


@pytest.mark.parametrize("delay", [0.0, 0.003, 0.01, 0.02, 0.05])
def test_a_kill_at_any_moment_leaves_one_content_or_the_other(tmp_path: Path, delay: float) -> None:
    size = 300_000
    file = tmp_path / "a.md"
    file.write_bytes(b"b" * size)
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(file), str(size)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert file.read_bytes() in {b"a" * size, b"b" * size}


@pytest.mark.parametrize(
    "path", ["../a", "a/../../b", "/etc/passwd", "a\0b", "a\\b", "link/x", "link/../../x"]
)
def test_no_path_leaves_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog/link").symlink_to(tmp_path)
    with pytest.raises(OutputError):
        inside(tmp_path / "blog", path)


@given(st.text(alphabet="ab./\\\0~", max_size=20))
def test_whatever_is_joined_lies_inside(path: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        try:
            joined = inside(folder, path)
        except OutputError:
            return
        assert joined == folder or folder in joined.parents


def test_a_lock_is_one_holder_s_until_the_file_is_closed(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as first, (tmp_path / "lock").open("w") as second:
        assert take_lock(first.fileno())
        assert not take_lock(second.fileno())
        first.close()
        assert take_lock(second.fileno())


@pytest.mark.parametrize("free", [True, False])
def test_without_fcntl_a_lock_is_that_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, free: bool
) -> None:
    asked: list[tuple[int, int]] = []

    def locking(_handle: int, mode: int, count: int) -> None:
        asked.append((mode, count))
        if not free:
            raise PermissionError

    windows = types.SimpleNamespace(locking=locking, LK_NBLCK=2)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    with (tmp_path / "lock").open("w") as stream:
        assert take_lock(stream.fileno()) == free
    assert asked == [(2, 1)]
