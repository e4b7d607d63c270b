"""An alias that is the address of something else is named, and everything else is made."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from transcripts import Cli


@pytest.mark.parametrize(
    "alias",
    ["/feed.xml", "/robots.txt", "/posts.json", "/theme/style.css", "/note.txt", "/b/index.html/c"],
)
def test_an_alias_in_use_is_a_finding(tmp_path: Path, alias: str) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "note.txt").write_text("note\n", "utf-8")
    (tmp_path / "posts" / "b.md").write_text("---\ntitle: B\n---\nB.\n", "utf-8")
    header = f'---\ntitle: A\naliases: ["{alias}"]\n---\nA.\n'
    (tmp_path / "posts" / "a.md").write_text(header, "utf-8")
    (tmp_path / "blog.toml").write_text('base_url = "https://e.org"\n', "utf-8")
    done = Cli(tmp_path)("export")
    assert done.code == 0, done.err
    assert f"posts/a.md:3: the alias {alias} is the address of something else" in done.err
    assert (tmp_path / "public" / "feed.xml").is_file()
    assert (tmp_path / "public" / "a" / "index.html").is_file()


def test_an_alias_that_is_free_leads_to_the_post(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    header = '---\ntitle: A\naliases: ["/old/"]\n---\nA.\n'
    (tmp_path / "posts" / "a.md").write_text(header, "utf-8")
    assert Cli(tmp_path)("export").code == 0
    page = (tmp_path / "public" / "old" / "index.html").read_text("utf-8")
    assert 'href="../a/"' in unescape(page)
