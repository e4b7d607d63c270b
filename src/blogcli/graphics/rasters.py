"""Images of pixels: read with care, and converted where a format can't hold what they are.

What an image is, its first bytes say, never its name.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from blogcli.errors import OutputError
from blogcli.graphics.png_texts import without_texts

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MAX_BYTES = 60_000_000
MAX_PIXELS = 50_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
_UNUSUAL = frozenset({"CMYK", "YCCK", "LAB", "I;16", "I;16B", "I", "F"})
_TURNABLE = frozenset({"JPEG", "MPO", "WEBP", "TIFF"})
_ORIENTATION = 0x0112
_JPEG_QUALITY = 90
_PHOTO_PIXELS = 250_000
"""Above this many pixels a conversion without transparency becomes JPEG, else PNG."""
_DATA = re.compile(r"data:[\w/+.-]*(?:;[\w=+.-]+)*,", re.IGNORECASE)


class ImageMissing(OutputError):
    """No such image in the blog."""


class ImageRemote(OutputError):
    """The image lies on the network."""


class ImageRefused(OutputError):
    """There is such a file, but it isn't an image that can be shown."""


@contextmanager
def opened(data: bytes) -> Iterator[ImageFile]:
    """Open an image of at most `MAX_PIXELS`; its pixels are read only when they are used.

    Raises:
        ImageRefused: It is of another kind, damaged, or has too many pixels.
    """
    from PIL import Image

    with warnings.catch_warnings():
        # Pillow's own warnings and errors about size come before ours, at other bounds.
        warnings.simplefilter("error")
        try:
            with Image.open(io.BytesIO(without_texts(data)), formats=_FORMATS) as image:
                _bound(image)
                yield image
        except OutputError:
            raise
        except Exception as error:
            raise ImageRefused(_why(error)) from error


def _bound(image: Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        most = f"{MAX_PIXELS // 1_000_000} million"
        message = f"has {width} × {height} pixels, more than {most}"
        raise ImageRefused(message)


def is_plain(image: Image) -> bool:
    """Say whether every reader knows the colours: 8 bits, grey, RGB or a palette."""
    return image.mode not in _UNUSUAL


def shown_size(image: ImageFile) -> tuple[int, int]:
    """Give width and height in pixels as the image is shown: cameras turn it by a note in it."""
    width, height = image.size
    # A PNG would have to be decoded first, and cameras make none.
    if image.format in _TURNABLE and image.getexif().get(_ORIENTATION, 1) in {5, 6, 7, 8}:
        return height, width
    return width, height


def convert(image: Image) -> tuple[bytes, str]:
    """Write an image in a form that every standard takes, 8 bits, grey or RGB; with its suffix."""
    from PIL import ImageOps

    turned: Any = ImageOps.exif_transpose(image)
    clear = turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info
    plain = turned.convert("RGBA" if clear else "L" if turned.mode in {"1", "L", "I;16"} else "RGB")
    photo = not clear and plain.width * plain.height > _PHOTO_PIXELS
    buffer = io.BytesIO()
    if photo:
        plain.save(buffer, "JPEG", quality=_JPEG_QUALITY)
    else:
        plain.info.clear()
        plain.save(buffer, "PNG")
    return buffer.getvalue(), "jpg" if photo else "png"


def decoded_size(image: Image) -> int:
    """Give the bytes that the pixels of an image take when they are read."""
    return image.width * image.height * max(3, len(image.getbands()))


def reduced(image: ImageFile, most: tuple[int, int]) -> tuple[bytes, str]:
    """Write an image with at most so many pixels across and down, with its suffix."""
    from PIL import ImageOps

    turned: Any = ImageOps.exif_transpose(image)
    photo = image.format in {"JPEG", "MPO"}
    clear = turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info
    plain = turned.convert("RGBA" if clear and not photo else "RGB")
    plain.info.clear()
    plain.thumbnail(most)
    buffer = io.BytesIO()
    plain.save(buffer, "JPEG" if photo else "PNG", **({"quality": _JPEG_QUALITY} if photo else {}))
    return buffer.getvalue(), "jpg" if photo else "png"


def is_data(target: str) -> bool:
    """Say whether an address holds the image itself."""
    return _DATA.match(target) is not None


def decoded(target: str) -> bytes:
    """Read what a `data:` address holds.

    Raises:
        ImageRefused: It is damaged.
    """
    header, _, payload = target.partition(",")
    try:
        if header.lower().endswith(";base64"):
            return base64.b64decode(unquote(payload), validate=False)
        return unquote(payload).encode()
    except (binascii.Error, ValueError) as error:
        message = "is a damaged data: address"
        raise ImageRefused(message) from error


def _why(error: Exception) -> str:
    from PIL import Image, UnidentifiedImageError

    if isinstance(error, UnidentifiedImageError):
        return "is not an image of a kind that can be shown"
    if isinstance(error, (Image.DecompressionBombError, Image.DecompressionBombWarning)):
        return f"has more than {MAX_PIXELS // 1_000_000} million pixels"
    return f"is damaged: {error}" if str(error) else "is damaged"
