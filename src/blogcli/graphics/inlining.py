"""Pictures as addresses: their kind is what their bytes say, and damaged ones are refused."""

from __future__ import annotations

import base64

from blogcli.graphics.drawings import inspect_svg, looks_like_svg
from blogcli.graphics.rasters import ImageRefused, opened


def data_address(data: bytes) -> str:
    """Write a picture as a `data:` address.

    Raises:
        ImageRefused: It is no picture, damaged, too large, or refers to other files.
    """
    return f"data:{_kind(data)};base64,{base64.b64encode(data).decode('ascii')}"


def _kind(data: bytes) -> str:
    if looks_like_svg(data):
        try:
            inspect_svg(data)
        except ValueError as error:
            raise ImageRefused(str(error)) from error
        return "image/svg+xml"
    with opened(data) as image:
        image.load()
        # A photograph with a preview beside it (MPO) is a JPEG to who doesn't know that.
        return "image/jpeg" if image.format == "MPO" else image.get_format_mimetype() or "image/png"
