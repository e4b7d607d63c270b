"""Addresses as they may stand in HTML."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

_SAFE = ";/?:@&=+$,-_.!~*'()#%"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLAIN = re.compile(r"[A-Za-z0-9;/?:@=+$,\-_.!~*()#]*")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = re.compile(
    r"(https?|ftp):/{0,2}(?P<authority>[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_AUTHORITY = re.compile(
    r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s<>\[\]\\^|%@:{}`\"]+)(?::(?P<port>[0-9]{0,5}))?"
)
_HIGHEST_PORT = 65_535
_IGNORED = re.compile(r"[\x00-\x20]+")  # browsers drop these before they read the scheme
_NAMES = """
bitcoin doi ftp ftps gemini geo gopher http https im irc ircs magnet mailto matrix mms news
nntp openpgp4fpr sip sms smsto ssh tel webcal xmpp
"""
_SCHEMES = frozenset(_NAMES.split())


def escape(target: str) -> str:
    """Write a target for an attribute in double quotes, encoded as CommonMark does."""
    if _PLAIN.fullmatch(target):
        return target
    target = quote(_STRAY_PERCENT.sub("%25", target), safe=_SAFE)
    return target.replace("&", "&amp;").replace("'", "&#x27;")


def is_safe(target: str) -> bool:
    """Say whether a target runs nothing: relative, or of a scheme that only leads somewhere."""
    found = _SCHEME.match(_IGNORED.sub("", target))
    return found is None or found[1].lower() in _SCHEMES


def mended(target: str) -> str | None:
    """Give a web address as browsers read it (`http:/x.fi` has its slash lost); None where it is none.

    Names and passwords (`user@`) make it none either: HTML forbids them, and they fool readers.
    Targets of other kinds are given back as they are.
    """  # noqa: E501 - one sentence
    found = _WEB.fullmatch(target.strip())
    if found is None:
        return target
    authority = _AUTHORITY.fullmatch(found["authority"])
    if authority is None or int(authority["port"] or 0) > _HIGHEST_PORT:
        return None
    if not authority["host"].isascii() and any(map(_is_no_letter, authority["host"])):
        return None
    return f"{found[1]}://{found['authority']}{found['rest']}"


def in_ascii(address: str) -> str:
    """Write an address in ASCII (RFC 3986, RFC 3490)."""
    try:
        parts = urlsplit(address)
        host = parts.netloc
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
        address = urlunsplit((parts.scheme, host, parts.path, parts.query, parts.fragment))
    except (ValueError, UnicodeError):
        pass
    return quote(_STRAY_PERCENT.sub("%25", address), safe=f"{_SAFE}[]", errors="replace")


def _is_no_letter(character: str) -> bool:
    """Say whether a character can stand in no host (UTS 46): controls, spaces, replacements."""
    return character == "\ufffd" or unicodedata.category(character)[0] in "CZ"
