"""Pictures that can't be shown are told of in the same words by each format, and once by all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from transcripts import Cli

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'


def png(width: int = 40, height: int = 40) -> bytes:
    buffer = io.BytesIO()
    Image.new("1", (width, height)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def gallery(small: Path) -> Path:
    for path in (small / "posts").rglob("*.md"):
        path.unlink()
    posts = small / "posts"
    (posts / "whole").write_bytes(png())
    (posts / "half.png").write_bytes(png()[:45])
    (posts / "bomb.png").write_bytes(png(10_000, 10_000))
    (posts / "lie.png").write_text("<html></html>")
    (posts / "out.svg").write_text(f'{SVG}<image href="https://e.org/a.png"/></svg>')
    (posts / "entity.svg").write_text(f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG}</svg>')
    names = ("whole", "half.png", "bomb.png", "lie.png", "out.svg", "entity.svg")
    (posts / "shown.md").write_text(
        "---\ntitle: Shown\ndate: 2024-01-01\nlang: en\n---\n"
        + "\n\n".join(f"![{name}]({name})" for name in names)
    )
    return small


WARNINGS = {
    "half.png": "is damaged: image file is truncated; its text is shown",
    "bomb.png": "has more than 50 million pixels; its text is shown",
    "lie.png": "is not an image of a kind that can be shown; its text is shown",
    "out.svg": "refers to files outside itself; its text is shown",
    "entity.svg": "declares XML entities, which are refused; its text is shown",
}


def told(cli: Cli, *formats: str) -> list[str]:
    wanted = [part for form in formats for part in ("--to", form)]
    return [
        line.partition(" the image ")[2]
        for line in cli("export", "shown", *wanted, "-o", "out/").err.splitlines()
        if " the image " in line
    ]


@pytest.mark.parametrize("formats", [("pdf",), ("html",), ("pdf", "epub", "html")])
def test_what_is_wrong_with_pictures(cli: Cli, gallery: Path, formats: tuple[str, ...]) -> None:
    assert gallery.is_dir()
    assert told(cli, *formats) == [f"{name} {why}" for name, why in WARNINGS.items()]


def test_a_drawing_in_an_epub_loses_what_lies_outside(cli: Cli, gallery: Path) -> None:
    assert gallery.is_dir()
    whole = "out.svg refers to files outside itself; it is shown without them"
    others = [f"{name} {why}" for name, why in WARNINGS.items() if name != "out.svg"]

    assert sorted(told(cli, "epub")) == sorted([whole, *others])


def test_of_two_pictures_on_one_line_each_is_told_of_once(cli: Cli, gallery: Path) -> None:
    post = gallery / "posts/shown.md"
    head = "---\ntitle: Shown\ndate: 2024-01-01\nlang: en\n---\n"
    post.write_text(f"{head}![half](half.png) ![lie](lie.png)\n")
    both = [f"{name} {WARNINGS[name]}" for name in ("half.png", "lie.png")]

    assert told(cli, "pdf", "html") == both


def test_of_two_missing_pictures_on_one_line_each_is_told_of_once(cli: Cli, gallery: Path) -> None:
    post = gallery / "posts/shown.md"
    head = "---\ntitle: Shown\ndate: 2024-01-01\nlang: en\n---\n"
    post.write_text(f"{head}![first](no1.png) ![second](no%202.png)\n")
    said = cli("export", "shown", "--to", "html", "--to", "pdf", "--to", "epub", "-o", "out/").err

    assert said.count("no1.png") == 1
    assert said.count("no%202.png") + said.count("no 2.png") == 1
