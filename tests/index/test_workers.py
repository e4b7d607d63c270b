"""Processes that read posts: what one of them meets harms nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from datetime import UTC, tzinfo
from pathlib import Path

import psutil
import pytest

from blogcli.config import Config
from blogcli.index import workers
from blogcli.index.failures import error_from_json
from blogcli.index.parsing import Job, Outcome, SyncSource
from blogcli.index.workers import perform_all
from blogcli.posts.context import ReadContext
from blogcli.posts.dialects import detect
from blogcli.posts.store import find_files
from index import hostile

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the harm is done with POSIX signals")


def blog(root: Path, years: dict[str, int], zone: tzinfo = hostile.ZONE) -> SyncSource:
    """A blog of posts, each dated by its year."""
    (root / "posts").mkdir()
    for name, year in years.items():
        text = f"---\ntitle: {name}\ndate: {year}-05-05T12:00:00\n---\n\nText.\n"
        (root / f"posts/{name}.md").write_text(text)
    context = ReadContext(detect(root), "eu", (), zone)
    return SyncSource(root, Config(), context, root / "dictionaries", patience=1)


def jobs(source: SyncSource) -> list[Job]:
    files = find_files(source.root, source.config, source.dialect)
    return sorted(Job(entry) for entry in files)


def results(outcomes: Iterator[Outcome]) -> tuple[list[str], dict[str, str]]:
    read, failed = [], {}
    for outcome in outcomes:
        if outcome.error is None:
            read.append(outcome.entry.path)
        else:
            failed[outcome.entry.path] = error_from_json(outcome.error).reason
    assert len(set(read)) == len(read)
    return sorted(read), failed


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


@pytest.mark.parametrize("count", [1, 2])
def test_a_post_that_kills_its_reader_costs_itself_alone(tmp_path: Path, count: int) -> None:
    years = {f"{number:03}": 2000 for number in range(90)}
    source = blog(tmp_path, {**years, "033x": hostile.KILLS, "080x": hostile.KILLS})
    read, failed = results(perform_all(source, jobs(source), hidden_too=False, count=count))
    assert read == [f"posts/{name}.md" for name in years]
    assert failed == {
        "posts/033x.md": "the process that read it was killed",
        "posts/080x.md": "the process that read it was killed",
    }
    assert children() == []


def test_a_post_that_never_ends_costs_itself_alone(tmp_path: Path) -> None:
    years = {f"{number:03}": 2000 for number in range(40)}
    source = blog(tmp_path, {**years, "020x": hostile.HANGS})
    read, failed = results(perform_all(source, jobs(source), hidden_too=False, count=2))
    assert read == [f"posts/{name}.md" for name in years]
    assert failed == {"posts/020x.md": "reading it takes more than 1 seconds"}


def test_what_an_engine_prints_goes_nowhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = blog(tmp_path, {"a": hostile.PRINTS, "b": 2000})
    read, failed = results(perform_all(source, jobs(source), hidden_too=False, count=1))
    assert (len(read), failed) == (2, {})
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("program", ["", "/nowhere/python", "/bin/false"])
def test_where_no_process_can_be_started_this_one_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    source = blog(tmp_path, {f"{number:03}": 2000 for number in range(40)})
    monkeypatch.setattr(sys, "executable", program)
    read, failed = results(perform_all(source, jobs(source), hidden_too=False, count=2))
    assert (len(read), failed) == (40, {})


def test_readers_that_others_kill_are_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_CHUNK_FILES", 5)
    source = blog(tmp_path, {f"{number:03}": 2000 for number in range(200)})
    stream = perform_all(source, jobs(source), hidden_too=False, count=2)
    seen = [next(stream)]
    for child in children():
        child.kill()
    seen += stream
    read, failed = results(iter(seen))
    assert (len(read), failed) == (200, {})


def test_nobody_is_left_when_the_reading_is_broken_off(tmp_path: Path) -> None:
    source = blog(tmp_path, {f"{number:03}": 2000 for number in range(200)})
    stream = perform_all(source, jobs(source), hidden_too=False, count=2)
    next(stream)
    assert len(children()) == 2
    stream.close()
    assert children() == []


SCRIPT = """
import sys
from pathlib import Path
from datetime import UTC
sys.path[:0] = {path!r}
from index.test_workers import blog, jobs
from blogcli.index.workers import perform_all
print("started", flush=True)
source = blog(Path(sys.argv[1]), {{f"{{number:03}}": 2000 for number in range(300)}}, UTC)
read = list(perform_all(source, jobs(source), hidden_too=False, count=2))
print(len(read), flush=True)
"""


def test_the_callers_program_is_not_run_again(tmp_path: Path) -> None:
    """A script without `if __name__ == "__main__"` may use the library."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(path=[str(Path(__file__).parents[1])]))
    (tmp_path / "blog").mkdir()
    command = [sys.executable, str(script), str(tmp_path / "blog")]
    made = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert made.stdout == "started\n300\n"


def test_a_blog_with_modules_of_its_own_is_not_run(tmp_path: Path) -> None:
    """Nothing in the folder where the command runs takes the place of a library."""
    for name in ("yaml", "pyromark", "json", "blogcli", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(99)")
    source = blog(tmp_path, {"a": 2000}, UTC)
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        read, failed = results(perform_all(source, jobs(source), hidden_too=False, count=1))
    finally:
        os.chdir(before)
    assert (read, failed) == (["posts/a.md"], {})


def test_readers_end_with_the_one_who_asked(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    text = SCRIPT.format(path=[str(Path(__file__).parents[1])])
    text += textwrap.dedent(
        """
        stream = perform_all(source, jobs(source), hidden_too=False, count=2)
        next(stream)
        print("reading", flush=True)
        import time
        time.sleep(60)
        """
    )
    script.write_text(text)
    (tmp_path / "blog").mkdir()
    command = [sys.executable, str(script), str(tmp_path / "blog")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        while parent.stdout.readline() != "reading\n":
            pass
        readers = psutil.Process(parent.pid).children(recursive=True)
        assert len(readers) == 2
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    deadline = time.monotonic() + 10
    while any(reader.is_running() for reader in readers) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(reader.is_running() for reader in readers)
