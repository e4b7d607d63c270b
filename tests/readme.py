"""Runs the console blocks of the README and of `docs/` as a reader would, and compares the output.

As a program it follows the README in a clean clone, with a new home and no caches: `make demo`,
the installation and the tour, word for word, which ends with a PDF of a post that it drafted; but
for `make test`, which `.ci/run` runs in a clean checkout itself. With `--update` it writes what the
blocks of all pages printed into them instead, to be read and committed.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
import pyte

from terminals import leave

PROJECT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# 2026-11-24 12:00 in Helsinki: the day on which the tour takes place.
TOUR_DAY = "1795514400"
HEIGHT = 400
SETUP = ("make ", "pipx ", "uv ")
"""Commands that set up, which are followed in a clean clone only."""
BEFORE = ("make test",)
"""Commands that `.ci/run` has run by now, in a clean checkout too."""
PAGES = (PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md")))


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
        printed, status = self.run(step.command)
        if not step.printed:
            return "" if status == 0 else "\n".join([f"$ {step.command}", *printed])
        wrong = list(difflib.unified_diff(step.printed, printed, "README", "printed", lineterm=""))
        return "\n".join([f"$ {step.command}", *wrong]) if wrong else ""

    def run(self, command: str) -> tuple[list[str], int]:
        """Run a command on a terminal and give what stands there at its end, and its status."""
        with tempfile.NamedTemporaryFile("r") as place:
            script = f'{command}\nstatus=$?\npwd > "{place.name}"\nexit $status'
            shell = pexpect.spawn(
                "bash",
                ["-c", script],
                cwd=str(self.folder),
                env=self.env,
                timeout=1200,
                dimensions=(HEIGHT, 80),
                encoding="utf-8",
                use_poll=True,
            )
            shell.expect(pexpect.EOF)
            status = leave(shell)
            self.folder = Path(place.read().strip())
        screen = pyte.HistoryScreen(80, HEIGHT)
        pyte.Stream(screen).feed(shell.before or "")
        lines = [line.rstrip() for line in screen.display]
        while lines and not lines[-1]:
            lines.pop()
        return lines, status or 0


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


def in_a_clean_clone(readme: str, temporary: Path) -> int:
    """Follow the whole README where nothing was ever set up; 1 where it is not true."""
    home = temporary / "home"
    home.mkdir()
    clone = temporary / "blog"
    subprocess.run(["git", "clone", "-q", str(PROJECT), str(clone)], check=True)
    tools = temporary / "tools"
    subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
    subprocess.run([tools / "bin/python", "-m", "pip", "install", "-q", "pipx"], check=True)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "VIRTUAL_ENV", "MAKE", "MFLAGS"))
    }
    path = f"{home / '.local/bin'}:{tools / 'bin'}:{kept['PATH']}"
    reader = Reader(clone, tour_environment(kept) | {"HOME": str(home), "PATH": path})
    for step in steps(readme):
        if step.command in BEFORE:
            continue
        print(f"$ {step.command}", flush=True)  # noqa: T201 - a program's report
        if wrong := reader.follow(step):
            print(wrong)  # noqa: T201
            return 1
    pdfs = [path for path in temporary.rglob("*.pdf") if "build" not in path.parts]
    if not any(path.read_bytes().startswith(b"%PDF-") for path in pdfs):
        print("the README ends without a PDF")  # noqa: T201
        return 1
    return 0


def tour_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Give the environment of the tour: its day, its place, its terminal."""
    day = {"SOURCE_DATE_EPOCH": TOUR_DAY, "TZ": "Europe/Helsinki", "TERM": "xterm"}
    return {**environment, **day}


def updated(page: str, reader: Reader) -> str:
    """Give a page with what its commands print now."""

    def block(found: re.Match[str]) -> str:
        lines: list[str] = []
        for step in steps(found[0]):
            lines.append("$ " + step.command.replace("\n", "\n> "))
            if not step.command.startswith(SETUP):
                lines += reader.run(step.command)[0]
        return "```console\n" + "".join(f"{line}\n" for line in lines) + "```"

    return BLOCK.sub(block, page)


def main() -> int:
    """Follow the README, or with `--update` write down what all pages print."""
    if sys.argv[1:] != ["--update"]:
        with tempfile.TemporaryDirectory() as temporary:
            return in_a_clean_clone(PAGES[0].read_text("utf-8"), Path(temporary))
    for page in PAGES:
        with tempfile.TemporaryDirectory() as temporary:
            clone = Path(temporary, "blog")
            subprocess.run(["git", "clone", "-q", str(PROJECT), str(clone)], check=True)
            shutil.rmtree(clone / ".git")
            search = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
            environment = tour_environment(os.environ) | {"PATH": search}
            page.write_text(updated(page.read_text("utf-8"), Reader(clone, environment)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
