"""The person's editor: which one, and where in the file it begins."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from blogcli.terminal.console import Console, Manner
from blogcli.terminal.editor import EditorFailed, EditorUnclear, edit, editor_command


def console(env: dict[str, str]) -> Console:
    return Console(Manner(), env, io.StringIO(), io.StringIO(), io.StringIO())


@pytest.fixture
def recorder(tmp_path: Path) -> Path:
    """A folder in which each editor writes down what it was called with."""
    for name in ("vim", "code", "hx", "nano", "my-editor"):
        (tmp_path / name).write_text('#!/bin/sh\nprintf "%s\\n" "$*" > "$(dirname "$0")/called"\n')
        (tmp_path / name).chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    ("command", "called"),
    [
        ("vim", "+7 {file}"),
        ("nano -w", "-w +7 {file}"),
        ("code --wait", "--wait --goto {file}:7"),
        ("hx", "{file}:7"),
        ("my-editor", "{file}"),
    ],
)
def test_editors_that_can_begin_at_a_line_do(recorder: Path, command: str, called: str) -> None:
    file = recorder / "a post.md"
    edit(console({"EDITOR": f"{recorder}/{command}", "PATH": "/bin"}), file, line=7)
    assert (recorder / "called").read_text() == called.format(file=file) + "\n"
    edit(console({"EDITOR": f"{recorder}/{command}", "PATH": "/bin"}), file, line=1)
    assert ":1" not in (recorder / "called").read_text()


def test_vi_is_there_when_nothing_is_set() -> None:
    assert editor_command(console({})) == ["vi"]


@pytest.mark.parametrize("command", ["/no/such/editor", "a\0b"])
def test_an_editor_that_cannot_be_started_is_told_of(tmp_path: Path, command: str) -> None:
    with pytest.raises(EditorFailed):
        edit(console({"EDITOR": command}), tmp_path / "a.md")


@pytest.mark.parametrize("command", ["'unclosed", "''", "# vi'"])
def test_what_is_no_command_is_told_of_with_its_name(tmp_path: Path, command: str) -> None:
    with pytest.raises(EditorUnclear, match=r"\$VISUAL: .* is no command"):
        edit(console({"BLOG_EDITOR": " \t", "VISUAL": command}), tmp_path / "a.md")
