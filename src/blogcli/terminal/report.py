"""What a check found: by file for a person, a line each for programs, or as annotations."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Literal, TypeAlias

from blogcli.errors import Finding
from blogcli.terminal import pager
from blogcli.terminal.console import Console
from blogcli.terminal.findings import counted
from blogcli.terminal.text import cells, cut, lines_of_words, one_line

Format: TypeAlias = Literal["text", "json", "jsonl", "github"]

KEYS = ("rule", "severity", "path", "line", "column", "message", "hint", "fix")
"""The keys of a finding as JSON: a contract with scripts, only ever added to."""
_SEVERITIES = ("error", "warning", "info")
_LABEL = max(map(len, _SEVERITIES))
_PLACE = 6  # cells of a line and column, at least
_DETAIL = 2 + _PLACE + 2  # cells before a line of the file


def write(console: Console, findings: Sequence[Finding], form: Format, root: Path) -> None:
    """Write findings to standard output; `root` is the blog's folder."""
    if form == "json":
        body = ",\n".join(_json(finding) for finding in findings)
        console.write(f"[\n{body}\n]\n" if body else "[]\n")
    elif form == "jsonl":
        console.write("".join(f"{_json(finding)}\n" for finding in findings))
    elif form == "github":
        base = Path(console.env.get("GITHUB_WORKSPACE") or Path.cwd())
        console.write("".join(f"{_annotation(one, root, base)}\n" for one in findings))
    elif console.on_terminal:
        pager.show(console, "".join(f"{line}\n" for line in _by_file(console, findings)))
    else:
        console.write("".join(f"{_line(finding)}\n" for finding in findings))


def summary(findings: Sequence[Finding], posts: int, mended: int = 0) -> str:
    """Say how many there are of each kind, and how many posts were looked at and mended."""
    counts: Counter[str] = Counter(finding.severity for finding in findings)
    found = [
        counted(counts[severity], severity, "infos" if severity == "info" else "")
        for severity in _SEVERITIES
        if counts[severity]
    ]
    text = f"{counted(posts, 'post')}: {', '.join(found) or 'nothing to complain of'}"
    fixable = sum(1 for finding in findings if finding.fix)
    if mended:
        text += f"; {counted(mended, 'post')} mended, blog undo takes it back"
    return text + (f"; --fix mends {fixable:,}" if fixable else "")


def _line(finding: Finding) -> str:
    place = ":".join(str(part) for part in (finding.path, finding.line, finding.column) if part)
    return one_line(f"{place}: {finding.severity}: {finding.message} [{finding.rule}]")


def _json(finding: Finding) -> str:
    values = finding._asdict()
    return json.dumps(
        {key: values[key] if values[key] != "" else None for key in KEYS}, ensure_ascii=False
    )


def _annotation(finding: Finding, root: Path, base: Path) -> str:
    """Write a workflow command of GitHub Actions, its signs escaped as @actions/core does."""
    file = os.path.relpath(root / finding.path, base)
    places = {"file": file, "line": finding.line, "col": finding.column, "title": finding.rule}
    given = ",".join(
        f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in places.items()
        if value
    )
    kind = "notice" if finding.severity == "info" else finding.severity
    return f"::{kind} {given}::{_escaped(finding.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _by_file(console: Console, findings: Iterable[Finding]) -> Iterator[str]:
    """Give the lines that a person reads: findings below the name of their file."""
    for number, (path, found) in enumerate(groupby(findings, key=lambda finding: finding.path)):
        if number:
            yield ""
        yield console.paint(one_line(path), "path")
        for finding in found:
            yield from _one(console, finding)


def _one(console: Console, finding: Finding) -> Iterator[str]:
    place = ":".join(str(part) for part in (finding.line, finding.column) if part)
    label = console.paint(f"{finding.severity:<{_LABEL}}", finding.severity)
    indent = 2 + max(_PLACE, len(place)) + 2 + _LABEL + 2
    room = max(20, console.width - indent)
    message = lines_of_words(one_line(finding.message), room) or [""]
    rule = console.paint(finding.rule, "count")
    if cells(message[-1]) + 2 + len(finding.rule) <= room:
        message[-1] += f"  {rule}"
    else:
        message.append(rule)
    yield f"  {place:>{_PLACE}}  {label}  {message[0]}"
    yield from (f"{'':{indent}}{line}" for line in message[1:])
    yield from (f"{'':{_DETAIL}}{line}" for line in _details(console, finding))


def _details(console: Console, finding: Finding) -> Iterator[str]:
    """Give the line of the file with a caret below, and the way out."""
    room = max(20, console.width - _DETAIL)
    if finding.source_line.strip():
        yield from _pointed(console, finding.source_line, finding.column, room)
    if finding.hint:
        for line in lines_of_words(f"hint: {one_line(finding.hint)}", room):
            yield console.paint(line, "hint")


def _pointed(console: Console, text: str, column: int | None, room: int) -> Iterator[str]:
    """Show as much of a line around a column as there is room for."""
    position = (column or 1) - 1
    # The caret stands left of the middle: what follows tells more.
    begin = position - room // 3 if cells(one_line(text)) > room else 0
    begin = max(0, begin)
    mark = "…" if begin else ""
    shown = mark + one_line(text[begin : begin + room])
    yield console.paint(cut(shown, room), "count")
    if column is not None:
        indent = " " * cells(mark + one_line(text[begin:position]))
        if len(indent) < room:
            yield indent + console.paint("^", "caret")
