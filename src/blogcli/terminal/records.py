"""Posts for programs: tab-separated, CSV, JSON, lines of JSON, a template, or paths.

A record is a post as JSON values; its keys are the contract with scripts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from blogcli.terminal.console import Console
from blogcli.terminal.output import Output
from blogcli.terminal.template import compile_template
from blogcli.terminal.text import one_line
from blogcli.terminal.values import cell, to_json

if TYPE_CHECKING:
    from blogcli.blog.grouping import Grouping

GROUP = "group"
"""The field that posts in groups have besides their own."""
Record: TypeAlias = Mapping[str, object]


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


def write_groups(
    console: Console, grouping: Grouping, output: Output, keys: Sequence[str], root: Path
) -> None:
    """Write posts in groups: JSON has an object a group, other forms say the group of each post.

    A post that is in several groups is written in each of them.
    """
    if output.format not in {"json", "jsonl"}:
        flat = ({GROUP: one.name, **record} for one in grouping.groups for record in one.records)
        columns = output._replace(columns=(GROUP, *output.columns))
        write(console, flat, columns, (GROUP, *keys), root)
        return
    fields = [name for name in output.fields if name != GROUP] or keys
    chosen = (
        {
            GROUP: group.name,
            "count": len(group.records),
            "posts": [_select(record, fields) for record in group.records],
        }
        for group in grouping.groups
    )
    _write_json(console, chosen, as_array=output.format == "json")


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
