"""A workshop that sets posts, and a small reader of PDF, so that tests see what a reader sees.

The reader knows what this project's own files use: two-byte fonts with ToUnicode maps, marked
content, one text matrix a run. Text comes in the order of the content, which is the reading order;
artifacts (running heads, page numbers) stay out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import pikepdf
import pytest

from blogcli.config import PdfConfig
from blogcli.pdf.document import Workshop
from blogcli.pdf.job import House, Job, Sheet
from blogcli.pdf.setting import setting_of
from blogcli.posts.post import Post

Typeset: TypeAlias = Callable[..., Sheet]


@pytest.fixture
def blog_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    (folder / "posts").mkdir(parents=True)
    (folder / "static").mkdir()
    return folder


@pytest.fixture
def house(blog_folder: Path) -> House:
    return House(root=blog_folder, setting=setting_of(PdfConfig()), title="Merenranta")


@pytest.fixture
def workshop(house: House, tmp_path: Path) -> Workshop:
    folder = tmp_path / "workshop"
    folder.mkdir()
    return Workshop(house, folder)


@pytest.fixture
def typeset(workshop: Workshop) -> Typeset:
    """Set a body; keywords are fields of its post."""

    def set_one(body: str, **fields: Any) -> Sheet:  # noqa: ANN401
        values: dict[str, Any] = {
            "path": "posts/shore.md",
            "slug": "shore",
            "lang": "en",
            "title": "A walk along the shore",
            "date": datetime(2026, 9, 1, 9, 0, tzinfo=UTC),
        }
        return workshop.make(Job(Post(**(values | fields)), body))

    return set_one


@pytest.fixture
def text_of() -> Callable[[bytes], str]:
    """Read the text, one line of the page a line; divided words are whole again."""
    return _text


@pytest.fixture
def lines_of() -> Callable[[bytes], list[str]]:
    """Read the lines as they stand; a soft hyphen ends those that divide a word."""
    return lambda pdf: [line.text for line in _all_lines(pdf)]


@pytest.fixture
def alternatives_of() -> Callable[[bytes], str]:
    """Read the alternative texts."""
    return _alternatives


_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*$", re.MULTILINE)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)


@dataclass(slots=True)
class _Line:
    """What stands on one line; `text` as the file maps it to Unicode."""

    page: int
    y: float
    size: float
    text: str = ""


@dataclass(slots=True)
class _State:
    fonts: dict[str, dict[int, str]]
    font: dict[int, str] = field(default_factory=dict)
    size: float = 0.0
    matrix: tuple[float, ...] = (1, 0, 0, 1, 0, 0)
    saved: list[tuple[float, ...]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    actual: str | None = None


def _all_lines(pdf: bytes) -> list[_Line]:
    """Read all lines of a PDF, without running heads and page numbers."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            line
            for number, page in enumerate(document.pages, start=1)
            for line in _lines(page, number)
        ]


def _text(pdf: bytes) -> str:
    """Read the text, one line of the page a line; soft hyphens at line ends joined again."""
    return _join(line.text for line in _all_lines(pdf))


def _join(texts: Iterable[str]) -> str:
    """Join lines: a word that was divided becomes whole."""
    return re.sub("\u00ad\n?", "", "\n".join(texts))


def _alternatives(pdf: bytes) -> str:
    """Read all alternative texts of pictures and formulas."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return "\n".join(
            str(obj["/Alt"])
            for obj in document.objects
            if isinstance(obj, pikepdf.Dictionary) and "/Alt" in obj
        )


def _lines(page: pikepdf.Page, number: int) -> list[_Line]:
    found: list[_Line] = []
    _read(page, number, found)
    return [line for line in found if line.text]


def _read(page: pikepdf.Page, number: int, found: list[_Line]) -> None:
    resources: Any = page.obj.get("/Resources", {})
    fonts = {name: _to_unicode(font) for name, font in resources.get("/Font", {}).items()}
    state = _State(fonts)
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        _step(state, str(instruction.operator), operands, number, found)


def _step(
    state: _State, operator: str, operands: list[Any], number: int, found: list[_Line]
) -> None:
    if operator in {"BDC", "BMC", "EMC"}:
        _mark(state, operator, operands)
    elif operator == "q":
        state.saved.append(state.matrix)
    elif operator == "Q":
        state.matrix = state.saved.pop()
    elif operator == "cm":
        state.matrix = _multiply(tuple(float(x) for x in operands), state.matrix)
    elif operator == "Tf":
        state.font, state.size = state.fonts[str(operands[0])], float(operands[1])
    elif operator in {"TJ", "Tj"} and "/Artifact" not in state.marks:
        _show(state, operands[0], number, found)


def _mark(state: _State, operator: str, operands: list[Any]) -> None:
    if operator == "EMC":
        state.marks.pop()
        state.actual = None
        return
    state.marks.append(str(operands[0]))
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Dictionary) and "/ActualText" in properties:
        state.actual = str(properties["/ActualText"])


def _show(state: _State, shown: pikepdf.Object, number: int, found: list[_Line]) -> None:
    pieces = shown if isinstance(shown, pikepdf.Array) else [shown]
    text = "".join(_decode(bytes(p), state.font) for p in pieces if isinstance(p, pikepdf.String))
    if state.actual is not None:
        text, state.actual = state.actual, ""
    y = state.matrix[5]
    last = found[-1] if found else None
    if last is None or abs(last.y - y) > 0.55 * max(state.size, last.size):
        found.append(_Line(number, y, state.size, text))
    else:
        last.text += text


def _decode(data: bytes, font: dict[int, str]) -> str:
    return "".join(
        font.get(int.from_bytes(data[i : i + 2], "big"), "\ufffd") for i in range(0, len(data), 2)
    )


def _multiply(a: tuple[float, ...], b: tuple[float, ...]) -> tuple[float, ...]:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    table: dict[int, str] = {}
    for kind, body in _SECTION.findall(font["/ToUnicode"].read_bytes()):
        if kind == b"char":
            for code, target in _CHAR.findall(body):
                table[int(code, 16)] = bytes.fromhex(target.decode()).decode("utf-16-be")
        else:
            for first, last, target in _RANGE.findall(body):
                start = int(target, 16)
                for offset in range(int(last, 16) - int(first, 16) + 1):
                    table[int(first, 16) + offset] = chr(start + offset)
    return table
