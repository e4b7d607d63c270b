"""Words are divided as their language divides them: here Finnish, by its rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from blogcli.config import PdfConfig
from blogcli.pdf.document import Workshop
from blogcli.pdf.job import House, Job, Sheet
from blogcli.pdf.setting import setting_of
from blogcli.posts.post import Post

VOWELS = "aeiouyäöå"
LONG = {a + a for a in VOWELS}
DIPHTHONGS = {
    "ai", "ei", "oi", "ui", "yi", "äi", "öi", "au", "eu", "ou", "iu", "äy", "öy", "ey", "iy", "ie",
    "uo", "yö",
}  # fmt: skip
SECOND_PARTS = (
    "alai",
    "asia",
    "edus",
    "elin",
    "itse",
    "osa",
    "uko",
    "ulko",
    "yhte",
    "yksi",
    "ympä",
)
"""Beginnings of the second parts of compounds, where a vowel may follow the break."""


def lawful(before: str, after: str) -> bool:
    """Tell whether a Finnish word may be divided here (Kielitoimisto: tavutus).

    A syllable begins with the last consonant before a vowel, or between two vowels that don't sound
    together; a compound is divided between its parts.
    """
    if not any(letter in VOWELS for letter in before) or len(after) < 2:
        return False
    if after.startswith(SECOND_PARTS):
        return True
    if after[0] not in VOWELS:
        return after[1] in VOWELS
    pair = before[-1] + after[0]
    return before[-1] in VOWELS and pair not in LONG | DIPHTHONGS


def divisions(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line, following in pairwise(lines):
        if line.endswith("\u00ad"):
            before = re.findall(r"[^\W\d_]+\Z", line.rstrip("\u00ad"))
            after = re.findall(r"\A[^\W\d_]+", following)
            yield before[0].lower(), after[0].lower()


@pytest.fixture
def narrow(house: House, tmp_path: Path) -> Workshop:
    """A column so narrow that many words are divided."""
    return Workshop(replace(house, setting=setting_of(PdfConfig(margin="7cm"))), tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "answer"),
    [
        ("kehittä", "misessä", True),
        ("kehitt", "ämisessä", False),
        ("kansain", "välinen", True),
        ("kansainv", "älinen", False),
        ("kaupun", "gin", True),
        ("kau", "punki", True),
        ("ka", "upunki", False),
        ("lu", "oda", False),
        ("glo", "baali", True),
        ("yhteis", "työ", True),
        ("yht", "eistyö", False),
        ("ongelman", "ratkaisu", True),
        ("tulosha", "kuinen", True),
    ],
)
def test_the_rule_knows_its_finnish(before: str, after: str, answer: bool) -> None:
    assert lawful(before, after) is answer


def test_the_first_post_is_divided_as_finnish_is(
    narrow: Workshop, seed: Path, lines_of: Callable[[bytes], list[str]]
) -> None:
    text = (seed / "kansainvalinen-yhteistyo.txt").read_text("utf-8")
    title = "Kansainvälinen yhteistyö korostuu Helsingin kehittämisessä"
    body = text.split(title)[-1]
    post = Post(path="posts/a.md", slug="a", lang="fi", title=title)

    found = list(divisions(lines_of(narrow.make(Job(post, body)).pdf)))

    assert len(found) > 20
    assert [pair for pair in found if not lawful(*pair)] == []


def test_the_same_words_are_divided_otherwise_in_english(
    narrow: Workshop, lines_of: Callable[[bytes], list[str]]
) -> None:
    def divided(lang: str) -> set[tuple[str, str]]:
        words = "kansainvälinen ongelmanratkaisu kokonaisvaltaisesti jokapäiväisestä " * 20
        post = Post(path="posts/a.md", slug="a", lang=lang, title="Title")
        return set(divisions(lines_of(narrow.make(Job(post, words)).pdf)))

    assert all(lawful(*pair) for pair in divided("fi"))
    assert not all(lawful(*pair) for pair in divided("en"))


def test_a_span_follows_its_own_language(
    narrow: Workshop, lines_of: Callable[[bytes], list[str]]
) -> None:
    words = "kansainvälinen ongelmanratkaisu kokonaisvaltaisesti jokapäiväisestä " * 20
    post = Post(path="posts/a.md", slug="a", lang="en", title="Title")

    sheet: Sheet = narrow.make(Job(post, f'<div lang="fi">{words}</div>'))

    found = list(divisions(lines_of(sheet.pdf)))
    assert found
    assert all(lawful(*pair) for pair in found)
