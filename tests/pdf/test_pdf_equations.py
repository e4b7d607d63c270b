from __future__ import annotations

import contextlib
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.pdf.equations import UnknownMath, characters, to_math
from blogcli.pdf.job import Sheet


def symbol(sign: str) -> dict[str, str]:
    return {"m": "symbol", "v": sign}


def text(words: str) -> dict[str, str]:
    return {"m": "text", "v": words}


@pytest.mark.parametrize(
    ("latex", "node"),
    [
        ("x", symbol("x")),
        (r"\frac{a}{b}", {"m": "frac", "a": symbol("a"), "b": symbol("b")}),
        (r"\sqrt{x}", {"m": "root", "c": symbol("x")}),
        (r"\sqrt[3]{x}", {"m": "root", "c": symbol("x"), "index": text("3")}),
        (r"\binom{n}{k}", {"m": "binom", "a": symbol("n"), "b": symbol("k")}),
        (r"\hat{x}", {"m": "accent", "accent": "\u0302", "c": symbol("x")}),
        (r"\overline{x}", {"m": "over", "name": "overline", "c": symbol("x")}),
        (
            r"\underbrace{x}_{n}",
            {"m": "over", "name": "underbrace", "c": symbol("x"), "note": symbol("n")},
        ),
        (r"\sin", {"m": "op", "v": "sin", "limits": False}),
        (r"\text{if } x", {"m": "row", "c": [{"m": "words", "v": "if "}, symbol("x")]}),
        (r"\[ x \]", symbol("x")),
    ],
)
def test_a_construct_becomes_its_node(latex: str, node: dict[str, object]) -> None:
    assert to_math(latex) == node


def test_scripts_stand_where_they_belong() -> None:
    node = to_math(r"\sum_{i=1}^n x_i")

    assert node["c"][0]["t"] == symbol("n")
    assert node["c"][1] == {"m": "attach", "base": symbol("x"), "limits": None, "b": symbol("i")}


def test_delimiters_grow_with_what_they_hold() -> None:
    node = to_math(r"\left( \frac{a}{b} \right]")

    assert node["m"] == "fenced"
    assert [inner.get("v") for inner in node["c"]] == ["(", None, "]"]


def test_the_brace_of_cases_grows_though_nothing_closes_it() -> None:
    node = to_math(r"f = \begin{cases} 1 & a \\ 0 & b \end{cases}")

    assert node["c"][-1]["m"] == "fenced"
    assert node["c"][-1]["c"][1]["m"] == "matrix"


LINES = r"\begin{aligned} a &= b \\ c &= d \end{aligned}"


@pytest.mark.parametrize("around", ["{}", r"{} \,", r"\[ {} \]"])
def test_a_formula_of_lines_may_break_between_them(around: str) -> None:
    assert inner_lines(to_math(around.replace("{}", LINES))) == [False]


@pytest.mark.parametrize(
    "around", [r"\left\{ {} \right.", "x = {}", r"\begin{cases} {} \end{cases}", r"\frac{{}}{2}"]
)
def test_lines_within_a_formula_stay_together(
    around: str, typeset: Callable[..., Sheet], lines_of: Callable[[bytes], list[str]]
) -> None:
    latex = around.replace("{}", LINES)

    assert inner_lines(to_math(latex)) == [True]
    sheet = typeset(f"$$\n{latex}\n$$")
    assert sheet.findings == ()
    assert "𝑐" in "".join(lines_of(sheet.pdf))


def inner_lines(node: object) -> list[bool]:
    """Say of each construct of lines whether it stands within another."""
    values = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    found = [inner for value in values for inner in inner_lines(value)]
    if isinstance(node, dict) and node.get("m") == "aligned":
        return [node.get("inner", False), *found]
    return found


def test_lines_are_aligned_and_not_numbered() -> None:
    node = to_math(r"\begin{align} a &= b \\ c &= d \end{align}")

    assert node["m"] == "aligned"
    assert "1" not in characters(node)
    assert [len(row) for row in node["rows"]] == [2, 2]


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"\frac", "not a formula: no available tokens"),
        (r"\nosuchcommand{x}", r"unknown command \nosuchcommand"),
        ("{" * 40 + "x" + "}" * 40, "nested too deeply"),
        (r"\sqrt{" * 40 + "x" + "}" * 40, "nested too deeply"),
        ("x" * 30_000, "the formula is longer than 10000 characters"),
    ],
)
def test_what_has_no_equivalent_says_why(latex: str, reason: str) -> None:
    with pytest.raises(UnknownMath) as caught:
        to_math(latex)

    assert str(caught.value) == reason


def test_a_negated_sign_is_one_sign() -> None:
    assert to_math(r"a \not= b")["c"][1] == symbol("≠")
    assert to_math(r"a \not\to b")["c"][1]["v"] == "↛"


def test_columns_of_an_array_keep_their_alignment() -> None:
    node = to_math(r"\begin{array}{l c r} a & b & c \end{array}")

    assert node["align"] == ["left", "center", "right"]


def test_a_line_break_written_twice_over_makes_no_empty_lines() -> None:
    """Some blogs double each backslash, since their generator's Markdown halves them."""
    node = to_math("\\begin{array}{c l}\na & b \\\\\\\\\\\\\nc & d\n\\end{array}")

    assert [[cell["m"] for cell in row] for row in node["rows"]] == [["symbol"] * 2] * 2


LATEX = st.sampled_from(
    [*"abx12+-=()[]{}^_&|<>,.!' ",
     r"\frac", r"\sqrt", r"\left", r"\right", r"\sum", r"\text", r"\\",
     r"\begin{matrix}", r"\end{matrix}", r"\hat", r"\mathbf", r"\alpha", r"\#read", '"', "#", "$"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(LATEX, max_size=30).map("".join))
def test_any_latex_is_a_tree_or_a_reason(latex: str) -> None:
    with contextlib.suppress(UnknownMath):
        node = to_math(latex)
        assert json.loads(json.dumps(node)) == node
