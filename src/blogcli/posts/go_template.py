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

# The parts of Go's reference time, Mon Jan 2 15:04:05 MST 2006, longest first.
_GO_TIME = (
    ("2006", "%Y"), ("January", "%B"), ("Monday", "%A"), ("-07:00", "%:z"), ("Z07:00", "%:z"),
    ("-0700", "%z"), ("Jan", "%b"), ("Mon", "%a"), ("MST", "%Z"), ("01", "%m"), ("02", "%d"),
    ("15", "%H"), ("03", "%I"), ("04", "%M"), ("05", "%S"), ("06", "%y"), ("PM", "%p"),
)  # fmt: skip


def fill(text: str, values: Mapping[str, str], date: datetime) -> str:
    """Fill an archetype; `values` are by the name that its expressions have, such as `.Name`."""

    def one(found: re.Match[str]) -> str:
        before, trim_before, expression, trim_after, after = found.groups()
        if expression.startswith("/*"):
            written = ""
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
    pattern, rest = "", form.replace("%", "%%")
    while rest:
        for sample, code in _GO_TIME:
            if rest.startswith(sample):
                pattern, rest = pattern + code, rest[len(sample) :]
                break
        else:
            pattern, rest = pattern + rest[0], rest[1:]
    offset = date.isoformat()[-6:] if date.utcoffset() is not None else ""
    return date.strftime(pattern.replace("%:z", offset)) if form else date.isoformat()


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
