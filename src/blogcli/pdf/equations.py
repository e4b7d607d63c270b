"""LaTeX formulas → nodes for Typst's `math` functions, by way of MathML.

A formula stays data to its end: letters, signs and words go to Typst as strings, and only the names
of constructs listed in `templates/math.typ` choose what is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias
from unicodedata import normalize

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MathNode: TypeAlias = dict[str, Any]

MAX_DEPTH = 24
_OPEN = "([{⟨⌈⌊⟦⟮"
_CLOSE = ")]}⟩⌉⌋⟧⟯"
_EITHER = "|‖∣∥"
_ACCENTS = {
    "^": "\u0302", "ˆ": "\u0302", "\u0302": "\u0302", "~": "\u0303", "˜": "\u0303", "∼": "\u0303",
    "¯": "\u0304", "˘": "\u0306", "˙": "\u0307", ".": "\u0307", "¨": "\u0308", "˚": "\u030a",
    "°": "\u030a", "ˇ": "\u030c", "`": "\u0300", "´": "\u0301", "→": "\u20d7", "⃗": "\u20d7",
    "←": "\u20d6", "⃛": "\u20db",
}  # fmt: skip
_OVER = {"―": "overline", "‾": "overline", "_": "underline", "\u0332": "underline",
         "⏞": "overbrace", "⏟": "underbrace", "⎴": "overbracket", "⎵": "underbracket"}  # fmt: skip
_LIMITS = frozenset(
    {"lim", "max", "min", "sup", "inf", "limsup", "liminf", "det", "gcd", "Pr", "argmax", "argmin"}
)
_STROKE = "⧸"
_NOTHING: MathNode = {"m": "row", "c": []}
_CONTROL_SPACE = 0.25
"""In em: a backslash before a space or the end of a line (TeX)."""
_NAMED_SPACES = {"negativethinmathspace": -1 / 6, "thinmathspace": 1 / 6, "thickmathspace": 5 / 18}
_DELIMITERS = re.compile(r"^\s*\\[\[(]|\\[\])]\s*$")
"""Some write `$$\\[ … \\]$$`, one pair too many."""
_LENGTH = re.compile(r"(-?\d*\.?\d+)em")


class UnknownMath(ValueError):
    """This LaTeX, or something in it, has no equivalent; the message says what."""


def to_math(latex: str) -> MathNode:
    """Turn LaTeX into nodes.

    Raises:
        UnknownMath: It isn't LaTeX that can be converted.
    """
    from blogcli.markdown.math import FormulaError, tree

    try:
        element = tree(_DELIMITERS.sub("", latex), display=False)
    except FormulaError as error:
        raise UnknownMath(error.reason) from error
    node = _node(element, 0)
    parts = node["c"] if node["m"] == "row" else [node]
    seen = [part for part in parts if not _is_empty(part)]
    _mark_inner_lines(seen[0] if len(seen) == 1 else node)
    return node


def _mark_inner_lines(node: MathNode) -> None:
    """Tell lines within a formula, as behind a brace, from those that are the formula."""
    waiting: list[object] = list(node.values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            if value.get("m") == "aligned":
                value["inner"] = True
            waiting += value.values()


def characters(node: object) -> set[str]:
    """Collect the characters that a formula shows."""
    if isinstance(node, dict):
        found = set(node["v"]) if isinstance(node.get("v"), str) else set()
        return found.union(*(characters(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(characters(value) for value in node))
    return set()


def _node(element: Element, depth: int) -> MathNode:
    if depth > MAX_DEPTH:
        message = "nested too deeply"
        raise UnknownMath(message)
    handler = _HANDLERS.get(element.tag)
    if handler is None:
        message = f"no equivalent of {element.tag}"
        raise UnknownMath(message)
    return handler(element, depth)


def _parts(element: Element, depth: int, least: int) -> list[MathNode]:
    if len(element) < least:
        message = f"incomplete {element.tag}"
        raise UnknownMath(message)
    return [_node(child, depth + 1) for child in element]


def _text(element: Element) -> str:
    return element.text or ""


# Leaves


def _identifier(element: Element, depth: int) -> MathNode:
    text = _text(element)
    if text.startswith("\\") and not text.strip("\\ \n\t"):
        return {"m": "space", "width": _CONTROL_SPACE}
    if text.startswith("\\") and len(text) > 1:
        message = f"{text} is unknown"
        raise UnknownMath(message)
    if len(element):
        return _row(element, depth)
    if text == "&":
        return {"m": "align"}
    if not text:
        return _NOTHING
    if len(text) != 1:
        return {"m": "op", "v": text, "limits": text in _LIMITS}
    node: MathNode = {"m": "symbol", "v": text}
    variant = element.get("mathvariant", "")
    return {"m": "styled", "variant": variant, "c": node} if variant else node


def _operator(element: Element, depth: int) -> MathNode:
    text = _text(element)
    if len(element):
        letters = "".join(element.itertext())
        return {"m": "op", "v": letters, "limits": letters in _LIMITS}
    if len(text) > 1 and text.isalpha():
        return {"m": "op", "v": text, "limits": text in _LIMITS}
    node: MathNode = {"m": "symbol" if len(text) == 1 else "text", "v": text}
    if size := _em(element.get("minsize", "")):
        return {"m": "sized", "size": size, "c": node}
    del depth
    return node


def _number(element: Element, _: int) -> MathNode:
    return {"m": "text", "v": _text(element)}


def _words(element: Element, _: int) -> MathNode:
    return {"m": "words", "v": _text(element).replace("\u00a0", " ")}


def _space(element: Element, _: int) -> MathNode:
    if not element.attrib:
        return {"m": "break"}
    width = element.get("width", "")
    return {"m": "space", "width": _NAMED_SPACES.get(width, _em(width))}


def _em(length: str) -> float:
    found = _LENGTH.fullmatch(length.lstrip("+"))
    return float(found[1]) if found else 0.0


# Rows, and delimiters that grow with what they hold


def _row(element: Element, depth: int) -> MathNode:
    nodes = _fenced(list(element), depth)
    return nodes[0] if len(nodes) == 1 else {"m": "row", "c": nodes}


def _fenced(elements: list[Element], depth: int) -> list[MathNode]:
    """Pair delimiters; an unpaired one stays a sign."""
    rows: list[list[MathNode]] = [[]]
    struck = False
    for element in elements:
        if _is_stroke(element):
            struck = True
            continue
        form = _fence(element)
        if form == "open":
            rows.append([])
        if form == "close" and len(rows) == 1:
            rows = [[], rows[0]]
        node = _node(element, depth + 1)
        rows[-1].append(_struck(node) if struck else node)
        struck = False
        if form == "close":
            inner = rows.pop()
            rows[-1].append({"m": "fenced", "c": inner})
    *closed, last = rows
    if closed and elements and last:
        last = _unclosed(last, elements)
    return _binomials([node for row in (*closed, last) for node in row])


def _is_stroke(element: Element) -> bool:
    r"""Tell whether this is the stroke of `\not`, which lies on the next sign."""
    return element.tag == "mpadded" and "".join(element.itertext()) == _STROKE


def _struck(node: MathNode) -> MathNode:
    if node["m"] != "symbol":
        return {"m": "cancel", "c": node}
    negated = normalize("NFC", node["v"] + "\u0338")
    return {"m": "symbol" if len(negated) == 1 else "text", "v": negated}


def _unclosed(nodes: list[MathNode], elements: list[Element]) -> list[MathNode]:
    """Let a brace that opens cases grow, though nothing closes it."""
    grows = any(e.tag == "mo" and e.get("form") == "prefix" for e in elements)
    return [{"m": "fenced", "c": nodes}] if grows else nodes


def _fence(element: Element) -> str:
    if element.tag != "mo" or element.get("stretchy") == "false" or element.get("minsize"):
        return ""
    form = {"prefix": "open", "postfix": "close"}.get(element.get("form", ""), "")
    text = _text(element)
    if form and (element.get("fence") == "true"):
        return form
    if len(text) != 1 or element.get("fence") == "true":
        return ""
    return "open" if text in _OPEN else "close" if text in _CLOSE else ""


def _binomials(nodes: list[MathNode]) -> list[MathNode]:
    """Find the stack between two grown parentheses, which is how a binomial arrives."""
    found: list[MathNode] = []
    for node in nodes:
        found.append(node)
        if len(found) >= 3 and [n["m"] for n in found[-3:]] == ["sized", "stack", "sized"]:  # noqa: PLR2004 - delimiter, stack, delimiter
            stack = found[-2]
            found[-3:] = [{"m": "binom", "a": stack["a"], "b": stack["b"]}]
    return found


# Scripts


def _scripts(*names: str, limits: bool | None = None) -> Callable[[Element, int], MathNode]:
    def handle(element: Element, depth: int) -> MathNode:
        base, *rest = _parts(element, depth, 1)
        node: MathNode = {"m": "attach", "base": base, "limits": limits}
        return node | dict(zip(names, rest, strict=False))

    return handle


def _above(element: Element, depth: int) -> MathNode:
    sign = _sign(element)
    base, above = _parts(element, depth, 2)[:2]
    if name := _OVER.get(sign):
        return {"m": "over", "name": name, "c": base}
    if sign in _ACCENTS:
        return {"m": "accent", "accent": _ACCENTS[sign], "c": base}
    return _annotated(base, "t", above)


def _below(element: Element, depth: int) -> MathNode:
    sign = _sign(element)
    base, below = _parts(element, depth, 2)[:2]
    if name := _OVER.get(sign):
        return {"m": "over", "name": name.replace("overline", "underline"), "c": base}
    return _annotated(base, "b", below)


def _annotated(base: MathNode, place: str, note: MathNode) -> MathNode:
    if base["m"] == "over" and "brac" in base["name"]:
        return base | {"note": note}
    return {"m": "attach", "base": base, place: note, "limits": True}


def _sign(element: Element) -> str:
    mark = element[1] if len(element) > 1 else None
    return _text(mark) if mark is not None and mark.tag == "mo" else ""


# Constructs


def _fraction(element: Element, depth: int) -> MathNode:
    above, below = _parts(element, depth, 2)[:2]
    kind = "stack" if element.get("linethickness") in {"0", "0pt", "0em"} else "frac"
    return {"m": kind, "a": above, "b": below}


def _square_root(element: Element, depth: int) -> MathNode:
    return {"m": "root", "c": _row(element, depth)}


def _root(element: Element, depth: int) -> MathNode:
    inner, index = _parts(element, depth, 2)[:2]
    return {"m": "root", "c": inner, "index": index}


def _matrix(element: Element, depth: int) -> MathNode:
    rows = [[_cell(cell, depth) for cell in row] for row in element]
    rows = [row for row in rows if not all(_is_empty(cell) for cell in row)] or rows
    width = max((len(row) for row in rows), default=0)
    rows = [row + [_NOTHING] * (width - len(row)) for row in rows]
    if element.get("displaystyle") == "true":
        return {"m": "aligned", "rows": rows}
    return {"m": "matrix", "rows": rows, "align": _alignment(element, width)}


def _alignment(table: Element, width: int) -> list[str]:
    """Say how each column is aligned: as in its first row."""
    first = [cell.get("columnalign", "center") for cell in table[0]] if len(table) else []
    return (first + ["center"] * width)[:width]


def _cell(cell: Element, depth: int) -> MathNode:
    node = _row(cell, depth + 2) if len(cell) else _NOTHING
    if node["m"] != "row":
        return node
    inner = list(node["c"])
    while inner and _is_empty(inner[0]):
        del inner[0]
    return inner[0] if len(inner) == 1 else {"m": "row", "c": inner}


def _is_empty(node: MathNode) -> bool:
    if node["m"] == "row":
        return all(_is_empty(inner) for inner in node["c"])
    return node["m"] in {"space", "break"}


def _styled(element: Element, depth: int) -> MathNode:
    node = _row(element, depth)
    if element.get("displaystyle") == "true":
        return {"m": "styled", "variant": "display", "c": node}
    if element.get("displaystyle") == "false":
        return {"m": "styled", "variant": "inline", "c": node}
    return node


def _enclosed(element: Element, depth: int) -> MathNode:
    notation = element.get("notation", "")
    kind = "cancel" if "strike" in notation else "boxed" if "box" in notation else "row"
    node = _row(element, depth)
    return node if kind == "row" else {"m": kind, "c": node}


def _phantom(element: Element, depth: int) -> MathNode:
    return {"m": "phantom", "c": _row(element, depth)}


def _prescripts(_: Element, __: int) -> MathNode:
    message = "scripts before a letter"
    raise UnknownMath(message)


_HANDLERS: dict[str, Callable[[Element, int], MathNode]] = {
    "math": _row, "mrow": _row, "mpadded": _row, "mi": _identifier, "mo": _operator,
    "mn": _number, "mtext": _words, "mspace": _space, "mfrac": _fraction, "msqrt": _square_root,
    "mroot": _root, "msub": _scripts("b"), "msup": _scripts("t"), "msubsup": _scripts("b", "t"),
    "munderover": _scripts("b", "t", limits=True), "mover": _above, "munder": _below,
    "mtable": _matrix, "mstyle": _styled, "menclose": _enclosed, "mphantom": _phantom,
    "mmultiscripts": _prescripts,
}  # fmt: skip
