"""Fonts: what the engine's own can show, what the machine's can, and what is missing."""

from __future__ import annotations

import contextlib
import json
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from blogcli.config import FILE_NAME
from blogcli.errors import ConfigError

TEXT = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
MONO = ("DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern")
"""The engine's own faces, which it finds on every machine."""

_POOR = frozenset({"Arabic", "Devanagari"})
"""Scripts that the engine's own fonts have in one width only, or without their joins."""
_FIRST_POOR = 0x0600
_IGNORED = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_FILLERS = frozenset(
    {0x034F, 0x115F, 0x1160, 0x3164, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
)
"""Characters without a shape of their own (Unicode: default ignorable)."""
_REGULAR = 400
_MOST_FACES = 12


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file on this machine."""

    family: str
    path: Path
    index: int
    weight: int
    style: str


@dataclass(frozen=True, slots=True)
class FontChoice:
    """Which families set a post, which files hold them, and which characters none of them has."""

    text: tuple[str, ...] = TEXT
    mono: tuple[str, ...] = MONO
    files: tuple[Path, ...] = ()
    missing: frozenset[str] = frozenset()


@cache
def _embedded() -> tuple[list[int], list[int]]:
    runs = json.loads(Path(__file__).with_name("embedded_glyphs.json").read_text("utf-8"))
    return [run[0] for run in runs], [run[1] for run in runs]


def not_embedded(characters: Iterable[str]) -> set[str]:
    """Give the characters that the engine's own fonts can't show."""
    starts, ends = _embedded()
    missing = set()
    for character in characters:
        code = ord(character)
        run = bisect_right(starts, code) - 1
        if (run < 0 or code > ends[run]) and has_shape(character):
            missing.add(character)
    return missing


def has_shape(character: str) -> bool:
    """Tell whether a character needs a glyph to be seen."""
    return unicodedata.category(character) not in _IGNORED and ord(character) not in _FILLERS


def choose(characters: Collection[str], lang: str, configured: str = "") -> FontChoice:
    """Choose fonts: the configured one, the engine's own, then the machine's for what is left.

    Raises:
        ConfigError: The configured font is not on this machine.
    """
    chosen: list[Face] = _configured(configured) if configured else []
    families = [configured] if configured and not chosen else []
    families += list(dict.fromkeys(face.family for face in chosen))
    unshown = not_embedded(characters)
    poorly = {c for c in characters if ord(c) >= _FIRST_POOR and script_of(c) in _POOR} - unshown
    wanted = unshown | poorly
    if wanted and chosen:
        wanted -= _shown_by(_regular(chosen), wanted)
    extra: list[Face] = []
    if wanted:
        extra, wanted = _fallbacks(wanted, lang)
    more = tuple(dict.fromkeys(face.family for face in extra))
    files = dict.fromkeys(face.path for face in (*chosen, *extra))
    return FontChoice(
        text=tuple(dict.fromkeys((*families, TEXT[0], *more, *TEXT[1:]))),
        mono=(MONO[0], *more, *MONO[1:]),
        files=tuple(files),
        missing=frozenset(wanted - poorly),
    )


def shelve(files: Iterable[Path], shelf: Path) -> None:
    """Make a folder that holds these font files and no others: the engine takes whole folders."""
    shelf.mkdir()
    for number, file in enumerate(files):
        place = shelf / f"{number}{file.suffix}"
        try:
            place.symlink_to(file)
        except OSError:
            # Windows lets few make links.
            with contextlib.suppress(OSError):
                place.write_bytes(file.read_bytes())


def _configured(name: str) -> list[Face]:
    if name in TEXT:
        return []
    faces = [face for face in machine_faces() if face.family.casefold() == name.casefold()]
    if not faces:
        from difflib import get_close_matches

        known = sorted({face.family for face in machine_faces()} | set(TEXT))
        close = get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(close)}?" if close else ""
        problem = f"pdf.font: no font {name!r} on this machine"
        raise ConfigError(FILE_NAME, (problem,), hint=hint)
    return faces


@cache
def machine_faces() -> tuple[Face, ...]:
    """Find the fonts of this machine and of `fontpkg-…` Python packages, by family."""
    import typst

    fonts = typst.Fonts(
        include_system_fonts=True,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in _package_folders()],
    )
    faces = [
        Face(info.family, Path(info.path), info.index, info.weight, info.style)
        for info in fonts.fonts()
        if info.path
    ]
    return tuple(sorted(faces, key=lambda f: (f.family, f.style, f.weight, str(f.path))))


def _package_folders() -> Iterator[Path]:
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    for entry in entry_points(group="fontpkg.family"):
        spec = find_spec(entry.module)
        if spec and spec.submodule_search_locations:
            yield Path(spec.submodule_search_locations[0]) / "files"


def _fallbacks(missing: set[str], lang: str) -> tuple[list[Face], set[str]]:
    """Take families in a fixed order, each that shows something still missing."""
    by_family: dict[str, list[Face]] = {}
    for face in machine_faces():
        by_family.setdefault(face.family, []).append(face)
    wanted = _wanted_families(missing, lang)
    order = sorted(by_family, key=lambda family: (_rank(family, wanted), family))
    chosen: list[Face] = []
    for family in order:
        if not missing:
            break
        shown = _shown_by(_regular(by_family[family]), missing)
        if shown:
            chosen += by_family[family][:_MOST_FACES]
            missing = missing - shown
    return chosen, missing


def _regular(faces: list[Face]) -> Face:
    return min(faces, key=lambda f: (f.style != "normal", abs(f.weight - _REGULAR), str(f.path)))


def _rank(family: str, wanted: list[str]) -> int:
    for rank, name in enumerate(wanted):
        if name in family:
            return rank
    return len(wanted) + (0 if family.startswith(("Noto", "DejaVu")) else 1)


_HAN = {"ja": "JP", "ko": "KR", "zh-TW": "TC", "zh-HK": "HK", "zh-Hant": "TC"}


def _wanted_families(missing: set[str], lang: str) -> list[str]:
    region = _HAN.get(lang) or _HAN.get(lang.split("-", maxsplit=1)[0], "SC")
    wanted: list[str] = []
    for script, _ in Counter(script_of(c) for c in missing).most_common():
        if script == "Emoji":
            wanted += ["Emoji"]
        elif script in {"CJK", "Hiragana", "Katakana", "Hangul", "Bopomofo"}:
            wanted += [f"Serif CJK {region}", f"CJK {region}", "CJK"]
        else:
            wanted += [f"Noto Serif {script}", f"Noto Sans {script}", script]
    return wanted


def _shown_by(face: Face, characters: set[str]) -> set[str]:
    glyphs = _glyphs(face.path, face.index)
    return {character for character in characters if ord(character) in glyphs}


@cache
def _glyphs(path: Path, index: int) -> frozenset[int]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(str(path), fontNumber=index, lazy=True) as font:
            best: dict[int, Any] = font.getBestCmap() or {}
            return frozenset(best)
    except (TTLibError, OSError, AssertionError, KeyError, ValueError):
        return frozenset()


def script_of(character: str) -> str:
    """Name the script of a character, as fonts are named after it."""
    code = ord(character)
    if 0x1F000 <= code < 0x1FB00 or 0x2600 <= code < 0x27C0 or code in _KEYCAPS:  # noqa: PLR2004 - blocks of pictographs
        return "Emoji"
    words = unicodedata.name(character, "").split()
    return words[0].capitalize().replace("Cjk", "CJK") if words else "Symbols"


_KEYCAPS = frozenset({0x20E3, 0x2B50, 0x2B55, 0x231A, 0x231B})
_DEBIAN = {
    "Emoji": "fonts-noto-color-emoji",
    **dict.fromkeys(("CJK", "Hiragana", "Katakana", "Hangul", "Bopomofo"), "fonts-noto-cjk"),
}
_PYPI = {
    "Arabic": "fontpkg-noto-sans-arabic",
    "Devanagari": "fontpkg-noto-sans-devanagari",
    "Khmer": "fontpkg-noto-sans-khmer",
    "Tamil": "fontpkg-noto-sans-tamil",
    "Telugu": "fontpkg-noto-sans-telugu",
    "Thai": "fontpkg-noto-sans-thai",
    "Bengali": "fontpkg-hind-siliguri",
}


def helpful_package(character: str) -> str:
    """Say which package has a font for this character."""
    script = script_of(character)
    hint = f"the Debian package {_DEBIAN.get(script, 'fonts-noto-core')}"
    pypi = _PYPI.get(script)
    return f"{hint}, or the Python package {pypi}," if pypi else hint


def glyph_name(character: str) -> str:
    """Write a character so that anyone can look it up: `U+1F600 grinning face`."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X} {name}".strip()
