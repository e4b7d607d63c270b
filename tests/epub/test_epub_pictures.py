"""Pictures: each once, of a kind that readers know, harmless, and never from outside the blog."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from blogcli.graphics.sanitising import sanitised
from epub_reader import NAMES, Opened

Body = Callable[[str], Opened]


def pictures(book: Opened) -> dict[str, bytes]:
    return {name: data for name, data in book.files.items() if name.startswith("EPUB/images/")}


def kind(data: bytes) -> str:
    with Image.open(io.BytesIO(data)) as image:
        return f"{image.format} {image.mode}"


def test_a_picture_is_embedded_once_with_its_size(body: Body, folder: Path) -> None:
    Image.new("RGB", (30, 20), "red").save(folder / "posts/p.png")
    Image.new("RGB", (30, 20), "red").save(folder / "posts/same.png")
    book = body("![one](p.png) ![two](./p.png) ![three](same.png)")
    assert list(pictures(book)) == ["EPUB/images/001.png"]
    shown = list(book.chapter().iterfind(".//x:img", NAMES))
    assert [one.get("alt") for one in shown] == ["one", "two", "three"]
    assert {(one.get("src"), one.get("width"), one.get("height")) for one in shown} == {
        ("../images/001.png", "30", "20")
    }
    assert book.rules() == []


@pytest.mark.parametrize(
    ("name", "mode", "wanted"),
    [
        ("p.gif", "P", "GIF P"),
        ("p.webp", "RGB", "WEBP RGB"),
        ("p.jpg", "RGB", "JPEG RGB"),
        ("p.jpg", "CMYK", "PNG RGB"),
        ("p.bmp", "RGB", "PNG RGB"),
        ("p.tiff", "RGB", "PNG RGB"),
        ("p.avif", "RGB", "PNG RGB"),
    ],
)
def test_kinds_that_readers_need_not_know_are_converted(
    body: Body, folder: Path, name: str, mode: str, wanted: str
) -> None:
    Image.new(mode, (9, 9)).save(folder / "posts" / name)
    (data,) = pictures(body(f"![x]({name})")).values()
    assert kind(data) == wanted


def test_what_a_picture_is_its_bytes_say(body: Body, folder: Path) -> None:
    Image.new("RGB", (9, 9)).save(folder / "posts/p.png")
    (folder / "posts/p.png").rename(folder / "posts/p.jpg")
    assert list(pictures(body("![x](p.jpg)"))) == ["EPUB/images/001.png"]


def test_a_picture_on_the_network_is_its_words_with_a_link(body: Body) -> None:
    book = body("![A view](https://e.org/v.png) [![In a link](//e.org/w.png)](https://e.org/)")
    assert pictures(book) == {}
    assert book.links() == {"A view": "https://e.org/v.png", "In a link": "https://e.org/"}
    assert book.rules() == ["remote-image posts/a.md:6", "remote-image posts/a.md:6"]


def bomb(side: int) -> bytes:
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_what_is_no_picture_or_does_harm_is_refused_with_its_line(body: Body, folder: Path) -> None:
    (folder / "posts/bomb.png").write_bytes(bomb(60_000))
    (folder / "posts/text.png").write_text("not a picture")
    (folder / "posts/entity.svg").write_text(
        '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]><svg>&e;</svg>'
    )
    (folder.parent / "secret.png").write_bytes(b"secret")
    (folder / "posts/out.png").symlink_to(folder.parent / "secret.png")
    book = body(
        "![bomb](bomb.png)\n\n![text](text.png)\n\n![entity](entity.svg)\n\n![out](out.png)\n\n"
        "![up](../../secret.png)\n\n![host](file:///etc/passwd)\n\n![data](data:image/png;base64,xx)\n"
    )
    assert pictures(book) == {}
    words = "".join(book.chapter().itertext()).split()
    assert {"bomb", "text", "entity", "out", "up", "host", "data"} <= set(words)
    assert {rule.rpartition(":")[2] for rule in book.rules()} == {
        "6", "8", "10", "12", "14", "16", "18",
    }  # fmt: skip
    assert b"secret" not in b"".join(book.files.values())


def test_a_picture_in_its_address_is_taken_in(body: Body) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (3, 3)).save(stream, "PNG")
    address = f"data:image/png;base64,{base64.b64encode(stream.getvalue()).decode()}"
    assert list(pictures(body(f"![x]({address})"))) == ["EPUB/images/001.png"]


DRAWING = """<?xml-stylesheet href="https://e.org/s.css"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:i="http://e.org/i" width="40" height="20" onload="x()" i:y="z">
<script>alert(1)</script><foreignObject><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>
<style>@import "https://e.org/a.css"; rect { fill: url(https://e.org/b.png); stroke: red }</style>
<defs><linearGradient id="g"/></defs><i:layer>gone</i:layer>
<rect id="a b" width="40" fill="url(#g)" onclick="x()" style="fill:url('http://e.org/c')"/>
<image href="https://e.org/d.png"/><use xlink:href="#g"/><use href="other.svg#x"/>
<a href="javascript:x()"><text>Kept &amp; words</text></a>
<set attributeName="href" to="javascript:x()"/>
</svg>"""


def test_a_drawing_keeps_its_shapes_and_loses_what_runs_or_fetches(
    body: Body, folder: Path
) -> None:
    (folder / "posts/d.svg").write_text(DRAWING)
    book = body("![d](d.svg)")
    (data,) = pictures(book).values()
    text = data.decode()
    for gone in (
        "script",
        "e.org",
        "javascript",
        "onload",
        "onclick",
        "import",
        "foreign",
        "layer",
    ):
        assert gone not in text, gone
    for kept in ("Kept &amp; words", 'fill="url(#g)"', "stroke: red", 'xlink:href="#g"', 'id="g"'):
        assert kept in text, kept
    shown = book.chapter().find(".//x:img", NAMES)
    assert shown is not None
    assert (shown.get("width"), shown.get("height")) == ("40", "20")


def test_what_moves_may_be_a_hazard(body: Body, folder: Path) -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    frames[0].save(folder / "posts/m.gif", save_all=True, append_images=frames[1:])
    assert "unknownFlashingHazard" in body("![m](m.gif)").meta("schema:accessibilityHazard")


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"<html/>",
        b"<svg>" * 300 + b"</svg>" * 300,
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
    ],
)
def test_a_drawing_out_of_bounds_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"SVG|nested|entities"):
        sanitised(data)
