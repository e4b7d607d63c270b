from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import __main__ as entry
from benchmarks.generate import Order
from benchmarks.jobs import BLOG, PYTHON, Bench, Job
from benchmarks.measure import Command, CommandFailed, Limit, OverLimit, execute
from benchmarks.plan import FULL, QUICK, Blog, chosen
from benchmarks.results import Figure, Part, load
from benchmarks.runner import Effort, measure_part

QUICKLY = Effort(times=3, seconds=60)


def python(program: str, **more: object) -> Command:
    env = {"PATH": os.environ["PATH"]}
    return Command((sys.executable, "-c", program), env, Path(), **more)  # type: ignore[arg-type]


def test_the_memory_of_children_counts() -> None:
    program = (
        "import subprocess, sys, time\n"
        "more = 'held = bytearray(60_000_000); print(flush=True); input()'\n"
        "pipes = {'stdin': subprocess.PIPE, 'stdout': subprocess.PIPE}\n"
        "both = [subprocess.Popen([sys.executable, '-c', more], **pipes) for _ in range(2)]\n"
        "[one.stdout.readline() for one in both]\n"
        "time.sleep(.6)\n"
        "[one.communicate(b'\\n') for one in both]"
    )
    assert execute(python(program), 0.005).peak > 120_000_000


def test_the_processors_of_children_count() -> None:
    burn = "import time\nwhile time.process_time() < .4: pass"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    assert execute(python(program), 0.05).processor > 0.4


def test_what_takes_too_long_is_ended_with_its_children() -> None:
    sleep = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"
    program = sleep.replace("'input()'", "'import time; time.sleep(60)'")
    with pytest.raises(OverLimit, match="over 1 s"):
        execute(python(program, limit=Limit(seconds=1)), 0.02)


def test_what_takes_too_much_memory_is_ended() -> None:
    program = "held = bytearray(200_000_000); import time; time.sleep(60)"
    with pytest.raises(OverLimit, match="of memory"):
        execute(python(program, limit=Limit(memory=50e6)), 0.02)


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(CommandFailed, match=r"ended with 3: .*why"):
        execute(python("import sys; print('why', file=sys.stderr); sys.exit(3)"), 0.02)
    assert execute(python("raise SystemExit(1)", codes=(0, 1)), 0.02).wall > 0


def bench(folder: Path) -> Bench:
    return Bench(folder, Order(folder, 1_000))


def test_commands_take_turns_and_each_is_prepared(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def note() -> None:
        log.write_text((log.read_text() if log.exists() else "") + "|")

    def job(name: str, *, follows: bool = False) -> Job:
        program = f"with open({str(log)!r}, 'a') as log: log.write({name!r})"
        before = None if follows else note
        return Job(name, PYTHON, (sys.executable, "-c", program), before, follows=follows)

    jobs = [job("a"), job("b"), job("c", follows=True)]
    part = measure_part("start", bench(tmp_path), jobs, QUICKLY)
    assert log.read_text() == "|a|bc" * 4
    assert [len(one.walls) for one in part.figures] == [3, 3, 3]


def test_what_takes_back_runs_as_often_as_what_it_takes_back(tmp_path: Path) -> None:
    slow = Job("rename", BLOG, (sys.executable, "-c", "import time; time.sleep(.4)"))
    fast = Job("undo", BLOG, (sys.executable, "-c", "pass"), follows=True)
    part = measure_part("rename", bench(tmp_path), [slow, fast], Effort(times=4, seconds=0.6))
    assert [len(one.walls) for one in part.figures] == [1, 1]


def test_a_tool_that_fails_does_none_of_the_rest_and_others_go_on(tmp_path: Path) -> None:
    fails = Job("site, fresh", "Hexo", (sys.executable, "-c", "raise SystemExit(2)"))
    after = Job("site, one edit", "Hexo", (sys.executable, "-c", "pass"))
    goes = Job("site, fresh", BLOG, (sys.executable, "-c", "pass"))
    part = measure_part("site", bench(tmp_path), [fails, after, goes], QUICKLY)
    assert [one.ended for one in part.figures] == ["failed", "failed", ""]
    assert [len(one.walls) for one in part.figures] == [0, 0, 3]


def test_a_program_that_makes_nothing_has_failed(tmp_path: Path) -> None:
    line = (sys.executable, "-c", "pass")
    job = Job("site, fresh", "Hexo", line, output=tmp_path / "none")
    (found,) = measure_part("site", bench(tmp_path), [job], QUICKLY).figures
    assert found.ended == "failed: it made nothing"
    assert not found.walls


def test_what_took_too_long_for_fewer_posts_is_not_begun(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = f"open({str(ran)!r}, 'w')"
    job = Job("site", "Hexo", (sys.executable, "-c", program), limit=Limit(seconds=10))
    for before in (Figure("site", "Hexo", [2.0]), Figure("site", "Hexo", ended="over 10 s")):
        smaller = Part("site", 1_000, "fi", "", "", 0, {}, [before])
        larger = Bench(tmp_path, Order(tmp_path, 10_000))
        (found,) = measure_part("site", larger, [job], QUICKLY, smaller).figures
        assert found.ended.startswith("not begun: ")
        assert not ran.exists()


def test_a_part_of_the_plan_is_what_was_asked_for() -> None:
    assert chosen(FULL, [], []) == FULL.blogs
    assert chosen(FULL, ["site"], [10_000]) == {Blog(10_000): ("site",)}
    assert chosen(FULL, ["print"], []) == {Blog(1_000): ("print",)}
    assert chosen(FULL, ["index"], [1_000]) == {
        Blog(1_000): ("index",),
        Blog(1_000, "en"): ("index",),
    }
    assert chosen(FULL, ["list"], [20]) == {Blog(20): ("list",)}


def test_our_own_work_is_measured_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "QUICK", replace(QUICK, effort=Effort(times=1, seconds=1)))
    file = tmp_path / "results.json"
    ours = ["sync", "rename"]
    made = tmp_path / "made"
    cache = made / "fi-20" / "home" / ".cache" / "blog"
    cache.mkdir(parents=True)
    shared = Path(os.environ["XDG_CACHE_HOME"]) / "blog" / "dictionaries"
    (cache / "dictionaries").symlink_to(shared.resolve())
    line = ["--quick", "--alone", "--sizes", "20", "--results", str(file), "--cache"]
    entry.main([*line, str(tmp_path / "none"), "--folder", str(made), "--only", *ours])
    results = load(file)
    assert [part.group for part in results.parts] == ours
    for part in results.parts:
        for figure in (one for one in part.figures if one.tool == BLOG):
            assert not figure.ended, figure.work
            assert len(figure.walls) >= 1
            assert figure.megabytes > 5
    page = (tmp_path / "RESULTS.md").read_text("utf-8")
    assert "| tag rename | 20 | **blog** |" in page
    assert entry.main(["--render", "--results", str(file)]) in {0, 1}
    assert (tmp_path / "RESULTS.md").read_text("utf-8") == page
