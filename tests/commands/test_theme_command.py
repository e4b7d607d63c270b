"""`blog theme`: the theme's files, and copies of them for a blog to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogcli.site.ejecting import BUILT_IN
from blogcli.terminal.console import Console
from transcripts import Cli


def test_a_file_is_copied_as_it_is_and_never_over_one_that_is_there(cli: Cli, small: Path) -> None:
    cli.check("""
        $ blog theme eject footer.html
        theme/footer.html
        $ blog theme eject footer.html
        2> error: theme/footer.html is there already, and is used in place of the built-in one
        2> hint: edit it; or move it away to eject the built-in one again
        [exit 1]
    """)
    mine = small / "theme/footer.html"
    assert mine.read_bytes() == (BUILT_IN / "footer.html").read_bytes()
    mine.write_text("mine", "utf-8")
    assert cli("theme", "eject", "footer.html").code == 1
    assert mine.read_text("utf-8") == "mine"


def test_a_dry_run_writes_nothing(cli: Cli, small: Path) -> None:
    cli.check("""
        $ blog theme eject -n footer.html menu.html
        theme/footer.html
        theme/menu.html
        2> nothing was written
    """)
    assert not (small / "theme").exists()


def test_what_is_no_file_of_the_theme_is_wrong_usage(cli: Cli) -> None:
    cli.check("""
        $ blog theme eject style.cs
        2> error: the theme has no file 'style.cs'
        2> hint: did you mean style.css?
        [exit 2]
        $ blog theme eject ../blog.toml
        2> error: the theme has no file '../blog.toml'
        2> hint: blog theme list names them
        [exit 2]
        $ blog theme eject
        2> error: which file?
        2> hint: blog theme list names them
        [exit 2]
        $ blog theme list footer.html
        2> error: blog theme list takes no files
        2> hint: to copy one: blog theme eject FILE
        [exit 2]
    """)


def test_the_list_says_whose_file_is_used(cli: Cli, small: Path) -> None:
    (small / "blog.toml").write_text('[site]\ntheme = "looks"\n', "utf-8")
    assert (
        cli("theme", "eject", "tags.html", "menu.html").out == "looks/tags.html\nlooks/menu.html\n"
    )
    (small / "looks/logo.svg").write_text("<svg/>", "utf-8")
    (small / "looks/.hidden").write_text("", "utf-8")
    result = cli("theme")
    rows = [line.split("\t") for line in result.out.splitlines()]
    states = {name: state for name, state, _ in rows}
    assert {name for name, state in states.items() if state == "yours"} == {
        "tags.html",
        "menu.html",
    }
    assert rows[-1] == ["logo.svg", "added", ""]
    assert states.keys() - {"logo.svg"} == {path.name for path in BUILT_IN.iterdir()}
    assert cli("theme", "list").out == result.out


def test_a_list_for_a_person_stays_within_the_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Console, "on_terminal", property(lambda _: True))
    lines = cli("theme", COLUMNS="40").out.splitlines()
    assert lines[2:4] == [
        "article.html         built-in",
        "  A post: title, byline, contents, text",
    ]
    assert max(map(len, lines)) <= 40
    wide = cli("theme", COLUMNS="60").out.splitlines()
    assert wide[4:6] == [
        "book.html            built-in  Many posts as one file: title",
        "                               page, contents, chapters",
    ]
    assert "…" not in "".join(wide)


def test_an_ejected_theme_makes_the_same_site(cli: Cli, small: Path) -> None:
    def site() -> dict[str, bytes]:
        assert cli("export", "-q", "-o", "out", "--clean").code == 0
        made = sorted((small / "out").rglob("*.html"))
        return {path.relative_to(small).as_posix(): path.read_bytes() for path in made}

    before = site()
    names = [path.name for path in BUILT_IN.iterdir()]
    assert cli("theme", "eject", *names).code == 0
    assert site() == before
