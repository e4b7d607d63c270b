"""The few expressions of Hugo's and Hexo's templates that the archetypes of real blogs hold.

`{{ .Date }}`, `{{ .Name }}`, `{{ replace .Name "-" " " | title }}`, `{{ now.Format "2006-01-02" }}`
and their like, and Hexo's `{{ title }}` and `{{ date }}`. Anything else is left out: an archetype
is text to begin with, never a program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

_ACTION = re.compile(r"(\s*)\{\{(-?)\s*(.*?)\s*(-?)\}\}(\s*)", re.DOTALL)
_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|`[^`]*`|[()|]|[^\s()|\"`]+")
_LIMIT = 200

# A title made of the file's name: the title itself is known.
_TITLED = re.compile(
    r"\.(?:Name|\w*BaseName|\w*BaseFileName)\b(?=.*(?:title|humanize))|(?:title|humanize).*\.(?:Name|\w*BaseName)\b",
    re.IGNORECASE,
)


def _offset(date: datetime) -> str:
    return f"{date:%z}"[:3] + ":" + f"{date:%z}"[3:5]


# The parts of Go's reference time, Mon Jan 2 15:04:05 MST 2006; of those that begin alike, the
# longest first.
_GO_TIME: tuple[tuple[str, Callable[[datetime], str]], ...] = (
    ("2006", lambda date: f"{date.year:04}"),
    ("January", lambda date: f"{date:%B}"),
    ("Monday", lambda date: f"{date:%A}"),
    ("-07:00", _offset),
    ("Z07:00", _offset),
    ("-0700", lambda date: f"{date:%z}"),
    ("Jan", lambda date: f"{date:%b}"),
    ("Mon", lambda date: f"{date:%a}"),
    ("MST", lambda date: f"{date:%Z}"),
    ("PM", lambda date: f"{date:%p}"),
    ("01", lambda date: f"{date.month:02}"),
    ("02", lambda date: f"{date.day:02}"),
    ("15", lambda date: f"{date.hour:02}"),
    ("03", lambda date: f"{date:%I}"),
    ("04", lambda date: f"{date.minute:02}"),
    ("05", lambda date: f"{date.second:02}"),
    ("06", lambda date: f"{date:%y}"),
    ("1", lambda date: f"{date.month}"),
    ("2", lambda date: f"{date.day}"),
)


def fill(text: str, values: Mapping[str, str], date: datetime) -> str:
    """Fill an archetype; `values` are by the name that its expressions have, such as `.Name`."""

    def one(found: re.Match[str]) -> str:
        before, trim_before, expression, trim_after, after = found.groups()
        if expression.startswith("/*"):
            written = ""
        elif _TITLED.search(expression[:_LIMIT]) and "title" in values:
            written = values["title"]
        else:
            written = _Expression(expression[:_LIMIT], values, date).value()
        before = "" if trim_before else before
        return before + written + ("" if trim_after else after)

    return _ACTION.sub(one, text)


class _Expression:
    """One pipeline: commands joined by `|`, each given the result before it as last argument."""

    def __init__(self, text: str, values: Mapping[str, str], date: datetime) -> None:
        self._tokens = _TOKEN.findall(text)
        self._values = values
        self._date = date

    def value(self) -> str:
        """Work out the pipeline; what isn't known is empty."""
        result = self._command(())
        while self._tokens and self._tokens.pop(0) == "|":
            result = self._command((result,))
        return result

    def _command(self, piped: tuple[str, ...]) -> str:
        if not self._tokens or self._tokens[0] in ("|", ")"):
            return ""
        name = self._tokens[0]
        if name in _FUNCTIONS or name in _DATES:
            self._tokens.pop(0)
            arguments = [*self._terms(), *piped]
            if not arguments and name in self._values:  # Hexo's title, and no function
                return self._values[name]
            if name in _DATES:
                return _format(self._date, arguments[0] if arguments else "")
            return _call(_FUNCTIONS[name], arguments)
        terms = self._terms()
        return terms[0] if len(terms) == 1 and not piped else ""

    def _terms(self) -> list[str]:
        terms = []
        while self._tokens and self._tokens[0] not in ("|", ")"):
            term = self._tokens.pop(0)
            if term == "(":
                terms.append(self.value())
            elif term[0] in '"`':
                terms.append(term[1:-1].replace('\\"', '"'))
            elif term.lstrip("-").isdigit():
                terms.append(term)
            else:
                terms.append(self._values.get(term, ""))
        return terms


def _call(function: Callable[..., str], arguments: list[str]) -> str:
    try:
        return function(*arguments)
    except (TypeError, ValueError, IndexError):
        return ""


def _format(date: datetime, form: str) -> str:
    """Write a date in Go's form: the reference time as it should look."""
    written, rest = "", form
    while rest:
        sample, part = next(
            (known for known in _GO_TIME if rest.startswith(known[0])), (rest[0], None)
        )
        written += sample if part is None else part(date)
        rest = rest[len(sample) :]
    return written if form else date.isoformat()


def _title(text: str) -> str:
    return re.sub(r"\b\w", lambda found: found[0].upper(), text)


def _humanize(text: str) -> str:
    words = re.sub(r"[-_]+", " ", text).strip()
    return words[:1].upper() + words[1:]


def _part(text: str, start: str, length: str = "") -> str:
    begin = int(start)
    return text[begin : begin + int(length)] if length else text[begin:]


def _print(form: str, *parts: str) -> str:
    rest = list(parts)
    return re.sub(r"%[svdq]", lambda _found: rest.pop(0) if rest else "", form)


_DATES = frozenset(("now.Format", ".Date.Format", "dateFormat", "time.Format", "now.UTC.Format"))
_FUNCTIONS: dict[str, Callable[..., str]] = {
    "replace": lambda text, old, new, *_: text.replace(old, new),
    "strings.Replace": lambda text, old, new, *_: text.replace(old, new),
    "title": _title,
    "strings.Title": _title,
    "humanize": _humanize,
    "inflect.Humanize": _humanize,
    "lower": str.lower,
    "upper": str.upper,
    "strings.FirstUpper": lambda text: text[:1].upper() + text[1:],
    "trim": lambda text, cut: text.strip(cut),
    "substr": _part,
    "slicestr": _part,
    "print": lambda *parts: "".join(parts),
    "printf": _print,
    "safeHTML": str,
    "urlize": lambda text: text.replace(" ", "-").lower(),
    "jsonify": lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"',
}
