"""What commands show on a terminal, as pictures (SVG) that ask no host for anything.

As a program (`scripts/pictures`) it draws those of the README and those of the page of constructs,
to be looked at and committed.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pexpect
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

PROJECT = Path(__file__).parents[1]
FOLDER = PROJECT / "docs" / "pictures"
PAGES = Path(__file__).parent / "terminal" / "renderer" / "pictures"
CONSTRUCTS = Path(__file__).parent / "samples" / "constructs"
PAGE_WIDTHS = (40, 100)
DAY = "1795514400"
"""2026-11-24 12:00 in Helsinki."""
SHOWN = {
    "list": "blog list",
    "show": "blog show haku-taivuttaa",
    "search": "blog search kaupunki",
    "stats": "blog stats",
}
"""The pictures of the README."""
WIDTH = 80

Ground = Literal["dark", "light"]
_ANSI = [(0x66, 0x66, 0x66)] * 8  # ours are all true colours
THEMES: dict[Ground, TerminalTheme] = {
    "dark": TerminalTheme((0x1C, 0x1C, 0x1C), (0xE4, 0xE4, 0xE4), _ANSI),
    "light": TerminalTheme((0xFF, 0xFF, 0xFF), (0x24, 0x24, 0x24), _ANSI),
}
# Rich's own form loads a font from elsewhere.
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>
.{unique_id}-matrix {{
font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
font-size: {char_height}px; line-height: {line_height}px; white-space: pre; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


@dataclass(frozen=True)
class Terminal:
    """A terminal of true colours, on one ground, with a home of its own."""

    folder: Path
    home: Path
    ground: Ground = "dark"
    width: int = WIDTH
    env: Mapping[str, str] = field(default_factory=dict)

    def run(self, command: str) -> str:
        """Type a command, and give what it writes, escape sequences and all."""
        own = self.home / "config" / "blog"
        own.mkdir(parents=True, exist_ok=True)
        (own / "config.toml").write_text(f'background = "{self.ground}"\n', "utf-8")
        child = pexpect.spawn(
            "/bin/sh",
            ["-c", command],
            dimensions=(1000, self.width),
            cwd=str(self.folder),
            env=self._environment(),
            encoding="utf-8",
            timeout=300,
            use_poll=True,
        )
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0, child.before
        return (child.before or "").replace("\r\n", "\n")

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return {
            **kept,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(self.home / "cache")),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PAGER": "",
            "SOURCE_DATE_EPOCH": DAY,
            "TZ": "Europe/Helsinki",
            **self.env,
        }


def drawn(written: str, ground: Ground, width: int, *, prompt: str = "") -> str:
    """Draw what was written to a terminal as a picture, the command that wrote it above."""
    console = Console(
        record=True,
        width=width,
        file=io.StringIO(),
        color_system="truecolor",
        force_terminal=True,
        legacy_windows=False,
    )
    if prompt:
        console.print(Text.assemble(("$ ", "dim"), (prompt, "bold")), highlight=False)
    for line in written.splitlines():
        console.print(Text.from_ansi(line), highlight=False, soft_wrap=True)
    console.print()  # Rich cuts the last line off at its foot
    picture = console.export_svg(theme=THEMES[ground], code_format=SVG, unique_id="blog", title="")
    # Rich's border is for dark grounds only.
    return picture.replace("rgba(255,255,255,0.35)", "rgba(127,127,127,0.5)")


def pictures(folder: Path, home: Path) -> dict[str, str]:
    """Draw the pictures of the README, by file name; `folder` holds this project's posts."""
    found = {}
    for ground in THEMES:
        terminal = Terminal(folder, home, ground)
        terminal.run("blog list")  # with bars of progress, while the index is made
        for name, command in SHOWN.items():
            written = terminal.run(command)
            found[f"{name}-{ground}.svg"] = drawn(written, ground, WIDTH, prompt=command)
    return found


def pages(folder: Path, home: Path) -> dict[str, str]:
    """Show the page of constructs, wide and narrow: as pictures, light and dark, and as text."""
    found = {}
    Terminal(folder, home).run("blog list")
    for width in PAGE_WIDTHS:
        for ground in THEMES:
            written = Terminal(folder, home, ground, width).run("blog show everything")
            found[f"{ground}-{width}.svg"] = drawn(written, ground, width)
        plain = Text.from_ansi(written).plain
        found[f"plain-{width}.txt"] = "".join(f"{line.rstrip()}\n" for line in plain.splitlines())
    return found


def copy_blog(folder: Path) -> Path:
    """Copy this project's own posts, and nothing else."""
    for name in ("posts", "pages", "static"):
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, folder / name)
    shutil.copy(PROJECT / "blog.toml", folder)
    return folder


def main() -> int:
    """Draw all pictures anew."""
    with tempfile.TemporaryDirectory() as temporary:
        blog, home = Path(temporary, "blog"), Path(temporary, "home")
        blog.mkdir()
        drawings = (
            (FOLDER, pictures(copy_blog(blog), home)),
            (PAGES, pages(CONSTRUCTS, home)),
        )
    for folder, found in drawings:
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in found.items():
            (folder / name).write_text(picture, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
