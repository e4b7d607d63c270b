"""Pictures come in sizes that readers need, upright and in their colours; bombs stay shut."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from blogcli.blog import Blog
from blogcli.site import BuildReport, images, renditions, scaling
from site_samples import files_in, noise, page

Write = Callable[..., Blog]
Make = Callable[..., BuildReport]


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def photo(width: int, height: int = 40, mode: str = "RGB") -> Image.Image:
    return opened(noise(width, height)).convert(mode)


def sizes(data: bytes) -> list[tuple[int, int]]:
    return [opened(one.data).size for one in scaling.copies(data)]


@pytest.mark.parametrize(
    ("natural", "widths"),
    [
        (100, ()), (480, ()), (481, (481,)), (540, (540,)), (700, (480, 700)),
        (800, (480, 800)), (900, (480, 900)), (1300, (480, 800, 1300)),
        (1600, (480, 800, 1200, 1600)), (9000, (480, 800, 1200, 1600)),
    ],
)  # fmt: skip
def test_no_copy_is_wider_than_the_picture_and_no_two_are_alike(
    natural: int, widths: tuple[int, ...]
) -> None:
    assert scaling.widths(natural) == widths


def test_a_post_offers_copies_and_keeps_the_original(
    write_blog: Write, make: Make, tmp_path: Path
) -> None:
    blog = write_blog(
        {
            "blog.toml": 'base_url = "https://e.org/"\n',
            "posts/a.md": '![A photo](p.jpg)\n\n<img src="p.jpg" alt="Again">\n\n![Small](s.jpg)\n',
            "posts/p.jpg": noise(1000, 500),
            "posts/s.jpg": noise(300, 100),
        }
    )
    report = make(blog)
    made = files_in(tmp_path / "out")
    photo, again, small = page(tmp_path / "out/a/index.html").all("img")
    assert photo["src"] == "../media/posts/p.jpg"
    assert (photo["width"], photo["height"]) == ("1000", "500")
    assert photo["sizes"] == "(max-width: 640px) 100vw, 640px"
    offered = [one.split() for one in str(photo["srcset"]).split(", ")]
    assert [width for _, width in offered] == ["480w", "800w", "1000w"]
    for name, width in offered:
        file = opened(made[name.removeprefix("../")])
        assert (file.format, f"{file.width}w", file.height) == ("WEBP", width, file.width // 2)
    assert again["srcset"] == photo["srcset"]
    assert "srcset" not in small
    assert made["media/posts/p.jpg"] == noise(1000, 500)
    assert f'srcset="https://e.org/{offered[0][0][3:]}' in made["feed.json"].decode().replace(
        "\\", ""
    )
    assert report.findings == ()
    assert report.failures == ()


def test_a_picture_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    image = photo(900, 600)
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encoded(image, "JPEG", exif=exif, quality=95)
    assert sizes(data) == [(480, 720), (600, 900)]
    assert scaling.copies(data)[-1].data.count(b"EXIF") == 0
    (tmp_path / "p.jpg").write_bytes(data)
    for _ in ("made", "kept"):
        assert renditions.Renditions(tmp_path / "cache").of(tmp_path / "p.jpg").size == (600, 900)


def test_what_is_clear_stays_clear() -> None:
    image = photo(600, 300, "RGBA")
    image.putalpha(Image.linear_gradient("L").resize((600, 300)))
    palette = photo(600, 300).quantize(200)
    palette.info["transparency"] = 0
    for data in (encoded(image, "PNG"), encoded(palette, "PNG", transparency=0)):
        for one in scaling.copies(data):
            found = opened(one.data)
            assert found.mode == "RGBA"
            assert found.getchannel("A").getextrema()[0] == 0


def test_colours_of_other_spaces_are_those_of_the_web() -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))  # fits no RGB picture
    green = Image.new("RGB", (800, 600), (0, 200, 0))
    green.paste(photo(800, 100), (0, 0))
    odd = encoded(green, "JPEG", quality=95, icc_profile=swapped.tobytes())
    cmyk = encoded(green.convert("CMYK"), "JPEG", quality=95)
    for data in (odd, cmyk):
        found = opened(scaling.copies(data)[0].data)
        red, green_, blue = found.convert("RGB").getpixel((300, 300))  # type: ignore[misc]
        assert (red < 40, green_ > 150, blue < 40) == (True, True, True)
        assert "icc_profile" not in found.info


def test_a_profile_is_applied() -> None:
    grey = Image.new("RGB", (800, 600), (128, 128, 128))
    grey.paste(photo(800, 100), (0, 0))
    linear = _linear_profile()
    found = opened(scaling.copies(encoded(grey, "PNG", icc_profile=linear))[0].data)
    level = found.convert("L").getpixel((300, 300))
    assert isinstance(level, int)
    assert level > 170  # half the light is 188 in sRGB


def _linear_profile() -> bytes:
    """sRGB's profile, its curves straightened: each is a `curv` with no points (ICC.1, 10.6)."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", data[128:132])[0]
    for at in range(132, 132 + 12 * count, 12):
        name, offset, _ = struct.unpack(">4sII", data[at : at + 12])
        if name in {b"rTRC", b"gTRC", b"bTRC"}:
            data[offset : offset + 12] = b"curv" + bytes(8)
            data[at + 8 : at + 12] = struct.pack(">I", 12)
    return bytes(data)


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_what_moves_is_left_alone(form: str) -> None:
    frames = [photo(700, 100 + number) for number in range(3)]
    frames = [frame.resize((700, 100)) for frame in frames]
    data = encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=50)
    assert scaling.copies(data) == ()


def test_what_can_not_get_smaller_is_left_alone() -> None:
    flat = Image.new("RGB", (900, 500), "navy")
    assert scaling.copies(encoded(flat, "PNG")) == ()
    tight = encoded(photo(900, 400), "WEBP", quality=5)
    assert all(len(one.data) < len(tight) for one in scaling.copies(tight))


def test_drawings_keep_their_exact_colours() -> None:
    chance = random.Random(1)
    drawing = Image.new("RGB", (800, 800), "white")
    for _ in range(3000):
        drawing.putpixel((chance.randrange(800), chance.randrange(800)), (200, 30, 60))
    widest = scaling.copies(encoded(drawing, "PNG"))[-1]
    assert opened(widest.data).convert("RGB").tobytes() == drawing.tobytes()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG that says it has 900 megapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(100_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bomb(), "p.png: the picture has more than 50 megapixels"),
        (bomb(8000, 8000), "p.png: the picture has more than 50 megapixels"),
        (b"no picture", "p.png: not a picture that can be read"),
        (noise(900, 600)[:-9000], "p.png: the picture is damaged (image file is truncated"),
        (b"", "p.png: not a picture that can be read"),
    ],
    ids=["bomb", "large", "text", "cut", "empty"],
)
def test_a_picture_that_can_not_be_scaled_is_told_with_its_line(
    write_blog: Write, make: Make, tmp_path: Path, data: bytes, reason: str
) -> None:
    blog = write_blog({"posts/a.md": "Words.\n\nSee ![it](p.png)\n", "posts/p.png": data})
    report = make(blog)
    (found,) = [one for one in report.findings if one.rule == "broken-image"]
    assert (found.path, found.line, found.column) == ("posts/a.md", 3, 5)
    assert found.message.startswith(reason)
    assert report.failures == ()
    assert files_in(tmp_path / "out")["media/posts/p.png"] == data
    again = make(blog)
    assert again.findings == report.findings
    assert make(blog, strict=True).failures != ()


def test_entries_of_the_cache_are_used_and_damaged_ones_made_anew(
    write_blog: Write, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog = write_blog({"posts/a.md": "![it](p.jpg)\n", "posts/p.jpg": noise(1000, 500)})
    cache = tmp_path / "cache"
    monkeypatch.setattr("blogcli.site.building._cache", lambda _: cache)
    make(blog)
    before = files_in(tmp_path / "out")
    (entry,) = [path for path in (cache / "images").rglob("*") if path.is_file()]
    good = entry.read_bytes()
    # Nobody may need Pillow now.
    monkeypatch.setattr(scaling, "copies", None)
    monkeypatch.setattr(images, "_pixels", None)
    images._size.cache_clear()
    make(blog, clean=True)
    assert files_in(tmp_path / "out") == before
    make(blog, strict=True)
    monkeypatch.undo()
    monkeypatch.setattr("blogcli.site.building._cache", lambda _: cache)
    for damaged in (good[:-5], b"", good[:40] + b"x" + good[41:]):
        entry.write_bytes(damaged)
        assert make(blog, clean=True).failures == ()
        assert files_in(tmp_path / "out") == before
        assert entry.read_bytes() == good


def test_without_a_cache_the_same_is_made(
    write_blog: Write, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog = write_blog({"posts/a.md": "![it](p.jpg)\n", "posts/p.jpg": noise(1000, 500)})
    make(blog)
    before = files_in(tmp_path / "out")
    monkeypatch.setattr("blogcli.site.building._cache", lambda _: None)
    make(blog, clean=True)
    assert files_in(tmp_path / "out") == before


def test_the_cache_forgets_what_was_used_longest_ago(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = renditions.Renditions(tmp_path)
    names = []
    for number in range(4):
        (tmp_path / f"{number}.jpg").write_bytes(noise(600 + number, 300))
        names.append(kept.of(tmp_path / f"{number}.jpg").renditions[0].key)
    entries = {path.name: path for path in (tmp_path / "images").rglob("*") if path.is_file()}
    monkeypatch.setattr(
        renditions, "MOST_KEPT", sum(p.stat().st_size for p in entries.values()) - 1
    )
    import os

    for number, name in enumerate(names):
        os.utime(entries[name], (1000 + number, 1000 + number))
    fresh = renditions.Renditions(tmp_path)
    fresh.data(fresh.of(tmp_path / "0.jpg").renditions[0])  # used just now
    fresh.prune()
    assert [entries[name].exists() for name in names] == [True, False, True, True]
