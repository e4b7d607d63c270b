"""YAML as of 1.2, counted: what authors write is what they get."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.posts.values import HeaderProblem, as_text
from blogcli.posts.yaml_loader import load


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("12:30:45", "12:30:45"),
        ("2024-01-02", "2024-01-02"),
        ("2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("0", 0),
        ("-12", -12),
        ("+7", 7),
        ("0x1F", 31),
        ("0o17", 15),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1.2.3", "1.2.3"),
        ("9" * 40, 1e40),
        ("'true'", "true"),
        ('"2024"', "2024"),
        ("!!str 2024", "2024"),
        ("!custom x", "x"),
        ("=", "="),
        ("[a, 1, no]", ["a", 1, "no"]),
        ("{a: {b: c}}", {"a": {"b": "c"}}),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        (">-\n  one\n  line\n", "one line"),
        ("Uusi: sana", None),
    ],
)
def test_scalars(written: str, value: object) -> None:
    if written == "Uusi: sana":
        with pytest.raises(HeaderProblem, match="mapping values are not allowed"):
            load(f"key: {written}\n")
    else:
        assert load(f"key: {written}\n") == {"key": value}


@pytest.mark.parametrize("written", ["007", "1.10", "2024", "0x10", "1e3", "-0"])
def test_numbers_remember_how_they_were_written(written: str) -> None:
    assert as_text(load(f"tag: {written}")["tag"]) == written


def test_places_are_those_of_the_values() -> None:
    values = load('title: "A"\ntags:\n  - a\n  - b\n"quoted key" :   x\n')

    assert values.places == {"title": (1, 8), "tags": (3, 3), "quoted key": (5, 18)}


def test_of_a_repeated_key_the_last_counts_and_it_is_remembered() -> None:
    values = load("title: a\ntags: [x]\ntitle: b\n")

    assert values == {"title": "b", "tags": ["x"]}
    assert values.duplicates == [("title", 3)]


def test_aliases_and_merges() -> None:
    values = load("base: &b {x: 1, y: 2}\nlist: &l [1]\nmore: {<<: *b, y: 3}\nsame: *l\n")

    assert values["more"] == {"x": 1, "y": 3}
    assert values["same"] == [1]
    assert load("a: &x 1\nb: *x\n&k c: 2\n*k : 3\n*x : 4\n") == {"a": 1, "b": 1, "c": 3, "1": 4}


@pytest.mark.parametrize("text", ["", "~\n", "# only a comment\n", "null"])
def test_nothing_is_an_empty_mapping(text: str) -> None:
    assert load(text) == {}


def test_pyyaml_without_its_c_library_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'title: "A\\tb"\ntags: [no, 007]\nbase: &b {x: 1}\nmore: {<<: *b}\n'
    quick = load(text)
    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)

    assert load(text) == quick
    assert load(text).places == quick.places
    with pytest.raises(HeaderProblem, match="control characters"):
        load("a: \x01")


def test_a_merge_into_the_front_matter_itself() -> None:
    assert load("<<: {a: 1, b: 2}\nb: 3\n") == {"a": 1, "b": 3}


@pytest.mark.parametrize(
    ("text", "line", "column", "reason", "hint"),
    [
        ("a: 1\n\tb: 2\n", 2, 1, "found a tab character", "spaces, not tabs"),
        ("a:\n\tb: 2\n", 2, 1, "found character that cannot start any token", "not tabs"),
        ("a: b: c\n", 1, 5, "mapping values are not allowed in this context", "quotes"),
        ("a: @x\n", 1, 4, "found character that cannot start any token", "quotes"),
        ('a: "x\nb: 1\n', 1, 4, "the quote that opens here is never closed", ""),
        ("a: b\nc: [d, e\nf: g\n", 2, 4, "the [ that opens here is not closed", ""),
        ("a: {b: 1, c: [2}\nd: 1\n", 1, 16, "did not find expected ',' or ']'", ""),
        ("a: {b: 1\nc: 2\n", 1, 4, "the { that opens here is not closed", ""),
        ("a: 1\nb\nc: 2\n", 2, 1, "a key needs a : behind it", ""),
        ("a: 'it's'\n", 1, 8, "did not find expected key", "twice"),
        ("- a\n", 1, 1, "a mapping of keys to values, and this is a list", ""),
        ("just text\n", 1, 1, "a mapping of keys to values, and this is text", ""),
        ("? [a]\n: b\n", 1, 3, "a key must be plain text", ""),
        ("a: *b\n", 1, 4, "no value is marked &b above", ""),
        ("a: &a [*a]\n", 1, 8, "&a holds itself", ""),
        ("&a\nb: *a\n", 2, 4, "&a holds itself", ""),
        ("<<: [a]\n", 1, 5, "`<<` merges mappings only", ""),
        ("a: 1\nb: \x01\n", 2, 4, "U+0001: control characters are not allowed", ""),
        ("ä: 1\nb: ä\x7f\n", 2, 5, "U+007F", ""),
        ('a: "x\\0"\n', 1, 4, "a NUL character", ""),
        ("a: 1\n---\nb: 2\n", 2, 1, "a second one begins", ""),
    ],
)
def test_problems_have_places(text: str, line: int, column: int, reason: str, hint: str) -> None:
    with pytest.raises(HeaderProblem) as caught:
        load(text)

    assert (caught.value.line, caught.value.column) == (line, column)
    assert reason in caught.value.reason
    assert hint in caught.value.hint


_SCALARS = st.one_of(
    st.booleans(),
    st.none(),
    st.integers(-(10**15), 10**15),
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"),
        max_size=20,
    ).filter(lambda text: not re.fullmatch(r"[-+]?\d+e[-+]?\d+|0o[0-7]+", text, re.IGNORECASE)),
)  # numbers to YAML 1.2 alone: PyYAML, of 1.1, writes such texts without quotes


@given(
    st.dictionaries(
        st.text("abcdefgh_", min_size=1, max_size=8),
        st.recursive(
            _SCALARS,
            lambda inner: (
                st.lists(inner, max_size=4)
                | st.dictionaries(st.text("xyz", min_size=1, max_size=4), inner, max_size=3)
            ),
            max_leaves=10,
        ),
        max_size=5,
    )
)
def test_what_pyyaml_writes_is_read_as_pyyaml_reads_it(values: dict[str, object]) -> None:
    import yaml

    written = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)

    assert load(written) == values


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_only_cr_and_lf_end_a_line(sign: str) -> None:
    text = (
        f"a: one{sign}two\nb: 'x{sign}y\ue000'\nc: |\n  z{sign}w\n  k\n"
        f'd: [p, "q{sign}\\L"]\ne: "open\n'
    )
    with pytest.raises(HeaderProblem) as caught:
        load(text)
    assert caught.value.line == 7

    found = load(text.replace('"open', "1"))
    assert found == {
        "a": f"one{sign}two",
        "b": f"x{sign}y\ue000",
        "c": f"z{sign}w\nk\n",
        "d": ["p", f"q{sign}\u2028"],
        "e": 1,
    }
    assert found.places["e"] == (7, 4)
