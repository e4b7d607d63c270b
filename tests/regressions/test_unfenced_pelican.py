"""A Pelican header whose first fence has no second is one post to every command."""

from __future__ import annotations

from pathlib import Path

from transcripts import Cli


def test_what_is_listed_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("SITENAME = 'A'\n", "utf-8")
    (tmp_path / "content").mkdir()
    post = "---\ntitle: A b\ndate: 2020-01-02\n\nText here.\n"
    (tmp_path / "content" / "a.md").write_text(post, "utf-8")
    cli = Cli(tmp_path)
    assert cli("list", "--template", "{slug}").out == "a\n"
    shown = cli("show", "a")
    assert shown.code == 0, shown.err
    assert shown.out.endswith("Text here.\n")
