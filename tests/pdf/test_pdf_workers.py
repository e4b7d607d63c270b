from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from blogcli.errors import OutputError
from blogcli.pdf.children import prepare
from blogcli.pdf.job import House, Job, Sheet
from blogcli.pdf.workers import perform_all
from blogcli.posts.post import Post

MONSTER = "| a | b |\n|---|---|\n" + "| one | two |\n" * 100_000


def job(number: int, body: str = "Words.") -> Job:
    return Job(Post(path=f"posts/{number}.md", slug=str(number), lang="en", title="Title"), body)


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


def gone(processes: list[psutil.Process]) -> bool:
    return not psutil.wait_procs(processes, timeout=3)[1]


@pytest.mark.parametrize("count", [1, 2, 20])
def test_each_job_has_its_answer(house: House, count: int) -> None:
    jobs = [job(number, f"Number {number}.") for number in range(8)]

    answers = dict(perform_all(house, jobs, count=count, seconds=60))

    assert sorted(answers) == list(range(8))
    assert all(isinstance(answer, Sheet) for answer in answers.values())
    assert len({answer.pdf for answer in answers.values() if isinstance(answer, Sheet)}) == 8


def test_other_work_is_done_while_processes_set_posts(house: House) -> None:
    started: list[int] = []

    def count() -> Iterator[None]:
        while True:
            started.append(len(children()))
            yield

    answers = perform_all(house, [job(0), job(1)], count=1, seconds=60, meanwhile=count())

    assert not started
    next(answers)
    assert len(started) == 1
    next(answers)
    assert len(started) == 2
    assert max(started) > 0


def test_processes_make_the_same_bytes(house: House) -> None:
    answers = [
        answer
        for count in (1, 2)
        for _, answer in perform_all(house, [job(1)] * 4, count=count, seconds=60)
    ]

    assert len({answer.pdf for answer in answers if isinstance(answer, Sheet)}) == 1


def test_a_process_may_be_started_before_there_is_work(house: House) -> None:
    before = set(children())
    prepare()
    started = [child for child in children() if child not in before]

    answers = dict(perform_all(house, [job(0)], count=1, seconds=60))

    assert len(started) == 1
    assert isinstance(answers[0], Sheet)
    assert gone(started)


def test_no_jobs_no_processes(house: House) -> None:
    before = children()

    assert list(perform_all(house, [], count=2, seconds=60)) == []
    # Those of the tests before may still be on their way out.
    assert set(children()) <= set(before)


def test_what_takes_too_long_is_named_and_the_others_go_on(house: House) -> None:
    jobs = [job(0), job(1, MONSTER), job(2), job(3)]

    answers = dict(perform_all(house, jobs, count=1, seconds=2))

    assert [isinstance(answers[n], Sheet) for n in range(4)] == [True, False, True, True]
    assert str(answers[1]) == ("posts/1.md: takes longer than 2 seconds to set, and was given up")


def test_a_post_that_is_refused_stops_no_other(house: House) -> None:
    answers = dict(perform_all(house, [job(0, "x" * 6_000_000), job(1)], count=1, seconds=60))

    assert isinstance(answers[0], OutputError)
    assert isinstance(answers[1], Sheet)


def test_a_process_that_is_killed_costs_its_post_at_most(house: House) -> None:
    before = set(children())
    jobs = [job(0), job(1, MONSTER), job(2), job(3)]
    work = perform_all(house, jobs, count=1, seconds=60)
    answers = dict([next(work)])
    time.sleep(0.2)

    for child in set(children()) - before:
        child.kill()
    answers.update(work)

    assert [isinstance(answers[n], Sheet) for n in range(4)] == [True, False, True, True]
    assert "was killed" in str(answers[1])


def test_leaving_off_kills_the_processes(house: House) -> None:
    before = set(children())
    work = perform_all(house, [job(0), job(1, MONSTER)], count=1, seconds=60)
    next(work)
    time.sleep(0.1)
    started = [child for child in children() if child not in before]

    begun = time.monotonic()
    work.close()  # type: ignore[attr-defined]  # it is a generator

    assert started
    assert gone(started)
    assert time.monotonic() - begun < 2


SCRIPT = """
import sys
from pathlib import Path
from blogcli.config import PdfConfig
from blogcli.pdf.job import House, Job
from blogcli.pdf.setting import setting_of
from blogcli.pdf.children import prepare
from blogcli.pdf.workers import perform_all
from blogcli.posts.post import Post

post = Post(path="p.md", slug="p", lang="en", title="Title")
house = House(root=Path(sys.argv[1]), setting=setting_of(PdfConfig()))
monster = "| a | b |\\n|---|---|\\n" + "| one | two |\\n" * 200_000
print("ready", flush=True)
try:
    list(perform_all(house, [Job(post, monster)] * 2, count=2, seconds=60))
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_a_date_may_have_milliseconds(house: House) -> None:
    date = datetime(2022, 6, 22, 12, 49, 10, 138_000, tzinfo=UTC)
    post = Post(path="posts/a.md", slug="a", lang="en", title="Title", date=date)

    ((_, answer),) = perform_all(house, [Job(post, "Words.")], count=1, seconds=60)

    assert isinstance(answer, Sheet)


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent otherwise on Windows")
def test_an_interrupt_is_answered_at_once(blog_folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(blog_folder)], stdout=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.readline()
    time.sleep(1)
    started = psutil.Process(process.pid).children()

    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    code = process.wait(10)
    process.stdout.close()

    assert code == 130
    assert time.monotonic() - begun < 2
    assert started
    assert gone(started)


NEVER_ENDING = "1 /* b\n/b\n*/\n"


@pytest.mark.parametrize(
    "body", [f"```js\n{NEVER_ENDING}```\n", f"```html\n<script>\n{NEVER_ENDING}</script>\n```\n"]
)
def test_code_on_which_the_highlighter_never_ends_is_set_all_the_same(
    house: House, body: str
) -> None:
    ((_, answer),) = perform_all(house, [job(0, body)], count=1, seconds=60)

    assert isinstance(answer, Sheet)


@pytest.mark.skipif(sys.platform != "linux", reason="prctl(2) is Linux's")
def test_a_busy_process_does_not_outlive_its_parent() -> None:
    script = (
        "import time; from blogcli.pdf import children; children.prepare();"
        "print(children._ready[0].pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        time.sleep(1)
        child.suspend()  # as deaf to the end of its input as one that is setting a post
        parent.kill()

    assert gone([child])


@pytest.mark.parametrize(
    ("argv", "count"),
    [
        ("export p -o p.pdf", 1),
        ("export p --to pdf", 1),
        ("export p --to=pdf", 1),
        ("--quiet export p -o p.pdf", 1),
        ("export p -o p.html", 0),
        ("export --book -o b.pdf", 0),
        ("export --help p.pdf", 0),
        ("show p.pdf", 0),
        ("search export pdf", 0),
    ],
)
def test_a_process_starts_before_the_command_is_loaded(argv: str, count: int) -> None:
    script = (
        "import sys; from blogcli import app; from blogcli.pdf import children;"
        "app._prepare(sys.argv[1:]); print(len(children._ready), 'typer' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, *argv.split()], check=True, capture_output=True
    )

    assert done.stdout.split() == [str(count).encode(), b"False"]
