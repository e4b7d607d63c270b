"""Finnish words are divided at syllables, as Voikko knows them; other languages by their own rules.

Runs where Voikko and its Finnish dictionary are (Debian: libvoikko1, voikko-fi; PyPI: libvoikko).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

from blogcli.config import PdfConfig
from blogcli.index.analysis import voikko
from blogcli.pdf.document import Workshop
from blogcli.pdf.job import House, Job
from blogcli.pdf.setting import setting_of
from blogcli.posts.post import Post

LONGEST = 50
Lines = Callable[[bytes], list[str]]

PAGES = {
    "sv": """
        in-ter-na-tio-na-li-se-ring kom-mu-ni-ka-tions-av-del-ning-en sjuk-vårds-upp-lys-ning-en
        sam-hälls-pla-ne-ring an-svars-fri-hets-för-kla-ring ut-veck-lings-sam-ar-be-te
    """,
    "de": """
        Stadt-ent-wick-lung Ver-ant-wor-tungs-be-wusst-sein Zu-sam-men-ar-beit
        Öf-fent-lich-keits-ar-beit Nach-hal-tig-keits-stra-te-gie Stra-ßen-bahn-hal-te-stel-le
    """,
    "en": """
        rep-re-sen-ta-tives in-ter-na-tion-al-ly re-spon-si-bil-i-ty col-lab-o-ra-tion
        un-der-stand-ing char-ac-ter-is-ti-cal-ly
    """,
}
"""Words of a page, divided as dictionaries divide them (SAOL, Duden, Merriam-Webster)."""


def divided(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Give both parts of each word that a line's end divides."""
    for line, following in pairwise(lines):
        if line.endswith("\u00ad"):
            before = re.findall(r"[^\W\d_]+\Z", line.rstrip("\u00ad"))
            after = re.findall(r"\A[^\W\d_]+", following)
            yield before[0].lower(), after[0].lower()


def breaks(
    house: House, folder: Path, lang: str, words: str, lines_of: Lines
) -> dict[str, set[int]]:
    """Set words in narrow columns of some widths, and give after which letters each was divided."""
    found: dict[str, set[int]] = {}
    known = {word.lower() for word in words.split()}
    for number, margin in enumerate(range(68, 79, 2)):
        setting = setting_of(PdfConfig(margin=f"{margin}mm", font_size="9pt"))
        place = folder / str(number)
        place.mkdir()
        post = Post(path="posts/a.md", slug="a", lang=lang, title="A")
        body = "\n\n".join(" ".join(["x" * lead, words]) for lead in range(1, 24))
        pdf = Workshop(replace(house, setting=setting), place).make(Job(post, body)).pdf
        for before, after in divided(lines_of(pdf)):
            if before + after in known:
                found.setdefault(before + after, set()).add(len(before))
    return found


def places(hyphenated: str) -> set[int]:
    """Give where a word may be divided, counted in letters from its beginning."""
    at, found = 0, set()
    for part in hyphenated.split("-")[:-1]:
        at += len(part)
        found.add(at)
    return found


@pytest.mark.skipif(not voikko.available(), reason="Voikko is not installed")
def test_the_longest_words_of_the_first_post_break_at_voikkos_syllables(
    house: House, tmp_path: Path, seed: Path, lines_of: Lines
) -> None:
    text = (seed / "kansainvalinen-yhteistyo.txt").read_text("utf-8")
    every = sorted({word.lower() for word in re.findall(r"[^\W\d_]+", text)})
    words = sorted(every, key=len, reverse=True)[:LONGEST]
    engine = import_module("libvoikko").Voikko("fi")
    # An engine may offer fewer places than there are syllables, never others.
    lawful = {word: places(engine.hyphenate(word)) for word in words}

    found = breaks(house, tmp_path, "fi", " ".join(words), lines_of)

    assert len(found) >= LONGEST * 0.8
    wrong = {word: sorted(at - lawful[word]) for word, at in found.items() if at - lawful[word]}
    assert wrong == {}


@pytest.mark.parametrize("lang", PAGES)
def test_words_break_as_their_language_does(
    house: House, tmp_path: Path, lang: str, lines_of: Lines
) -> None:
    lawful = {parts.replace("-", "").lower(): places(parts) for parts in PAGES[lang].split()}

    found = breaks(house, tmp_path, lang, PAGES[lang].replace("-", ""), lines_of)

    assert len(found) >= len(lawful) - 1
    assert {
        word: sorted(at - lawful[word]) for word, at in found.items() if at - lawful[word]
    } == {}
