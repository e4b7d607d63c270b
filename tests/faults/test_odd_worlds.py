"""Clocks that go backwards, names that are no text, links in circles, posts of 50 megabytes."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

POST = "---\ntitle: {title}\ndate: 2026-01-02\n---\n\n{text}\n"
SECONDS = 60

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    folder = tmp_path / "blog/posts"
    folder.mkdir(parents=True)
    (folder / "plain.md").write_text(POST.format(title="Plain", text="A quiet word."))
    return folder


@pytest.fixture
def blog(tmp_path: Path, posts: Path) -> Run:
    """Run `blog` as a process of its own; no traceback is ever shown."""

    plain = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    cache = tmp_path / ".cache/blog"
    cache.mkdir(parents=True, mode=0o700)
    ready = Path(os.environ["XDG_CACHE_HOME"]) / "blog/dictionaries"
    (cache / "dictionaries").symlink_to(ready.resolve())  # preparing one is not what is tried here

    def run(*words: str, code: int = 0, **env: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "blogcli", *words],
            cwd=posts.parent,
            env={**plain, "HOME": str(tmp_path), **env},
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=SECONDS,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert done.returncode == code, done.stderr
        return done

    return run


def titles(done: subprocess.CompletedProcess[str]) -> list[str]:
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return sorted(str(post["title"]) for post in found)


@pytest.mark.parametrize("year", [1971, 2099])
def test_files_from_other_times_are_read_when_they_change(
    blog: Run, posts: Path, year: int
) -> None:
    """Written by a machine whose clock was wrong, or before this one's was set back."""
    moment = time.mktime((year, 6, 1, 12, 0, 0, 0, 0, 0))
    for title in ("One", "Two", "Six"):
        (posts / "plain.md").write_text(POST.format(title=title, text="."))
        os.utime(posts / "plain.md", (moment, moment))
        assert titles(blog("list", "--json")) == [title]
        moment -= 3600


def test_names_with_every_sign(blog: Run, posts: Path) -> None:
    names = ["a\nb", "a'b", 'a"b', "a b", "a\tb", "$(a)", "-a", "ä", "a\u0308", "a\\b", "\x1b[31m"]
    for number, name in enumerate(names):
        path = posts / f"{name}.md"
        path.write_text(POST.format(title=f"T{number:02}", text="stone"))
    done = blog("list", "--json")
    assert titles(done) == ["Plain", *(f"T{number:02}" for number in range(len(names)))]
    listed = blog("list", "stone", "--paths", "-0").stdout.split("\0")[:-1]
    assert sorted(listed) == sorted(f"posts/{name}.md" for name in names)
    assert "\x1b" not in blog("list").stdout + blog("search", "stone").stdout
    for name in names:
        assert "stone" in blog("show", f"posts/{name}.md").stdout
    blog("export", "--query", "stone", "--to", "text", "-o", "out/")
    assert len(list((posts.parent / "out").iterdir())) == len(names)


@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems take UTF-8 names only")
def test_a_name_that_is_no_text_is_told_of_and_the_others_go_on(blog: Run, posts: Path) -> None:
    odd = posts / os.fsdecode(b"\xff\xfe.md")
    odd.write_text(POST.format(title="Odd", text="."))
    done = blog("list", "--json")
    assert titles(done) == ["Plain"]
    assert "its name is not UTF-8: rename it" in done.stderr
    blog("export")
    assert (posts.parent / "public/index.html").exists()


def test_links_in_circles(blog: Run, posts: Path) -> None:
    (posts / "around").symlink_to(posts, target_is_directory=True)
    (posts / "up").symlink_to(posts.parent, target_is_directory=True)
    (posts / "self.md").symlink_to("self.md")
    (posts / "one.md").symlink_to("two.md")
    (posts / "two.md").symlink_to("one.md")
    done = blog("list", "--json")
    assert titles(done) == ["Plain"]
    for name in ("self", "one", "two"):
        assert f"posts/{name}.md: the link leads in a circle" in done.stderr
    blog("export")


def test_a_file_that_is_a_folder_and_a_folder_that_is_a_file(blog: Run, posts: Path) -> None:
    (posts / "folder.md").mkdir()
    (posts / "folder.md/inner.md").write_text(POST.format(title="Inner", text="."))
    (posts / "index.md").mkdir()
    assert titles(blog("list", "--json")) == ["Inner", "Plain"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is unreadable to root")
def test_what_may_not_be_read_is_named(blog: Run, posts: Path) -> None:
    (posts / "secret.md").write_text(POST.format(title="Secret", text="."))
    (posts / "secret.md").chmod(0)
    done = blog("list", "--json")
    assert titles(done) == ["Plain"]
    assert "posts/secret.md: " in done.stderr


def test_a_post_of_fifty_megabytes(blog: Run, posts: Path) -> None:
    """It is read or refused with its size; nobody waits for it for ever."""
    line = "Sanoja riittää, mutta loppua ei näy.\n"
    text = line * (50_000_000 // len(line.encode()))
    (posts / "huge.md").write_text(POST.format(title="Huge", text=text))
    done = blog("list", "--json")
    assert titles(done) == ["Plain"]
    assert "posts/huge.md: " in done.stderr
    assert "bytes" in done.stderr
    assert titles(blog("search", "quiet", "--json")) == ["Plain"]


@pytest.mark.parametrize("sign", ["> ", "- ", "*", "[", "(", "<div>", "`a", "![", "1. "])
def test_a_thousand_levels(blog: Run, posts: Path, sign: str) -> None:
    (posts / "deep.md").write_text(POST.format(title="Deep", text=sign * 1000 + " bottom"))
    assert titles(blog("list", "--json")) == ["Deep", "Plain"]
    assert "bottom" in blog("show", "deep").stdout
    assert titles(blog("search", "bottom", "--json")) == ["Deep"]
    blog("export", "deep", "--to", "html", "--to", "text", "-o", "out/")
    assert "bottom" in (posts.parent / "out/deep.html").read_text("utf-8")


def test_files_that_change_while_they_are_read(blog: Run, posts: Path) -> None:
    """Each answer has every post whole, as it was at some moment."""
    many = [posts / f"{number:03}.md" for number in range(60)]
    for path in many:
        path.write_text(POST.format(title="first", text="first " * 500))
    ended = threading.Event()

    def rewrite() -> None:
        turn = 0
        while not ended.is_set():
            turn += 1
            for path in many:
                path.write_text(POST.format(title=f"turn{turn}", text=f"turn{turn} " * 500))

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        for _ in range(6):
            done = blog("list", "--json")
            # A file that was empty at that moment has no title, and is named or named after itself.
            found = set(titles(done))
            named = {path.stem for path in many}
            assert all(
                title in named or title.startswith(("first", "turn", "Plain")) for title in found
            )
    finally:
        ended.set()
        writer.join()
    last = {path.read_text().split("\n")[1].removeprefix("title: ") for path in many}
    assert set(titles(blog("list", "--json"))) == last | {"Plain"}


def test_an_index_of_a_later_version(blog: Run, tmp_path: Path) -> None:
    blog("list")
    (index,) = (tmp_path / ".cache/blog").glob("*.sqlite")
    with sqlite3.connect(index) as connection:
        connection.execute("PRAGMA user_version = 9999")
        connection.execute("CREATE TABLE later(x)")
    connection.close()
    assert titles(blog("list", "--json")) == ["Plain"]


def test_a_home_that_is_none(blog: Run, posts: Path) -> None:
    for home in ("/dev/null", str(posts / "plain.md/home"), ""):
        assert titles(blog("list", "--json", HOME=home)) == ["Plain"]
