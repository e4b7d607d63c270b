"""Posts for programs: no value breaks the form it is written in."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.errors import UsageError
from blogcli.terminal.console import Console
from blogcli.terminal.output import Output
from blogcli.terminal.records import write
from blogcli.terminal.template import compile_template
from blogcli.terminal.values import cell, to_json

KEYS = ("date", "title", "tags")
values = st.one_of(
    st.none() | st.booleans() | st.integers(),
    st.text(),
    st.lists(st.text()),
    st.dictionaries(st.text(), st.text()),
)
records = st.lists(st.fixed_dictionaries({"date": values, "title": values, "tags": values}))


def written(items: list[dict[str, object]], output: Output) -> str:
    stream = io.StringIO(newline="\n")
    write(Console(env=os.environ, out=stream), items, output, KEYS, Path())
    return stream.getvalue()


@given(records)
def test_json_gives_back_what_was_put_in(items: list[dict[str, object]]) -> None:
    assert json.loads(written(items, Output(format="json"))) == items
    lines = written(items, Output(format="jsonl")).split("\n")[:-1]
    assert [json.loads(line) for line in lines] == items


@given(values)
def test_json_is_one_printable_line(value: object) -> None:
    text = to_json(value)
    assert json.loads(text) == value
    text.encode()
    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in text)


@given(records)
def test_a_post_is_one_line_of_as_many_cells_as_there_are_columns(
    items: list[dict[str, object]],
) -> None:
    text = written(items, Output(format="tsv", columns=KEYS))
    rows = [line.split("\t") for line in text.split("\n")[:-1]]
    assert [len(row) for row in rows] == [3] * len(items)
    assert rows == [[cell(item[key]) for key in KEYS] for item in items]


@given(records)
def test_csv_gives_back_its_cells(items: list[dict[str, object]]) -> None:
    text = written(items, Output(format="csv", columns=KEYS))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows == [list(KEYS), *([cell(item[key]) for key in KEYS] for item in items)]


@given(st.text(alphabet="{}:%\\ntYmdabdatetitle"))
def test_a_template_is_read_or_refused(template: str) -> None:
    try:
        fill = compile_template(template, KEYS)
    except UsageError as error:
        assert error.reason  # noqa: PT017 - either outcome is right
    else:
        fill({"date": "2026-11-24T00:00:00+00:00", "title": "T", "tags": []})


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{title}", "A b"),
        ("{date:%Y/%m} {title}\\t{tags}\\n", "2026/11 A b\tx, y\n"),
        ("{{{title}}}", "{A b}"),
        ("100 % \\ \\\\ \\q", "100 % \\ \\ \\q"),
        ("", ""),
    ],
)
def test_templates_are_filled(template: str, line: str) -> None:
    record = {"date": "2026-11-24T00:00:00+00:00", "title": "A\nb", "tags": ["x", "y"]}
    assert compile_template(template, KEYS)(record) == line


def test_a_missing_date_is_nothing() -> None:
    assert compile_template("[{date:%Y}]", KEYS)({"date": None}) == "[]"
