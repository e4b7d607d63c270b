"""Completion with the Tab key, in shells as people run them."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte
import pytest

from transcripts import Cli

# How each shell is started without the settings of a person.
SHELLS = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "fish": ["--no-config", "-i"],
}
PATIENCE = 15  # seconds
Typist = Callable[[str, str], str]


@pytest.fixture(params=SHELLS)
def tab(request: pytest.FixtureRequest, cli: Cli, tmp_path: Path) -> Typist:
    """Type a line and Tab, and give the screen once it has what is wanted, or time is up."""
    shell: str = request.param
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here")
    cli("list")  # fills the index
    script = tmp_path / f"completion.{shell}"
    script.write_text(cli("--show-completion", shell).out)

    def type_and_tab(text: str, wanted: str) -> str:
        env = {**os.environ, "TERM": "xterm", "PS1": "> "}
        env["PATH"] = f"{Path(sys.executable).parent}:{env['PATH']}"
        child: pexpect.spawn[bytes] = pexpect.spawn(
            shell,
            SHELLS[shell],
            env=env,
            cwd=str(cli.folder),
            dimensions=(30, 100),
            timeout=20,
            use_poll=True,
        )
        child.sendline(f". {script}; echo rea''dy")
        child.expect("ready\r")
        child.send(text if "\t" in text else f"{text}\t")
        screen = pyte.Screen(100, 30)
        stream = pyte.ByteStream(screen)
        until = time.monotonic() + PATIENCE
        while wanted not in "\n".join(screen.display) and time.monotonic() < until:
            try:
                stream.feed(child.read_nonblocking(4096, timeout=0.1))
            except pexpect.TIMEOUT:
                continue
        child.close(force=True)
        return "\n".join(screen.display)

    return type_and_tab


def test_words_are_completed_where_the_cursor_is(tab: Typist) -> None:
    for typed, wanted in (
        ("blog sea", "blog search"),
        ("blog list tag:py", "blog list tag:python"),
        ("blog list --tem", "blog list --template"),
        ("blog show pyth", "blog show python-t"),
        ("blog search ti", "blog search title:"),
        ("blog search is:d", "blog search is:draft"),
        ("blog search lang:f", "blog search lang:fi"),
        ("blog list --status sch", "blog list --status scheduled"),
        ("blog list --lang s", "blog list --lang sv"),
    ):
        assert wanted in tab(typed, wanted)


def test_a_broken_blog_completes_nothing_and_says_nothing(tab: Typist, small: Path) -> None:
    (small / "blog.toml").write_text("title = \n")
    for index in (Path(os.environ["XDG_CACHE_HOME"]) / "blog").glob("*.sqlite*"):
        index.write_bytes(b"no database")
    screen = tab("blog show pyth\t\x15echo on''ward\r", "\nonward")
    assert "\nonward" in screen
    assert not re.search("(?i)error|traceback|hint", screen)
