"""Addresses on the web as EPUB takes them: absolute, in ASCII, of a scheme that EPUBCheck knows."""

from __future__ import annotations

import re

from blogcli.markdown import targets

_SCHEMES = frozenset(
    ("ftp", "gopher", "http", "https", "im", "irc", "mailto", "news", "nntp", "sip", "tel", "xmpp")
)
"""That only lead somewhere: it warns of all that were registered since."""
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}\.?")
_AUTHORITY = re.compile(r"[a-z]+://([^/?#]*)", re.IGNORECASE)


def web_address(written: str) -> str:
    """Give an address that a book may lead to, or nothing."""
    address = "".join(written.split("\n")).strip()
    if address.startswith("//"):
        address = f"https:{address}"
    if address.lower().startswith("doi:"):
        address = f"https://doi.org/{address[4:].lstrip('/')}"
    scheme, colon, rest = address.partition(":")
    if not colon or scheme.lower() not in _SCHEMES or not rest:
        return ""
    mended = targets.mended(address)
    if not mended:
        return ""
    found = targets.in_ascii(mended).replace("[", "%5B").replace("]", "%5D")
    before, mark, fragment = found.partition("#")
    found = before + mark + fragment.replace("#", "%23")
    authority = _AUTHORITY.match(found)
    return found if authority is None or _is_host(authority[1].partition(":")[0]) else ""


def _is_host(host: str) -> bool:
    """Say whether a name is one of labels that IDNA can read (RFC 5890)."""
    if not _HOST.fullmatch(host.lower()):
        return False
    try:
        host.lower().encode("ascii").decode("idna")
    except UnicodeError:
        return False
    return True
