"""What keeps a large site small in memory: tables, spools, work done by a process that ends."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.blog import Blog
from blogcli.index.digests import AllDigests
from blogcli.site import BuildReport, spool
from blogcli.site.assembly import assemble
from blogcli.site.basis import look
from blogcli.site.listing import listing
from blogcli.site.spool import Spool
from blogcli.site.table import Table, dumped
from site_samples import NOW, files_in

NAMES = st.text(
    st.characters(codec=None) | st.sampled_from("ab/ä\ud800\uffff\U0001f600"), max_size=5
)
VALUES = st.tuples(st.integers(), st.binary(max_size=4))
TABLES = st.dictionaries(NAMES, VALUES, max_size=60)


@given(TABLES, TABLES, st.sets(NAMES, max_size=5))
def test_a_table_is_a_mapping(
    first: dict[str, tuple[int, bytes]], new: dict[str, tuple[int, bytes]], gone: set[str]
) -> None:
    table = Table.of(first, tuple)
    assert dict(table.pairs()) == first
    assert Table(table.packed()) == first
    assert [table[name] for name in first] == [*first.values()]
    assert (table.get("missing name"), "missing name" in table) == (None, False)
    # What few names are put between is what all of them give together.
    merged = table.with_new({name: dumped(value) for name, value in new.items()})
    assert merged.packed() == Table.of({**first, **new}, tuple).packed()
    assert table.without(gone) == {name: one for name, one in first.items() if name not in gone}


def test_a_table_that_is_often_asked_answers_the_same() -> None:
    values = {f"{number:04}": number for number in range(0, 4000, 2)}
    table = Table.of(values, int)
    asked = [f"{number:04}" for number in range(4000)]
    assert [table.get(name) for name in asked] == [values.get(name) for name in asked]


@pytest.mark.parametrize("trouble", ["none", "no folder for it", "a full disk"])
def test_what_is_put_aside_comes_back(trouble: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_LITTLE", 1000)
    monkeypatch.setattr(spool, "_PIECE", 300)
    if trouble == "no folder for it":
        monkeypatch.setattr(tempfile, "TemporaryFile", _refuse)
    kept = Spool()
    parts = [bytes([number]) * (number * 7 % 90) for number in range(120)]
    for number, part in enumerate(parts):
        if trouble == "a full disk" and number == 60:
            assert kept._file is not None
            monkeypatch.setattr(kept, "_file", _Full(kept._file))
        assert kept.append(part) == number
    assert [kept[number] for number in range(len(kept))] == parts


def _refuse(**_: object) -> None:
    raise FileNotFoundError


class _Full:
    """A file that takes no more."""

    def __init__(self, file: object) -> None:
        self.fileno = file.fileno  # type: ignore[attr-defined]  # a file

    def write(self, _: bytes) -> int:
        raise OSError(28, os.strerror(28))


@pytest.mark.parametrize("count", [0, 1, 999, 1000, 1001, 2000])
def test_the_list_of_posts_is_the_same_in_parts(count: int) -> None:
    lines = [b"%d" % number for number in range(count)]
    assert b"".join(listing(lines)) == b"[\n" + b",\n".join(lines) + b"\n]\n"


BLOG = {
    "blog.toml": 'base_url = "https://e.org/"\nlanguages = ["en", "fi"]\n',
    "static/s.txt": "s",
    **{
        f"posts/{number}.md": f"---\ntitle: Post {number}\ndate: 2026-01-{number % 28 + 1:02}\n"
        f"tags: [t{number % 3}]\n---\n[next]({(number + 1) % 40}.md) ![p](/s.txt)\n"
        for number in range(40)
    },
    "posts/7.fi.md": "---\ntitle: Seitsemän\nlang: fi\n---\nSanoja.\n",
    "posts/draft.md": "---\ntitle: D\ndraft: true\n---\n",
    "pages/about.md": "---\ntitle: About\n---\n[seven](../posts/7.md)\n",
}


@pytest.mark.parametrize("fate", ["it works", "it is killed", "it fails"])
def test_a_large_site_is_the_same_whoever_gathers_it(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
    fate: str,
) -> None:
    """The gathering is tried in a process without threads, as only such a one is copied."""
    blog = write_blog(BLOG)
    assert not make(blog).failures
    code = f"""
import os, signal, sys
from datetime import datetime
from pathlib import Path
from blogcli.blog import Blog
from blogcli.site import SiteOptions, build, gathering, update
gathering.MANY = update.MANY = 5
mine, fate, inner = os.getpid(), {fate!r}, gathering.subject_of
def subject_of(*given):
    if os.getpid() != mine and fate == "it is killed":
        os.kill(os.getpid(), signal.SIGKILL)
    assert os.getpid() == mine or fate == "it works"
    print("here" if os.getpid() == mine else "apart", flush=True)
    return inner(*given)
gathering.subject_of = subject_of
env = dict(XDG_CACHE_HOME={str(tmp_path / "other")!r})
with Blog.open(Path({str(blog.root)!r}), env=env) as blog:
    now = datetime.fromisoformat({NOW.isoformat()!r})
    blog.sync(now)
    print(build(blog, SiteOptions(output=Path({str(tmp_path / "apart")!r})), now).failures)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    apart = sys.platform == "linux" and fate == "it works"
    assert done.stdout.split() == ["apart" if apart else "here", "()"]
    assert files_in(tmp_path / "apart") == files_in(tmp_path / "out")


def test_a_post_that_came_after_the_sums_waits_for_the_next_export(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
) -> None:
    blog = write_blog(BLOG)
    basis = look(blog, NOW)
    gone = "posts/9.md"
    kept = [path for path in basis.digests if path != gone]
    data = b"".join(row for path, row in basis.digests.rows() if path != gone)
    assembly = assemble(blog, NOW, basis=replace(basis, digests=AllDigests(kept, data)))
    plans = [*assembly.pages(), *assembly.others()]
    assert {piece.file for plan in plans for piece in plan.pieces() if piece.make()} == {
        file for plan in plans for file in plan.files
    }
    assert not any("post-9" in file or "/9/" in file for plan in plans for file in plan.files)
    assert len([*assembly.pages()]) > 1
