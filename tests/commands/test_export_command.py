"""`blog export`: what was made is told on standard output, all else on standard error."""

from __future__ import annotations

from pathlib import Path

from transcripts import Cli, tree


def test_one_post_becomes_a_file_here(cli: Cli, small: Path) -> None:
    cli.check("""
        $ blog export later
        later.html
    """)
    assert "Happy new year." in (small / "later.html").read_text()


def test_standard_output_holds_the_post_alone(cli: Cli, small: Path) -> None:
    before = tree(small)
    result = cli("export", "python-tips", "--to", "text", "-o", "-")
    assert result.code == 0
    assert "measure before you guess" in result.out
    assert tree(small) == before


def test_the_site_is_made_in_its_folder(cli: Cli, small: Path) -> None:
    assert cli("build").code == 0
    assert (small / "public/index.html").is_file()
    assert "later" not in (small / "public/index.html").read_text().lower()


def test_what_cannot_be_made_is_an_error(cli: Cli) -> None:
    assert cli("export", "nothing").code == 3
    assert cli("export", "later", "--to", "docx").code == 2
    assert cli("export", "--query", "tag:nosuchtag", "--to", "html").code == 1
    assert cli("export", "later", "-o", "posts/later.md").code == 1


def test_a_dry_run_lists_what_would_change_and_writes_nothing(cli: Cli, small: Path) -> None:
    result = cli("export", "--dry-run")
    assert result.code == 0
    assert "+ index.html" in result.out.splitlines()
    assert "would be written" in result.err
    assert not (small / "public").exists()
    cli("export")
    (small / "posts" / "new.md").write_text("---\ntitle: New\ndate: 2020-01-01\n---\nNew.\n")
    before = tree(small)
    assert "+ new/index.html" in cli("export", "-n").out.splitlines()
    assert tree(small) == before
    assert cli("export", "--clean", "-j", "2").code == 0


def test_ways_to_make_a_site_are_refused_for_posts(cli: Cli) -> None:
    assert cli("export", "later", "--dry-run").code == 2
    assert cli("export", "later", "--clean").code == 2
