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
from blogcli.posts.values import Decimal, FrontMatter, HeaderProblem, Integer

_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_TOML_KEY = re.compile(r"[ \t]*(?:\"([^\"\n]+)\"|'([^'\n]+)'|([A-Za-z0-9_-]+))[ \t]*=[ \t]*")
_DIGITS = 18


class Yaml(YAMLHandler):  # type: ignore[misc]
    """YAML between `---`."""

    def load(self, fm: str, **_kwargs: object) -> FrontMatter:
        """Read a header; raises HeaderProblem."""
        return yaml_loader.load(fm)


class Toml(BaseHandler):  # type: ignore[misc]
    """TOML between `+++`."""

    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_kwargs: object) -> FrontMatter:
        """Read a header; raises HeaderProblem."""
        front_matter = FrontMatter()
        try:
            values = tomllib.loads(fm, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise _toml_problem(str(error), fm) from error
        except (RecursionError, ValueError) as error:
            reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            raise HeaderProblem(reason) from error
        front_matter.update({key: _plain(value) for key, value in values.items()})
        front_matter.places.update(_toml_places(fm))
        return front_matter

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        """Write a header."""
        import tomli_w

        return tomli_w.dumps(metadata, **kwargs)


class Json(JSONHandler):  # type: ignore[misc]
    """JSON, in braces or, as Hexo has it, between `;;;` without them."""

    def load(self, fm: str, **_kwargs: object) -> FrontMatter:
        """Read a header; raises HeaderProblem."""
        front_matter = FrontMatter()
        bare = not fm.lstrip().startswith("{")
        try:
            values = _DECODER.decode("{" + fm + "}" if bare else fm)
        except json.JSONDecodeError as error:
            column = error.colno - 1 if bare and error.lineno == 1 else error.colno
            raise HeaderProblem(error.msg, error.lineno, max(column, 1)) from error
        except (RecursionError, ValueError) as error:
            reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            raise HeaderProblem(reason) from error
        front_matter.update(values)
        return front_matter

    def export(self, metadata: dict[str, object], **kwargs: Any) -> str:  # noqa: ANN401
        """Write a header."""
        return json.dumps(metadata, **{"indent": 2, "ensure_ascii": False, **kwargs})


HANDLERS: dict[str, BaseHandler] = {"yaml": Yaml(), "toml": Toml(), "json": Json()}


def json_end(text: str, start: int) -> int:
    """Say where the JSON object that begins at `start` ends; raises HeaderProblem from there."""
    try:
        return int(_DECODER.raw_decode(text, start)[1])
    except json.JSONDecodeError as error:
        line = text.count("\n", start, error.pos) + 1
        raise HeaderProblem(error.msg, line, error.colno) from error
    except (RecursionError, ValueError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise HeaderProblem(reason) from error


def _integer(text: str) -> object:
    return Integer(text, int(text)) if len(text) <= _DIGITS else text


_DECODER = json.JSONDecoder(parse_int=_integer, parse_float=Decimal)


def _plain(value: object) -> object:
    """Give TOML's values as JSON has them, except datetimes, which are kept."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    if abs(value) >= 10**_DIGITS:
        return hex(value)
    return value


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
