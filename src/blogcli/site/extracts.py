"""A post's text away from its page: in a feed, beside the texts of other posts."""

from __future__ import annotations

import re

_DRAWING = re.compile(r"(<svg\b.*?</svg>)", re.DOTALL | re.IGNORECASE)
# Of those with a space: no other has an attribute.
_TAG = re.compile(r"""<[a-zA-Z](?=[^>]*\s)(?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_ID = re.compile(r"""\sid=(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_WITHIN = re.compile(r"""(\shref=["']?)#""", re.IGNORECASE)


def detached(html: str, address: str) -> str:
    """Let links within a text lead to its page at `address`, and take its ids away.

    Readers show many posts on one page: there each would have a footnote of the same id. Drawings
    keep theirs, which they use themselves.
    """
    if "id=" not in html and "#" not in html:
        return html
    parts = _DRAWING.split(html)
    parts[::2] = [_TAG.sub(lambda tag: _tag(tag[0], address), part) for part in parts[::2]]
    return "".join(parts)


def _tag(tag: str, address: str) -> str:
    if "=" not in tag:
        return tag
    return _WITHIN.sub(lambda found: f"{found[1]}{address}#", _ID.sub("", tag))
