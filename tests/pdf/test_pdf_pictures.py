"""Pictures and formulas on the page: where they stand, and how wide they are."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from blogcli.config import PdfConfig
from blogcli.pdf.job import House, Sheet
from blogcli.pdf.setting import setting_of

Typeset = Callable[..., Sheet]


def opened(sheet: Sheet) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(sheet.pdf))


def pictures_of(page: pikepdf.Page) -> list[tuple[float, float]]:
    """Give where the pictures of a page begin and end, from its left side, in points."""
    found: list[tuple[float, float]] = []
    saved: list[tuple[float, float]] = []
    left, scale = 0.0, 1.0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "q":
            saved.append((left, scale))
        elif operator == "Q":
            left, scale = saved.pop()
        elif operator == "cm":
            by, _, _, _, along, _ = map(float, list(instruction.operands))
            left, scale = left + scale * along, scale * by
        elif operator == "Do":
            found.append((left, left + scale))
    return found


@pytest.mark.parametrize(
    "body",
    [
        "- ![Sea](wide.png)\n  - One\n\n    ![Sea](wide.png)",
        "> > ![Sea](wide.png)",
        "> [!NOTE]\n> ![Sea](wide.png)",
        "Sea\n: ![Sea](wide.png)",
        "Sea.[^a]\n\n[^a]: ![Sea](wide.png)",
        "Sea ![Sea](wide.png) and [![Sea](wide.png)](#nowhere) too.",
    ],
    ids=["list", "quote", "callout", "definition", "note", "line"],
)
def test_a_picture_stays_within_the_measure(
    typeset: Typeset, house: House, blog_folder: Path, body: str
) -> None:
    Image.new("L", (2400, 300)).save(blog_folder / "posts" / "wide.png")
    right = house.setting.width - house.setting.side

    with opened(typeset(body)) as pdf:
        found = [place for page in pdf.pages for place in pictures_of(page)]

    assert found
    assert all(house.setting.side - 1 < start < end < right + 1 for start, end in found), found


@pytest.mark.parametrize(
    ("mode", "suffix"),
    [
        *((mode, "png") for mode in ("RGB", "RGBA", "P", "L", "1", "LA")),
        ("L", "jpg"),
        ("L", "webp"),
    ],
)  # fmt: skip
def test_pictures_that_together_take_too_much_are_as_fine_as_paper_shows(
    typeset: Typeset, blog_folder: Path, monkeypatch: pytest.MonkeyPatch, mode: str, suffix: str
) -> None:
    across = round(setting_of(PdfConfig()).text_width / 72 * 200)
    picture = Image.new(mode, (2400, 300))
    if suffix != "png":
        picture = picture.convert("RGB")
    picture.save(blog_folder / "posts" / f"wide.{suffix}")
    Image.new("L", (90, 90)).save(blog_folder / "posts" / "small.png")
    body = f"![Sea](wide.{suffix})\n\n![Sky](small.png)"
    whole = typeset(body)
    monkeypatch.setattr("blogcli.pdf.document._MOST_DECODED", 1_000_000)
    spared = typeset(body)

    assert spared.findings == whole.findings == ()
    assert widths_of(whole) == {2400, 90}
    assert widths_of(spared) == {across, 90}
    with opened(whole) as one, opened(spared) as other:
        assert pictures_of(one.pages[0]) == pictures_of(other.pages[0])


def widths_of(sheet: Sheet) -> set[int]:
    """Give the pixels across of all images of a file."""
    with opened(sheet) as pdf:
        return {
            int(obj["/Width"])
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Image"
        }


def test_pictures_share_the_width_of_a_table(typeset: Typeset, blog_folder: Path) -> None:
    Image.new("L", (2400, 300)).save(blog_folder / "posts" / "wide.png")
    Image.new("L", (2400, 301)).save(blog_folder / "posts" / "other.png")

    with opened(typeset("| A | B |\n|---|---|\n| ![A](wide.png) | ![B](other.png) |")) as pdf:
        (first, second) = pictures_of(pdf.pages[0])

    assert first[1] < second[0]


def test_a_small_picture_stands_in_its_line(
    typeset: Typeset, blog_folder: Path, lines_of: Callable[[bytes], list[str]]
) -> None:
    Image.new("L", (8, 8)).save(blog_folder / "posts" / "dot.png")

    sheet = typeset("Before ![dot](dot.png) after.")

    assert any("Before" in line and "after." in line for line in lines_of(sheet.pdf))


@pytest.mark.parametrize("terms", [26, 80], ids=["made smaller", "broken"])
@pytest.mark.parametrize("mark", ["", "- ", "> > "], ids=["text", "list", "quote"])
def test_a_wide_formula_stays_on_the_page(
    typeset: Typeset, house: House, mark: str, terms: int
) -> None:
    latex = "+".join(f"x_{{{n}}}" for n in range(terms))
    right = house.setting.width - house.setting.side

    sheet = typeset(f"{mark}$${latex}$$")

    assert sheet.standards == ("ua-1", "a-2a")
    with opened(sheet) as pdf:
        places = [
            float(list(step.operands)[4])
            for step in pikepdf.parse_content_stream(pdf.pages[0])
            if str(step.operator) == "cm"
        ]
    assert house.setting.side - 1 < min(places) < max(places) < right + 1


def test_a_picture_in_a_quote_stands_in_the_middle(typeset: Typeset, blog_folder: Path) -> None:
    Image.new("L", (80, 80)).save(blog_folder / "posts" / "dot.png")

    with opened(typeset('> ![Dot](dot.png "Caption")')) as pdf:
        ((start, end),) = pictures_of(pdf.pages[0])
        middle = float(pdf.pages[0].mediabox[2]) / 2

    assert (start + end) / 2 == pytest.approx(middle, abs=1)
