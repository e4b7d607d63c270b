"""SVG: what may go into a PDF, and how large it is."""

from __future__ import annotations

import base64
import binascii
import re

from blogcli.graphics.reading import read

_MAX_BYTES = 10_000_000
_MAX_DEPTH = 200
_MAX_ELEMENTS = 200_000
_MAX_USES = 2_000
_POINTS = {
    "": 0.75,
    "px": 0.75,
    "pt": 1.0,
    "pc": 12.0,
    "mm": 72 / 25.4,
    "cm": 72 / 2.54,
    "in": 72.0,
}
_LENGTH = re.compile(r"\s*(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*", re.IGNORECASE)
_START = re.compile(rb"\s*(?:<\?xml|<!--|<!DOCTYPE\s+svg|<svg[\s>])", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?\s*(?!#)(?!data:)[^)\s]", re.IGNORECASE)
_EMBEDDED = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp);base64,", re.IGNORECASE)
_IMAGE_SIDE = 10_000


def looks_like_svg(data: bytes) -> bool:
    """Tell by the first bytes whether this is a drawing."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    return _START.match(head) is not None and b"<svg" in data[:65536]


def inspect_svg(data: bytes) -> tuple[float | None, float | None]:
    """Check a drawing, and give its width and height in points, None where it has none.

    Raises:
        ValueError: It isn't well formed, is out of bounds, or refers to anything outside itself.
    """
    if len(data) > _MAX_BYTES:
        message = f"is larger than {_MAX_BYTES // 1_000_000} MB"
        raise ValueError(message)
    return _Inspector().inspect(data)


def letters_of(data: bytes) -> frozenset[str]:
    """Give the characters that stand in a drawing which was inspected, seen or not."""
    letters = _Letters()
    read(data, letters)
    return frozenset(letters.found)


class _Letters:
    def __init__(self) -> None:
        self.found: set[str] = set()

    def instruction(self, target: str, text: str) -> None:
        """Nothing of it is shown."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Letters stand between tags alone."""

    def end(self, name: str) -> None:
        """Letters stand between tags alone."""

    def text(self, text: str) -> None:
        self.found.update(text)


class _Inspector:
    def __init__(self) -> None:
        self.depth = 0
        self.elements = 0
        self.uses = 0
        self.size: tuple[float | None, float | None] = (None, None)
        self.style = False

    def inspect(self, data: bytes) -> tuple[float | None, float | None]:
        read(data, self)
        return self.size

    def instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            message = "asks for a style sheet outside itself"
            raise ValueError(message)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        local = name.rpartition(":")[2]
        self.uses += local == "use"
        if self.depth > _MAX_DEPTH or self.elements > _MAX_ELEMENTS or self.uses > _MAX_USES:
            message = "has too many or too deeply nested elements"
            raise ValueError(message)
        if self.elements == 1:
            if local != "svg":
                message = "is not SVG"
                raise ValueError(message)
            self.size = _size(attributes)
        self.style = local == "style"
        for key, value in attributes.items():
            self._attribute(local, key.rpartition(":")[2].lower(), value)

    def _attribute(self, element: str, key: str, value: str) -> None:
        if _URL.search(value):
            message = "refers to files outside itself"
            raise ValueError(message)
        if key not in {"href", "src"} or element == "a" or value.lstrip().startswith("#"):
            return
        if not value.strip():
            return
        if not _EMBEDDED.match(value):
            message = "refers to files outside itself"
            raise ValueError(message)
        _check_embedded(value)

    def end(self, _: str) -> None:
        self.depth -= 1
        self.style = False

    def text(self, text: str) -> None:
        if self.style and ("@import" in text or _URL.search(text)):
            message = "refers to files outside itself"
            raise ValueError(message)


def _check_embedded(value: str) -> None:
    """Keep a small drawing from holding an image of a thousand million pixels."""
    from PIL import Image, UnidentifiedImageError

    payload = value.partition(",")[2]
    try:
        data = base64.b64decode(payload)
        import io

        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
    except (binascii.Error, UnidentifiedImageError, OSError, ValueError) as error:
        message = "holds a damaged image"
        raise ValueError(message) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        width = height = _IMAGE_SIDE
    if width * height > _IMAGE_SIDE**2 // 2:
        message = "holds an image with too many pixels"
        raise ValueError(message)


def _size(attributes: dict[str, str]) -> tuple[float | None, float | None]:
    width, height = _points(attributes.get("width")), _points(attributes.get("height"))
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    try:
        across, down = float(box[2]), float(box[3])
    except (IndexError, ValueError):
        return width, height
    if across <= 0 or down <= 0:
        return width, height
    if width is None and height is None:
        return across * 0.75, down * 0.75
    if width is None and height is not None:
        return height * across / down, height
    if height is None and width is not None:
        return width, width * down / across
    return width, height


def _points(text: str | None) -> float | None:
    found = _LENGTH.fullmatch(text or "")
    return float(found[1]) * _POINTS[found[2].lower()] if found else None
