"""The files of the built-in theme, and copies of them for a blog to change."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from blogcli.errors import BlogError, UsageError
from blogcli.files import write_new

State: TypeAlias = Literal["built-in", "yours", "added"]

BUILT_IN = Path(__file__).with_name("theme")
_FIRST_WORDS = re.compile(r"\A\s*(?:\{#|/\*|//|#)\s*(?P<text>.*?\.)(?:\s|$)", re.DOTALL)


class ThemeFile(NamedTuple):
    """A file of a blog's theme: the built-in one, the blog's in its place, or one of its own."""

    name: str
    state: State
    shows: str
    """What it is for, by its first comment."""


def files(folder: Path) -> list[ThemeFile]:
    """List the files of a theme whose own ones are in `folder`, which need not exist."""
    own = _own(folder)
    names = built_in()
    found = [
        ThemeFile(name, "yours" if name in own else "built-in", _shows(BUILT_IN / name))
        for name in names
    ]
    return [*found, *(ThemeFile(name, "added", "") for name in sorted(own - set(names)))]


def built_in() -> list[str]:
    """Name the files of the built-in theme."""
    return sorted(path.name for path in BUILT_IN.iterdir() if path.is_file())


def eject(name: str, folder: Path, *, pretend: bool = False) -> Path:
    """Copy a file of the built-in theme to `folder`, never over one that is there.

    Raises:
        UsageError: The theme has no such file.
        BlogError: The folder has one of that name already.
        OutputError: It can't be written.
    """
    if name not in built_in():
        raise _unknown(name)
    target = folder / name
    if pretend and not os.path.lexists(target):
        return target
    if not pretend:
        try:
            write_new(target, (BUILT_IN / name).read_bytes())
        except FileExistsError:
            pass
        else:
            return target
    message = f"{folder.name}/{name} is there already, and is used in place of the built-in one"
    hint = "edit it; or move it away to eject the built-in one again"
    raise BlogError(message, hint=hint)


def _own(folder: Path) -> set[str]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    names = {path.relative_to(folder).as_posix() for path in paths}
    return {name for name in names if not any(part[0] == "." for part in name.split("/"))}


def _shows(path: Path) -> str:
    found = _FIRST_WORDS.match(path.read_text("utf-8"))
    return " ".join(found["text"].rstrip(".").split()) if found else ""


def _unknown(name: str) -> UsageError:
    from difflib import get_close_matches

    close = get_close_matches(name, built_in(), n=2)
    hint = f"did you mean {' or '.join(close)}?" if close else "blog theme list names them"
    return UsageError(f"the theme has no file {name!r}", hint=hint)
