"""TOML front matter to plain values, by the standard library, with places and limits."""

from __future__ import annotations

import re
import tomllib

from blogcli.posts.values import MAX_DEPTH, Decimal, FrontMatter, HeaderProblem, check, too_large

_PLACE = r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z"
_KEY = r"[ \t]*(?:\"([^\"\n]+)\"|'([^'\n]+)'|([A-Za-z0-9_-]+))[ \t]*=[ \t]*"
# tomllib takes time and memory by the square of a dotted key's length.
_BOMB = (
    r"(?<![\w-])(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
    r"(?:[ \t]*+\.[ \t]*+(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')){100}"
)


def load(text: str) -> FrontMatter:
    """Read a TOML document.

    Raises:
        HeaderProblem: The text is no TOML, or larger than front matter may be; with line and
            column from 1 in `text`.
    """
    # The pattern costs more to make than most documents to read.
    if text.count(".") >= MAX_DEPTH and (bomb := re.search(_BOMB, text)):
        line = text.count("\n", 0, bomb.start()) + 1
        reason = f"a key of more than {MAX_DEPTH} parts"
        raise HeaderProblem(reason, line)
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise _problem(str(error), text) from error
    except (RecursionError, ValueError) as error:
        raise too_large(error) from error
    check(values)
    front_matter = FrontMatter()
    front_matter.update(values)
    front_matter.places.update(_places(text))
    return front_matter


def _problem(message: str, text: str) -> HeaderProblem:
    place = re.search(_PLACE, message)
    reason = message[: place.start()] if place else message
    if place and place[1]:
        return HeaderProblem(reason, int(place[1]), int(place[2]))
    lines = text.split("\n")
    return HeaderProblem(reason, len(lines), len(lines[-1]) + 1)


def _places(text: str) -> dict[str, tuple[int, int]]:
    """Find the top-level keys of a text that is known to be TOML; dotted keys are left out."""
    places: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("["):
            break
        if found := re.match(_KEY, line):
            key = found[1] or found[2] or found[3]
            places.setdefault(key, (number, found.end() + 1))
    return places
