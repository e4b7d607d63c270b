"""The passage that shows why a post was found."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.index.snippet import Finder, Snippet
from blogcli.index.words import Mode
from blogcli.markdown.lines import visible
from index.words.shelf import Shelf, make_post, marked

New = Callable[..., Shelf]
FILLER = "lorem ipsum dolor sit amet " * 20
MODES: tuple[Mode, ...] = ("word", "prefix", "phrase", "exact", "fuzzy")


@pytest.mark.parametrize(
    ("text", "query", "mode", "marks"),
    [
        ("Kaupungin talossa asuu kaupunki", "kaupunki", "word", ["Kaupungin", "kaupunki"]),
        ("Kaupungin talossa asuu kaupunki", "kaupunki", "exact", ["kaupunki"]),
        ("Kaupungin talossa asuu kaupunki", "kau", "prefix", ["Kaupungin", "kaupunki"]),
        ("Kaupungin talossa asuu kaupunki", "kaupunki talo", "phrase", ["Kaupungin talossa"]),
        ("Uusi node.js-palvelin", "nodejs", "word", ["node.js"]),
        ("Uusi node.js-palvelin", "palvelin", "word", ["palvelin"]),
        ("Lähetä e-mail tai email", "email", "word", ["e-mail", "email"]),
        ("Opi C++:aa ja C#", "C++", "word", ["C++"]),
        ("Lue #blogi", "#blogi", "word", ["#blogi"]),
        ("EU:n ja EU", "EU", "word", ["EU", "EU"]),
        ("日本語のブログ", "ブログ", "word", ["ブログ"]),
        ("日本語のブログ", "語", "word", ["語"]),
        ("kubernetesin asennus", "kuberntes", "fuzzy", ["kubernetesin"]),
        ("(Kaupungin), “kaupunki”!", "kaupunki", "word", ["Kaupungin", "kaupunki"]),
        ("väittänyt", "väittää", "word", ["väittänyt"]),
    ],
)
def test_matches_are_marked_in_their_own_form(
    text: str, query: str, mode: Mode, marks: list[str], shelf: New
) -> None:
    snippet = shelf("fi").put(text).snippet(query, mode)
    assert snippet.text == text
    assert marked(snippet) == marks


def test_the_passage_is_where_the_matches_are_and_knows_its_line(shelf: New) -> None:
    text = f"Alku\n{FILLER}\n\n{FILLER} keskellä on kaupungin talo, {FILLER}\nLoppu"
    snippet = shelf("fi").put(text).snippet("kaupunki", width=60)
    assert snippet.line == 4
    assert marked(snippet) == ["kaupungin"]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert 40 <= len(snippet.text) <= 62
    words = snippet.text.strip("…").split()
    assert words[0] in text.split()
    assert words[-1] in text.split()


def test_a_passage_with_all_that_was_asked_for_is_best(shelf: New) -> None:
    text = f"kaupunki kaupunki {FILLER} kaupunki ja talo {FILLER} talo talo"
    index = shelf("fi").put(text)
    matches = [index.match("kaupunki"), index.match("talo")]
    snippet = Finder(matches).best([(7, text)], "fi", width=60)
    assert marked(snippet) == ["kaupunki", "talo"]
    assert snippet.line == 7


def test_without_a_match_in_the_body_it_is_the_beginning(shelf: New) -> None:
    index = shelf("fi")
    index.put_post(make_post(title="kaupunki"), f"\n\nAlku on tässä. {FILLER}")
    snippet = index.snippet("kaupunki", width=20)
    assert snippet == Snippet("Alku on tässä. lorem…", 3, ())


def test_an_empty_body_has_an_empty_passage(shelf: New) -> None:
    index = shelf("fi").put("")
    assert index.snippet("kaupunki") == Snippet("", 1, ())
    assert Finder([]).best([], "fi") == Snippet("", 1, ())


def test_lines_are_those_of_the_file(seed: Path, dictionaries: Path) -> None:
    text = (seed / "kansainvalinen-yhteistyo.txt").read_text(encoding="utf-8")
    body = f"# Otsikko\n\n> *{text}*\n\n[Linkki](https://example.com/kaupunki)\n"
    index = Shelf(dictionaries, ("fi",)).put(text)
    lines = [(number + 10, line) for number, line in visible(body)]
    for query in ("kumppanuus", "pormestari", "eturinta", "kotikenttä", "kehitystyö"):
        snippet = Finder([index.match(query)]).best(lines, "fi", width=80)
        if snippet.matches:
            start, end = snippet.matches[0]
            assert snippet.text[start:end] in body.split("\n")[snippet.line - 11]
    assert "](" not in Finder([index.match("linkki")]).best(lines, "fi").text


@settings(deadline=None)  # a dictionary is opened when it first comes
@given(
    st.text(
        st.characters(max_codepoint=sys.maxunicode) | st.sampled_from("ab -.é日本\n"), max_size=80
    ),
    st.sampled_from(MODES),
    st.integers(1, 40),
)
def test_whatever_is_found_is_marked_within_the_width(
    dictionaries: Path, text: str, mode: Mode, width: int
) -> None:
    index = Shelf(dictionaries, ("fi",)).put(text)
    for query in text.split()[:3]:
        if index.lookup.term(query, mode) is None:
            continue
        snippet = index.snippet(query, mode, width=width)
        assert len(snippet.text) <= width + 2
        ends = [0]
        for start, end in snippet.matches:
            assert ends[-1] <= start < end <= len(snippet.text)
            ends.append(end)
        assert 1 <= snippet.line <= text.count("\n") + 1
        if width == 40 and len(query) <= 20:
            assert snippet.matches


@pytest.mark.parametrize("words", [200_000])
def test_a_book_in_one_post_takes_no_longer_than_reading_it(words: int, shelf: New) -> None:
    text = " ".join(f"sana{number % 5000}" for number in range(words)) + " kaupungissa"
    index = shelf("fi").put(text)
    assert marked(index.snippet("kaupunki")) == ["kaupungissa"]
