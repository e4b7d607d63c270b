"""One file of a blog opened and read, whatever it holds; nothing outside the blog ever is."""

from __future__ import annotations

import errno
import os
import stat
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from blogcli.errors import PostError

Newline: TypeAlias = Literal["\n", "\r\n", "\r"]

MAX_SIZE = 20_000_000
"""Bytes; beyond that a file is no post."""

NO_NUL = "\ufffd"
"""What stands for U+0000 in a text (CommonMark 0.31.2, section 2.3)."""
_BOM = b"\xef\xbb\xbf"
_OUTSIDE = "a post must lie inside the blog"
_OPEN_FILES = "/proc/self/fd"
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(root: Path, path: str) -> bytes:
    """Read a file of the blog, whole.

    Raises:
        PostError: It is gone, unreadable, no regular file, too large, or outside the blog.
    """
    if "\0" in path or path.startswith("/") or ".." in path.split("/"):
        raise PostError(path.replace("\0", "\\0"), "this leaves the blog", hint=_OUTSIDE)
    full = f"{root}/{path}"
    try:
        handle = os.open(full, _FLAGS)
    except OSError as error:
        raise PostError(path, _reason(error)) from error
    try:
        _check(root, path, full, handle)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            return stream.read(MAX_SIZE + 1)
    except OSError as error:
        raise PostError(path, _reason(error)) from error
    finally:
        os.close(handle)


def _check(root: Path, path: str, full: str, handle: int) -> None:
    status = os.fstat(handle)
    if not _is_inside(root, full, handle):
        raise PostError(path, "this is a link out of the blog", hint=_OUTSIDE)
    if not stat.S_ISREG(status.st_mode):
        raise PostError(path, "this is no regular file")
    if status.st_size > MAX_SIZE:
        raise PostError(path, f"the file is larger than {MAX_SIZE:,} bytes")


def text_from(data: bytes, line: int, path: str = "") -> str:
    """Give the text of a file from a line on, counted from 1; lines end in LF.

    Raises:
        PostError: It is no UTF-8 text.
    """
    text, _ = with_lf(decode(data, path))
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
        if not at:
            return ""
    return text[at:].replace("\0", NO_NUL)


def decode(data: bytes, path: str = "") -> str:
    """Give the text of a file, without its byte order mark.

    Raises:
        PostError: It is no UTF-8 text.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        hint = "save the file as UTF-8"
        raise PostError(path, "the file is UTF-16, not UTF-8", line=1, column=1, hint=hint)
    start = 3 if data.startswith(_BOM) else 0
    try:
        text = data[start:].decode() if start else data.decode()
    except UnicodeDecodeError as error:
        reason = f"byte 0x{data[start + error.start]:02x} is no UTF-8"
        raise at_byte(data, start + error.start, path, reason, "save the file as UTF-8") from error
    return text


def at_byte(data: bytes, at: int, path: str, reason: str, hint: str = "") -> PostError:
    """Make the error of one byte of a file, with its line and column."""
    before = data[:at].removeprefix(_BOM).decode(errors="replace")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return PostError(path, reason, line=line, column=column, hint=hint)


def with_lf(text: str) -> tuple[str, Newline]:
    """Give a text with lines that end in LF, and how most of its own do."""
    if "\r" not in text:
        return text, "\n"
    windows = text.count("\r\n")
    newline: Newline = "\n"
    if windows * 2 >= text.count("\n"):
        newline = "\r\n" if windows else "\r"
    return text.replace("\r\n", "\n").replace("\r", "\n"), newline


def _is_inside(root: Path, full: str, handle: int) -> bool:
    """Say whether an open file lies in the blog, all links on its way followed."""
    try:
        # Linux knows where an open file lies: quicker than asking for each folder on the way.
        real = os.readlink(f"{_OPEN_FILES}/{handle}")  # noqa: PTH115 - ten times a Path's speed
    except OSError:
        real = os.path.realpath(full)
    base = _real(str(root))
    return real.startswith(base if base.endswith(os.sep) else base + os.sep)


@lru_cache(maxsize=8)
def _real(root: str) -> str:
    return os.path.realpath(root)


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "the link leads in a circle"
    text = error.strerror or str(error)
    return text[:1].lower() + text[1:]
