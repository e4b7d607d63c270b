"""Regular expressions from strangers: which are refused before they cost anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

LONGEST = 1_000
"""Code points of a pattern."""

_COPIES = 10_000
"""How often counted repeats may copy their content in all; the engine unrolls them in memory."""

_SIGN = r"(?s)\\.|\(\?(?:R|&|P>|[+-]?[0-9])|\{([0-9]*)(?:,([0-9]*))?\}"


def check(pattern: str) -> tuple[str, str] | None:
    """Say what is wrong with a pattern and a hint, or None where it may be used."""
    if len(pattern) > LONGEST:
        return f"a regular expression has at most {LONGEST:,} characters", ""
    copies = 1
    for sign in re.finditer(_SIGN, pattern):
        if sign[0].startswith("("):
            return "recursion in a regular expression is not allowed", ""
        copies *= max(1, *(int(number[:9] or 1) for number in sign.groups() if number), 1)
        if copies > _COPIES:
            return "the counted repeats of the regular expression are too large", ""
    return _compiles(pattern)


def compiled(pattern: str) -> regex.Pattern[str]:
    """Compile a pattern that `check` passed; `^` and `$` match at every line."""
    import regex

    return regex.compile(pattern, regex.MULTILINE)


def _compiles(pattern: str) -> tuple[str, str] | None:
    import regex

    try:
        compiled(pattern)
    except regex.error as error:
        return f"not a regular expression: {error}", "a sign itself is written with \\ before it"
    except (RecursionError, MemoryError, OverflowError, ValueError):
        return "the regular expression is too large", ""
    return None
