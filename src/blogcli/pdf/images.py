"""Pictures of a post: found inside the blog, checked, converted where PDF needs it, and staged.

What an image is, its first bytes say, never its name. Nothing outside the blog is read, and nothing
is fetched.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import stat
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from blogcli.errors import OutputError
from blogcli.files import inside
from blogcli.pdf.drawings import inspect_svg, looks_like_svg

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MAX_BYTES = 60_000_000
MAX_PIXELS = 50_000_000
_POINTS_PER_PIXEL = 0.75
"""CSS: 96 pixels to the inch."""
_JPEG_QUALITY = 90
_PHOTO_PIXELS = 250_000
"""Above this many pixels a conversion without transparency becomes JPEG, else PNG."""

_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_DATA = re.compile(r"data:[\w/+.-]*(?:;[\w=+.-]+)*,", re.IGNORECASE)
_EXPRESSION = re.compile(
    r"\{\{\s*(?:[\"']([^\"']*)[\"'])?[^}]*\}\}|\{%.*?%\}|^\{(?:static|attach|filename)\}"
)
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
_KEPT = {"PNG": "png", "JPEG": "jpg", "MPO": "jpg", "GIF": "gif"}


class ImageMissing(OutputError):
    """No such image in the blog."""


class ImageRemote(OutputError):
    """The image lies on the network."""


class ImageRefused(OutputError):
    """There is such a file, but it isn't an image that can be shown."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A staged image; `width` and `height` are in points, None where the image doesn't say."""

    name: str
    width: float | None
    height: float | None


class Gallery:
    """The images of one post, staged in a folder as they are asked for."""

    def __init__(
        self, root: Path, post_path: str, static_folders: tuple[str, ...], stage: Path
    ) -> None:
        self._root = root
        self._post_path = Path(post_path)
        self._static = static_folders
        self._stage = stage
        self._known: dict[str, Picture | OutputError] = {}
        self.thorough = False
        """Decode and rewrite every image, after one of them turned out to be damaged."""

    def picture(self, target: str) -> Picture:
        """Stage the image that a post names.

        Raises:
            ImageRemote: It lies on the network.
            ImageMissing: There is no such file in the blog.
            ImageRefused: It isn't an image, too large, or asks for other files.
        """
        known = self._known.get(target)
        if known is None:
            try:
                known = self._prepare(self._read(target))
            except OutputError as error:
                known = error
            self._known[target] = known
        if isinstance(known, OutputError):
            raise known
        return known

    def forget(self) -> None:
        """Prepare all images anew, this time thoroughly."""
        self._known.clear()
        self.thorough = True

    # Finding

    def _read(self, target: str) -> bytes:
        if _DATA.match(target):
            return _decode(target)
        if _REMOTE.match(target):
            message = "lies on the network, from where nothing is fetched"
            raise ImageRemote(message)
        path = self._find(target)
        try:
            info = path.stat()
            if not stat.S_ISREG(info.st_mode):
                message = "is not a file"
                raise ImageRefused(message)
            if info.st_size > MAX_BYTES:
                message = f"is larger than {MAX_BYTES // 1_000_000} MB"
                raise ImageRefused(message)
            return path.read_bytes()
        except OSError as error:
            message = f"can't be read: {error.strerror}"
            raise ImageRefused(message) from error

    def _find(self, target: str) -> Path:
        plain = _EXPRESSION.sub(lambda found: found[1] or "", target).strip()
        escapes: OutputError | None = None
        for spelling in dict.fromkeys((re.split(r"[?#]", plain)[0], plain)):
            for candidate in self._candidates(unquote(spelling)):
                try:
                    path = inside(self._root, candidate)
                    if path.exists() and not path.is_dir():
                        return path
                except OutputError as error:
                    escapes = error
                except (OSError, ValueError):
                    continue
        if escapes is not None:
            message = "leads out of the blog"
            raise ImageRefused(message)
        message = "is not in the blog"
        raise ImageMissing(message)

    def _candidates(self, target: str) -> list[str]:
        if not target.strip("/"):
            return []
        folder = self._post_path.parent
        bare = target.lstrip("/")
        shared = [*(f"{static}/{bare}" for static in self._static), bare]
        if target.startswith("/"):
            return shared
        beside = [
            (folder / target).as_posix(),
            (self._post_path.with_suffix("") / target).as_posix(),
        ]
        return [*beside, *shared]

    # Checking and converting

    def _prepare(self, data: bytes) -> Picture:
        if looks_like_svg(data):
            try:
                width, height = inspect_svg(data)
            except ValueError as error:
                raise ImageRefused(str(error)) from error
            return self._keep(data, "svg", (width, height))
        with warnings.catch_warnings():
            # Pillow's own warnings and errors about size come before ours, at other bounds.
            warnings.simplefilter("error")
            try:
                return self._raster(data)
            except OutputError:
                raise
            except Exception as error:
                raise ImageRefused(_why(error)) from error

    def _raster(self, data: bytes) -> Picture:
        from PIL import Image

        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                message = (
                    f"has {width} × {height} pixels, more than {MAX_PIXELS // 1_000_000} million"
                )
                raise ImageRefused(message)
            if _lies_on_its_side(image):
                width, height = height, width
            size = (width * _POINTS_PER_PIXEL, height * _POINTS_PER_PIXEL)
            suffix = _KEPT.get(image.format or "")
            keeps = suffix and image.mode not in {"CMYK", "YCCK", "LAB", "I;16", "I;16B", "I", "F"}
            if keeps and suffix and not self.thorough:
                return self._keep(data, suffix, size)
            converted, suffix = _convert(image)
            return self._keep(converted, suffix, size)

    def _keep(self, data: bytes, suffix: str, size: tuple[float | None, float | None]) -> Picture:
        name = f"{len(self._known)}.{suffix}"
        (self._stage / name).write_bytes(data)
        return Picture(name, *size)


def _lies_on_its_side(image: ImageFile) -> bool:
    """Tell whether it is turned when it is shown (Exif: orientations 5 to 8)."""
    # A PNG would have to be decoded first, and cameras make none.
    if image.format not in {"JPEG", "MPO", "WEBP", "TIFF"}:
        return False
    return image.getexif().get(0x0112, 1) in {5, 6, 7, 8}


def _decode(target: str) -> bytes:
    header, _, payload = target.partition(",")
    try:
        if header.lower().endswith(";base64"):
            return base64.b64decode(unquote(payload), validate=False)
        return unquote(payload).encode()
    except (binascii.Error, ValueError) as error:
        message = "is a damaged data: address"
        raise ImageRefused(message) from error


def _convert(image: Image) -> tuple[bytes, str]:
    """Write an image in a form that every PDF standard takes: 8 bits, grey or RGB."""
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


def _why(error: Exception) -> str:
    from PIL import Image, UnidentifiedImageError

    if isinstance(error, UnidentifiedImageError):
        return "is not an image of a kind that can be shown"
    if isinstance(error, (Image.DecompressionBombError, Image.DecompressionBombWarning)):
        return f"has more than {MAX_PIXELS // 1_000_000} million pixels"
    return f"is damaged: {error}" if str(error) else "is damaged"
