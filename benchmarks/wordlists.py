"""The words that texts are made of, in files beside this one."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def section(name: str, title: str) -> list[str]:
    """Give the words under `[title]` in one of the lists."""
    text = (_FOLDER / f"{name}.txt").read_text("utf-8")
    _, _, rest = text.partition(f"[{title}]\n")
    return rest.partition("\n[")[0].split()


def pairs(name: str) -> list[tuple[str, str]]:
    """Give the pairs in a list whose lines read `first: last last last`."""
    found = []
    for line in (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        first, _, lasts = line.partition(": ")
        found += [(first, last) for last in lasts.split()]
    return found
