"""After any changes, the site that grew is the site made afresh, byte for byte."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blogcli.blog import Blog
from blogcli.site import BuildReport, SiteOptions, build
from site_samples import NOW, files_in, noise, picture

CONFIGS = (
    'title = "T"\nbase_url = "https://e.org/"\nlanguages = ["en", "is"]\n[site]\npage_size = 2\n',
    'title = "U"\nlanguages = ["is", "en"]\n[feeds]\nlimit = 2\n',
    'base_url = "https://e.org/b/"\n[site]\npermalink = "/{slug}.html"\nmenu = [["A", "/a"]]\n',
    "",
)
TEXTS = (
    "Words.\n",
    "See [a](a.md#deep), [b](b.md) and ![a picture](p.png).\n",
    "## Deep\n\n[Up](../static/s.txt), [gone](gone.md), [own](#deep), ![](p.png)\n",
    "One\n\n## Deep\n\n## Two\n\n## Three\n\n> [!NOTE]\n> [x](bundle/index.md)[^1]\n\n[^1]: y\n",
    "![a photo](photo.jpg) [and](b.md)\n\n<img src='photo.jpg' alt='again'>\n",
    "![beside](in/q.png) and [a page](/about/) and [tag](/tags/x/)\n",
)
HEADERS = (
    "title: One\ndate: 2026-01-01\ntags: [x, Y]\n",
    "title: Two\ndate: 2026-02-01\ntags: [X]\ncategories: [News]\nauthors: [A. B.]\n",
    "title: Three\ndate: 2026-11-24T18:00:00Z\ntags: [y]\nseries: S\n",
    "title: Draft\ndraft: true\n",
    "title: Ends\ndate: 2025-05-05\nexpiryDate: 2026-11-25\nseries: S\nlang: is\n",
    "title: Moved\ndate: 2026-03-01\naliases: [/old/, /older.html]\nupdated: 2026-04-01\n",
    "title: Undated\nlang: en\nsummary: In short\n",
)
POSTS = (
    "posts/a.md", "posts/a.is.md", "posts/b.md", "posts/c.md", "posts/bundle/index.md",
    "posts/bundle/index.is.md", "pages/about.md",
)  # fmt: skip
FILES = {
    "posts/p.png": (picture(3, 2), picture(4, 2), None),
    "posts/bundle/in/q.png": (picture(5, 5), picture(6, 5), None),
    "posts/photo.jpg": (noise(700, 300), noise(700, 300, 2), noise(500, 90), b"broken", None),
    "posts/bundle/in/photo.jpg": (noise(700, 300), None),
    "posts/bundle/more.txt": (b"1", b"2", None),
    "static/s.txt": (b"1", b"2", None),
    "static/robots.txt": (b"mine", None),
    "theme/brand.html": (b"{{ site.title }}!", b"{{ site.title }}?", None),
    "theme/words.toml": (b'[en]\nolder = "Past"\n', b'[en]\nolder = "Gone"\n', None),
    "theme/custom.css": (b"p{}", None),
}

posts = st.tuples(st.sampled_from(POSTS), st.sampled_from(HEADERS), st.sampled_from(TEXTS)).map(
    lambda one: (one[0], f"---\n{one[1]}---\n{one[2]}".encode())
)
others = st.sampled_from(sorted(FILES)).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(FILES[name]))
)
configs = st.sampled_from(CONFIGS).map(lambda text: ("blog.toml", text.encode()))
removals = st.tuples(st.sampled_from(POSTS), st.none())
renames = st.tuples(st.sampled_from(POSTS), st.sampled_from(POSTS))
days = st.tuples(st.just("day"), st.integers(1, 2))
spoils = st.tuples(st.just("spoil"), st.integers(0, 50))
steps = st.lists(
    st.one_of(posts, posts, posts, others, others, configs, removals, renames, days, spoils),
    min_size=1, max_size=3,
)  # fmt: skip


class Desk:
    """A blog, its site that grows, and the day it is."""

    def __init__(self, folder: Path, cache: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.root, self.grown, self.fresh = (folder / name for name in ("blog", "out", "fresh"))
        (self.root / "posts").mkdir(parents=True)
        self.now = NOW
        self.env = {"XDG_CACHE_HOME": str(cache)}

    def change(self, name: str, content: object) -> None:
        if name == "day":
            assert isinstance(content, int)
            self.now += timedelta(days=content)
        elif name == "spoil":
            assert isinstance(content, int)
            self.spoil(content)
        elif isinstance(content, str):
            if (self.root / name).exists():
                (self.root / content).parent.mkdir(parents=True, exist_ok=True)
                (self.root / name).replace(self.root / content)
        elif content is None:
            (self.root / name).unlink(missing_ok=True)
        else:
            assert isinstance(content, bytes)
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def spoil(self, number: int) -> None:
        """Change or take away a file that was made."""
        made = sorted(files_in(self.grown)) if self.grown.exists() else []
        if made:
            path = self.grown / made[number % len(made)]
            if number % 2:
                path.unlink()
            else:
                path.write_bytes(path.read_bytes()[::-1])

    def build(self, output: Path, **options: bool) -> BuildReport:
        blog = Blog.open(self.root, env=self.env)
        blog.sync(datetime.now(NOW.tzinfo))
        return build(blog, SiteOptions(output=output, **options), self.now)

    def compare(self) -> None:
        foreseen = self.build(self.grown, dry_run=True)
        before = files_in(self.grown)
        grown = self.build(self.grown)
        shutil.rmtree(self.fresh, ignore_errors=True)
        fresh = self.build(self.fresh, clean=True)
        assert files_in(self.grown) == (after := files_in(self.fresh))
        assert grown.findings == fresh.findings
        assert grown.next_due == fresh.next_due
        assert grown.failures == ()
        assert (foreseen.written, foreseen.removed) == (grown.written, grown.removed)
        assert set(grown.written) == {
            name for name, data in after.items() if before.get(name) != data
        }
        again = self.build(self.grown)
        assert (again.written, again.removed) == ((), ())
        assert again.findings == fresh.findings


@given(changes=st.lists(steps, min_size=2, max_size=5))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_site_that_grew_is_the_site_made_afresh(
    changes: list[list[tuple[str, object]]], tmp_path: Path, cache: Path
) -> None:
    desk = Desk(tmp_path / "desk", cache)
    for step in changes:
        for name, content in step:
            desk.change(name, content)
        desk.compare()


def test_what_bare_names_mean_is_found_anew(tmp_path: Path, cache: Path) -> None:
    """A picture in a folder that no post names, and a title, may give a note's link its end."""
    desk = Desk(tmp_path / "desk", cache)
    desk.change("posts/notes.md", b"---\ndate: 2024-01-01\n---\n![[new.png]] and [[Later]].\n")
    desk.change("img/deep/other.txt", b"x")
    changes: tuple[tuple[str, bytes | None], ...] = (
        ("img/deep/new.png", picture(3, 2)),
        ("posts/later.md", b"---\ntitle: Sooner\ndate: 2024-01-02\n---\nL\n"),
        ("posts/later.md", b"---\ntitle: Later\ndate: 2024-01-02\n---\nL\n"),
        ("img/new.png", picture(4, 2)),
        ("img/deep/new.png", None),
        ("img/new.png", None),
    )
    for name, content in changes:
        for path in (desk.root, *desk.root.rglob("*")):
            os.utime(path, (1_700_000_000, 1_700_000_000))
        desk.compare()
        desk.change(name, content)
        desk.compare()


def test_nothing_is_read_when_nothing_changed(
    write_blog: Callable[..., Blog],
    make: Callable[..., BuildReport],
    open_blog: Callable[[Path], Blog],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blog = write_blog({"posts/a.md": "A\n", "posts/b/index.md": "B\n", "static/x": "x"})
    for path in blog.root.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    first = make(open_blog(blog.root))
    monkeypatch.delattr("blogcli.blog.facade.Blog.source")
    monkeypatch.delattr("blogcli.site.assembly.assemble")
    again = make(open_blog(blog.root))
    assert (again.written, again.removed, again.unchanged) == ((), (), len(first.written))


def test_a_clean_export_writes_every_file_anew(
    write_blog: Callable[..., Blog], make: Callable[..., BuildReport], tmp_path: Path
) -> None:
    blog = write_blog({"posts/a.md": "A\n", "static/x": "x"})
    first = make(blog)
    before = files_in(tmp_path / "out")
    assert make(blog, clean=True).written == first.written
    assert files_in(tmp_path / "out") == before


def test_a_damaged_memory_is_no_memory(
    write_blog: Callable[..., Blog], make: Callable[..., BuildReport], cache: Path
) -> None:
    blog = write_blog({"posts/a.md": "A\n"})
    first = make(blog)
    for path in (cache / "blog" / "sites").glob("*.memory"):
        path.write_bytes(path.read_bytes()[:-9])
    again = make(blog)
    assert (again.written, again.unchanged) == ((), len(first.written))


EXPORT = (
    "import sys; from blogcli.app import run;"
    " sys.exit(run(['--blog', sys.argv[1], 'export', '-q', '-o', sys.argv[2], '-j', sys.argv[3]]))"
)


def export(root: Path, output: Path, cache: Path, jobs: int = 1) -> subprocess.Popen[bytes]:
    env = {**os.environ, "XDG_CACHE_HOME": str(cache), "SOURCE_DATE_EPOCH": "1795521600"}
    command = [sys.executable, "-c", EXPORT, str(root), str(output), str(jobs)]
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)


def test_several_processes_make_the_same_site_and_a_kill_is_repaired(
    write_blog: Callable[..., Blog], tmp_path: Path, cache: Path
) -> None:
    blog = write_blog(
        {
            "blog.toml": 'base_url = "https://e.org/"\n',
            **{
                f"posts/{number}.md": f"---\ntitle: Post {number}\ndate: 2026-01-01\n"
                f"tags: [t{number % 7}]\n---\n[Next]({number + 1}.md)\n\n## Part\n"
                for number in range(120)
            },
        }
    )
    assert export(blog.root, tmp_path / "one", cache).wait() == 0
    began = time.monotonic()
    assert export(blog.root, tmp_path / "many", cache, 3).wait() == 0
    took = time.monotonic() - began
    assert files_in(tmp_path / "many") == files_in(tmp_path / "one")
    for turn in range(4):
        text = (blog.root / "blog.toml").read_text("utf-8")
        (blog.root / "blog.toml").write_text(f'title = "{turn}"\n{text.splitlines()[-1]}\n')
        killed = export(blog.root, tmp_path / "many", cache, 1 + turn % 2)
        time.sleep(took * (0.35 + 0.15 * turn))
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    assert export(blog.root, tmp_path / "many", cache, 2).wait() == 0
    assert export(blog.root, tmp_path / "fresh", cache).wait() == 0
    assert files_in(tmp_path / "many") == files_in(tmp_path / "fresh")
