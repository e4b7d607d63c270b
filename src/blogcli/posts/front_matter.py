"""A post's file cut into front matter and body, to the byte, and the front matter read.

The cutting is ours: python-frontmatter's strips the body, changes line ends, and gives no metadata
at all for a byte order mark or a block that never ends.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias

from blogcli.errors import PostError
from blogcli.posts import headers
from blogcli.posts.opening import NO_NUL, Newline, at_byte, decode, with_lf
from blogcli.posts.values import FrontMatter, HeaderProblem

Format: TypeAlias = Literal[
    "yaml", "toml", "json", "pelican", "nikola", "js", "none"
]  # fmt: skip

MAX_HEADER = 1_000_000
"""Bytes of the header, in every format."""
_BOM = b"\xef\xbb\xbf"
_FENCE = re.compile(
    r"(?:[ \t]*+\n)*+ {0,3}(-{3,}+|\+{3,}+|;{3,}+)[ \t]*+"
    r"(json|toml|yaml|yml|js|javascript)?[ \t]*+\n"
)
_FENCE_FORMATS: dict[str, Format] = {
    "-": "yaml", "+": "toml", ";": "json", "yaml": "yaml", "yml": "yaml", "toml": "toml",
    "json": "json", "js": "js", "javascript": "js",
}  # fmt: skip
_FENCE_LENGTH = 3
_LINE_END = re.compile(r"\r\n|\r|\n")
_BRACE = re.compile(r"[ \t\n]*+(?=\{\s*+[\"}])")
_COMMENT = re.compile(r"\s*+<!--[ \t]*+\n?(?=\s*+\.\. [^:\s][^:\n]*+:)")
_COMMENT_END = re.compile(r"-->[ \t]*+\n?")
# Hexo lets the first fence be left out: keys, then `---` or `;;;`.
_UNOPENED = re.compile(
    r"(?:(?:[A-Za-z_][\w-]*+[ \t]*+:|[ \t]++[^\s]|-[ \t]|#)[^\n]*+\n|[ \t]*+\n)++"
    r"(?=---+[ \t]*+(?:\n|\Z))"
)
_UNOPENED_JSON = re.compile(r"\"[^\n]*+\n(?:(?!;;;)[^\n]*+\n)*+(?=;;;+[ \t]*+(?:\n|\Z))")
_UNOPENED_KEY = re.compile(r"(?:title|layout|date|tags|categories|permalink|author)[ \t]*+:")
_REST_OF_LINE = re.compile(r"[ \t]*+\n?")
_BLANK_LINE = re.compile(r"^[ \t]*+$", re.MULTILINE)


class Source(NamedTuple):
    """One file in two parts; offsets are bytes of the file, lines count from 1.

    `data[header_start:header_end]` is the header without its fences, `data[body_start:]` the body.
    `header` and `body` have LF line ends, whatever the file has.
    """

    format: Format
    header: str
    header_start: int
    header_end: int
    body: str
    body_start: int
    header_line: int = 1
    body_line: int = 1
    newline: Newline = "\n"
    bom: bool = False


def split(data: bytes, path: str = "") -> Source:
    """Cut a file into its header and its body.

    Raises:
        PostError: The file is no UTF-8 text, or its front matter never ends or is larger than 1 MB.
    """
    bom = data.startswith(_BOM)
    text = decode(data, path)
    lf, newline = with_lf(text)
    cut = _find(lf, path)
    offset = 3 if bom else 0
    start, end, body = (offset + _bytes_before(text, lf, at) for at in cut.places)
    nul = data.find(b"\0")
    if 0 <= nul < body or (nul >= 0 and cut.format == "none"):
        raise at_byte(data, nul, path, "a NUL byte: this is no text")
    if end - start > MAX_HEADER:
        reason = f"the front matter is larger than {MAX_HEADER:,} bytes"
        raise PostError(path, reason, line=1, column=1)
    return Source(
        format=cut.format,
        header=lf[cut.places[0] : cut.places[1]],
        header_start=start,
        header_end=end,
        body=lf[cut.places[2] :].replace("\0", NO_NUL),
        body_start=body,
        header_line=1 + lf.count("\n", 0, cut.places[0]),
        body_line=1 + lf.count("\n", 0, cut.places[2]),
        newline=newline,
        bom=bom,
    )


def load(source: Source, path: str = "") -> FrontMatter:
    """Read the header's values; dates stay text, numbers remember how they were written.

    Raises:
        PostError: The header can't be read, with its line and column in the file.
    """
    try:
        return _load(source.format, source.header)
    except HeaderProblem as problem:
        raise locate(problem, source, path) from problem


def locate(problem: HeaderProblem, source: Source, path: str) -> PostError:
    """Turn a place in a header into the error of its file."""
    lines = source.header.split("\n")
    line, column = problem.line, problem.column
    last = len(source.header.rstrip().split("\n"))
    if line > last:  # the end, where something was still missing: the last line can be shown
        line, column = last, len(lines[last - 1].rstrip()) + 1
    known = 1 <= line <= len(lines)
    return PostError(
        path,
        problem.reason,
        line=source.header_line + line - 1,
        column=column,
        source_line=lines[line - 1][:500] if known else "",
        hint=problem.hint,
    )


class _Cut(NamedTuple):
    format: Format
    places: tuple[int, int, int]
    """Where header begins and ends, and where the body begins, in code points."""


def _load(kind: Format, header: str) -> FrontMatter:
    if kind == "none":
        return FrontMatter()
    if kind == "pelican":
        return headers.load_pelican(header)
    if kind == "nikola":
        return headers.load_nikola(header)
    if kind == "js":
        return headers.load_script(header)
    from blogcli.posts import handlers

    values = handlers.HANDLERS[kind].load(header)
    return values if isinstance(values, FrontMatter) else FrontMatter()


def _bytes_before(text: str, lf: str, at: int) -> int:
    """Say how many bytes of the file, from its first letter, come before `lf[at]`."""
    if at == 0:
        return 0
    if text is not lf:
        at = _original_place(text, lf, at)
    return at if text.isascii() else len(text[:at].encode())


def _original_place(text: str, lf: str, at: int) -> int:
    # A CRLF is one letter in `lf` and two in the file: count whole lines, then letters.
    lines = lf.count("\n", 0, at)
    if lines == 0:
        return at
    last = next(islice(_LINE_END.finditer(text), lines - 1, None))
    return last.end() + at - (lf.rfind("\n", 0, at) + 1)


def _find(text: str, path: str) -> _Cut:
    if fence := _FENCE.match(text):
        return _fenced(text, fence, path)
    if brace := _BRACE.match(text):
        return _json(text, brace.end(), path)
    if comment := _COMMENT.match(text):
        return _comment(text, comment.end(), path)
    return _bare(text)


def _fenced(text: str, fence: re.Match[str], path: str) -> _Cut:
    mark = fence[1]
    kind = _FENCE_FORMATS[fence[2] or mark[0]]
    # Jekyll ends YAML at `...` too; Hexo takes fences of any length, both the same.
    closing = r"(?:---|\.\.\.)" if mark == "---" else re.escape(mark)
    end = re.compile(rf"^{closing}[ \t]*+$", re.MULTILINE).search(text, fence.end())
    if end is None and len(mark) > _FENCE_LENGTH:  # a line across the page, not front matter
        return _Cut("none", (0, 0, 0))
    if end is None:
        line = 1 + text.count("\n", 0, fence.start(1))
        reason = f"the front matter that begins here never ends: no second {mark}"
        raise PostError(path, reason, line=line, column=1, source_line=mark)
    body = min(end.end() + 1, len(text))
    return _Cut(kind, (fence.end(), end.start(), body))


def _json(text: str, start: int, path: str) -> _Cut:
    from blogcli.posts import json_loader

    try:
        end = json_loader.end_of_object(text, start)
    except HeaderProblem as problem:
        source = Source("json", text[start:], start, start, "", 0, 1 + text.count("\n", 0, start))
        raise locate(problem, source, path) from problem
    rest = _REST_OF_LINE.match(text, end)
    return _Cut("json", (start, end, rest.end() if rest else end))


def _comment(text: str, start: int, path: str) -> _Cut:
    end = _COMMENT_END.search(text, start)
    if end is None:
        line = 1 + text.count("\n", 0, start)
        raise PostError(path, "the comment of front matter never ends: no -->", line=line, column=1)
    return _Cut("nikola", (start, end.start(), end.end()))


def _bare(text: str) -> _Cut:
    """Tell headers without any fence from plain text."""
    start = len(text) - len(text.lstrip("\n \t"))
    first = text[start : text.find("\n", start)] if "\n" in text[start:] else text[start:]
    if headers.is_nikola(first):
        end = _blank_line(text, start)
        return _Cut("nikola", (start, end, min(end + 1, len(text))))
    if first.startswith('"') and (found := _UNOPENED_JSON.match(text, start)):
        return _Cut("json", (start, found.end(), _after_line(text, found.end())))
    if ":" not in first or not (first[0].isalpha() or first[0] == "_"):
        return _Cut("none", (0, 0, 0))
    if _UNOPENED_KEY.match(first) and (found := _UNOPENED.match(text, start)):
        return _Cut("yaml", (start, found.end(), _after_line(text, found.end())))
    end = _blank_line(text, start)
    if end - start <= MAX_HEADER and headers.is_pelican(text[start:end].rstrip("\n").split("\n")):
        return _Cut("pelican", (start, end, min(end + 1, len(text))))
    return _Cut("none", (0, 0, 0))


def _blank_line(text: str, start: int) -> int:
    found = _BLANK_LINE.search(text, start)
    return found.start() if found else len(text)


def _after_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end + 1
