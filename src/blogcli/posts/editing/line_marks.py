"""The marks of headers that are lines of `key: value`: Pelican's and Nikola's."""

from __future__ import annotations

import re

from blogcli.posts.editing.marks import Entry, Node

_PELICAN = re.compile(r" {0,3}([A-Za-z0-9_-]+):[ \t]*")
_CONTINUED = re.compile(r" {4,}|\t")
_NIKOLA = re.compile(r"\s*\.\. ([^:\s][^:\n]*):[ \t]*")


def mark_pelican(text: str) -> Node:
    """Find the keys of a Pelican header, each with the indented lines that continue it."""
    return _mark(text, _PELICAN, _CONTINUED)


def mark_nikola(text: str) -> Node:
    """Find the keys of a Nikola header."""
    return _mark(text, _NIKOLA, None)


def _mark(text: str, pattern: re.Pattern[str], continued: re.Pattern[str] | None) -> Node:
    entries: list[Entry] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line.rstrip())
        if continued and entries and continued.match(line):
            last = entries[-1]
            value = Node("scalar", last.value.start, max(end, last.value.end))
            entries[-1] = last._replace(value=value)
        elif found := pattern.match(line):
            start = at + found.end()
            value = Node("scalar", start, max(start, end))
            key = found[1].strip()
            entries.append(Entry(key, at + found.start(1), at + found.start(1) + len(key), value))
        at += len(line) + 1
    return Node("mapping", 0, len(text), "block", entries=tuple(entries))
