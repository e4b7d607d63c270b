"""The output folder: only what the manifest names is ever touched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.errors import OutputError
from blogcli.site.output import OutputFolder

NAMES = st.sampled_from(["index.html", "a/index.html", "a", "a/b", "c/d/e.png", "ä.html"])
PLANS = st.dictionaries(NAMES, st.binary(max_size=3), max_size=5).filter(
    lambda plan: not ("a" in plan and any(name.startswith("a/") for name in plan))
)


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".blog-export" not in path.parts
    }


def export(folder: Path, plan: dict[str, bytes], *, apart: bool = False) -> OutputFolder:
    with OutputFolder(folder) as out:
        out.announce(list(plan))
        for name, data in plan.items():
            if apart and out.put_apart(name, (data,)):
                out.adopt(name)
            else:
                out.put(name, data)
    return out


@given(plans=st.lists(PLANS, min_size=1, max_size=4), apart=st.booleans())
@settings(max_examples=30, deadline=None)
def test_each_export_leaves_exactly_its_own_files(
    plans: list[dict[str, bytes]],
    apart: bool,
) -> None:
    folder = Path(os.environ["HOME"]) / "out"
    shutil.rmtree(folder, ignore_errors=True)
    before: dict[str, bytes] = {}
    for plan in plans:
        out = export(folder, plan, apart=apart)
        assert files_in(folder) == plan
        assert sorted(out.written) == sorted(n for n, data in plan.items() if before.get(n) != data)
        assert out.unchanged == sum(before.get(name) == data for name, data in plan.items())
        assert sorted(out.removed) == sorted(before.keys() - plan.keys())
        assert all(path.is_file() or any(path.iterdir()) for path in folder.rglob("*"))
        before = plan


@given(plans=st.lists(PLANS, min_size=2, max_size=3), stranger=NAMES)
@settings(max_examples=30, deadline=None)
def test_what_is_not_ours_stays_as_it_is(plans: list[dict[str, bytes]], stranger: str) -> None:
    folder = Path(os.environ["HOME"]) / "out"
    shutil.rmtree(folder, ignore_errors=True)
    export(folder, {"first.html": b"1"})
    theirs = folder / stranger
    theirs.parent.mkdir(parents=True, exist_ok=True)
    theirs.write_bytes(b"theirs")
    for plan in plans:
        refused = set()
        with OutputFolder(folder) as out:
            for name, data in plan.items():
                try:
                    out.put(name, data)
                except OutputError:
                    refused.add(name)
        assert theirs.read_bytes() == b"theirs"
        assert files_in(folder) == {
            stranger: b"theirs",
            **{name: data for name, data in plan.items() if name not in refused},
        }
        assert refused <= {
            name for name in plan if name.partition("/")[0] == stranger.partition("/")[0]
        }


def test_a_folder_with_files_of_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(OutputError, match="is not empty, and no export made") as caught:
        export(tmp_path, {"index.html": b"x"})
    assert "-o" in caught.value.hint
    assert files_in(tmp_path) == {"thesis.txt": b"years of work"}
    assert not (tmp_path / ".blog-export").exists()


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", "utf-8")
    with pytest.raises(OutputError, match="is not a folder"):
        export(tmp_path / "out", {})


@pytest.mark.parametrize("text", ["", "{", '{"files": 1}', "[]", '{"version": 1}'])
def test_a_damaged_manifest_is_told_and_nothing_is_touched(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "out"
    export(folder, {"index.html": b"x"})
    (folder / ".blog-export" / "manifest.json").write_text(text, "utf-8")
    with pytest.raises(OutputError, match="damaged"):
        export(folder, {})
    assert files_in(folder) == {"index.html": b"x"}


def test_a_manifest_can_name_nothing_outside(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (tmp_path / "precious").write_text("x", "utf-8")
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "deep").write_text("x", "utf-8")
    export(folder, {"index.html": b"x"})
    (folder / "way").symlink_to(tmp_path / "linked")
    (folder / ".blog-export" / "manifest.json").write_text(
        '{"files": ["index.html", "../precious", "/etc/hostname", "way/deep", "a/../../precious"]}',
        "utf-8",
    )
    export(folder, {})
    assert (tmp_path / "precious").exists()
    assert (tmp_path / "linked" / "deep").exists()
    assert not (folder / "index.html").exists()


def test_no_file_is_written_through_a_link_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    export(folder, {"index.html": b"x"})
    (folder / "a").symlink_to(elsewhere)
    with OutputFolder(folder) as out, pytest.raises(OutputError, match="link out of"):
        out.put("a/index.html", b"x")
    assert list(elsewhere.iterdir()) == []


def test_a_link_in_place_of_our_file_is_replaced_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    export(folder, {"index.html": b"old"})
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(precious)
    export(folder, {"index.html": b"new"})
    assert precious.read_bytes() == b"precious"
    assert (folder / "index.html").read_bytes() == b"new"


def test_another_process_writes_new_files_alone(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(folder, {"old.html": b"1"})
    (folder / "link").symlink_to(tmp_path)
    (folder / "mine").write_bytes(b"mine")
    with OutputFolder(folder) as out:
        out.announce(["new/index.html", "old.html", "link/a", "mine/a"])
        stamp = out.put_apart("new/index.html", (b"2",))
        assert stamp == out.stamp("new/index.html")
        out.adopt("new/index.html")
        for name in ("old.html", "link/a", "mine/a", "never announced"):
            assert out.put_apart(name, (b"2",)) is None, name
        out.keep("old.html")
    assert out.written == ["new/index.html"]
    assert files_in(folder) == {
        "new/index.html": b"2",
        "old.html": b"1",
        "mine": b"mine",
    }
    assert not (tmp_path / "a").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_file_that_finds_no_room_is_no_file(tmp_path: Path) -> None:
    """A write on a full disk says only how much of it was written; the next one fails."""
    code = (
        "import pathlib, resource\n"
        "from blogcli.errors import OutputError\n"
        "from blogcli.site.output import OutputFolder\n"
        "with OutputFolder(pathlib.Path('out')) as out:\n"
        "    out.announce(['a.html', 'b.html'])\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))\n"
        "    print(out.put_apart('a.html', [bytes(1500)]))\n"
        "    try:\n"
        "        out.put('b.html', bytes(1500))\n"
        "    except OutputError as error:\n"
        "        print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    said, reason = done.stdout.splitlines()
    assert said == "None"
    assert "File too large" in reason
    assert files_in(tmp_path / "out") == {}


def test_a_failure_keeps_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(folder, {"a.html": b"1", "b.html": b"1"})
    with OutputFolder(folder) as out:
        out.put("a.html", b"2")
        out.keep("b.html")
        out.keep("never-made.html")
    assert files_in(folder) == {"a.html": b"2", "b.html": b"1"}
    with pytest.raises(ZeroDivisionError), OutputFolder(folder) as out:
        raise ZeroDivisionError
    assert files_in(folder) == {"a.html": b"2", "b.html": b"1"}


def test_two_exports_at_once_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blogcli.site.output._PATIENCE", 2)
    folder = tmp_path / "out"
    with (
        OutputFolder(folder),
        pytest.raises(OutputError, match="another export"),
        OutputFolder(folder),
    ):
        pass
    export(folder, {"index.html": b"x"})


def test_where_no_folder_can_be_opened_a_file_in_it_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("os.O_DIRECTORY")
    test_two_exports_at_once_take_turns(tmp_path, monkeypatch)
    assert (tmp_path / "out/.blog-export/lock").is_file()


def test_unchanged_files_are_not_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(folder, {"a.html": b"1"})
    os.utime(folder / "a.html", ns=(1, 1))
    os.utime(folder / ".blog-export" / "manifest.json", ns=(1, 1))
    export(folder, {"a.html": b"1"})
    assert (folder / "a.html").stat().st_mtime_ns == 1
    assert (folder / ".blog-export" / "manifest.json").stat().st_mtime_ns == 1


KILLED = """
import sys
from pathlib import Path
from blogcli.site.output import OutputFolder
while True:
    for mark in (b"1", b"2"):
        with OutputFolder(Path(sys.argv[1])) as out:
            out.announce([f"{i}/{mark.decode()}.html" for i in range(30)])
            for i in range(30):
                out.put(f"{i}/{mark.decode()}.html", mark * 5000)
                out.put(f"{i}/same.html", mark * 5000)
"""


def test_a_kill_leaves_whole_files_and_the_next_run_puts_it_right(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    for turn in range(6):
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(folder)])
        time.sleep(0.25 + turn * 0.013)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for data in files_in(folder).values():
            assert data in {b"x", b"1" * 5000, b"2" * 5000}
        export(folder, {"index.html": b"x"})
        assert files_in(folder) == {"index.html": b"x"}
        assert [path.name for path in (folder / ".blog-export").iterdir()] == ["manifest.json"]
