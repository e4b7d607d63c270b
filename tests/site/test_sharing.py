"""The picture that a post is shared with."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from blogcli.blog import Blog
from blogcli.site import BuildReport
from site_samples import page


def png(width: int, height: int) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (width, height)).save(stream, "PNG")
    return stream.getvalue()


PICTURES: dict[str, str | bytes] = {
    "blog.toml": 'base_url = "https://e.org/b/"\n',
    "static/img/s.png": png(4, 3),
    "posts/beside.png": png(4, 3),
    "posts/drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "posts/bundle/cover.jpg": png(4, 3),
}
OWN = "![first](beside.png) ![second](/img/s.png)"


CASES = {
    "https://e.org/b/img/s.png": f"image: /img/s.png\n---\n{OWN}",
    "https://e.org/b/media/posts/beside": "cover: {image: beside.png, alt: x}\n---\n",
    "https://o.org/a.png": f"featured_image: https://o.org/a.png\n---\n{OWN}",
    "https://e.org/b/img/": f"images: [gone.png, /img/s.png]\n---\n{OWN}",
    "https://e.org/b/media/": f"thumbnail: gone.png\n---\n{OWN}",
    "https://e.org/b/media/posts/": f"layout: x\n---\n![d](drawing.svg) {OWN}",
    "": "image: 7\n---\nNo picture, [a](https://o.org/a.png).",
}


@pytest.mark.parametrize("expected", CASES)
def test_it_is_told_to_those_that_show_it(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
    expected: str,
) -> None:
    report = make(write_blog({**PICTURES, "posts/p.md": f"---\ntitle: P\n{CASES[expected]}\n"}))
    assert report.failures == ()
    image = told(tmp_path / "out/p/index.html")
    assert image.startswith(expected)
    assert bool(image) == bool(expected)
    if image.startswith("https://e.org/b/"):
        assert (tmp_path / "out" / image.removeprefix("https://e.org/b/")).is_file()


def test_that_of_a_bundle_lies_beside_it(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> None:
    text = "---\ntitle: B\nheroImage: ./cover.jpg\n---\n"
    make(write_blog({**PICTURES, "posts/bundle/index.md": text}))
    image = told(tmp_path / "out/bundle/index.html")
    assert image == "https://e.org/b/bundle/cover.jpg"
    assert (tmp_path / "out/bundle/cover.jpg").is_file()


def told(path: Path) -> str:
    """Give the picture that social networks and search engines are told of."""
    metas = page(path).all("meta")
    found = {one.get("property") or one.get("name"): str(one.get("content")) for one in metas}
    image = found.get("og:image", "")
    assert found["twitter:card"] == ("summary_large_image" if image else "summary")
    ld = path.read_text().partition('application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(ld).get("image", "") == image
    return image


def test_without_an_address_of_the_site_there_is_none(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> None:
    make(write_blog({"posts/a.png": png(4, 3), "posts/p.md": "---\ntitle: P\n---\n![a](a.png)\n"}))
    assert "og:image" not in (tmp_path / "out/p/index.html").read_text()
