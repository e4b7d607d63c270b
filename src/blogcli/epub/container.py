"""The container: a zip whose bytes depend on nothing but its files (EPUB 3.3, §4)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MIMETYPE = "application/epub+zip"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold."""
_STORED = (".gif", ".jpg", ".png", ".webp")
"""Compressed already."""
_UNIX = 3
_MODE = 0o644 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """Pack files in their order, behind the type of the whole, which is not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in {"mimetype": MIMETYPE.encode(), **files}.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system = _UNIX
            entry.external_attr = _MODE
            stored = name == "mimetype" or name.endswith(_STORED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()
