"""What tests of the site share: the moment they stand in, a picture, a look at what was made."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from PIL import Image

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def picture(width: int = 3, height: int = 2, form: str = "PNG") -> bytes:
    """A picture of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(stream, form)
    return stream.getvalue()


@cache
def noise(width: int, height: int, seed: int = 1) -> bytes:
    """A photo of nothing, which no format makes very small."""
    stream = io.BytesIO()
    grain = random.Random(seed).randbytes(width // 8 * (height // 8) * 3)
    image = Image.frombytes("RGB", (width // 8, height // 8), grain)
    image.resize((width, height)).save(stream, "JPEG", quality=95)
    return stream.getvalue()


class Page(HTMLParser):
    """One page's tags with their attributes, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of each such tag that has these."""
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and wanted.items() <= attributes.items()
        ]

    def links(self) -> list[str]:
        """Where `a` elements lead."""
        return [str(one["href"]) for one in self.all("a") if "href" in one]


def page(path: Path) -> Page:
    """Read a page that was made."""
    return Page(path.read_text("utf-8"))


def files_in(folder: Path) -> dict[str, bytes]:
    """What a site holds, by path, but for its manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".blog-export" not in path.parts
    }
