"""Runs the README's console blocks as a reader would, and compares what they print.

As a program it does so in a clean clone, with a new home and no caches: `make demo`, `make test`,
the installation and the tour, word for word, which ends with a PDF of a post that it drafted.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pexpect

PROJECT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\\\)|\x1b[=>]")
# 2026-11-24 12:00 in Helsinki: the day on which the tour takes place.
TOUR_DAY = "1795514400"


@dataclass
class Step:
    """One command of a document, and what it says that it prints (nothing: not compared)."""

    command: str
    printed: list[str] = field(default_factory=list)


@dataclass
class Reader:
    """A person at a shell: what one command leaves, the next one finds."""

    folder: Path
    env: dict[str, str]

    def follow(self, step: Step) -> str:
        """Run one step and give the difference to what the document says, if there is one."""
        with tempfile.NamedTemporaryFile("r") as place:
            script = f'{step.command}\nstatus=$?\npwd > "{place.name}"\nexit $status'
            shell = pexpect.spawn(
                "bash",
                ["-c", script],
                cwd=str(self.folder),
                env=self.env,
                timeout=1200,
                dimensions=(400, 80),
                encoding="utf-8",
            )
            shell.expect(pexpect.EOF)
            shell.close()
            self.folder = Path(place.read().strip())
        screen = CONTROL.sub("", (shell.before or "").replace("\r\n", "\n"))
        printed = [line.rstrip() for line in screen.splitlines()]
        if not step.printed:
            return "" if shell.exitstatus == 0 else f"$ {step.command}\n{screen}"
        wrong = list(difflib.unified_diff(step.printed, printed, "README", "printed", lineterm=""))
        return "\n".join([f"$ {step.command}", *wrong]) if wrong else ""


def steps(document: str) -> list[Step]:
    """Give the commands of all console blocks of a Markdown text, in order."""
    found: list[Step] = []
    for block in BLOCK.findall(document):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Step(line[2:]))
            elif line.startswith("> ") and found and found[-1].command.endswith("\\"):
                found[-1].command += "\n" + line[2:]
            elif found:
                found[-1].printed.append(line)
    return found


def main() -> int:
    """Follow the whole README in a clean clone; 1 where it is not true."""
    readme = (PROJECT / "README.md").read_text("utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary, "home")
        home.mkdir()
        clone = Path(temporary, "blog")
        subprocess.run(["git", "clone", "-q", str(PROJECT), str(clone)], check=True)
        tools = Path(temporary, "tools")
        subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
        subprocess.run(
            [tools / "bin/python", "-m", "pip", "install", "-q", "pipx", "uv"], check=True
        )
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("XDG_", "VIRTUAL_ENV", "MAKE", "MFLAGS"))
        }
        env = {
            **kept,
            "HOME": str(home),
            "PATH": f"{home / '.local/bin'}:{tools / 'bin'}:{kept['PATH']}",
            "SOURCE_DATE_EPOCH": TOUR_DAY,
            "TZ": "Europe/Helsinki",
            "TERM": "xterm",
        }
        reader = Reader(clone, env)
        for step in steps(readme):
            print(f"$ {step.command}", flush=True)  # noqa: T201 - a program's report
            if wrong := reader.follow(step):
                print(wrong)  # noqa: T201
                return 1
        pdfs = [path for path in clone.rglob("*.pdf") if "build" not in path.parts]
        if not any(path.read_bytes().startswith(b"%PDF-") for path in pdfs):
            print("the README ends without a PDF")  # noqa: T201
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
