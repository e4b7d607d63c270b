"""The query as a shell hands it over: in pieces, its quotes eaten."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from blogcli.query.fields import SPECIAL, kind_of, known
from blogcli.query.parser import parse
from blogcli.query.scanner import clean, marks_field
from blogcli.query.tree import Query
from blogcli.query.writing import quote

_NEGATION = r"(?s)-[^\W\d][\w.-]*:."
_OPERATORS = {"AND", "OR", "NOT"}


def parse_arguments(
    arguments: Sequence[str],
    *,
    keys: Collection[str] = (),
    saved: Mapping[str, str] | None = None,
) -> Query:
    """Read a query from the arguments of a command.

    An argument with spaces and no operator was quoted in the shell: it is a phrase, alone
    (`"static site"`) or as the value of a field (`tag:"static site"`).

    Raises:
        QueryError: As `parse`; its text is the arguments joined.
    """
    return parse(" ".join(quoted(arguments, keys)), keys=keys, saved=saved)


def negations(arguments: Iterable[str]) -> list[str]:
    """Write `-field:value` as `NOT field:value`, which no parser of options takes for options.

    What follows `--` is left alone.
    """
    rewritten: list[str] = []
    literal = False
    for argument in arguments:
        literal = literal or argument == "--"
        if not literal and re.match(_NEGATION, argument):
            rewritten += ["NOT", argument[1:]]
        else:
            rewritten.append(argument)
    return rewritten


def quoted(arguments: Iterable[str], keys: Collection[str]) -> list[str]:
    """Give back the quotes that the shell ate; empty arguments go."""
    return [_requoted(clean(argument), keys) for argument in arguments if argument.strip()]


def _requoted(argument: str, keys: Collection[str]) -> str:
    words = argument.split()
    if len(words) == 1 or any(sign in argument for sign in '"()'):
        return argument
    minus, first = ("-", words[0][1:]) if words[0].startswith("-") else ("", words[0])
    if any(_operates(word, keys) for word in words[1:]):
        return argument
    if marks_field(first, keys):
        return _field_phrase(minus, argument.strip()[len(minus) :], keys)
    if _operates(words[0], keys):
        return argument
    return quote(argument)


def _field_phrase(minus: str, argument: str, keys: Collection[str]) -> str:
    field, _, values = argument.partition(":")
    if values.startswith("/") or not _takes_phrases(known(field, keys)):
        return f"{minus}{argument}"
    # A comma before a space belongs to the text: `title:"Hello, world"`, but `tag:a,"b c"`.
    written = ",".join(_phrase_value(value) for value in re.split(r",(?!\s)", values))
    return f"{minus}{field}:{written}"


def _takes_phrases(field: str | None) -> bool:
    if field is None or (field in SPECIAL and field != "query"):
        return False
    return kind_of(field) in {"text", "name", "value", "path"}


def _phrase_value(value: str) -> str:
    exact = "=" if value.startswith("=") else ""
    text = value[len(exact) :].strip()
    return f"{exact}{quote(text)}" if " " in text or exact else text


def _operates(word: str, keys: Collection[str]) -> bool:
    """Say whether a word can't be meant as a part of a phrase."""
    bare = word.lstrip("-")
    negated = len(word) - len(bare) == 1 and bare[:1].isalnum()
    marked = word[-1] in "*~" and any(letter.isalnum() for letter in word)
    return word in _OPERATORS or negated or marked or marks_field(bare, keys)
