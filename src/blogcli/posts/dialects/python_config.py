"""Configuration that is a Python program (Pelican, Nikola), read as text and never run.

Only what is written out counts: names bound to literals, also inside lists, tuples and mappings,
joined by `+`, or referring to such a name above.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

MAX_SIZE = 1_000_000
"""Of a text or list that is joined from others."""
_Unknown = ValueError


def parse(text: str) -> dict[str, object]:
    """Give the module's constants; what a program would have to compute is left out.

    Raises:
        ValueError: This is no Python.
    """
    try:
        module = ast.parse(text)
    except (SyntaxError, RecursionError, MemoryError) as error:
        message = f"this is no Python: {error}"
        raise ValueError(message) from error
    known: dict[str, object] = {}
    for name, value in _assignments(module.body):
        try:
            known[name] = _value(value, known)
        except (ValueError, TypeError, RecursionError):
            known.pop(name, None)
    return known


def _assignments(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    for statement in body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    yield target.id, statement.value
        elif (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and statement.value is not None
        ):
            yield statement.target.id, statement.value


def _value(node: ast.expr, known: dict[str, object]) -> object:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.Tuple, ast.List)):
        return [_value(item, known) for item in node.elts]
    if isinstance(node, ast.Dict):
        return _mapping(node, known)
    if isinstance(node, ast.Name) and node.id in known:
        return known[node.id]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _joined(_value(node.left, known), _value(node.right, known))
    raise _Unknown


def _mapping(node: ast.Dict, known: dict[str, object]) -> dict[str, object]:
    mapping = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:  # `**other`
            raise _Unknown
        mapping[str(_value(key, known))] = _value(value, known)
    return mapping


def _joined(left: object, right: object) -> object:
    if isinstance(left, str) and isinstance(right, str):
        joined: object = left + right
    elif isinstance(left, list) and isinstance(right, list):
        joined = left + right
    else:
        raise _Unknown
    if len(left) + len(right) > MAX_SIZE:
        raise _Unknown
    return joined
