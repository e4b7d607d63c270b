"""The commands and options as data, so that completion needs no parser to be loaded.

`outline.json` is made by `outlining`; a test says when it is out of date.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict


class Option(TypedDict):
    """One option: its names, its help, and what its value is (nothing for a flag)."""

    name: str
    names: list[str]
    help: str
    value: str | None
    choices: list[str]


class Outline(TypedDict):
    """One command, without the global options; these are those of the one with no name."""

    summary: str
    hidden: bool
    options: list[Option]
    arguments: list[str]
    """What each is, as in the usage line; the last may be repeated."""


def load() -> dict[str, Outline]:
    """Read the outline of all commands; that of `blog` itself has an empty name."""
    text = Path(__file__).with_name("outline.json").read_text("utf-8")
    outline: dict[str, Outline] = json.loads(text)
    return outline
