"""Characters that no page may hold."""

from __future__ import annotations

import re

_LAST = "".join(chr(0x10000 * plane + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))

# HTML 5 allows these characters nowhere, not even escaped (§13.2.3.5).
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef{_LAST}]")


def allowed(text: str) -> str:
    """Leave out control characters and noncharacters, which HTML has no place for."""
    return _FORBIDDEN.sub("", text)
