"""Texts in PNG pictures, which no picture needs: programs for diagrams keep their drawing there.

Some write a wrong checksum to them. Browsers don't look at these parts; Pillow refuses the picture.
"""

from __future__ import annotations

from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TEXTS = frozenset((b"tEXt", b"zTXt", b"iTXt"))
_AROUND = 12
"""Bytes of a part beside its data: length, kind and checksum (PNG, third edition, §5.3)."""


def without_texts(data: bytes) -> bytes:
    """Give a picture without its texts; one of another kind, or without any, as it is."""
    if not data.startswith(_SIGNATURE) or not any(kind in data for kind in _TEXTS):
        return data
    parts = [(start, end) for start, end, kind in _parts(data) if kind not in _TEXTS]
    return _SIGNATURE + b"".join(data[start:end] for start, end in parts)


def _parts(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    start = len(_SIGNATURE)
    while start < len(data):
        end = start + _AROUND + int.from_bytes(data[start : start + 4], "big")
        yield start, end, data[start + 4 : start + 8]
        start = end
