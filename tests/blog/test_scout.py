"""The look at the files that another process takes: the same as one's own, or none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2,
    reason="a look from another process wants fork and two processors",
)

BEGIN = """
import os, signal
from pathlib import Path
from blogcli import config as configuration
from blogcli.blog.scout import send
from blogcli.index.glance import look_at
from blogcli.posts.dialects import detect
root = Path(os.path.realpath("blog"))
config, dialect = configuration.load(root), detect(root)
os.chdir("blog/posts")
scout = send(os.environ)
"""


def python(folder: Path, code: str) -> str:
    """Run code in a process that has no threads, and give what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code],
        cwd=folder,
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    posts = tmp_path / "blog" / "posts"
    posts.mkdir(parents=True)
    for number in range(5):
        (posts / f"{number}.md").write_text("---\ntitle: x\n---\n")
    (posts / "old.rst").write_text("Old\n===\n")
    os.mkfifo(posts / "pipe.md")
    return tmp_path


def test_a_large_folder_is_looked_at_in_halves_with_the_same_outcome(folder: Path) -> None:
    (folder / "blog/posts/gone.md").symlink_to("nowhere")
    code = """
from blogcli.blog import halving
from blogcli.posts import finding
scout.dismiss()
asked = []
def counted(files, prefix, kind):
    asked.append(len(files))
    return finding.entries_of(files, prefix, kind)
halving._LARGE, halving.entries_of = 6, counted
whole = look_at(root, config, dialect)
assert look_at(root, config, dialect, halving.look_in_halves) == whole and asked == [3], asked
print(len(whole[0]))
"""
    assert python(folder, code) == "6\n"


def test_what_the_other_half_fails_to_say_is_looked_at_again(folder: Path) -> None:
    code = """
from blogcli.blog import halving
scout.dismiss()
halving._LARGE = 2
def fails(pipe, data):
    os.write(pipe, data[:3])
    os._exit(1)
halving.write_all = fails
assert look_at(root, config, dialect, halving.look_in_halves) == look_at(root, config, dialect)
print("all")
"""
    assert python(folder, code) == "all\n"


def test_it_sees_what_one_sees_oneself(folder: Path) -> None:
    code = """
seen = scout.report(root, config, dialect)
look, settings = seen
entries, own = look_at(root, config, dialect)
assert look._replace(bring=None) == own, seen
assert look.bring() == entries and look.bring() == [], "it brings them once"
assert look.passed.markup == {"rst": 1} and look.passed.special == ["posts/pipe.md"]
assert settings == dialect.settings(root), settings
assert scout.report(root, config, dialect) is None, "it reports once"
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody is left")
"""
    assert python(folder, code) == "nobody is left\n"


def test_it_reads_the_configuration_of_the_generator(folder: Path) -> None:
    config = 'title = "Ääniä"\ntimeZone = "Asia/Tokyo"\n[[cascade]]\ndraft = true\n'
    (folder / "blog/hugo.toml").write_text(config, encoding="utf-8")
    (folder / "blog/static").mkdir()
    code = """
settings = scout.report(root, config, dialect)[1]
assert settings == dialect.settings(root), settings
print(settings.title, settings.timezone, settings.mounts, settings.defaults[0].values)
"""
    assert python(folder, code) == """Ääniä Asia/Tokyo (('static', ''),) {"draft": true}\n"""


def test_of_another_place_it_tells_nothing(folder: Path) -> None:
    other = 'config = config._replace(posts=config.posts._replace(folders=("posts",)))\n'
    assert python(folder, other + "print(scout.report(root, config, dialect))") == "None\n"


@pytest.mark.parametrize("mishap", ["os.kill(scout._number, signal.SIGKILL)", "scout.dismiss()"])
def test_where_it_comes_to_grief_one_looks_oneself(folder: Path, mishap: str) -> None:
    code = f"{mishap}\nseen = scout.report(root, config, dialect)\n"
    code += "print(seen is None or seen[0][:2] == look_at(root, config, dialect)[1][:2])"
    printed = python(folder, code)
    assert printed == "True\n"


def test_where_processors_cannot_be_counted_nobody_is_sent(folder: Path) -> None:
    code = "scout.dismiss()\ndel os.sched_getaffinity\nprint(send(os.environ))\n"
    assert python(folder, code) == "None\n"


def test_where_there_is_no_blog_it_is_silent(tmp_path: Path) -> None:
    (tmp_path / "blog/posts").mkdir(parents=True)
    code = "os.chdir('/')\nscout.dismiss()\nscout = send({})\n"
    assert python(tmp_path, f"{code}print(scout.report(root, config, dialect))") == "None\n"


def test_a_command_sees_every_change(folder: Path) -> None:
    def listed() -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", "blogcli", "list", "--template", "{path}: {title}"],
            cwd=folder / "blog",
            env={**os.environ, "HOME": str(folder)},
            capture_output=True,
            text=True,
            check=True,
        )
        return sorted(done.stdout.splitlines())

    posts = folder / "blog/posts"
    before = listed()
    assert before == [f"posts/{number}.md: x" for number in range(5)] == listed()
    (posts / "0.md").unlink()
    (posts / "1.md").write_text("---\ntitle: y\n---\n")
    assert listed() == ["posts/1.md: y", *before[2:]] == listed()


def test_where_no_process_can_be_copied_one_looks_oneself(folder: Path) -> None:
    code = "scout.dismiss()\ndel os.fork\nprint(send(os.environ))\n"
    assert python(folder, code) == "None\n"


def test_an_answer_is_looked_for_meanwhile(folder: Path) -> None:
    code = """
from blogcli.blog.halving import Meanwhile
scout.dismiss()
here = os.getpid()
print(Meanwhile(lambda: os.getpid() != here).answer(), Meanwhile(lambda: False).answer())
killed = Meanwhile(lambda: os.getpid() == here or os.kill(os.getpid(), signal.SIGKILL))
print(killed.answer(), "after a mishap it is asked here")
unasked = Meanwhile(signal.pause)
unasked.dismiss()
del os.fork
print(Meanwhile(lambda: os.getpid() == here).answer())
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody is left")
"""
    expected = "True False\nTrue after a mishap it is asked here\nTrue\nnobody is left\n"
    assert python(folder, code) == expected


def test_of_files_that_changed_all_that_was_seen_is_told(folder: Path) -> None:
    code = """
from datetime import UTC, datetime
from blogcli.blog import Blog
from blogcli.index import glance
now = datetime.now(UTC)
with Blog.open(root, env=os.environ) as blog:
    look, _ = scout.report(root, config, dialect)
    del glance.find_files  # nobody looks again
    report = blog.sync(now, None, look)
    print(report.changed, len(blog.posts(now=now)))
"""
    assert python(folder, code) == "5 5\n"
