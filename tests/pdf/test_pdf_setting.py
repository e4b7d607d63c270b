from __future__ import annotations

import pytest

from blogcli.config import PdfConfig
from blogcli.errors import ConfigError
from blogcli.pdf.setting import setting_of

MM = 72 / 25.4


@pytest.mark.parametrize(
    ("paper", "width", "size"),
    [("a4", 210 * MM, 11), ("A5", 148 * MM, 10), ("letter", 612, 11), ("us-letter", 612, 11)],
)
def test_each_paper_has_a_measure_of_about_66_letters(
    paper: str, width: float, size: float
) -> None:
    setting = setting_of(PdfConfig(paper=paper))

    assert setting.width == pytest.approx(width)
    assert setting.size == size
    assert 29 < setting.text_width / setting.size < 32


def test_margin_and_size_can_be_set() -> None:
    setting = setting_of(PdfConfig(margin="2.5 cm", font_size="10pt"))

    assert setting.side == setting.top == setting.bottom == pytest.approx(25 * MM)
    assert setting.size == 10


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        setting_of(PdfConfig(paper="a3", margin="wide", font_size="100pt"))

    assert caught.value.problems == (
        "pdf.paper: 'a3' is unknown; use a4, a5, letter",
        "pdf.font_size: '100pt' is not from 6pt to 24pt",
        "pdf.margin: 'wide' is not a length",
    )


def test_a_margin_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(ConfigError, match="leaves no room"):
        setting_of(PdfConfig(margin="9cm"))


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        (PdfConfig(font_size="0pt"), "pdf.font_size: '0pt' is not from 6pt to 24pt"),
        (PdfConfig(margin="0mm"), "pdf.margin: '0mm' leaves no room for page numbers"),
        (PdfConfig(margin="2mm"), "pdf.margin: '2mm' leaves no room for page numbers"),
    ],
)
def test_nought_is_not_taken_for_nothing_said(config: PdfConfig, problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        setting_of(config)

    assert caught.value.problems == (problem,)


@pytest.mark.parametrize(
    ("paper", "hint"),
    [
        ("lettre", 'did you mean paper = "letter"?'),
        ("a44", 'did you mean paper = "a4"?'),
        ("xyz", ""),
    ],
)
def test_a_paper_that_is_unknown_is_answered_with_the_one_meant(paper: str, hint: str) -> None:
    with pytest.raises(ConfigError) as raised:
        setting_of(PdfConfig(paper=paper))

    assert raised.value.hint == hint
