"""Whether a picture can be shown: whole, of the kind that its name says, and of a bearable size."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from blogcli.graphics.rasters import ImageRefused, opened

_KINDS = {
    "png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP", "bmp": "BMP",
    "tif": "TIFF", "tiff": "TIFF", "avif": "AVIF",
}  # fmt: skip
_SAME = {"MPO": "JPEG"}  # JPEG with more than one picture, as cameras write it
_START_OF_SCAN, _END_OF_IMAGE = b"\xff\xda", b"\xff\xd9"  # ITU-T T.81, table B.1


class Fault(NamedTuple):
    """What is wrong with a picture; `shown`: browsers show it all the same."""

    reason: str
    shown: bool = False


def fault(file: Path) -> Fault | None:
    """Say what is wrong with a picture; None for a sound one, and for kinds of no pixels."""
    kind = _KINDS.get(file.suffix[1:].lower())
    if kind is None:
        return None
    try:
        data = file.read_bytes()
    except OSError as error:
        return Fault(f"can't be read: {error.strerror}")
    if not data:
        return Fault("is empty")
    try:
        with opened(data) as image:
            found = _SAME.get(image.format or "", image.format)
            # Decoding takes long: a JPEG whose last scan is ended is whole.
            if found != "JPEG" or data.rfind(_END_OF_IMAGE) < data.rfind(_START_OF_SCAN):
                image.load()
    except ImageRefused as error:
        return Fault(str(error))
    return None if found == kind else Fault(f"is {found}, not {kind} as its name says", shown=True)
