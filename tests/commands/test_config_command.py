"""`blog config path`: where settings are read from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from transcripts import Cli


def own_file() -> Path:
    """The person's configuration, in the home of the test."""
    return Path(os.environ["XDG_CONFIG_HOME"]) / "blog/config.toml"


def test_29_the_files_are_named_and_what_is_missing_is_said(cli: Cli, small: Path) -> None:
    result = cli("config", "path")
    assert result.out == f"{own_file()}\n{small.resolve()}/blog.toml\n"
    assert result.err == f"{own_file()} is not there\n"
    own_file().parent.mkdir(parents=True)
    own_file().write_text('color = "never"\n', "utf-8")
    assert cli("config", "path").err == ""


def test_the_file_of_a_generator_is_one_of_them(cli: Cli, empty: Path) -> None:
    (empty / "hugo.toml").write_text("title = 'Hugo'\n", "utf-8")
    (empty / "content").mkdir()
    result = cli("config", "path", "--blog", str(empty), "-q")
    assert result.out.splitlines()[1:] == [f"{empty}/blog.toml", f"{empty}/hugo.toml"]
    assert result.err == ""


def test_a_wrong_file_is_named_like_any_other(cli: Cli, small: Path) -> None:
    """Who looks for the file wants to mend it."""
    (small / "blog.toml").write_text("titel = 1\n", "utf-8")
    own_file().parent.mkdir(parents=True)
    own_file().write_text("nonsense", "utf-8")
    assert cli("config", "path", "--color", "never").out.splitlines()[1].endswith("blog.toml")


def test_outside_a_blog_the_own_file_is_still_known(empty: Path) -> None:
    outside = Cli(empty)
    result = outside("config", "path", HOME=str(empty))
    assert (result.code, result.out) == (0, f"{own_file()}\n")
    assert result.err.startswith("outside a blog: ")
    assert outside("config", "path", "--blog", "nowhere", HOME=str(empty)).code == 1


def test_what_else_there_could_be_is_said(cli: Cli) -> None:
    cli.check("""
        $ blog config paht
        2> error: invalid value for '[path]': 'paht' is not one of 'path'
        2> hint: did you mean path? see blog config --help
        [exit 2]
    """)


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("hugo.toml", 'title = "Two\n', "hugo.toml:1:13: Illegal character '\\n'"),
        (
            "_config.yml",
            "title: Two\nurl: [a\n",
            "_config.yml:2:6: the [ that opens here is not closed",
        ),
        ("pelicanconf.py", "SITENAME = 'Two\n", "pelicanconf.py: "),
    ],
)
@pytest.mark.parametrize("command", ["list", "search x", "check"])
def test_a_configuration_of_the_generator_that_cannot_be_read_is_told_of(
    command: str, name: str, text: str, place: str, empty: Path
) -> None:
    (empty / "content/posts").mkdir(parents=True)
    (empty / "_posts").mkdir()
    for folder in ("content/posts", "_posts"):
        (empty / folder / "2024-01-02-a.md").write_text("---\ntitle: A\n---\nx\n", "utf-8")
    (empty / name).write_text(text, "utf-8")
    result = Cli(empty)(*command.split())
    assert result.err.startswith(f"warning: {place}"), result.err
    assert "hint: until it is mended, the blog's title" in result.err
    assert Cli(empty)(*command.split(), "--quiet").err == ""
