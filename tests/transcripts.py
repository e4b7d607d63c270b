"""The program as a person runs it: commands with what they print, and how they end.

A transcript reads like a terminal:

    $ blog show nothing
    2> error: no post goes by the name 'nothing'
    [exit 3]

Lines that begin with `2> ` went to standard error (all of them stand after those of standard
output), `[exit 0]` may be left out. `echo '…' |` before a command is its standard input, and
`NAME=value` sets its environment.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

NOW = "1795521600"  # 2026-11-24 12:00 UTC, a Tuesday


@dataclass(frozen=True)
class Result:
    """What one run printed, and its exit code."""

    code: int
    out: str
    err: str

    def __str__(self) -> str:
        lines = self.out.splitlines() + [f"2> {line}" for line in self.err.splitlines()]
        ending = [f"[exit {self.code}]"] if self.code else []
        return "\n".join(line.rstrip() for line in [*lines, *ending])


@dataclass
class Cli:
    """Runs the program in this process, in a folder, without a terminal."""

    folder: Path
    env: dict[str, str] = field(default_factory=lambda: {"SOURCE_DATE_EPOCH": NOW})

    def __call__(self, *argv: str, **env: str) -> Result:
        """Run a command."""
        return self.fed(b"", *argv, **env)

    def fed(self, stdin: bytes, *argv: str, **env: str) -> Result:
        """Run a command that has something on its standard input."""
        from blogcli.app import run

        out, err = _Output(), _Output()
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            for name, value in {**self.env, **env}.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = run(argv)
        return Result(code, out.text(), err.text())

    def check(self, transcript: str) -> None:
        """Run each command of a transcript, and compare all that it prints."""
        expected = textwrap.dedent(transcript).strip("\n")
        assert "\n".join(self._replay(expected)) == expected

    def _replay(self, transcript: str) -> Sequence[str]:
        lines: list[str] = []
        for line in transcript.splitlines():
            if not line.startswith("$ "):
                continue
            printed = str(self.type(line[2:]))
            lines += [line, *([printed] if printed else [])]
        return lines

    def type(self, line: str) -> Result:
        """Run one line as a shell would."""
        words = shlex.split(line)
        stdin = b""
        if words[0] == "echo":
            stdin = f"{words[1]}\n".encode()
            words = words[3:]
        env = {}
        while found := re.fullmatch(r"([A-Z_]+)=(.*)", words[0]):
            env[found[1]] = found[2]
            words.pop(0)
        assert words[0] == "blog", line
        return self.fed(stdin, *words[1:], **env)


class _Output(io.TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(io.BytesIO(), "utf-8", errors="backslashreplace", newline="\n")

    def text(self) -> str:
        self.flush()
        binary = self.buffer
        assert isinstance(binary, io.BytesIO)
        return binary.getvalue().decode()


def tree(folder: Path) -> dict[str, bytes | None]:
    """Give everything below a folder: files with their bytes, folders without."""
    found: dict[str, bytes | None] = {}
    for base, folders, files in os.walk(folder):
        for name in folders:
            found[str(Path(base, name).relative_to(folder))] = None
        for name in files:
            found[str(Path(base, name).relative_to(folder))] = Path(base, name).read_bytes()
    return found
