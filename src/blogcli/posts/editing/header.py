"""A header while it is being changed: its text, the marks in it, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from blogcli.posts.editing import json_marks, line_marks, toml_marks
from blogcli.posts.editing.marks import Entry, Node, Splice, entry_of, place_of
from blogcli.posts.fields import plain
from blogcli.posts.front_matter import Format
from blogcli.posts.style import Style
from blogcli.posts.values import FrontMatter, HeaderProblem


@dataclass(frozen=True, slots=True)
class Header:
    """What a change is made from."""

    text: str
    kind: Format
    top: Node
    values: FrontMatter
    style: Style

    def entry(self, path: tuple[str, ...]) -> Entry | None:
        """Give the key and value at the end of a path.

        Raises:
            HeaderProblem: Two keys differ only by case or marks, and a post has one of them.
        """
        parent = self.parent(path)
        if len(path) == 1:
            alike = [one for one in self.top.entries if plain(one.key) == plain(path[0])]
            if len({one.key for one in alike}) > 1:
                reason = f"{alike[0].key} and {alike[-1].key} are one key to blog: keep one of them"
                self.refuse(reason, alike[-1].start)
        return None if parent is None else entry_of(parent, path[-1])

    def parent(self, path: tuple[str, ...]) -> Node | None:
        """Give the mapping that holds the last key of a path, or would.

        Raises:
            HeaderProblem: What is there is no mapping.
        """
        node = self.top
        for name in path[:-1]:
            entry = entry_of(node, name)
            if entry is None:
                return None
            node = entry.value
            if node.kind != "mapping":
                self.refuse(f"{name} has no keys inside", entry.start)
        return node

    def spelled(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Give a path as its keys are spelled here."""
        node: Node | None = self.top
        names = []
        for name in path:
            entry = None if node is None else entry_of(node, name)
            names.append(name if entry is None else entry.key)
            node = None if entry is None else entry.value
        return tuple(names)

    def value(self, path: tuple[str, ...]) -> Any:  # noqa: ANN401 - whatever the author wrote
        """Give the value at the end of a path."""
        found: Any = self.values
        for name in self.spelled(path):
            found = found.get(name) if isinstance(found, dict) else None
        return found

    def refuse(self, reason: str, at: int = 0) -> NoReturn:
        """Raise the error of a place in the text."""
        line, column = place_of(self.text, at)
        raise HeaderProblem(reason, line, column, hint="change it by hand: blog edit POST")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change comes to: the splices, and the one value that is other than before."""

    splices: tuple[Splice, ...]
    path: tuple[str, ...]
    wanted: object = None
    gone: bool = False
    renamed: str = ""
    """The new name of the last key, its value as it was."""


def mark(text: str, kind: Format) -> Node:
    """Find the marks of a header that was read before.

    Raises:
        HeaderProblem: Headers of this format are not changed.
    """
    if kind == "yaml":
        from blogcli.posts.editing import yaml_marks

        return yaml_marks.mark(text)
    if kind == "toml":
        return toml_marks.mark(text)
    if kind == "json":
        return json_marks.mark(text)
    if kind == "pelican":
        return line_marks.mark_pelican(text)
    if kind == "nikola":
        return line_marks.mark_nikola(text)
    reason = "a header in JavaScript is a program, and is not changed by blog"
    raise HeaderProblem(reason, hint="change it by hand: blog edit POST")
