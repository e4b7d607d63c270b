from __future__ import annotations

import base64
import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from blogcli.errors import OutputError
from blogcli.graphics.rasters import ImageMissing, ImageRefused, ImageRemote
from blogcli.pdf.images import Gallery, Picture


def encoded(
    kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object
) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, 128 if mode in {"L", "I;16"} else None).save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    folder = tmp_path / "stage"
    folder.mkdir()
    return folder


@pytest.fixture
def gallery(blog_folder: Path, stage: Path) -> Gallery:
    return Gallery(blog_folder, "posts/shore.md", ("static",), stage)


def put(folder: Path, name: str, data: bytes) -> str:
    (folder / "posts" / name).write_bytes(data)
    return name


def test_a_picture_of_a_note_is_found_by_its_name(gallery: Gallery, blog_folder: Path) -> None:
    (blog_folder / "posts/files").mkdir()
    put(blog_folder, "files/Pasted image 1.png", encoded("PNG"))
    assert gallery.picture("[[pasted image 1.png]]").name == "0.png"
    with pytest.raises(ImageMissing):
        gallery.picture("[[other.png]]")


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        ("PNG", "png"),
        ("JPEG", "jpg"),
        ("GIF", "gif"),
        ("WEBP", "png"),
        ("BMP", "png"),
        ("TIFF", "png"),
        ("AVIF", "png"),
    ],
)
def test_each_kind_of_image_is_staged_in_a_form_that_pdf_takes(
    gallery: Gallery, blog_folder: Path, stage: Path, kind: str, suffix: str
) -> None:
    picture = gallery.picture(put(blog_folder, "a.img", encoded(kind)))

    assert picture == Picture(f"0.{suffix}", 30, 15)
    with Image.open(stage / picture.name) as image:
        assert image.size == (40, 20)


def test_large_photographs_are_converted_to_jpeg(gallery: Gallery, blog_folder: Path) -> None:
    picture = gallery.picture(put(blog_folder, "a.webp", encoded("WEBP", (800, 600))))

    assert picture.name.endswith(".jpg")


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_jpeg_in_the_colours_of_print_becomes_rgb(
    gallery: Gallery, blog_folder: Path, stage: Path, mode: str
) -> None:
    picture = gallery.picture(put(blog_folder, "a.jpg", encoded("JPEG", mode=mode)))

    with Image.open(stage / picture.name) as image:
        assert image.mode in {"RGB", "L"}


def test_a_picture_that_lies_on_its_side_is_measured_upright(
    gallery: Gallery, blog_folder: Path
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    picture = gallery.picture(put(blog_folder, "a.jpg", encoded("JPEG", exif=exif)))

    assert (picture.width, picture.height) == (15, 30)


def test_the_first_bytes_say_what_it_is_not_the_name(gallery: Gallery, blog_folder: Path) -> None:
    assert gallery.picture(put(blog_folder, "a.jpg", encoded("PNG"))).name == "0.png"
    with pytest.raises(ImageRefused, match="not an image"):
        gallery.picture(put(blog_folder, "b.png", b"<html><body>no image</body></html>"))


@pytest.mark.parametrize(
    "target",
    [
        "/sea.png",
        "sea.png",
        "sea.png?w=300#top",
        "s%65a.png",
        "{{ site.baseurl }}/sea.png",
        '{{ "/sea.png" | relative_url }}',
        "{static}/sea.png",
    ],
)
def test_images_are_found_beside_the_post_and_in_static_folders(
    gallery: Gallery, blog_folder: Path, target: str
) -> None:
    (blog_folder / "static" / "sea.png").write_bytes(encoded("PNG"))

    assert gallery.picture(target).name == "0.png"


def test_images_of_a_folder_named_after_the_post_are_found(
    gallery: Gallery, blog_folder: Path
) -> None:
    (blog_folder / "posts" / "shore").mkdir()
    (blog_folder / "posts" / "shore" / "sea.png").write_bytes(encoded("PNG"))

    assert gallery.picture("sea.png").name == "0.png"


def test_a_data_address_is_an_image(gallery: Gallery) -> None:
    payload = base64.b64encode(encoded("PNG")).decode()

    assert gallery.picture(f"data:image/png;base64,{payload}").width == 30


@pytest.mark.parametrize("target", ["http://example.org/a.png", "//example.org/a.png"])
def test_nothing_is_fetched(gallery: Gallery, target: str) -> None:
    with pytest.raises(ImageRemote):
        gallery.picture(target)


@pytest.mark.parametrize("target", ["", "/", "nowhere.png", "a" * 5000, "a\0b.png"])
def test_what_is_not_there_is_missing(gallery: Gallery, target: str) -> None:
    with pytest.raises((ImageMissing, ImageRefused)):
        gallery.picture(target)


@pytest.mark.parametrize(
    "target",
    [
        "../../secret.png",
        "/../../secret.png",
        "%2e%2e/%2e%2e/secret.png",
        "link.png",
        "link/secret.png",
    ],
)
def test_no_path_leaves_the_blog(gallery: Gallery, blog_folder: Path, target: str) -> None:
    (blog_folder.parent / "secret.png").write_bytes(encoded("PNG"))
    (blog_folder / "posts" / "link.png").symlink_to(blog_folder.parent / "secret.png")
    (blog_folder / "posts" / "link").symlink_to(blog_folder.parent)

    with pytest.raises(ImageRefused, match="leads out of the blog"):
        gallery.picture(target)


def test_an_absolute_path_is_one_inside_the_blog(gallery: Gallery, blog_folder: Path) -> None:
    secret = blog_folder.parent / "secret.png"
    secret.write_bytes(encoded("PNG"))

    with pytest.raises(ImageMissing):
        gallery.picture(str(secret))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(gallery: Gallery, blog_folder: Path) -> None:
    os.mkfifo(blog_folder / "posts" / "pipe.png")

    with pytest.raises(ImageRefused, match="not a file"):
        gallery.picture("pipe.png")


def bomb(side: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000, 2_000_000_000])
def test_more_than_fifty_million_pixels_are_refused_unread(
    gallery: Gallery, blog_folder: Path, side: int
) -> None:
    with pytest.raises(ImageRefused, match=r"million|damaged"):
        gallery.picture(put(blog_folder, "bomb.png", bomb(side)))


def test_a_damaged_image_is_found_when_it_is_decoded(gallery: Gallery, blog_folder: Path) -> None:
    name = put(blog_folder, "a.png", encoded("PNG", (400, 400))[:-30])

    gallery.picture(name)
    gallery.forget()
    with pytest.raises(ImageRefused, match="damaged"):
        gallery.picture(name)


def test_the_same_target_is_staged_once_and_an_error_told_each_time(
    gallery: Gallery, blog_folder: Path, stage: Path
) -> None:
    name = put(blog_folder, "a.png", encoded("PNG"))

    assert gallery.picture(name) is gallery.picture(name)
    assert len(list(stage.iterdir())) == 1
    for _ in range(2):
        with pytest.raises(OutputError):
            gallery.picture("nowhere.png")
