"""The handlers with which python-frontmatter reads and writes our three formats.

They differ from its own in what they read: YAML as of 1.2 and counted (`yaml_loader`), TOML by the
standard library, and every problem with its line and column.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from blogcli.posts import yaml_loader
from blogcli.posts.values import MAX_DEPTH, MAX_DIGITS, Decimal, FrontMatter, HeaderProblem, Integer
from blogcli.posts.values import check as check_values

_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_TOML_KEY = re.compile(r"[ \t]*(?:\"([^\"\n]+)\"|'([^'\n]+)'|([A-Za-z0-9_-]+))[ \t]*=[ \t]*")
# tomllib takes time and memory by the square of a dotted key's length.
_TOML_BOMB = re.compile(
    r"(?<![\w-])(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
    r"(?:[ \t]*+\.[ \t]*+(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')){100}"
)


class Yaml(YAMLHandler):
    """YAML between `---`."""

    def load(self, fm: str, **_kwargs: object) -> FrontMatter:
        """Read a header; raises HeaderProblem."""
        return yaml_loader.load(fm)


class Toml(BaseHandler):
    """TOML between `+++`."""

    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_kwargs: object) -> FrontMatter:
        """Read a header; raises HeaderProblem."""
        if bomb := _TOML_BOMB.search(fm):
            line = fm.count("\n", 0, bomb.start()) + 1
            reason = f"a key of more than {MAX_DEPTH} parts"
            raise HeaderProblem(reason, line)
        try:
            values = tomllib.loads(fm, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise _toml_problem(str(error), fm) from error
        except (RecursionError, ValueError) as error:
            raise _too_large(error) from error
        check_values(values)
        front_matter = FrontMatter()
        front_matter.update(values)
        front_matter.places.update(_toml_places(fm))
        return front_matter

    def export(self, metadata: dict[str, object], **kwargs: Any) -> str:  # noqa: ANN401 - its own
        """Write a header."""
        import tomli_w

        return tomli_w.dumps(metadata, **kwargs)


class Json(JSONHandler):
    """JSON, in braces or, as Hexo has it, before `;;;` without them."""

    def load(self, fm: str, **_kwargs: object) -> FrontMatter:
        """Read a header; raises HeaderProblem."""
        bare = not fm.lstrip().startswith("{")
        try:
            values = _DECODER.decode("{" + fm + "}" if bare else fm)
        except json.JSONDecodeError as error:
            column = error.colno - 1 if bare and error.lineno == 1 else error.colno
            raise HeaderProblem(error.msg, error.lineno, max(column, 1)) from error
        except (RecursionError, ValueError) as error:
            raise _too_large(error) from error
        check_values(values)
        front_matter = FrontMatter()
        front_matter.update(values)
        front_matter.places.update(_json_places(fm, values))
        return front_matter

    def export(self, metadata: dict[str, object], **kwargs: Any) -> str:  # noqa: ANN401 - its own
        """Write a header."""
        return json.dumps(metadata, **{"indent": 2, "ensure_ascii": False, **kwargs})


HANDLERS: dict[str, BaseHandler] = {"yaml": Yaml(), "toml": Toml(), "json": Json()}


def json_end(text: str, start: int) -> int:
    """Say where the JSON object that begins at `start` ends; raises HeaderProblem, counting from there."""  # noqa: E501 - one sentence
    try:
        return int(_DECODER.raw_decode(text, start)[1])
    except json.JSONDecodeError as error:
        line = text.count("\n", start, error.pos) + 1
        raise HeaderProblem(error.msg, line, error.colno) from error
    except (RecursionError, ValueError) as error:
        raise _too_large(error) from error


def _integer(text: str) -> object:
    return Integer(text, int(text)) if len(text) <= MAX_DIGITS else text


_DECODER = json.JSONDecoder(parse_int=_integer, parse_float=Decimal)


def _too_large(error: Exception) -> HeaderProblem:
    if isinstance(error, RecursionError):
        return HeaderProblem(f"nested more than {MAX_DEPTH} levels deep")
    # The interpreter's limit on the digits of one number.
    return HeaderProblem("a number of thousands of digits")


def _toml_problem(message: str, text: str) -> HeaderProblem:
    place = _TOML_PLACE.search(message)
    reason = message[: place.start()] if place else message
    if place and place[1]:
        return HeaderProblem(reason, int(place[1]), int(place[2]))
    lines = text.split("\n")
    return HeaderProblem(reason, len(lines), len(lines[-1]) + 1)


def _toml_places(text: str) -> dict[str, tuple[int, int]]:
    """Find the top-level keys of a header that is known to be TOML; dotted keys are left out."""
    places: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("["):
            break
        if found := _TOML_KEY.match(line):
            key = found[1] or found[2] or found[3]
            places.setdefault(key, (number, found.end() + 1))
    return places


def _json_places(text: str, values: dict[str, object]) -> dict[str, tuple[int, int]]:
    places = {}
    for key in values:
        if found := re.search(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:\s*", text):
            line = text.count("\n", 0, found.end()) + 1
            places[key] = (line, found.end() - text.rfind("\n", 0, found.end()))
    return places
