"""The cover: a pattern of its own for every publication, its title, authors and blog, as PNG.

Set by Typst, which shapes and breaks the lines of any script, with faces that are the same on every
machine; others only for letters that these lack. What no font shows is left out: the title page
has it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from blogcli.blog.dates import direction
from blogcli.epub.volume import Volume
from blogcli.graphics.fonts import TEXT, choose, not_embedded, shelve

COLUMNS, ROWS = 5, 4
KINDS = 8
"""Kinds of tile that the template draws."""
_PIXELS_PER_INCH = 288
"""Of a page of 400 × 640 points: 1600 × 2560 pixels, as readers' shops want."""
_PALETTES = (
    ("#f5efe3", "#1d2b3a", "#c8553d", "#e9b44c", "#2f6f73"),
    ("#eef1ec", "#16302b", "#694873", "#8b728e", "#85b79d"),
    ("#f7f3ee", "#2b2d42", "#8d99ae", "#d90429", "#edb88b"),
    ("#f2f0e6", "#22333b", "#5e503f", "#c6ac8f", "#7d9d9c"),
    ("#eff3f6", "#102a43", "#2f6690", "#81c3d7", "#f4a259"),
    ("#f8f1ea", "#3d1f2b", "#a23e48", "#ff9b71", "#6c8ead"),
    ("#f1f4ef", "#1b3022", "#395e66", "#b5bd89", "#d9793d"),
    ("#f4f0f5", "#2a1f3d", "#7353ba", "#f0a6ca", "#5b8e7d"),
)
"""Paper, ink (at least 10 : 1 on it), and three colours."""
_LONGEST = 300


def cover(volume: Volume) -> bytes:
    """Draw the cover of a publication."""
    texts = {
        "title": volume.title[:_LONGEST],
        "authors": ", ".join(volume.authors)[:_LONGEST],
        "publisher": "" if volume.publisher == volume.title else volume.publisher[:_LONGEST],
    }
    characters = set().union(*texts.values())
    families: tuple[str, ...] = TEXT
    files: tuple[Path, ...] = ()
    missing: frozenset[str] = frozenset()
    if not_embedded(characters) or any(ord(character) >= _FIRST_JOINED for character in characters):
        choice = choose(characters, volume.lang)
        families, files, missing = choice.text, choice.files, choice.missing
    data: dict[str, Any] = {
        key: "" if not missing.isdisjoint(text) else _one_line(text) for key, text in texts.items()
    }
    primary = volume.lang.partition("-")[0].lower()
    data["lang"] = primary if primary.isalpha() and len(primary) in {2, 3} else "und"
    data["rtl"] = direction(volume.lang) == "rtl"
    data["fonts"] = families
    draws = _draws(volume.identifier)
    data["colours"] = _PALETTES[next(draws) % len(_PALETTES)]
    data["tiles"] = [_tile(draws) for _ in range(COLUMNS * ROWS)]
    return _draw(json.dumps(data, ensure_ascii=False), files)


_FIRST_JOINED = 0x0600


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _draws(seed: str) -> Iterator[int]:
    """Give bytes that follow from the seed."""
    block = seed.encode()
    while True:
        block = hashlib.sha256(block).digest()
        yield from block


def _tile(draws: Iterator[int]) -> list[int]:
    """Choose a tile: kind, quarter turns, ground and figure, two different colours."""
    kind, turns = next(draws) % KINDS, next(draws) % 4
    ground = next(draws) % 4
    figure = (ground + 1 + next(draws) % 3) % 4
    return [kind, turns, ground, figure]


def _draw(data: str, files: tuple[Path, ...]) -> bytes:
    import typst

    with TemporaryDirectory(prefix="blog-cover-") as folder:
        compiler = _compiler(files, Path(folder)) if files else _kept()[0]
        sources: Any = {"main.typ": _template(), "data.json": data.encode("utf-8", "replace")}
        try:
            image = compiler.compile(input=sources, format="png", ppi=_PIXELS_PER_INCH)
        except typst.TypstError:
            return b""
    return image if isinstance(image, bytes) else b""


@lru_cache(maxsize=1)
def _template() -> bytes:
    return Path(__file__).with_name("templates").joinpath("cover.typ").read_bytes()


@lru_cache(maxsize=1)
def _kept() -> tuple[Any, TemporaryDirectory[str]]:
    """Keep a compiler with the engine's own faces: most covers need no more."""
    folder = TemporaryDirectory(prefix="blog-cover-")
    return _compiler((), Path(folder.name)), folder


def _compiler(files: tuple[Path, ...], folder: Path) -> Any:  # noqa: ANN401 - the engine's own
    import typst

    if files:
        shelve(files, folder / "fonts")
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[folder / "fonts"] if files else [],
    )
    sources: Any = {"main.typ": _template(), "data.json": b"{}"}
    return typst.Compiler(
        sources,
        root=folder,
        font_paths=fonts,
        ignore_system_fonts=True,
        package_path=folder / "packages",
        package_cache_path=folder / "packages",
    )
