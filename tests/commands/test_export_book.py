"""`blog export --book`: many posts as one file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blogcli.errors import PostError
from blogcli.posts.post import Post
from transcripts import Cli, tree


@pytest.fixture
def shelf(small: Path) -> Path:
    """Three posts that know each other, in two series."""
    for path in (small / "posts").rglob("*.md"):
        path.unlink()
    posts = small / "posts"
    (posts / "one.md").write_text(
        "---\ntitle: One\ndate: 2024-01-01\ntags: [Helsinki]\nseries: Walks\nlang: en\n---\n"
        "# Start\n\nTo [two](two.md#end), [its start](two.md), [nowhere](two.md#none).[^a]\n\n"
        "[^a]: First note.\n"
    )
    (posts / "two.md").write_text(
        "---\ntitle: Kaksi\ndate: 2025-01-01\ntags: [helsinki]\nlang: fi\nauthors: [Ann]\n---\n"
        "Back to [one](one.md#start) and [here](#end).[^a]\n\n## End\n\n[^a]: Second note.\n"
    )
    (posts / "three.md").write_text(
        "---\ntitle: Three\ndate: 2026-01-01\nseries: Boats\nlang: en\n---\nA [draft](four.md).\n"
    )
    (posts / "four.md").write_text("---\ntitle: Four\ndraft: true\nseries: Walks\n---\nNot yet.\n")
    return small


def chapters(html: str) -> list[str]:
    return [name.strip() for name in re.findall(r"<h2>(.*?)<", html)]


def test_a_book_is_called_after_what_it_is_about(cli: Cli, shelf: Path) -> None:
    cli.check("""
        $ blog export --query tag:helsinki --book --to html
        helsinki.html
        2> warning: posts/one.md:10:44: posts/two.md has no heading #none
    """)
    html = (shelf / "helsinki.html").read_text()
    assert "<title>Helsinki</title>" in html
    assert chapters(html) == ["One", "Kaksi"]


@pytest.mark.usefixtures("shelf")
def test_titles_are_given_or_the_series_or_the_blogs(cli: Cli) -> None:
    assert cli("export", "--book", "--to", "html", "--title", "My Shores").out == "my-shores.html\n"
    assert cli("export", "one", "--book", "--to", "html").out == "walks.html\n"
    html = cli("export", "--book", "--to", "html", "-o", "-").out
    assert chapters(html) == ["One", "Kaksi", "Three"]
    assert "Not yet." not in html
    assert "Not yet." in cli("export", "--book", "-D", "--to", "html", "-o", "-").out


@pytest.mark.usefixtures("shelf")
def test_chapters_come_by_date_as_named_or_as_asked_for(cli: Cli) -> None:
    def order(*argv: str) -> list[str]:
        return chapters(cli("export", "--book", "--to", "html", "-o", "-", *argv).out)

    assert order("three", "one") == ["Three", "One"]
    assert order("three", "--query", "lang:fi") == ["Three", "Kaksi"]
    assert order("three", "one", "--sort", "date+") == ["One", "Three"]
    assert order("one", "three", "--sort", "date") == ["Three", "One"]
    assert order("--query", "limit:2") == ["Kaksi", "Three"]
    assert order("--query", "sort:title-") == ["Three", "One", "Kaksi"]
    assert order("--sort", "series", "-D") == ["Three", "One", "Four", "Kaksi"]


@pytest.mark.usefixtures("shelf")
def test_series_are_named_over_their_chapters(cli: Cli) -> None:
    html = cli("export", "--book", "--to", "html", "-o", "-", "-D", "--sort", "series").out
    assert html.count('<p class="label">Walks</p>') == 2
    assert html.count('<p class="label">Boats</p>') == 2


@pytest.mark.usefixtures("shelf")
def test_links_between_chapters_stay_in_the_file(cli: Cli) -> None:
    html = cli("export", "--book", "--to", "html", "-o", "-").out
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert set(targets) <= set(ids)
    assert 'href="#chapter-2-end">two' in html
    assert 'href="#chapter-2">its start' in html
    assert 'href="#chapter-2">nowhere' in html
    assert 'href="#chapter-1-start">one' in html
    assert 'href="#chapter-2-end">here' in html
    assert "four.md" not in html
    assert html.index("First note.") < html.index("Kaksi</h2>") < html.index("Second note.")


def test_a_chapter_that_cannot_be_made_is_left_out(
    cli: Cli, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from blogcli.blog import Blog

    read = Blog.body

    def body(blog: Blog, post: Post) -> str:
        if post.slug == "two":
            raise PostError(post.path, "went away")
        return read(blog, post)

    monkeypatch.setattr(Blog, "body", body)
    result = cli("export", "--book", "--to", "html", "-o", "b.html")
    assert (result.code, result.out) == (1, "b.html\n")
    assert "error: posts/two.md: went away" in result.err
    html = (shelf / "b.html").read_text()
    assert chapters(html) == ["One", "Three"]
    assert 'To <a href="https://small.example/fi/two/#end">two' in html
    result = cli("export", "two", "--book", "--to", "html", "-o", "c.html")
    assert (result.code, result.out) == (1, "")
    assert not (shelf / "c.html").exists()


def test_what_no_book_can_be_is_refused(cli: Cli, shelf: Path) -> None:
    before = tree(shelf)
    for argv in (
        ("--book", "--to", "json"),
        ("--book", "--to", "site"),
        ("--title", "X"),
        ("one", "--sort", "date"),
        ("--book", "--sort", "nonsense", "--to", "html"),
        ("--book", "--clean", "--to", "html"),
    ):
        assert cli("export", *argv).code == 2, argv
    assert cli("export", "--book", "--to", "html", "-o", "posts/b.html").code == 1
    assert cli("export", "--book", "--query", "tag:none", "--to", "html").code == 1
    assert tree(shelf) == before


def test_a_file_that_nobody_named_is_not_replaced(cli: Cli, shelf: Path) -> None:
    (shelf / "walks.html").write_text("my own")
    result = cli("export", "one", "--book", "--to", "html")
    assert (result.code, (shelf / "walks.html").read_text()) == (1, "my own")
    assert cli("export", "one", "--book", "-o", "walks.html").code == 0
    assert "First note." in (shelf / "walks.html").read_text()


def test_strict_writes_nothing_where_there_are_findings(cli: Cli, shelf: Path) -> None:
    result = cli("export", "--book", "--to", "html", "--strict", "-o", "b.html")
    assert result.code == 1
    assert "broken-anchor" in result.err or "no heading" in result.err
    assert not (shelf / "b.html").exists()


def test_a_monster_is_left_out_of_the_pdf_and_named(cli: Cli, shelf: Path) -> None:
    (shelf / "posts" / "two.md").write_text(
        "---\ntitle: Two\ndate: 2025-01-01\n---\n" + "word " * 1_100_000
    )
    result = cli("export", "--book", "-o", "b.pdf")
    assert (result.code, result.out) == (1, "b.pdf\n")
    assert "posts/two.md: larger than 5 MB" in result.err
    first = (shelf / "b.pdf").read_bytes()
    assert cli("export", "one", "three", "--title", "Small", "--book", "-o", "c.pdf").code == 0
    assert cli("export", "--book", "-o", "b.pdf").code == 1
    assert (shelf / "b.pdf").read_bytes() == first


def test_a_strict_book_in_pdf_is_not_written(cli: Cli, shelf: Path) -> None:
    (shelf / "posts" / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9"/>')
    (shelf / "posts" / "two.md").write_text("---\ntitle: Two\ndate: 2025-01-01\n---\n![](dot.svg)")
    assert cli("export", "two", "three", "--book", "-o", "b.pdf").code == 0
    (shelf / "b.pdf").unlink()
    assert cli("export", "two", "three", "--book", "-o", "b.pdf", "--strict").code == 1
    assert not (shelf / "b.pdf").exists()


def test_pdf_and_html_are_made_together(cli: Cli, shelf: Path) -> None:
    result = cli("export", "one", "three", "--book", "--to", "pdf", "--to", "html", "-o", "out/")
    assert (result.code, sorted(result.out.split())) == (
        0,
        ["out/small.html", "out/small.pdf"],
    )
    assert (shelf / "out" / "small.pdf").read_bytes().startswith(b"%PDF")
