"""Pictures of pixels that browsers show are shown, whatever else lies in them."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from blogcli.graphics.png_texts import without_texts
from blogcli.graphics.rasters import opened
from blogcli.graphics.soundness import fault
from blogcli.site.images import size_of
from blogcli.site.scaling import copies


def _png(**texts: str) -> bytes:
    kept = PngImagePlugin.PngInfo()
    for name, text in texts.items():
        kept.add_text(name, text, zip=True)
    stream = io.BytesIO()
    Image.new("RGB", (700, 5), "navy").save(stream, "PNG", pnginfo=kept)
    return stream.getvalue()


def _damaged(data: bytes) -> bytes:
    """Give a picture whose text has a wrong checksum, as a program for diagrams wrote them."""
    start = data.index(b"zTXt")
    end = start + 4 + int.from_bytes(data[start - 4 : start], "big")
    assert data[end : end + 4] == zlib.crc32(data[start:end]).to_bytes(4, "big")
    return data[:end] + b"\0\0\0\0" + data[end + 4 :]


@pytest.mark.parametrize(
    "data", [_damaged(_png(model="<a/>")), _png(model="a" * 2_000_000)], ids=["checksum", "long"]
)
def test_a_picture_with_a_text_that_can_not_be_read_is_a_picture(
    tmp_path: Path, data: bytes
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(data)

    with opened(data) as image:
        assert image.size == (700, 5)
    assert fault(file) is None
    assert size_of(file) == (700, 5)
    assert not copies(data)  # it is small already


def test_only_texts_are_left_out() -> None:
    assert without_texts(_png(a="b", c="d" * 99)) == _png()


@pytest.mark.parametrize(
    "data", [b"", b"zTXt", _png(), b"GIF89a zTXt", _png(a="b")[:60], _png(a="b")[:-1]]
)
def test_what_is_cut_off_stays_cut_off(data: bytes) -> None:
    assert len(without_texts(data)) <= len(data)
    assert without_texts(data).startswith(data[:8])
