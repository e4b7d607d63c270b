"""An edit of words alone is exported without a look at the rest, and nobody can tell."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blogcli.blog import Blog
from blogcli.site import BuildReport, SiteOptions, build
from blogcli.site.building import MOST
from blogcli.site.memory import Memory, place_of, recall
from blogcli.site.sources import gather
from site_samples import NOW, files_in, noise, picture

CONFIG = (
    'title = "T"\nbase_url = "https://e.org/"\nlanguages = ["en", "is"]\n'
    "[site]\npage_size = 2\n[feeds]\nlimit = 3\n"
)
HEADERS = {
    "posts/a.md": "title: One\ndate: 2026-01-01\ntags: [x, y]\nseries: S",
    "posts/a.is.md": "title: Einn\ndate: 2026-01-02\ntags: [x]",
    "posts/b.md": "title: Two\ndate: 2026-02-01\ntags: [x]\ncategories: [News]\nauthors: [A. B.]",
    "posts/c.md": "title: Three\ndate: 2026-03-01\nseries: S\naliases: [/old/]",
    "posts/d.md": "title: Four\ndate: 2026-04-01\ntags: [y]\nupdated: 2026-05-01",
    "posts/e.md": "title: Five\ndate: 2025-04-01\ntags: [x, y]",
    "posts/in/index.md": "title: Six\ndate: 2026-06-01\ntags: [z]\nexpiryDate: 2027-01-01",
    "pages/about.md": "title: About",
    "posts/draft.md": "title: Draft\ndate: 2026-01-01\ndraft: true",
    "posts/later.md": "title: Later\ndate: 2026-12-24",
}
SHOWN = tuple(name for name in HEADERS if name not in {"posts/draft.md", "posts/later.md"})
BODY = "Words.\n\n## Deep\n\nMore.\n"
BODIES = {
    "posts/b.md": "See [one](a.md#deep) and ![a photo](photo.jpg).\n",
    "posts/c.md": "![p](p.png), [down](../static/s.txt), [two](/two/), [none](none.pdf)\n",
    "posts/in/index.md": "![beside](q.png) and [that](../a.md#nowhere)\n",
}
LONG = "## Deeper\n\n[a](/gone/)\n\n" + "word " * 900
TEXTS = (
    *BODIES.values(),
    BODY,
    "Nothing else.\n",
    LONG,
    "## Deep\n\n## Two\n\n## Three\n\n[x](in/index.md) [^1]\n\n[^1]: `y`\n",
    "![again](photo.jpg) {{< tag >}} [up](/tags/x/) [out](../static/t.txt)\n",
)
FILES: dict[str, str | bytes] = {
    "blog.toml": CONFIG,
    "posts/photo.jpg": noise(500, 90),
    "posts/p.png": picture(),
    "posts/in/q.png": picture(4, 4),
    "posts/in/more.txt": "beside",
    "static/s.txt": "static",
    "static/t.txt": "too",
    **{name: f"---\n{HEADERS[name]}\n---\n{BODIES.get(name, BODY)}" for name in HEADERS},
}


class Desk:
    """A blog whose files are old, so that a change of them shows, and its site."""

    def __init__(self, folder: Path, cache: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.root, self.out, self.fresh = (folder / name for name in ("blog", "out", "fresh"))
        self.cache = cache
        self.now = NOW
        self._moments = count(1_600_000_000, 10)
        for name, content in FILES.items():
            self.write(name, content)

    def write(self, name: str, content: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, name: str, body: str) -> None:
        self.write(name, f"---\n{HEADERS[name]}\n---\n{body}")

    def build(self, output: Path, **options: bool) -> BuildReport:
        self._age()
        blog = Blog.open(self.root, env={"XDG_CACHE_HOME": str(self.cache)})
        blog.sync(datetime.now(NOW.tzinfo))
        return build(blog, SiteOptions(output=output, **options), self.now)

    def memory(self, output: Path) -> Memory:
        return recall(place_of(self.cache / "blog", output))

    def compare(self) -> BuildReport:
        """Make the site, and find that a clean one is the same, down to what is remembered."""
        grown = self.build(self.out)
        fresh = self.build(self.fresh, clean=True)
        assert files_in(self.out) == files_in(self.fresh)
        assert (grown.findings, grown.next_due) == (fresh.findings, fresh.next_due)
        assert grown.failures == ()
        one, other = self.memory(self.out), self.memory(self.fresh)
        assert {file: key for file, (key, _) in one.pieces.items()} == {
            file: key for file, (key, _) in other.pieces.items()
        }
        for name in (
            "basis",
            "posts",
            "related",
            "layout",
            "world",
            "notes",
            "brought",
            "probes",
            "findings",
        ):
            assert getattr(one, name) == getattr(other, name), name
        assert one.copies.keys() == other.copies.keys()
        return grown

    def _age(self) -> None:
        young = NOW.timestamp() - 3600
        for path in (*self.root.rglob("*"), self.root):
            if path.stat().st_mtime > young:
                moment = next(self._moments)
                os.utime(path, (moment, moment))


@pytest.fixture
def desk(tmp_path: Path, cache: Path) -> Desk:
    desk = Desk(tmp_path / "desk", cache)
    desk.build(desk.out)
    return desk


@pytest.fixture
def gathered(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Where each look at everything leaves a mark."""
    marks: list[object] = []

    def marked(*arguments: object) -> object:
        marks.append(arguments)
        return gather(*arguments)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr("blogcli.site.gathering.gather", marked)
    return marks


@pytest.mark.parametrize("name", SHOWN)
def test_other_words_of_a_post_give_the_site_made_afresh(
    desk: Desk, name: str, gathered: list[object]
) -> None:
    desk.edit(name, LONG)
    grown = desk.compare()
    assert len(gathered) == 1, "only the clean export looks at everything"
    assert desk.build(desk.out).written == ()
    assert grown.unchanged + len(grown.written) == len(files_in(desk.out))


@given(
    edits=st.lists(
        st.lists(st.tuples(st.sampled_from(SHOWN), st.sampled_from(TEXTS)), min_size=1, max_size=3),
        min_size=1,
        max_size=3,
    )
)
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_edit_after_edit_the_site_is_the_one_made_afresh(
    edits: list[list[tuple[str, str]]], tmp_path: Path, cache: Path
) -> None:
    desk = Desk(tmp_path / "desk", cache)
    desk.build(desk.out)
    for edit in edits:
        for name, text in edit:
            desk.edit(name, text)
        desk.compare()


def _words(desk: Desk) -> None:
    desk.edit("posts/in/index.md", "Other words.\n")


def _header(name: str, old: str, new: str) -> Callable[[Desk], None]:
    def change(desk: Desk) -> None:
        assert old in HEADERS[name]
        desk.write(name, f"---\n{HEADERS[name].replace(old, new)}\n---\n{BODIES.get(name, BODY)}")

    return change


def _many(desk: Desk) -> None:
    for number in range(MOST + 1):
        desk.write(f"posts/n{number}.md", f"---\ntitle: N{number}\n---\nWords.\n")
    desk.build(desk.out)
    for number in range(MOST + 1):
        desk.write(f"posts/n{number}.md", f"---\ntitle: N{number}\n---\nOther words.\n")


def _failed(desk: Desk) -> None:
    stranger = desk.out / "new" / "index.html"
    stranger.parent.mkdir()
    stranger.write_bytes(b"mine")
    desk.write("posts/new.md", "---\ntitle: New\n---\nWords.\n")
    assert desk.build(desk.out).failures
    stranger.unlink()


def _lasting(desk: Desk) -> Path:
    place = place_of(desk.cache / "blog", desk.out)
    assert place is not None
    return place.with_suffix(".lasting")


def _later(desk: Desk) -> None:
    desk.now += timedelta(days=60)


REASONS: dict[str, Callable[[Desk], object]] = {
    "title": _header("posts/a.md", "One", "First"),
    "date": _header("posts/a.md", "2026-01-01", "2026-01-09"),
    "update": _header("posts/d.md", "2026-05-01", "2026-05-02"),
    "tags": _header("posts/a.md", "[x, y]", "[x]"),
    "series": _header("posts/a.md", "series: S", "series: T"),
    "alias": _header("posts/c.md", "/old/", "/older/"),
    "category": _header("posts/b.md", "News", "Olds"),
    "author": _header("posts/b.md", "A. B.", "C. D."),
    "withdrawn": _header("posts/a.md", "title: One", "title: One\ndraft: true"),
    "address": _header("posts/a.md", "title: One", "title: One\nslug: uno"),
    "another key": _header("posts/a.md", "title: One", "title: One\nmood: good"),
    "draft": lambda desk: desk.edit("posts/draft.md", "Other words.\n"),
    "new": lambda desk: desk.write("posts/new.md", "---\ntitle: New\n---\nWords.\n"),
    "removed": lambda desk: (desk.root / "posts/e.md").unlink(),
    "renamed": lambda desk: (desk.root / "posts/e.md").rename(desk.root / "posts/f.md"),
    "many": _many,
    "configuration": lambda desk: desk.write("blog.toml", CONFIG.replace("= 2", "= 3")),
    "theme": lambda desk: desk.write("theme/custom.css", "p {}"),
    "static file": lambda desk: desk.write("static/s.txt", "other"),
    "static file without links": lambda desk: desk.write("static/t.txt", "other"),
    "new static file": lambda desk: desk.write("static/u.txt", "new"),
    "picture": lambda desk: desk.write("posts/p.png", picture(5, 5)),
    "found now": lambda desk: desk.write("posts/none.pdf", "here"),
    "beside a bundle": lambda desk: desk.write("posts/in/new.txt", "new"),
    "a file of the site": lambda desk: (desk.out / "index.html").write_bytes(b"mine"),
    "a file of the site gone": lambda desk: (desk.out / "posts.json").unlink(),
    "time": _later,
    "an export that failed": _failed,
    "no memory of what lasts": lambda desk: _lasting(desk).unlink(),
    "a damaged memory of what lasts": lambda desk: _lasting(desk).write_bytes(
        _lasting(desk).read_bytes()[:-1] + b"?"
    ),
    "no memory": lambda desk: place_of(desk.cache / "blog", desk.out).unlink(),  # type: ignore[union-attr]  # there is a cache
}


@pytest.mark.parametrize("reason", REASONS)
def test_whatever_else_changed_lets_an_export_look_at_everything(
    desk: Desk, reason: str, gathered: list[object]
) -> None:
    REASONS[reason](desk)
    _words(desk)
    before = len(gathered)
    desk.compare()
    assert len(gathered) == before + 2


def test_other_options_let_an_export_look_at_everything(desk: Desk, gathered: list[object]) -> None:
    _words(desk)
    desk.build(desk.out, drafts=True)
    assert len(gathered) == 1
    desk.edit("posts/draft.md", "Other words.\n")
    desk.build(desk.out, drafts=True)
    assert len(gathered) == 1
    desk.compare()


def test_what_would_be_written_is_foretold_in_the_same_way(desk: Desk) -> None:
    desk.edit("posts/e.md", "word " * 900)
    foretold = desk.build(desk.out, dry_run=True)
    before = files_in(desk.out)
    assert desk.build(desk.out).written == foretold.written
    assert set(foretold.written) == {
        name for name, data in files_in(desk.out).items() if before[name] != data
    }


def test_what_a_file_of_data_says_of_posts_whose_files_are_the_same_is_seen(
    write_blog: Callable[..., Blog], open_blog: Callable[[Path], Blog], tmp_path: Path
) -> None:
    root = write_blog(
        {
            ".eleventy.js": "module.exports = function () {};",
            "blog/blog.json": '{"author": "Ann", "lang": "en"}',
            "blog/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n",
            "blog/b.md": "---\ntitle: B\ndate: 2026-01-02\n---\nText.\n",
        }
    ).root
    grown, fresh = (
        SiteOptions(output=tmp_path / "out"),
        SiteOptions(output=tmp_path / "fresh", clean=True),
    )
    for author in ("Ann", "Bo", "Cy"):
        (root / "blog/blog.json").write_text(f'{{"author": "{author}", "lang": "en"}}')
        build(open_blog(root), grown, NOW)
        build(open_blog(root), fresh, NOW)
        assert f'"{author}"'.encode() in (made := files_in(tmp_path / "out"))["posts.json"]
        assert made == files_in(tmp_path / "fresh")
