"""Posts for programs: tab-separated, CSV, JSON, lines of JSON, a template, or paths.

A record is a post as JSON values; its keys are the contract with scripts.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from blogcli.errors import UsageError
from blogcli.terminal.console import Console
from blogcli.terminal.template import compile_template
from blogcli.terminal.text import one_line

Format: TypeAlias = Literal["table", "tsv", "csv", "json", "jsonl"]
Record: TypeAlias = Mapping[str, object]

COLUMNS = ("date", "status", "lang", "slug", "title", "tags", "path")
"""The columns of lists."""

# What JSON leaves as it is, though a terminal or a decoder may stumble over it.
_RAW = re.compile("[\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """How records are to be written."""

    format: Format | None = None
    """None: a table for a person, tab-separated for a program."""
    fields: tuple[str, ...] = ()
    """None named: all for JSON, `columns` for the others."""
    template: str | None = None
    paths: bool = False
    nul: bool = False
    columns: tuple[str, ...] = COLUMNS
    """What tab-separated output and CSV have when no fields are named."""

    def check(self, keys: Sequence[str]) -> None:
        """Refuse unknown fields and contradictions before any work is done.

        Raises:
            UsageError: A field or template can't be used; the valid fields are listed.
        """
        for name in self.fields:
            if name not in keys:
                raise unknown_field(name, keys)
        ways = [self.format is not None, self.template is not None, self.paths or self.nul]
        if sum(ways) > 1:
            reason = "choose one of --format (or --json), --template and --paths (or -0)"
            raise UsageError(reason)
        elsewhere = self.template is not None or self.paths or self.nul or self.format == "table"
        if self.fields and elsewhere:
            reason = "--fields goes with tsv, csv, json and jsonl only"
            raise UsageError(reason)
        if self.template is not None:
            compile_template(self.template, keys)

    @property
    def default(self) -> bool:
        """True where no form was asked for."""
        named = self.format is not None or self.template is not None or bool(self.fields)
        return not (named or self.paths or self.nul)

    def wants_table(self, console: Console) -> bool:
        """Say whether a person is to read it: they asked for a table, or for nothing in special."""
        return self.format == "table" or (self.default and console.on_terminal)


def unknown_field(name: str, keys: Sequence[str]) -> UsageError:
    """Make the error for a field that no record has."""
    import difflib

    close = difflib.get_close_matches(name, keys, n=1)
    meant = f"did you mean {close[0]}? " if close else ""
    return UsageError(f"unknown field {name!r}", hint=f"{meant}fields: {' '.join(keys)}")


def write(
    console: Console, records: Iterable[Record], output: Output, keys: Sequence[str], root: Path
) -> None:
    """Write records to standard output in the form asked for; `root` is the blog's folder."""
    if output.template is not None:
        fill = compile_template(output.template, keys)
        for record in records:
            console.line(fill(record))
    elif output.paths or output.nul:
        _write_paths(console, records, root, "\0" if output.nul else "\n")
    elif output.format in {"json", "jsonl"}:
        chosen = (_select(record, output.fields or keys) for record in records)
        _write_json(console, chosen, as_array=output.format == "json")
    elif output.format == "csv":
        _write_csv(console, records, output.fields or output.columns)
    else:
        for record in records:
            console.line("\t".join(cell(record[name]) for name in output.fields or output.columns))


def to_json(value: object) -> str:
    """Write a value as one line of JSON, with nothing in it that could steer a terminal."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _RAW.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def cell(value: object) -> str:
    """Write a value on one line of text: lists by commas, nothing for what is missing."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list() if all(isinstance(item, str) for item in value):
            return one_line(", ".join(value))
        case list() | dict():
            return to_json(value)
        case _:
            return one_line(str(value))


def _select(record: Record, fields: Sequence[str]) -> dict[str, object]:
    return {name: record[name] for name in fields}


def _write_json(console: Console, records: Iterator[Record], *, as_array: bool) -> None:
    if not as_array:
        for record in records:
            console.line(to_json(record))
        return
    separator = "[\n"
    for record in records:
        console.write(separator + to_json(record))
        separator = ",\n"
    console.line("[]" if separator == "[\n" else "\n]")


def _write_csv(console: Console, records: Iterable[Record], fields: Sequence[str]) -> None:
    import csv

    writer = csv.writer(console.out, lineterminator="\n")  # RFC 4180, with the line ends of Unix
    writer.writerow(fields)
    for record in records:
        writer.writerow(cell(record[name]) for name in fields)


def _write_paths(console: Console, records: Iterable[Record], root: Path, end: str) -> None:
    here = Path.cwd()
    for record in records:
        path = os.path.relpath(root / str(record["path"]), here)
        # A path must name the file: only between lines could its letters do harm.
        console.write((path if end == "\0" else one_line(path)) + end)
