"""Smaller copies of a picture as WebP, by Pillow."""

from __future__ import annotations

import io
import warnings
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from blogcli.graphics.png_texts import without_texts

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (480, 800, 1200, 1600)
"""In pixels: a phone, a column, and both at twice as many dots."""
MOST_PIXELS = 50_000_000
SUFFIXES = frozenset((
    ".avif", ".bmp", ".gif", ".jfif", ".jpe", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp",
))  # fmt: skip
"""Of pictures that may have copies."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
_LOSSY = frozenset({"JPEG", "MPO", "WEBP", "AVIF"})
_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"})
_RECIPE = "1"
_SMALL = 8_192
"""Bytes of a picture that no copy makes much smaller."""
_NEAR = 1.15
"""Two widths that differ by less are one."""
_COLOURS = 256
"""A drawing of at most so many is kept as it is, not approached."""
_QUALITY = 80
_TURNED = frozenset({5, 6, 7, 8})
_ORIENTATION = 0x0112


class PictureFault(Exception):
    """A picture that can't be shown in other sizes; the reason is for its author."""


class Copy(NamedTuple):
    """One copy: its width in pixels, and its bytes."""

    width: int
    data: bytes


@cache
def recipe() -> str:
    """Name all that the bytes of copies depend on besides the picture."""
    import PIL

    return f"{_RECIPE} {WIDTHS} {PIL.__version__} {_webp_version()}"


def _webp_version() -> str | None:
    """Ask Pillow for its WebP without the rest of it, which takes long to load."""
    from importlib import import_module

    try:
        return str(import_module("PIL._webp").webpdecoder_version)
    except (ImportError, AttributeError):
        from PIL import features

        return features.version("webp")


def copies(data: bytes) -> tuple[Copy, ...]:
    """Make copies of a picture that are narrower or smaller than itself, the narrowest first.

    They are upright, in sRGB and without metadata. Animated pictures have none.

    Raises:
        PictureFault: It is damaged, or has more than `MOST_PIXELS`.
    """
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(without_texts(data)), formats=_readable()) as image:
                return _copies(image, len(data))
        except PictureFault:
            raise
        except UnidentifiedImageError:
            message = "not a picture that can be read"
            raise PictureFault(message) from None
        except Image.DecompressionBombError:
            raise PictureFault(_too_large()) from None
        except Exception as error:  # what decoders raise on damaged data is anything
            message = f"the picture is damaged ({str(error).rstrip('.') or type(error).__name__})"
            raise PictureFault(message) from error


def widths(natural: int) -> tuple[int, ...]:
    """Choose widths for a picture, none wider than itself."""
    if natural <= WIDTHS[0]:
        return ()
    widest = min(natural, WIDTHS[-1])
    return (*(width for width in WIDTHS if width * _NEAR <= widest), widest)


@cache
def _readable() -> tuple[str, ...]:
    from PIL import Image, features

    Image.init()  # else formats that are named must be loaded by name
    return _FORMATS if features.check("avif") else _FORMATS[:-1]


def _too_large() -> str:
    return f"the picture has more than {MOST_PIXELS // 1_000_000} megapixels"


def _copies(image: Image, size: int) -> tuple[Copy, ...]:
    if image.width * image.height > MOST_PIXELS:
        raise PictureFault(_too_large())
    # A second picture in a photo is a preview or the other eye's.
    moves = getattr(image, "is_animated", False) and image.format != "MPO"
    turned = image.getexif().get(_ORIENTATION) in _TURNED
    chosen = () if moves or size <= _SMALL else widths(image.height if turned else image.width)
    if not chosen or image.mode not in _MODES:
        image.load()
        return ()
    natural = image.height if turned else image.width
    factor = chosen[-1] / natural
    # JPEG can be read at a half, a quarter or an eighth of its size.
    image.draft(None, (round(image.width * factor), round(image.height * factor)))
    lossless = image.format not in _LOSSY and image.getcolors(_COLOURS) is not None
    base = _resized(_upright(image), chosen[-1])
    found = [Copy(width, _webp(_resized(base, width), lossless=lossless)) for width in chosen]
    return tuple(copy for copy in found if len(copy.data) < size)


def _upright(image: Image) -> Image:
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    clear = turned.has_transparency_data
    if turned.mode != "CMYK":
        turned = turned.convert("RGBA" if clear else "RGB")
    if isinstance(profile, bytes):
        turned = _in_srgb(turned, profile)
    return turned if turned.mode in {"RGB", "RGBA"} else turned.convert("RGB")


def _in_srgb(image: Image, profile: bytes) -> Image:
    """Convert colours, since browsers take those of a picture without a profile for sRGB."""
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        found = ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a profile for another kind of picture, or a damaged one
    return found if found is not None else image


def _resized(image: Image, width: int) -> Image:
    from PIL.Image import Resampling

    if image.width == width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Resampling.LANCZOS, reducing_gap=3.0)


def _webp(image: Image, *, lossless: bool) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY, lossless=lossless, method=4)
    return out.getvalue()
