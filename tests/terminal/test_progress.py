"""The bar: late, never wider than the screen, and gone at the end."""

from __future__ import annotations

import io

import pytest

from blogcli.terminal import progress
from blogcli.terminal.console import Console, Manner


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def console(width: int, **manner: bool) -> Console:
    env = {"TERM": "xterm", "COLUMNS": str(width)}
    return Console(Manner(color="never", **manner), env, Terminal(), Terminal(), Terminal())


@pytest.mark.parametrize("width", [10, 30, 60, 200])
def test_it_fits_and_leaves_no_trace(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "DELAY", 0)
    monkeypatch.setattr(progress, "_INTERVAL", 0)
    screen = console(width)
    with progress.bar(screen, "Reading posts") as shown:
        assert shown is not None
        for done in (0, 5000, 10_000):
            shown(done, 10_000)
        shown(0, 0)
    drawn = screen.err.getvalue()  # type: ignore[attr-defined]
    pieces = drawn.split("\r")
    assert max(map(len, pieces)) < width
    assert "\x1b" not in drawn
    assert pieces[-1] == ""
    assert pieces[-2].strip() == ""
    assert len(pieces[-2]) == max(map(len, pieces))


def test_it_is_not_shown_for_what_is_quick() -> None:
    screen = console(80)
    with progress.bar(screen, "Reading posts") as shown:
        assert shown is not None
        shown(1, 2)
    assert screen.err.getvalue() == ""  # type: ignore[attr-defined]


def test_it_is_not_shown_where_nobody_sees_it_or_wants_it() -> None:
    for screen in (
        console(80, quiet=True),
        Console(env={"TERM": "dumb"}, out=Terminal(), err=Terminal()),
        Console(env={"TERM": "xterm"}, out=Terminal(), err=io.StringIO()),
    ):
        with progress.bar(screen, "Reading posts") as shown:
            assert shown is None


def test_it_says_which_dictionary_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "DELAY", 0)
    monkeypatch.setattr(progress, "_INTERVAL", 0)
    screen = console(80)
    with progress.bar(screen, "Preparing words") as shown:
        assert shown is not None
        for code in ("fi", "hbs"):
            progress.of_dictionaries(shown)(code, 1, 2)
    drawn = screen.err.getvalue()  # type: ignore[attr-defined]
    assert "Preparing Finnish (once on this machine)" in drawn
    assert "Preparing hbs (once on this machine)" in drawn
