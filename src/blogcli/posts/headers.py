"""Headers that are no YAML, TOML or JSON: Pelican's, Nikola's, and Eleventy's in JavaScript.

Pelican's rules are those of Python-Markdown's Meta-Data extension: keys of letters, digits, `_` and
`-`, an indent of four spaces continues a value, the first blank line ends the header.
"""

from __future__ import annotations

import re

from blogcli.posts.values import Decimal, FrontMatter, Integer

_PELICAN_KEY = r" {0,3}([A-Za-z0-9_-]+):\s*(.*)"
_CONTINUED = r"(?: {4,}|\t)\s*(.*)"
_NIKOLA_KEY = r"\s*\.\. ([^:\s][^:]*):(?:\s+(.*)|\s*)\Z"

_TEXT = r"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|`[^`\\]*+`"
_SCRIPT_VALUE = (
    rf"(?ma)^[ \t]*(?:(?:export[ ]+)?(?:const|let|var)[ ]+(\w+)\s*=|[\"']?(\w+)[\"']?\s*:)\s*"
    rf"({_TEXT}|\[(?:\s|,|{_TEXT})*+\]|true\b|false\b|\d{{1,15}}(?:\.\d{{1,9}})?)\s*(?:[;,]|$)"
)


def load_pelican(text: str) -> FrontMatter:
    """Read `Key: value` lines; a value that goes on over indented lines is joined by line feeds."""
    front_matter = FrontMatter()
    lines: dict[str, list[str]] = {}
    key = ""
    for number, line in enumerate(text.split("\n"), 1):
        if more := re.match(_CONTINUED, line):
            lines.setdefault(key, []).append(more[1].rstrip())
        elif found := re.match(_PELICAN_KEY, line):
            key = found[1]
            lines[key] = [found[2].rstrip()]
            _put(front_matter, key, "", (number, found.start(2) + 1))
    for key in front_matter:
        front_matter[key] = "\n".join(lines[key]).strip()
    return front_matter


def load_nikola(text: str) -> FrontMatter:
    """Read `.. key: value` lines."""
    front_matter = FrontMatter()
    for number, line in enumerate(text.split("\n"), 1):
        if found := re.match(_NIKOLA_KEY, line):
            column = found.start(2) + 1 if found[2] is not None else len(line) + 1
            _put(front_matter, found[1].strip(), (found[2] or "").strip(), (number, column))
    return front_matter


def load_script(text: str) -> FrontMatter:
    """Read the constants of a header in JavaScript (`const title = "A day";`), which is never run.

    Texts, numbers, true, false and lists of texts are read; what would have to be computed is not.
    """
    front_matter = FrontMatter()
    for found in re.finditer(_SCRIPT_VALUE, text):
        key, written = found[1] or found[2], found[3]
        line = text.count("\n", 0, found.start(3)) + 1
        column = found.start(3) - text.rfind("\n", 0, found.start(3))
        value = _script_value(written)
        if value is not None:
            front_matter[key] = value
            front_matter.places[key] = (line, column)
    return front_matter


def _script_value(written: str) -> object:
    if written.startswith("["):
        return [item[0][1:-1] for item in re.finditer(_TEXT, written)]
    if written[0] in "\"'`":
        return None if written[0] == "`" and "${" in written else written[1:-1].replace("\\", "")
    if written in ("true", "false"):
        return written == "true"
    return Integer(written, int(written)) if written.isdecimal() else Decimal(written)


def is_pelican(lines: list[str]) -> bool:
    """Say whether these lines, up to the first blank one, are a Pelican header.

    Any prose may begin with `Note: …`, so each line must be a key or a continuation, and one key
    must be `title` or `date`.
    """
    keys = set()
    for line in lines:
        if found := re.match(_PELICAN_KEY, line):
            keys.add(found[1].lower())
        elif not re.match(_CONTINUED, line) or not keys:
            return False
    return "title" in keys or "date" in keys


def is_nikola(line: str) -> bool:
    """Say whether a line is `.. key: value`."""
    return re.match(_NIKOLA_KEY, line) is not None


def _put(front_matter: FrontMatter, key: str, value: str, place: tuple[int, int]) -> None:
    if key in front_matter:
        front_matter.duplicates.append((key, place[0]))
    front_matter[key] = value
    front_matter.places[key] = place
