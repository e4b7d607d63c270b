"""Addresses on the web as EPUB takes them: absolute, in ASCII, of a registered scheme."""

from __future__ import annotations

from blogcli.markdown import targets

_SCHEMES = frozenset((
    "doi", "ftp", "geo", "gopher", "http", "https", "im", "irc", "ircs", "magnet", "mailto",
    "matrix", "news", "nntp", "sip", "sms", "tel", "webcal", "xmpp",
))  # fmt: skip
"""That only lead somewhere, and that IANA knows: EPUB warns of others."""


def web_address(written: str) -> str:
    """Give an address that a book may lead to, or nothing."""
    address = "".join(written.split("\n")).strip()
    if address.startswith("//"):
        address = f"https:{address}"
    scheme, colon, rest = address.partition(":")
    if not colon or scheme.lower() not in _SCHEMES or not rest:
        return ""
    mended = targets.mended(address)
    return targets.in_ascii(mended) if mended else ""
