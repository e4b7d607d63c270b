"""`blog export --to epub`: one EPUB a post, or one of many."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from transcripts import Cli


@pytest.fixture
def shelf(small: Path) -> Path:
    for path in (small / "posts").rglob("*.md"):
        path.unlink()
    posts = small / "posts"
    (posts / "one.md").write_text(
        "---\ntitle: One\ndate: 2024-01-01\ntags: [walks]\nlang: en\n---\nTo [two](two.md).\n"
    )
    (posts / "two.md").write_text(
        "---\ntitle: Two\ndate: 2025-01-01\ntags: [walks]\nlang: en\n---\n![A view](https://e.org/v.png)\n"
    )
    return small


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_a_post_each_or_all_as_a_book(cli: Cli, shelf: Path) -> None:
    cli.check("""
        $ blog export --to epub
        two.epub
        one.epub
        2> warning: posts/two.md:7: the image https://e.org/v.png lies on the network, from where nothing is fetched; its text is shown
        $ blog export one -o own.epub
        own.epub
        $ blog export --query tag:walks --book --to epub
        walks.epub
        2> warning: posts/two.md:7: the image https://e.org/v.png lies on the network, from where nothing is fetched; its text is shown
    """)  # noqa: E501 - as it is printed
    assert (shelf / "own.epub").read_bytes() == (shelf / "one.epub").read_bytes()
    assert [name for name in names(shelf / "walks.epub") if "text/" in name] == [
        "EPUB/text/chapter-01.xhtml",
        "EPUB/text/chapter-02.xhtml",
    ]


@pytest.mark.usefixtures("shelf")
def test_standard_output_holds_one_alone(cli: Cli) -> None:
    refused = cli("export", "--to", "epub", "-o", "-")
    assert refused.code == 2
    assert "2 posts don't go into standard output as epub" in refused.err


def test_strict_writes_nothing_where_anything_was_found(cli: Cli, shelf: Path) -> None:
    for argv in (("--to", "epub"), ("--book", "--to", "epub")):
        result = cli("export", "--strict", *argv)
        assert result.code == 1
        assert "error: posts/two.md:7: the image" in result.err
        assert "1 finding in the posts: nothing was written" in result.err
    assert list(shelf.glob("*.epub")) == []


def test_a_file_that_a_person_made_is_not_replaced(cli: Cli, shelf: Path) -> None:
    (shelf / "one.epub").write_text("mine")
    result = cli("export", "one", "--to", "epub")
    assert result.code == 1
    assert "one.epub: not made by blog" in result.err
    assert (shelf / "one.epub").read_text() == "mine"
