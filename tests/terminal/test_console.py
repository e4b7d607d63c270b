"""The streams: what they may get, how wide they are, and who may be asked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from blogcli.errors import ConfigError, UsageError
from blogcli.terminal.background import detect, read_answer
from blogcli.terminal.console import Console, Manner


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def console(**env: str) -> Console:
    """Make the console of a person at a terminal."""
    env = {"TERM": "xterm-256color", **env}
    return Console(Manner(), env, Terminal(), Terminal(), Terminal())


def answering(answer: str) -> Console:
    """Make the console of a person who types this."""
    return Console(Manner(), {"TERM": "xterm"}, Terminal(), Terminal(), Terminal(answer))


def pipe(answer: str = "") -> Console:
    """Make the console of a program."""
    return Console(Manner(), {"TERM": "xterm"}, io.StringIO(), io.StringIO(), io.StringIO(answer))


@pytest.mark.parametrize(
    ("env", "paint"),
    [
        ({}, "colors"),
        ({"NO_COLOR": "1"}, "attributes"),
        ({"NO_COLOR": ""}, "colors"),
        ({"FORCE_COLOR": "0"}, "none"),
        ({"FORCE_COLOR": "1"}, "colors"),
        ({"TERM": "dumb"}, "none"),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, "none"),
    ],
)
def test_a_terminal_gets_what_the_environment_says(env: dict[str, str], paint: str) -> None:
    screen = console(**env)
    assert screen.paint_of(screen.out) == paint


def test_without_colour_matches_are_still_bold() -> None:
    screen = console(NO_COLOR="1")
    assert screen.paint("word", "match") == "\x1b[1mword\x1b[0m"
    assert pipe().paint("word", "match") == "word"


@pytest.mark.parametrize(
    ("env", "system"),
    [
        ({"COLORTERM": "truecolor"}, "truecolor"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm"}, "standard"),
    ],
)
def test_colours_are_those_that_the_terminal_has(env: dict[str, str], system: str) -> None:
    assert console(**env).color_system == system


def test_the_width_is_columns_or_eighty() -> None:
    assert console(COLUMNS="33").width == 33
    assert console(COLUMNS="0").width == 80
    assert console(COLUMNS="wide").width == 80
    assert (console(LINES="10").height, console().height) == (10, 24)


def test_a_person_is_asked_on_standard_error() -> None:
    screen = answering("  yes \n")
    assert screen.ask("Really?", instead="say --yes") == "yes"
    assert screen.err.getvalue() == "Really? "  # type: ignore[attr-defined]
    assert screen.out.getvalue() == ""  # type: ignore[attr-defined]
    assert answering("\n").ask("Really?", instead="") == ""


def test_nobody_is_asked_in_a_pipe_or_against_their_will() -> None:
    with pytest.raises(UsageError, match="cannot ask “Really\\?” here") as caught:
        pipe("y\n").ask("Really?", instead="say --yes")
    assert caught.value.hint == "say --yes"
    screen = answering("y\n")
    screen.manner.no_input = True
    with pytest.raises(UsageError):
        screen.ask("Really?", instead="")


def test_the_end_of_input_is_an_interrupt() -> None:
    with pytest.raises(KeyboardInterrupt):
        answering("").ask("Really?", instead="")


def taste(tmp_path: Path, text: str) -> dict[str, str]:
    folder = tmp_path / "blog"
    folder.mkdir()
    (folder / "config.toml").write_text(text)
    return {"XDG_CONFIG_HOME": str(tmp_path)}


def test_a_persons_taste_is_read_from_their_configuration(tmp_path: Path) -> None:
    env = taste(
        tmp_path,
        'color = "never"\nbackground = "light"\npager = "most"\neditor = "nano"\n'
        '[styles]\nmatch = "red"\npost.title = "italic"\n',
    )
    screen = console(**env)
    assert screen.paint_of(screen.out) == "none"
    assert screen.background == "light"
    assert (screen.personal.pager, screen.personal.editor) == ("most", "nano")
    assert (screen.styles["match"], screen.styles["post.title"]) == ("red", "italic")
    assert screen.paint_of(console(FORCE_COLOR="1").out) == "none"


def test_a_wrong_taste_is_told_of_with_all_that_is_wrong(tmp_path: Path) -> None:
    env = taste(tmp_path, 'colour = "never"\nbackground = "pink"\n[styles]\nmatch = "no style"\n')
    with pytest.raises(ConfigError) as caught:
        console(**env).styles  # noqa: B018 - a property that reads
    assert caught.value.path == str(tmp_path / "blog/config.toml")
    assert caught.value.problems == (
        "colour: unknown key; did you mean color?",
        'background: must be auto, dark or light, not "pink"',
        "styles.match: unable to parse 'no' as color; 'no' is not a valid color",
    )


def test_a_relative_configuration_folder_is_ignored(tmp_path: Path) -> None:
    (tmp_path / ".config/blog").mkdir(parents=True)
    (tmp_path / ".config/blog/config.toml").write_text('editor = "ed"\n')
    assert console(XDG_CONFIG_HOME="here", HOME=str(tmp_path)).personal.editor == "ed"
    assert console().personal.editor == ""


@pytest.mark.parametrize(
    ("answer", "background"),
    [
        (b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62c", "dark"),
        (b"\x1b]11;rgb:ffff/ffff/ffff\x07", "light"),
        (b"\x1b]11;rgb:ff/ff/d0\x07", "light"),
        (b"\x1b]11;rgba:1e1e/1e1e/2e2e/ffff\x07", "dark"),
        (b"\x1b[?62;4c", None),
        (b"", None),
    ],
)
def test_the_terminals_answer_is_understood(answer: bytes, background: str | None) -> None:
    assert read_answer(answer) == background


@pytest.mark.parametrize(
    ("value", "background"),
    [
        ("0;15", "light"),
        ("15;0", "dark"),
        ("0;default;7", "light"),
        ("12;8", "dark"),
        ("x", "dark"),
    ],
)
def test_colorfgbg_tells_where_the_terminal_does_not(value: str, background: str) -> None:
    assert detect({"COLORFGBG": value, "TERM": "linux"}) == background


@pytest.mark.parametrize("content", [b"color = \n", b"\xff\n", b"[styles]\nmatch = 3\n", None])
def test_a_taste_that_cannot_be_read_is_an_error_of_ours(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "blog/config.toml"
    file.parent.mkdir()
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    with pytest.raises(ConfigError):
        console(XDG_CONFIG_HOME=str(tmp_path)).personal  # noqa: B018 - a property that reads


def test_colours_in_a_pipe_suit_the_background_that_the_environment_tells() -> None:
    env = {"COLORFGBG": "0;15", "TERM": "xterm", "FORCE_COLOR": "1"}
    assert Console(env=env, out=io.StringIO(), err=io.StringIO()).background == "light"
