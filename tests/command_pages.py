"""Writes the pages of `docs/commands` from `--help`: `python tests/command_pages.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from blogcli.commands.table import COMMANDS

FOLDER = Path(__file__).parents[1] / "docs" / "commands"


def pages() -> dict[str, str]:
    """Give the text of each page, by its file name."""
    shown = {name: entry for name, entry in COMMANDS.items() if not entry.hidden}
    made = {f"{name}.md": _page(name) for name in shown}
    lines = [f"- [`blog {name}`]({name}.md): {entry.summary}" for name, entry in shown.items()]
    made["README.md"] = _framed("The commands", "\n".join(lines) + "\n\n" + _help())
    return made


def _page(name: str) -> str:
    return _framed(f"blog {name}", _help(name))


def _framed(title: str, text: str) -> str:
    return f"<!-- Written by tests/command_pages.py from --help. -->\n\n# {title}\n\n{text}"


def _help(*words: str) -> str:
    printed = subprocess.run(
        [sys.executable, "-m", "blogcli", *words, "--help"],
        env={**os.environ, "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=True,
    )
    return f"```text\n{printed.stdout}```\n"


def main() -> None:
    """Write all pages, and remove those of commands that are no more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
