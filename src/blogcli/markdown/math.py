r"""TeX → MathML by latex2mathml; its own writer would let markup through (`\text{<script>}`)."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from blogcli.errors import BlogError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LONGEST = 10_000
_MACROS = re.compile(r"\\(?:re|provide)?newcommand\b|\\[gex]?def\b|\\let\b|\\DeclareMathOperator\b")
_NUMBERED = re.compile(r"\\(begin|end)\{(align|equation|gather|multline|eqnarray)\}")
_ENVIRONMENTS = {
    "aligned": "split", "alignedat": "split", "alignat": "align*", "flalign": "align*",
    "eqnarray": "array", "dcases": "cases",
}  # fmt: skip
"""What the engine has in place of those that it lacks: it would put all lines into one."""
_LACKED = re.compile(rf"\\(begin|end)\{{({'|'.join(_ENVIRONMENTS)})\*?\}}(\{{\d+\}})?")
# Some generators read maths as Markdown first: there every `_`, `{` and backslash needs another.
_SIGN_OF_ESCAPES = re.compile(r"\\_(?=[{A-Za-z0-9])|\\\*|\\\\[{}]|\\{4}")
_MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TEXT = re.compile(r"\\(?:text[a-z]*|mathrm|mathtt|mathit|operatorname)\*?\{[^{}]*\}")
# What asks for numbers, names a formula or moves its limits: nothing that is seen here.
_SILENT = re.compile(
    r"(?<!\\)((?:\\\\)*)\\(?:(?:nonumber|notag|nolimits)(?![A-Za-z])|label\s*\{[^{}]*\})"
)
_NEW_LINE = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:cr|newline)(?![A-Za-z])")
# Behind these the engine takes a bracket for the alignment of columns, which only a star asks for.
_RAISED = re.compile(r"(\\begin\{[a-z]+\})\s*\[\s*[tcb]\s*\]")
_BRACKET = re.compile(r"(\\begin\{[a-z]+\*?\})\s*\[(?!\s*[lcr]\s*\])")
_SIGNS = {
    r"\{": "{", r"\}": "}", r"\|": "∥", r"\lbrace": "{", r"\rbrace": "}", r"\lbrack": "[",
    r"\rbrack": "]", r"\vert": "|", r"\lvert": "|", r"\rvert": "|", r"\mid": "|", r"\Vert": "∥",
    r"\lVert": "∥", r"\rVert": "∥", r"\parallel": "∥", r"\langle": "⟨", r"\rangle": "⟩",
    r"\lfloor": "⌊", r"\rfloor": "⌋", r"\lceil": "⌈", r"\rceil": "⌉", r"\lgroup": "⟮",
    r"\rgroup": "⟯", r"\backslash": "\\", r"\uparrow": "↑", r"\downarrow": "↓",
    r"\updownarrow": "↕", r"\Uparrow": "⇑", r"\Downarrow": "⇓", r"\Updownarrow": "⇕",
    r"\P": "¶", r"\copyright": "©", r"\R": "ℝ", r"\N": "ℕ", r"\Z": "ℤ", r"\Q": "ℚ", r"\C": "ℂ",
    r"\arg": "arg",
}  # fmt: skip
"""Commands that the engine leaves as they are: a few, and all delimiters behind `\\big`."""
_UNKNOWN = re.compile(r"\\[A-Za-z]+")
_ELEMENT = re.compile(r"m[a-z]+")
_NAMES = """
accent accentunder close columnalign columnlines columnspacing columnspan depth display
displaystyle fence form frame height largeop linethickness lspace mathbackground mathcolor
mathsize mathvariant maxsize minsize movablelimits notation open rowalign rowlines rowspacing
rowspan rspace scriptlevel separator stretchy symmetric voffset width
"""
_ATTRIBUTES = frozenset(_NAMES.split())
_SCRIPTS = {"msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
_CHILDREN = {**_SCRIPTS, "mfrac": 2, "mroot": 2}
_VALUE = re.compile(r"[\w#.%+\- ]*")


class FormulaError(BlogError):
    """A formula that can't be set: its source is shown instead."""


def tree(tex: str, *, display: bool) -> Element:
    """Read a formula into a MathML tree, for writing it in any medium.

    Texts and attributes are plain, without entities. Raises FormulaError.
    """
    tex = tex.strip()
    if len(tex) > _LONGEST:
        reason = f"the formula is longer than {_LONGEST} characters"
        raise FormulaError(reason)
    if _MACROS.search(tex):
        # Definitions grow exponentially, and would be forgotten by the next formula anyway.
        reason = "macro definitions in formulas are not supported"
        raise FormulaError(reason)
    root = _converted(_prepared(tex), display=display)
    for element in list(root.iter()):
        _fit(element)
        element.text = html.unescape(element.text or "")
        for name, value in list(element.attrib.items()):
            if name not in _ATTRIBUTES or not _VALUE.fullmatch(value):
                del element.attrib[name]
        if element.tag in {"mi", "mo"}:
            _name(element, element.text)
    return root


def _prepared(tex: str) -> str:
    """Write a formula as the engine reads it."""
    if "\\begin" in tex:
        tex = _BRACKET.sub(r"\1{}[", _RAISED.sub(r"\1", tex))
        tex = _NUMBERED.sub(r"\\\1{\2*}", _LACKED.sub(_known, tex))
    tex = _NEW_LINE.sub(r"\1\\\\", _SILENT.sub(r"\1", tex))
    if _SIGN_OF_ESCAPES.search(_TEXT.sub("", tex)):
        tex = _MARKDOWN_ESCAPE.sub(r"\1", tex)
    return tex


def _known(found: re.Match[str]) -> str:
    name = _ENVIRONMENTS[found[2]]
    columns = "{rcl}" if name == "array" and found[1] == "begin" else ""
    return f"\\{found[1]}{{{name}}}{columns}"


def _name(element: Element, text: str) -> None:
    """Give the sign of a command that the engine has left as it is."""
    element.text = _SIGNS.get(text, text)
    if text == r"\arg":
        element.tag = "mo"
    if element.text == text and _UNKNOWN.fullmatch(text):
        reason = f"unknown command {text}"
        raise FormulaError(reason)


def _fit(element: Element) -> None:
    """Give an element as many children as MathML wants: the engine lets brackets stray."""
    from xml.etree.ElementTree import Element, SubElement

    wanted = _CHILDREN.get(element.tag)
    if wanted is None or len(element) == wanted:
        return
    if element.tag not in _SCRIPTS and len(element) > wanted:
        reason = f"not a formula: {element.tag} of {len(element)} parts"
        raise FormulaError(reason)
    while len(element) < wanted:
        SubElement(element, "mrow")
    if surplus := len(element) - wanted:
        base = Element("mrow")
        base.extend(element[: surplus + 1])
        element[: surplus + 1] = [base]


def _converted(tex: str, *, display: bool) -> Element:
    from latex2mathml.converter import Converter

    mode = "block" if display else "inline"
    try:
        return Converter(display=mode).convert_to_element(tex)
    except RecursionError:
        reason = "the formula is nested too deeply"
        raise FormulaError(reason) from None
    except Exception as error:
        # The engine has no common ancestor for its faults, and lets StopIteration and KeyError out.
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error"))
        reason = f"not a formula: {words.lower()}"
        raise FormulaError(reason) from error


@lru_cache(maxsize=2048)
def to_mathml(tex: str, *, display: bool) -> str:
    """Write a formula as MathML, with its TeX source as annotation; raises FormulaError."""
    root = tree(tex, display=display)
    parts = ['<math display="block"><semantics>' if display else "<math><semantics>"]
    for child in root:
        _write(child, parts)
    source = html.escape(tex.strip(), quote=False)
    parts.append(f'<annotation encoding="application/x-tex">{source}</annotation>')
    parts.append("</semantics></math>")
    return "".join(parts)


def _write(root: Element, parts: list[str]) -> None:
    """Write an element; a stack of our own, since formulas may be deep."""
    waiting: list[Element | str] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            parts.append(element)
            continue
        name = element.tag if _ELEMENT.fullmatch(element.tag) else "mrow"
        attributes = "".join(
            f' {key}="{html.escape(value)}"' for key, value in element.attrib.items()
        )
        parts.append(f"<{name}{attributes}>{html.escape(element.text or '', quote=False)}")
        waiting.append(f"</{name}>")
        waiting += reversed(element)
