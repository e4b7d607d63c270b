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
