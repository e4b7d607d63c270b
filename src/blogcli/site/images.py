"""How large pictures are, by Pillow: the one place of the site that knows it."""

from __future__ import annotations

import io
import re
import stat
import warnings
from functools import lru_cache
from pathlib import Path

from blogcli.graphics.png_texts import without_texts

_SVG_HEAD = 4096
_LENGTH = r"""\b{name}\s*=\s*["']\s*([0-9.]+)(?:px)?\s*["']"""
_WIDTH = re.compile(_LENGTH.format(name="width"))
_HEIGHT = re.compile(_LENGTH.format(name="height"))
_BOX = re.compile(r"""viewBox\s*=\s*["']\s*[-0-9.]+[\s,]+[-0-9.]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)""")
_TURNED = frozenset({5, 6, 7, 8})
_ORIENTATION = 0x0112


def size_of(path: Path) -> tuple[int, int] | None:
    """Give width and height in CSS pixels, as the picture is shown; None where that is unknown."""
    try:
        status = path.stat()
    except OSError:
        return None
    # Opening a pipe would wait for ever.
    return _size(path, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


@lru_cache(maxsize=100_000)
def _size(path: Path, _changed: int) -> tuple[int, int] | None:
    if path.suffix.casefold() == ".svg":
        return _svg_size(path)
    return _pixels(path) or _pixels_without_texts(_read_png(path))


def size_in(data: bytes) -> tuple[int, int] | None:
    """Give the same of a picture of pixels that is read already."""
    return _pixels(io.BytesIO(data)) or _pixels_without_texts(data)


def _pixels(source: Path | io.BytesIO) -> tuple[int, int] | None:
    from PIL import Image

    with warnings.catch_warnings():
        # Only the header is read, so that a bomb of pixels does no harm here.
        warnings.simplefilter("ignore")
        try:
            with Image.open(source) as image:
                turned = image.getexif().get(_ORIENTATION) in _TURNED
                return (image.height, image.width) if turned else image.size
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, OverflowError):
            return None


def _read_png(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.suffix.casefold() == ".png" else b""
    except OSError:
        return b""


def _pixels_without_texts(data: bytes) -> tuple[int, int] | None:
    plain = without_texts(data)
    return _pixels(io.BytesIO(plain)) if plain != data else None


def _svg_size(path: Path) -> tuple[int, int] | None:
    try:
        with path.open("rb") as stream:
            head = stream.read(_SVG_HEAD).decode("utf-8", "replace")
    except OSError:
        return None
    tag = head[head.find("<svg") :].partition(">")[0]
    width, height, box = _WIDTH.search(tag), _HEIGHT.search(tag), _BOX.search(tag)
    pair = (width[1], height[1]) if width and height else box.groups() if box else None
    try:
        sizes = tuple(round(float(text)) for text in pair or ())
    except ValueError:
        return None
    return (sizes[0], sizes[1]) if len(sizes) == 2 and all(sizes) else None  # noqa: PLR2004 - a pair
