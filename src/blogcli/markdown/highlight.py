"""Code → spans with Pygments' classes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

_LARGEST = 100_000  # characters: Pygments takes about a second for so much
_LONGEST_LINE = 10_000
_LANGUAGE = re.compile(r"\A[{\s]*[\w+#.-]+(?![\w+#.=-])")
_PLAIN = frozenset({"", "text", "plain", "plaintext", "txt", "none", "nohighlight", "output"})
_ALIASES = {
    "jsonc": "json",
    "json5": "json",
    "mjs": "js",
    "cjs": "js",
    "node": "js",
    "yml": "yaml",
    "golang": "go",
    "shellsession": "console",
    "sh-session": "console",
    "viml": "vim",
    "conf": "ini",
    "dotenv": "ini",
    "objectivec": "objective-c",
    "vb.net": "vbnet",
    "c#": "csharp",
    "f#": "fsharp",
}


def language_of(info: str) -> str:
    """Give the language that a fence's info string names: `go {linenos=true}`, `{.python}`, `js:a.js`."""  # noqa: E501 - one sentence
    found = _LANGUAGE.search(info.partition(":")[0])
    return found.group().strip("{.- \t").lower() if found else ""


def highlight(code: str, language: str) -> str | None:
    """Write code as HTML spans; None where it stays plain: unknown language, or over 100 kB."""
    found = tokens(code, language)
    if found is None:
        return None
    parts: list[str] = []
    last, text = "", ""
    for kind, value in found:
        name = _class(kind)
        if name == last:
            text += value
            continue
        parts.append(_span(last, text))
        last, text = name, value
    parts.append(_span(last, text))
    return "".join(parts)


def tokens(code: str, language: str) -> Iterable[tuple[_TokenType, str]] | None:
    """Divide code by what its parts are; None where it stays plain, see `highlight`."""
    if language in _PLAIN or len(code) > _LARGEST:
        return None
    if len(code) > _LONGEST_LINE and max(map(len, code.split("\n"))) > _LONGEST_LINE:
        return None
    lexer = _lexer(_ALIASES.get(language, language))
    return None if lexer is None else lexer.get_tokens(code)


def _span(name: str, text: str) -> str:
    escaped = html.escape(text, quote=False)
    return f'<span class="{name}">{escaped}</span>' if name and text else escaped


@lru_cache(maxsize=256)
def _lexer(name: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=512)
def _class(kind: _TokenType) -> str:
    from pygments.token import STANDARD_TYPES

    while kind not in STANDARD_TYPES and kind.parent is not None:
        kind = kind.parent
    name = STANDARD_TYPES.get(kind, "")
    return "" if name == "w" else name
