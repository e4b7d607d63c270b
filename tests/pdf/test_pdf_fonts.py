from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from blogcli.errors import ConfigError
from blogcli.graphics import fonts
from blogcli.graphics.fonts import MONO, TEXT, choose, glyph_name, helpful_package, not_embedded
from blogcli.pdf.job import Sheet

SIGN = "\U00010280"
"""A Lycian letter, which no font of the engine and few machines have."""


def make_font(path: Path, family: str, characters: str) -> None:
    """Draw a font in which each of these characters is a box."""
    pen = TTGlyphPen(None)
    for point in ((100, 0), (100, 700), (600, 700)):
        (pen.lineTo if point != (100, 0) else pen.moveTo)(point)
    pen.closePath()
    box = pen.glyph()
    builder: Any = FontBuilder(1000, isTTF=True)  # type: ignore[no-untyped-call]
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap({ord(character): "box" for character in characters})
    builder.setupGlyf({".notdef": box, "box": box})
    builder.setupHorizontalMetrics({".notdef": (700, 100), "box": (700, 100)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    names = {"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")}
    builder.setupNameTable(names)
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)


@pytest.fixture(autouse=True)
def _look_again() -> Iterator[None]:
    fonts.machine_faces.cache_clear()
    yield
    fonts.machine_faces.cache_clear()


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Install a font as `fontpkg-…` packages do: in a module that an entry point names."""
    make_font(tmp_path / "fontpkg_boxes" / "files" / "Boxes.ttf", "Boxes", SIGN)
    (tmp_path / "fontpkg_boxes" / "__init__.py").write_text("")
    info = tmp_path / "fontpkg_boxes-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fontpkg-boxes\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[fontpkg.family]\nboxes = fontpkg_boxes\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return "Boxes"


@pytest.mark.parametrize(
    "text", ["Plain words.", "äöåÄÖÅ šž ñ ł ß", "Ελληνικά кириллица", "“”‘’–—…•·€£©", "→ ✓ ☐ ☑"]
)
def test_the_engines_own_fonts_show_european_languages(text: str) -> None:
    assert not_embedded(text) == set()
    assert choose(set(text), "en").files == ()


def test_what_has_no_shape_needs_no_font() -> None:
    assert not_embedded("\u00ad\u200b\u200d\u2060\ufe0f\u3000\u202e\n\t\U000e0101") == set()


def test_what_no_embedded_font_has_is_found() -> None:
    assert not_embedded(f"日本 a {SIGN}") == {"日", "本", SIGN}


def test_a_font_of_a_python_package_is_used_where_it_helps(packaged: str) -> None:
    assert choose({"a"}, "en") == fonts.FontChoice()

    choice = choose({"a", SIGN}, "en")

    assert packaged in choice.text
    assert packaged in choice.mono
    assert [file.name for file in choice.files] == ["Boxes.ttf"]
    assert choice.missing == frozenset()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fonts lie elsewhere there")
def test_a_font_of_the_person_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    make_font(tmp_path / ".local" / "share" / "fonts" / "Own.ttf", "Own Boxes", SIGN)

    assert choose({SIGN}, "en").missing == frozenset()


def test_the_configured_font_comes_first(packaged: str) -> None:
    choice = choose({"a"}, "en", "boxes")

    assert choice.text[0] == packaged
    assert choice.text[1:] == TEXT
    assert choice.mono == MONO


def test_an_embedded_font_may_be_configured() -> None:
    choice = choose({"a"}, "en", "New Computer Modern")

    assert choice.text[0] == "New Computer Modern"
    assert choice.files == ()


@pytest.mark.usefixtures("packaged")
def test_an_unknown_font_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(ConfigError) as caught:
        choose({"a"}, "en", "Boxxes")

    assert caught.value.problems == ("pdf.font: no font 'Boxxes' on this machine",)
    assert "Boxes" in caught.value.hint


def test_the_order_of_fonts_does_not_depend_on_that_of_files(
    packaged: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    faces = fonts.machine_faces()

    first = choose({SIGN}, "en")
    monkeypatch.setattr(fonts, "machine_faces", lambda: faces[::-1])

    assert packaged in first.text
    assert choose({SIGN}, "en").text == first.text


@pytest.mark.usefixtures("packaged")
def test_a_packaged_font_is_embedded_in_the_pdf(
    typeset: Callable[..., Sheet], text_of: Callable[[bytes], str]
) -> None:
    sheet = typeset(f"One {SIGN} two `{SIGN}` **{SIGN}**.")

    assert sheet.findings == ()
    assert sheet.standards == ("ua-1", "a-2a")
    assert text_of(sheet.pdf).count(SIGN) == 3


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="20"><text>{}</text></svg>'


@pytest.mark.usefixtures("packaged")
def test_letters_of_a_drawing_get_their_font_too(
    typeset: Callable[..., Sheet], blog_folder: Path
) -> None:
    (blog_folder / "posts/map.svg").write_text(DRAWING.format(f"One {SIGN}"), "utf-8")

    sheet = typeset("![Map](map.svg)")

    assert sheet.findings == ()
    assert sheet.standards == ("ua-1", "a-2a")


def test_letters_of_a_drawing_that_no_font_has_are_told(
    typeset: Callable[..., Sheet], blog_folder: Path
) -> None:
    (blog_folder / "posts/map.svg").write_text(DRAWING.format(SIGN), "utf-8")

    glyph, standard = typeset("![Map](map.svg)").findings

    assert glyph.message == "no font here shows U+10280 lycian letter a; a picture lacks it"
    assert standard.message.count("could not be displayed") == 1


@pytest.mark.parametrize(
    ("character", "package"),
    [
        ("日", "the Debian package fonts-noto-cjk"),
        ("😀", "the Debian package fonts-noto-color-emoji"),
        ("ไ", "the Debian package fonts-noto-core, or the Python package fontpkg-noto-sans-thai,"),
        (SIGN, "the Debian package fonts-noto-core"),
    ],
)
def test_a_package_that_would_help_is_named(character: str, package: str) -> None:
    assert helpful_package(character) == package


def test_a_character_is_named_so_that_it_can_be_looked_up() -> None:
    assert glyph_name("😀") == "U+1F600 grinning face"
    assert glyph_name("\U000e0fff") == "U+E0FFF"


def test_the_list_of_embedded_glyphs_is_that_of_the_engine() -> None:
    """Every hundredth listed character is set without complaint, in all faces of text and code."""
    import typst

    runs = json.loads(Path(fonts.__file__).with_name("embedded_glyphs.json").read_text())
    codes = [code for first, last in runs for code in range(first, last + 1)][::100]
    families = ", ".join(f'"{family}"' for family in TEXT)
    main = f"""
        #set document(title: "t")
        #let words = json("words.json").join(" a ")
        #set text(font: ({families}))
        #par(words)
        #strong(words) #emph(words) #raw(words)
    """
    compiler: Any = typst.Compiler

    files = {"main.typ": main.encode(), "words.json": json.dumps([chr(c) for c in codes]).encode()}
    pdf = compiler(files, ignore_system_fonts=True).compile(
        input=files, pdf_standards=["ua-1", "a-2a"], timestamp=0
    )

    assert len(codes) > 70
    assert pdf.startswith(b"%PDF")
