"""Formulas: set, refused with a reason, never a way for markup into the page."""

from __future__ import annotations

import pytest

from blogcli.markdown.math import FormulaError, to_mathml, tree
from blogcli.markdown.parse import parse


def test_a_formula_is_mathml_with_its_source() -> None:
    assert to_mathml(r"\frac{a}{2}", display=True) == (
        '<math display="block"><semantics><mrow><mfrac><mrow><mi>a</mi></mrow>'
        "<mrow><mn>2</mn></mrow></mfrac></mrow>"
        '<annotation encoding="application/x-tex">\\frac{a}{2}</annotation></semantics></math>'
    )


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>x</script>}",
        r"\text{&lt;script&gt;}",
        r"\href{javascript:x}{y}",
        r"\style{position:fixed}{y}",
        r"\class{x}{y}",
        r'\color{red" onclick="x}{y}',
        "a<b>c",
    ],
)
def test_formulas_carry_no_markup(tex: str) -> None:
    written = to_mathml(tex, display=False)
    assert "<script" not in written
    assert "<b>" not in written
    tags = written.partition("<annotation")[0]
    for attribute in ("href", "style=", "class", "onclick"):
        assert attribute not in tags


@pytest.mark.parametrize(
    ("tex", "signs"),
    [
        (r"\big\{ x \Big\}", "{x}"),
        (r"\bigl\langle x \bigr\rangle", "⟨x⟩"),
        (r"\Bigg\lvert x \Bigg\Vert", "|x∥"),
        (r"\bigg\| x \big\lfloor", "∥x⌊"),
        (r"\big\lbrace \big\backslash \big\uparrow", "{\\↑"),
        (r"\arg\max_x f", "argmaxxf"),
        (r"x \nonumber \label{eq:x} y \notag", "xy"),
        (r"\int\nolimits_a \P \R", "∫a¶ℝ"),
        (r"\begin{matrix}a\cr b\\\nonumber c\end{matrix}", "abc"),
    ],
)
def test_commands_that_the_engine_lacks_have_their_sign(tex: str, signs: str) -> None:
    assert "".join(tree(tex, display=True).itertext()) == signs


@pytest.mark.parametrize(
    "begin",
    [
        "aligned}", "aligned}[t]", "alignedat}{2}", "align}", "alignat}{2}", "alignat*}{2}",
        "flalign*}", "split}", "eqnarray}", "eqnarray*}", "dcases}", "cases}", "matrix}",
    ],
)  # fmt: skip
def test_lines_of_an_environment_are_rows(begin: str) -> None:
    name = begin.partition("}")[0]
    for before, behind in (("", ""), (r"\left\{", r"\right.")):
        tex = rf"{before}\begin{{{begin} a &= b \\ c &= d \end{{{name}}}{behind}"
        found = tree(tex, display=True)
        assert len(list(found.iter("mtr"))) == 2
        assert "".join(found.itertext()).strip("{") == "a=bc=d"


@pytest.mark.parametrize(
    ("tex", "signs"),
    [
        (r"\begin{cases}[1, 0] & a\\ [0, 1] & b\end{cases}", "{[1,0]a[0,1]b"),
        ("\\begin{aligned}\n[x] &= y\\end{aligned}", "[x]=y"),
        (r"\begin{aligned}[t] x &= y\end{aligned}", "x=y"),
    ],
)
def test_a_bracket_at_the_beginning_of_lines_is_seen(tex: str, signs: str) -> None:
    assert "".join(tree(tex, display=True).itertext()) == signs


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        ("", "not a formula: no available tokens"),
        ("^", "not a formula: missing super script or subscript"),
        (r"a\foo", r"unknown command \foo"),
        ("{" * 5000, "the formula is nested too deeply"),
        ("x" * 10_001, "the formula is longer than 10000 characters"),
        (r"\newcommand{\a}{bb}\a", "macro definitions in formulas are not supported"),
        (r"\def\a{\a\a}\a", "macro definitions in formulas are not supported"),
    ],
)
def test_what_cannot_be_set_is_refused_with_a_reason(tex: str, reason: str) -> None:
    with pytest.raises(FormulaError) as caught:
        to_mathml(tex, display=False)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    "tex",
    [r"\begin{bmatrix}1&2\end{bmatrix}^T", r"x\_{i}^\*", r"\begin{align}a&=b\\c&=d\end{align}"],
)
def test_mathml_has_the_children_it_wants(tex: str) -> None:
    wanted = {"msup": 2, "msub": 2, "msubsup": 3, "mfrac": 2}
    for element in tree(tex, display=True).iter():
        assert len(element) == wanted.get(element.tag, len(element))
        assert "\\" not in (element.text or "")
        assert element.text != "(1)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The area $$a^2$$ is.", ["InlineMath"]),
        ("Then $$a$$.", ["InlineMath"]),
        ("$$a$$ is.", ["InlineMath"]),
        ("*so* $$a$$", ["InlineMath"]),
        ("- of $$a$$ and $$b$$", ["InlineMath", "InlineMath"]),
        ("# $$a$$", ["InlineMath"]),
        ("| $$a$$ | b |\n| --- | --- |\n| $$c$$ | d |", ["InlineMath", "InlineMath"]),
        ("$$a$$", ["DisplayMath"]),
        ("$$a$$,", ["DisplayMath"]),
        ("- $$a$$", ["DisplayMath"]),
        ("> $$a$$", ["DisplayMath"]),
        ("The area\n$$a^2$$\nis.", ["DisplayMath"]),
        ("The area $$\na^2\n$$ is.", ["DisplayMath"]),
        ("First.\n\n$$a$$\n\nLast.", ["DisplayMath"]),
    ],
)
def test_two_dollars_amid_words_are_inline(text: str, expected: list[str]) -> None:
    kinds = [next(iter(event)) for event in parse(text) if isinstance(event, dict)]
    assert [kind for kind in kinds if kind.endswith("Math")] == expected
