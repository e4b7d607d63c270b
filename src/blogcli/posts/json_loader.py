"""JSON front matter to plain values, with places and limits."""

from __future__ import annotations

import json
import re

from blogcli.posts.values import MAX_DIGITS, Decimal, FrontMatter, HeaderProblem, Integer, too_large
from blogcli.posts.values import check as check_values


def load(text: str) -> FrontMatter:
    """Read a JSON object, in braces or, as Hexo has it, without them.

    Raises:
        HeaderProblem: The text is no JSON, or larger than front matter may be; with line and
            column from 1 in `text`.
    """
    bare = not text.lstrip().startswith("{")
    try:
        values = _DECODER.decode("{" + text + "}" if bare else text)
    except json.JSONDecodeError as error:
        column = error.colno - 1 if bare and error.lineno == 1 else error.colno
        raise HeaderProblem(error.msg, error.lineno, max(column, 1)) from error
    except (RecursionError, ValueError) as error:
        raise too_large(error) from error
    check_values(values)
    front_matter = FrontMatter()
    front_matter.update(values)
    front_matter.places.update(_places(text, values))
    return front_matter


def end_of_object(text: str, start: int) -> int:
    """Say where the JSON object that begins at `start` ends.

    Raises:
        HeaderProblem: It never does; lines count from `start`.
    """
    try:
        return int(_DECODER.raw_decode(text, start)[1])
    except json.JSONDecodeError as error:
        line = text.count("\n", start, error.pos) + 1
        raise HeaderProblem(error.msg, line, error.colno) from error
    except (RecursionError, ValueError) as error:
        raise too_large(error) from error


def _integer(text: str) -> object:
    return Integer(text, int(text)) if len(text) <= MAX_DIGITS else text


_DECODER = json.JSONDecoder(parse_int=_integer, parse_float=Decimal)


def _places(text: str, values: dict[str, object]) -> dict[str, tuple[int, int]]:
    places = {}
    for key in values:
        if found := re.search(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:\s*", text):
            line = text.count("\n", 0, found.end()) + 1
            places[key] = (line, found.end() - text.rfind("\n", 0, found.end()))
    return places
