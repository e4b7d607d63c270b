"""The pictures of a book: each once, in a kind that readers must know (EPUB 3.3, §3.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from blogcli.errors import OutputError
from blogcli.files import read_regular
from blogcli.graphics.drawings import inspect_svg, looks_like_svg
from blogcli.graphics.rasters import (
    MAX_BYTES,
    ImageRefused,
    convert,
    decoded,
    is_plain,
    opened,
    shown_size,
)
from blogcli.graphics.sanitising import sanitised

FOLDER = "images"
TYPES = {
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}
_KEPT = {"PNG": "png", "JPEG": "jpg", "MPO": "jpg", "GIF": "gif", "WEBP": "webp"}
_PIXELS_PER_POINT = 96 / 72


@dataclass(frozen=True, slots=True)
class Item:
    """A picture in the book; width and height in CSS pixels, None where it doesn't say."""

    name: str
    width: int | None
    height: int | None
    lacks: str = ""
    """What is wrong with the picture, of which the book has the rest."""


class Gallery:
    """Takes pictures in as chapters ask for them."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._known: dict[Path | str, Item | OutputError] = {}
        self._by_content: dict[bytes, Item] = {}
        self.files: dict[str, bytes] = {}
        self.moves = False
        """Some picture is animated, and may flash."""

    def of_file(self, path: Path) -> Item:
        """Take in a file of the blog.

        Raises:
            ImageRefused: It lies outside the blog, is no image, or is too large.
        """
        return self._once(path, lambda: self._read(path))

    def of_data(self, address: str) -> Item:
        """Take in what a `data:` address holds.

        Raises:
            ImageRefused: It is no image, damaged or too large.
        """
        return self._once(address, lambda: decoded(address))

    def _once(self, key: Path | str, read: Callable[[], bytes]) -> Item:
        known = self._known.get(key)
        if known is None:
            try:
                known = self._take(read())
            except OutputError as error:
                known = error
            self._known[key] = known
        if isinstance(known, OutputError):
            raise known
        return known

    def _read(self, path: Path) -> bytes:
        try:
            real = path.resolve()
            if self._root not in real.parents:
                message = "leads out of the blog"
                raise ImageRefused(message)
            return read_regular(real, MAX_BYTES)
        except OSError as error:
            message = f"can't be read: {error.strerror or error}"
            raise ImageRefused(message) from error

    def _take(self, data: bytes) -> Item:
        if looks_like_svg(data):
            try:
                drawing = sanitised(data)
            except ValueError as error:
                raise ImageRefused(str(error)) from error
            self.moves |= drawing.moves
            width, height = (
                None if side is None else round(side * _PIXELS_PER_POINT) for side in drawing.size
            )
            kept = self._keep(drawing.data, "svg", (width, height))
            return replace(kept, lacks=_why_refused(data))
        with opened(data) as image:
            size = shown_size(image)
            image.load()  # half a picture is told of here: readers would show a part of it
            suffix = _KEPT.get(image.format or "")
            if suffix is None or not is_plain(image):
                data, suffix = convert(image)
            else:
                self.moves |= suffix != "jpg" and getattr(image, "n_frames", 1) > 1
            return self._keep(data, suffix, size)

    def _keep(self, data: bytes, suffix: str, size: tuple[int | None, int | None]) -> Item:
        digest = hashlib.sha256(data).digest()
        item = self._by_content.get(digest)
        if item is None:
            name = f"{FOLDER}/{len(self.files) + 1:03}.{suffix}"
            item = self._by_content[digest] = Item(name, *size)
            self.files[name] = data
        return item


def _why_refused(data: bytes) -> str:
    """Say what a drawing has that was taken out; nothing where it is whole."""
    try:
        inspect_svg(data)
    except ValueError as error:
        return str(error)
    return ""
